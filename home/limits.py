"""How often a visitor may do something. Counts in the default cache, which all processes share."""

from hashlib import sha256
from ipaddress import ip_address

from allauth.account.adapter import get_adapter
from django.core.cache import cache

HOUR = 60 * 60


def allow(request, action: str, limit: int, *also: str, seconds: int = HOUR) -> bool:
    """Count one use by the visitor's network, and by each further name (such as a mail address)."""
    counts = [_count(f"{action}:{name}", seconds) for name in (visitor(request), *filter(None, also))]
    return max(counts) <= limit


def visitor(request) -> str:
    """The visitor's address; of an IPv6 address the half that names the network, since the rest changes at will."""
    address = ip_address(get_adapter().get_client_ip(request))
    return str(address) if address.version == 4 else str(int(address) >> 64)


def _count(name, seconds):
    key = f"home:limit:{sha256(name.lower().encode()).hexdigest()}"
    cache.add(key, 0, seconds)
    try:
        return cache.incr(key)
    except ValueError:  # it expired in between
        return 1

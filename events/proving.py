"""Whoever opens a link from a mail is shown the least; more when they have entered the address that the mail went to.

What was proved holds for one session, one registration or group, and one address. The session knows a keyed hash only.
"""

from django.utils.crypto import constant_time_compare, salted_hmac

from networks.addresses import plain
from networks.conf import conf
from networks.guards import Limits, client_of, too_many

from .models import Group, Registration

SESSION_KEY = "events.proved"
Opened = Registration | Group  # what a link opens


def is_address_of(opened: Opened, typed: str) -> bool:
    return constant_time_compare(_digest(opened, typed), _digest(opened, opened.email))


def remember(request, opened: Opened) -> None:
    """In a session with a new name: whoever knew the old one, knows nothing of this."""
    request.session.cycle_key()
    proved = {_name(opened): _digest(opened, opened.email)}
    request.session[SESSION_KEY] = request.session.get(SESSION_KEY, {}) | proved


def has_proved(request, opened: Opened) -> bool:
    proved = request.session.get(SESSION_KEY, {}).get(_name(opened), "")
    return constant_time_compare(proved, _digest(opened, opened.email))


def is_one_too_many(request, opened: Opened, *, what: str = "address") -> bool:
    """Count this try. Whoever guesses from many places is stopped, too: it is counted for what they want to open."""
    limits = Limits(conf.FORM_LIMIT_PER_ADDRESS, conf.FORM_LIMIT_PER_NETWORK)
    return too_many(form=what, email=_name(opened), client=client_of(request), limits=limits)


def _name(opened):
    return f"{opened._meta.model_name} {opened.pk}"


def _digest(opened, address):
    return salted_hmac(f"{SESSION_KEY}.{_name(opened)}", plain(address), algorithm="sha256").hexdigest()

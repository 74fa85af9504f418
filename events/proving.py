"""Whoever opens a link from a mail is shown the least; more when they have entered the address that the mail went to.

What was proved holds for one session, one registration and one address. The session knows a keyed hash only.
"""

from django.utils.crypto import constant_time_compare, salted_hmac

from networks.addresses import plain
from networks.conf import conf
from networks.guards import Limits, client_of, too_many

from .models import Registration

SESSION_KEY = "events.proved"


def is_address_of(registration: Registration, typed: str) -> bool:
    return constant_time_compare(_digest(registration, typed), _digest(registration, registration.email))


def remember(request, registration: Registration) -> None:
    """In a session with a new name: whoever knew the old one, knows nothing of this."""
    request.session.cycle_key()
    proved = {str(registration.pk): _digest(registration, registration.email)}
    request.session[SESSION_KEY] = request.session.get(SESSION_KEY, {}) | proved


def has_proved(request, registration: Registration) -> bool:
    proved = request.session.get(SESSION_KEY, {}).get(str(registration.pk), "")
    return constant_time_compare(proved, _digest(registration, registration.email))


def is_one_too_many(request, registration: Registration, *, what: str = "address") -> bool:
    """Count this try. Whoever guesses from many places is stopped, too: it is counted for the registration."""
    limits = Limits(conf.FORM_LIMIT_PER_ADDRESS, conf.FORM_LIMIT_PER_NETWORK)
    return too_many(form=what, email=f"registration {registration.pk}", client=client_of(request), limits=limits)


def _digest(registration, address):
    return salted_hmac(f"{SESSION_KEY}.{registration.pk}", plain(address), algorithm="sha256").hexdigest()

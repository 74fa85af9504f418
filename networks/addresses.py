"""Whose mail address it is: accounts know it, and the app that keeps them says so by a hook."""

from django.contrib.auth import get_user_model
from wagtail import hooks


def plain(address: str) -> str:
    """As an address is stored and compared, however somebody typed it."""
    return address.strip().lower()


def owns_address(user, address: str) -> bool:
    """Whether this account has proved that a mail address is its own. Without an answer from any app: no."""
    if user is None or not user.is_authenticated:
        return False
    return plain(address) in _proved_by(user)


def addresses_of(email: str) -> set[str]:
    """An address, and the others that the account with it has proved to be its own."""
    accounts = get_user_model().objects.filter(email__iexact=email)
    return {plain(email)}.union(*map(_proved_by, accounts))


def _proved_by(user):
    return {plain(proved) for fn in hooks.get_hooks("register_proved_addresses") for proved in fn(user)}

"""Whose mail address it is: accounts know it, and the app that keeps them says so by a hook."""

from wagtail import hooks


def owns_address(user, address: str) -> bool:
    """Whether this account has proved that a mail address is its own. Without an answer from any app: no."""
    if user is None or not user.is_authenticated:
        return False
    found = (proved for fn in hooks.get_hooks("register_proved_addresses") for proved in fn(user))
    return address.strip().lower() in {proved.lower() for proved in found}

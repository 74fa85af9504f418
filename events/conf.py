"""Settings of this app, read when they are asked for. `docs/settings.md` explains each."""

from zoneinfo import available_timezones

from django.conf import settings


def default_zone():
    return conf.TIME_ZONE


def zone_choices():
    """European zones first: nearly every event of a chamber is in one of them."""
    zones = sorted(available_timezones() - {"localtime", "Factory"})
    near = [zone for zone in zones if zone.startswith("Europe/")]
    return [(zone, zone) for zone in [*near, *(zone for zone in zones if zone not in set(near))]]


class Conf:
    """`conf.NAME` is `settings.EVENTS_NAME` or the default below."""

    @property
    def TIME_ZONE(self) -> str:
        return getattr(settings, "EVENTS_TIME_ZONE", settings.TIME_ZONE)

    @property
    def DEFAULT_DURATION_MINUTES(self) -> int:
        return getattr(settings, "EVENTS_DEFAULT_DURATION_MINUTES", 120)

    @property
    def RETENTION_DAYS(self) -> int:
        """Days after the end of a date until its registrations are made anonymous."""
        return getattr(settings, "EVENTS_RETENTION_DAYS", 90)

    @property
    def LOCK_TIMEOUT(self) -> int:
        """Seconds that a registration waits for others at the same date (PostgreSQL)."""
        return getattr(settings, "EVENTS_LOCK_TIMEOUT", 5)

    @property
    def FORM_MINIMUM_SECONDS(self) -> float:
        """A form that comes back faster than this was not read by a person."""
        return getattr(settings, "EVENTS_FORM_MINIMUM_SECONDS", 3)

    @property
    def LIMIT_PER_ADDRESS(self) -> int:
        """Uses of the registration form for one e-mail address within an hour."""
        return getattr(settings, "EVENTS_LIMIT_PER_ADDRESS", 10)

    @property
    def LIMIT_PER_NETWORK(self) -> int:
        """Uses of the registration form from one IP address (IPv6: /64) within an hour."""
        return getattr(settings, "EVENTS_LIMIT_PER_NETWORK", 100)

    @property
    def TRUSTED_PROXY_COUNT(self) -> int:
        """How many proxies of ours stand before the site, each adding to `X-Forwarded-For`."""
        return getattr(settings, "EVENTS_TRUSTED_PROXY_COUNT", getattr(settings, "ALLAUTH_TRUSTED_PROXY_COUNT", 0))


conf = Conf()

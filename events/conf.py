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


conf = Conf()

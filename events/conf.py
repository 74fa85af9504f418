"""Settings of this app, read when they are asked for. `docs/settings.md` explains each."""

from zoneinfo import available_timezones

from django.conf import settings


def default_zone():
    return conf.TIME_ZONE


def zone_choices():
    """The zones of our part of the world, ours first."""
    region = conf.TIME_ZONE.partition("/")[0]
    near = sorted(zone for zone in available_timezones() if zone.partition("/")[0] == region)
    return [(zone, zone) for zone in dict.fromkeys([conf.TIME_ZONE, *near, "UTC"])]


class Conf:
    """`conf.NAME` is `settings.EVENTS_NAME` or the default below."""

    @property
    def TIME_ZONE(self) -> str:
        return getattr(settings, "EVENTS_TIME_ZONE", settings.TIME_ZONE)

    @property
    def DEFAULT_DURATION_MINUTES(self) -> int:
        return getattr(settings, "EVENTS_DEFAULT_DURATION_MINUTES", 120)

    @property
    def PAGE_SIZE(self) -> int:
        """Dates on one page of a list."""
        return getattr(settings, "EVENTS_PAGE_SIZE", 20)

    @property
    def CALENDAR_NAME(self) -> str:
        """How calendars are called; without it as the site."""
        return getattr(settings, "EVENTS_CALENDAR_NAME", "")

    @property
    def FEED_PAST_DAYS(self) -> int:
        """For how long a date that is over stays in the feeds."""
        return getattr(settings, "EVENTS_FEED_PAST_DAYS", 60)

    @property
    def FEED_FUTURE_DAYS(self) -> int:
        """How far the feeds look ahead: about 18 months."""
        return getattr(settings, "EVENTS_FEED_FUTURE_DAYS", 548)

    @property
    def FEED_CANCELLED_DAYS(self) -> int:
        """For how long after its day a cancelled date stays in the feeds."""
        return getattr(settings, "EVENTS_FEED_CANCELLED_DAYS", 30)

    @property
    def FEED_MAX_BYTES(self) -> int:
        """Google loses what is behind the first megabyte; the farthest dates are left out before."""
        return getattr(settings, "EVENTS_FEED_MAX_BYTES", 1_000_000)

    @property
    def FEED_GZIP(self) -> bool:
        """Whether feeds are sent compressed to those who ask for it."""
        return getattr(settings, "EVENTS_FEED_GZIP", True)

    @property
    def FEED_CACHE(self) -> str:
        """The cache in `CACHES` that keeps finished feeds."""
        return getattr(settings, "EVENTS_FEED_CACHE", "default")

    @property
    def RETENTION_DAYS(self) -> int:
        """Days after the end of a date until its registrations are made anonymous."""
        return getattr(settings, "EVENTS_RETENTION_DAYS", 90)

    @property
    def LOCK_TIMEOUT(self) -> int:
        """Seconds that a registration waits for others at the same date (PostgreSQL)."""
        return getattr(settings, "EVENTS_LOCK_TIMEOUT", 5)


conf = Conf()

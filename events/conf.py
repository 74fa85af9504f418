"""Settings of this app; `docs/settings.md` explains them."""

import re
from contextlib import suppress
from email.utils import parseaddr
from zoneinfo import available_timezones

from django.conf import settings
from django.core.checks import Error

from networks.configuration import Configuration, Setting, Switch, Text, WholeNumber

from .deadlines import holidays_in


def default_zone():
    return conf.TIME_ZONE


def zone_choices():
    """The zones of our part of the world, ours first."""
    region = conf.TIME_ZONE.partition("/")[0]
    near = sorted(zone for zone in available_timezones() if zone.partition("/")[0] == region)
    return [(zone, zone) for zone in dict.fromkeys([conf.TIME_ZONE, *near, "UTC"])]


class Zone(Setting):
    expected = 'the name of a time zone, such as "Europe/Berlin"'

    def accepts(self, value):
        return isinstance(value, str) and value in available_timezones()


class Cache(Setting):
    expected = "the name of one of CACHES"

    def accepts(self, value):
        return isinstance(value, str) and value in settings.CACHES


class Region(Setting):
    expected = 'a country and perhaps a part of it, as the package holidays names them: ("DE", "NI"); or () for none'

    def accepts(self, value):
        if not isinstance(value, tuple) or not all(isinstance(part, str) for part in value):
            return False
        return value in {(), self.default} or self._is_known(value)

    def _is_known(self, value):
        with suppress(NotImplementedError, TypeError):
            return holidays_in(*value) is not None
        return False


class Origins(Setting):
    """Addresses of websites as a browser compares them; a `*` may stand for the first part of a host."""

    expected = 'a list of websites without a path, such as ["https://www.example.org", "https://*.example.org"]'
    ORIGIN = re.compile(r"https?://(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)*(:\d{1,5})?")

    def accepts(self, value):
        is_list = isinstance(value, list | tuple)
        return is_list and all(isinstance(one, str) and self.ORIGIN.fullmatch(one) for one in value)


class Conf(Configuration):
    prefix = "EVENTS"
    wrong = "events.E002"

    TIME_ZONE = Zone(lambda: settings.TIME_ZONE, id="events.E001")
    DEFAULT_DURATION_MINUTES = WholeNumber(120)
    # Dates on one page of a list.
    PAGE_SIZE = WholeNumber(20)
    # How calendars are called; without it as the site.
    CALENDAR_NAME = Text("")
    # For how long a date that is over stays in the feeds, how far they look ahead (about 18 months), and for how long
    # after its day they show a cancelled date.
    FEED_PAST_DAYS = WholeNumber(60)
    FEED_FUTURE_DAYS = WholeNumber(548)
    FEED_CANCELLED_DAYS = WholeNumber(30)
    # Google loses what is behind the first megabyte; the farthest dates are left out before.
    FEED_MAX_BYTES = WholeNumber(1_000_000, least=10_000, id="events.E004")
    # Whether feeds are sent compressed to those who ask for it.
    FEED_GZIP = Switch(True)
    # The cache that keeps finished feeds.
    FEED_CACHE = Cache("default", id="events.E003")
    # The websites that may show our dates in a frame; ours may always.
    EMBED_ORIGINS = Origins((), id="events.E007")
    # Days after the end of a date until its registrations are made anonymous.
    RETENTION_DAYS = WholeNumber(90)
    # Fewer or more days than these no event can ask for, nor a question more.
    RETENTION_MIN_DAYS = WholeNumber(1)
    RETENTION_MAX_DAYS = WholeNumber(365)
    # Hours that somebody has to confirm their address; for so long a place is kept.
    CONFIRM_WITHIN_HOURS = WholeNumber(48)
    # Whom notices about a date go to that has neither a contact nor a coordinator; "" tells nobody.
    OFFICE_EMAIL = Text(lambda: parseaddr(settings.DEFAULT_FROM_EMAIL)[1])
    # Whose public holidays are no working days, when somebody has so many days to accept a place.
    HOLIDAYS = Region(("DE", "NI"), id="events.E005")
    # Days after a date until answers about special needs are deleted.
    SPECIAL_NEEDS_DAYS = WholeNumber(7, least=0)
    # How many people somebody can register at once.
    GROUP_MAX = WholeNumber(10, least=2)
    # The largest file that somebody can send with a registration.
    UPLOAD_MEGABYTES = WholeNumber(5)
    # Seconds that a registration waits for others at the same date (PostgreSQL).
    LOCK_TIMEOUT = WholeNumber(5)

    def days_kept(self, own: int | None) -> int:
        """What an event asks for, or what the site does, within the limits of the site."""
        wanted = self.RETENTION_DAYS if own is None else own
        return min(max(wanted, self.RETENTION_MIN_DAYS), self.RETENTION_MAX_DAYS)

    def errors(self):
        found = super().errors()
        return found or [*found, *self._errors_of_limits()]

    def _errors_of_limits(self):
        if not self.RETENTION_MIN_DAYS <= self.RETENTION_DAYS <= self.RETENTION_MAX_DAYS:
            yield Error(
                "EVENTS_RETENTION_DAYS must lie between EVENTS_RETENTION_MIN_DAYS and EVENTS_RETENTION_MAX_DAYS.",
                hint="docs/settings.md explains them.",
                id="events.E006",
            )


conf = Conf()

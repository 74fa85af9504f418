"""Settings of this app that would mislead, each a system check with an id."""

from collections.abc import Iterable
from zoneinfo import available_timezones

from django.conf import settings
from django.core.checks import Error, register

from .conf import conf

NUMBERS = ["DEFAULT_DURATION_MINUTES", "PAGE_SIZE", "FEED_PAST_DAYS", "FEED_FUTURE_DAYS", "FEED_CANCELLED_DAYS"]
LEAST_BYTES = 10_000


@register
def check_settings(app_configs, **kwargs) -> Iterable[Error]:
    yield from _zone()
    yield from _numbers()
    yield from _feeds()


def _zone():
    if conf.TIME_ZONE not in available_timezones():
        yield Error(
            f"EVENTS_TIME_ZONE names no time zone: {conf.TIME_ZONE!r}.",
            hint='Use a name such as "Europe/Berlin", or leave it out: then TIME_ZONE is meant.',
            id="events.E001",
        )


def _numbers():
    for name in NUMBERS:
        value = getattr(conf, name)
        if not isinstance(value, int) or value < 1:
            yield Error(f"EVENTS_{name} must be a whole number above zero, not {value!r}.", id="events.E002")


def _feeds():
    if conf.FEED_CACHE not in settings.CACHES:
        yield Error(f"EVENTS_FEED_CACHE names no cache of CACHES: {conf.FEED_CACHE!r}.", id="events.E003")
    if not isinstance(conf.FEED_MAX_BYTES, int) or conf.FEED_MAX_BYTES < LEAST_BYTES:
        yield Error(f"EVENTS_FEED_MAX_BYTES must be at least {LEAST_BYTES}.", id="events.E004")

"""Feeds: which dates, under which name, and the finished bytes, kept until something changes.

A finished feed depends on the feed, the language, the site, the day (dates leave the window without a save) and the
generation of the calendar. Nothing else: who asks makes no difference, since feeds hold public dates only.
"""

import gzip
import hashlib
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from django.core.cache import caches
from django.utils import timezone
from django.utils.translation import gettext as _

from networks.links import site_name
from networks.models import District, NetworkPage

from . import ical
from .conf import conf
from .models import CalendarEntry, CalendarGeneration, EventKind, Occurrence
from .walltime import midnight

logger = logging.getLogger(__name__)
DAY = 24 * 60 * 60
HUES = {"initiative": "mediumblue", "health": "mediumorchid", "training": "teal"}


@dataclass(frozen=True)
class Feed:
    """One address that one can subscribe to: `choose` narrows the public dates down to what it is about."""

    key: str
    title: Callable[[], str]
    colour: str
    choose: Callable = lambda dates: dates


@dataclass(frozen=True)
class Finished:
    """The compressed bytes of a feed, read only when they are sent, with their validators."""

    etag: str
    changed_at: datetime
    size: int
    load: Callable[[], bytes]


def everything() -> Feed:
    return Feed("all", lambda: _("All events"), HUES["initiative"])


def of_network(network: NetworkPage) -> Feed:
    hue = HUES.get(network.specific_deferred.hue, HUES["initiative"])
    return Feed(f"network:{network.pk}", lambda: network.localized.title, hue, lambda dates: dates.in_network(network))


def of_district(district: District) -> Feed:
    choose = lambda dates: dates.in_district(district)  # noqa: E731
    return Feed(f"district:{district.pk}", lambda: district.name, HUES["initiative"], choose)


def of_kind(kind: EventKind) -> Feed:
    return Feed(f"kind:{kind.pk}", lambda: kind.label, kind.colour, lambda dates: dates.of_kind(kind))


def finished(feed: Feed, *, language: str, url: str) -> Finished:
    """The feed as it is now, from the cache if nothing has changed since."""
    today = timezone.localdate(timezone=ZoneInfo(conf.TIME_ZONE))
    generation = CalendarGeneration.objects.filter(pk=1).first() or CalendarGeneration(number=0)
    owner = conf.CALENDAR_NAME or site_name()
    identity = repr((feed.key, language, url, owner, today, generation.number, generation.changed_at, _settings()))
    key = f"events.feed.{hashlib.sha256(identity.encode()).hexdigest()}"
    make = partial(_make, feed, language, url, owner)
    return _kept(key, make) or _keep(key, make, max(generation.changed_at, midnight(today, conf.TIME_ZONE)))


def _settings():
    """Whatever an operator may change without an event changing."""
    days = (conf.FEED_PAST_DAYS, conf.FEED_FUTURE_DAYS, conf.FEED_CANCELLED_DAYS)
    return (ical.VERSION, conf.TIME_ZONE, conf.FEED_MAX_BYTES, *days)


def _kept(key, make):
    """What the cache has. It may forget the bytes and still know their validators; then they are made again."""
    validators = _cache().get(key)
    return Finished(*validators, load=lambda: _cache().get(f"{key}.gz") or make()[1]) if validators else None


def _keep(key, make, changed_at):
    body, compressed = make()
    validators = (hashlib.sha256(body).hexdigest()[:32], changed_at, len(body))
    _cache().set(f"{key}.gz", compressed, DAY)
    _cache().set(key, validators, DAY)
    return Finished(*validators, load=lambda: compressed)


def _make(feed, language, url, owner):
    body = write(feed, language=language, url=url, owner=owner)
    return body, gzip.compress(body, 1, mtime=0)


def _cache():
    return caches[conf.FEED_CACHE]


def write(feed: Feed, *, language: str, url: str, owner: str) -> bytes:
    """The bytes of a feed: stored VEVENTs, joined."""
    rows = _within_budget(_rows(feed, language))
    calendar = ical.Calendar(
        name=f"{owner}: {feed.title()}",
        language=language,
        zone=conf.TIME_ZONE,
        url=url,
        colour=feed.colour,
    )
    zones = {zone for zone, _bytes in rows}
    return ical.join(calendar, zones, [entry for _zone, entry in rows])


def _rows(feed, language):
    entries = CalendarEntry.objects.filter(language=language, occurrence__in=in_window(feed).values("pk"))
    rows = entries.order_by("occurrence__start", "occurrence__pk").values_list("occurrence__zone", "ical")
    return [(zone, entry) for zone, entry in ((zone, bytes(entry)) for zone, entry in rows) if _is_sound(entry)]


def _is_sound(entry):
    if ical.is_sound(entry):
        return True
    logger.error("A stored calendar entry is broken and was left out: %r", entry[:80])
    return False


def in_window(feed: Feed):
    """The public dates of a feed, from two months ago to a year and a half ahead; cancelled ones for a month."""
    now = midnight(timezone.localdate(timezone=ZoneInfo(conf.TIME_ZONE)), conf.TIME_ZONE)
    first, last = now - timedelta(days=conf.FEED_PAST_DAYS), now + timedelta(days=conf.FEED_FUTURE_DAYS)
    long_cancelled = {"status": Occurrence.Status.CANCELLED, "end__lt": now - timedelta(days=conf.FEED_CANCELLED_DAYS)}
    return feed.choose(Occurrence.objects.visible_to(None)).between(first, last).exclude(**long_cancelled)


def _within_budget(rows):
    """What readers take whole: the dates farthest ahead are left out first."""
    total, kept = 2000, []
    for zone, entry in rows:
        total += len(entry)
        if total > conf.FEED_MAX_BYTES:
            logger.warning("A feed is full: %s of %s dates fit", len(kept), len(rows))
            break
        kept.append((zone, entry))
    return kept

"""Feeds: which dates, under which name, and their bytes. `keeping` keeps them finished."""

import logging
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from itertools import accumulate
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.translation import gettext as _

from networks.links import site_name, site_url
from networks.models import District, NetworkPage

from . import ical
from .conf import conf
from .models import EventKind, Occurrence
from .walltime import midnight

logger = logging.getLogger(__name__)
HEAD_BYTES = 2000  # what is left for all that stands before the first date
LEAST_BYTES = 250  # no VEVENT is shorter
HUES = {"initiative": "mediumblue", "health": "mediumorchid", "training": "teal"}


@dataclass(frozen=True)
class Feed:
    """What one can subscribe to: `choose` narrows the public dates down to what it is about."""

    title: Callable[[], str]
    colour: str
    choose: Callable = lambda dates: dates


def everything() -> Feed:
    return Feed(lambda: _("All events"), HUES["initiative"])


def of_network(network: NetworkPage) -> Feed:
    hue = HUES.get(network.specific_deferred.hue, HUES["initiative"])
    return Feed(lambda: network.localized.title, hue, lambda dates: dates.in_network(network))


def of_district(district: District) -> Feed:
    choose = lambda dates: dates.in_district(district)  # noqa: E731
    return Feed(lambda: district.name, HUES["initiative"], choose)


def of_kind(kind: EventKind) -> Feed:
    return Feed(lambda: kind.label, kind.colour, lambda dates: dates.of_kind(kind))


def write(feed: Feed, *, language: str, path: str) -> bytes:
    """The bytes of a feed: stored VEVENTs, joined."""
    owner = conf.CALENDAR_NAME or site_name()
    words = _("Dates of %(owner)s that everybody may see. Changes and cancellations arrive by themselves.")
    calendar = ical.Calendar(
        name=f"{owner}: {feed.title()}",
        description=words % {"owner": owner},
        language=language,
        zone=conf.TIME_ZONE,
        url=site_url(path),
        colour=feed.colour,
    )
    rows = _within_budget(_rows(feed, language))
    return ical.join(calendar, {zone for zone, _entry in rows}, sound([entry for _zone, entry in rows]))


def _rows(feed, language):
    """Zones and entries, no more than could fit."""
    dates = in_window(feed).filter(calendar_entries__language=language).order_by("start", "pk")
    rows = dates.values_list("calendar_entries__zone", "calendar_entries__ical")
    return [(zone, bytes(entry)) for zone, entry in rows[: conf.FEED_MAX_BYTES // LEAST_BYTES]]


def _within_budget(rows):
    """What readers take whole: the dates farthest ahead are left out first."""
    sizes = list(accumulate((len(entry) for _zone, entry in rows), initial=HEAD_BYTES))
    fitting = bisect_right(sizes, conf.FEED_MAX_BYTES) - 1
    if fitting < len(rows):
        logger.warning("A feed is full: %s dates fit", fitting)
    return rows[:fitting]


def sound(entries: list[bytes]) -> list[bytes]:
    """Those that are whole. Looked at together first: that takes a fifth of the time."""
    if ical.are_sound(entries):
        return entries
    broken = [entry for entry in entries if not ical.are_sound([entry])]
    logger.error("%s stored calendar entries are broken and were left out, such as %r", len(broken), broken[0][:80])
    return [entry for entry in entries if entry not in broken]


def in_window(feed: Feed):
    """The public dates of a feed, from two months ago to a year and a half ahead; cancelled ones for a month."""
    now = midnight(timezone.localdate(timezone=ZoneInfo(conf.TIME_ZONE)), conf.TIME_ZONE)
    first, last = now - timedelta(days=conf.FEED_PAST_DAYS), now + timedelta(days=conf.FEED_FUTURE_DAYS)
    long_cancelled = {"status": Occurrence.Status.CANCELLED, "end__lt": now - timedelta(days=conf.FEED_CANCELLED_DAYS)}
    return feed.choose(Occurrence.objects.visible_to(None)).between(first, last).exclude(**long_cancelled)

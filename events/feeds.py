"""Feeds: which dates, under which name, and their bytes. `keeping` keeps them finished."""

import logging
from bisect import bisect_right
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from itertools import accumulate

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from networks.links import in_language_of_visit, site_url
from networks.models import District, NetworkPage
from networks.visibility import visible_pages

from . import ical
from .conf import conf
from .days import today
from .filters import MOST_WORDS
from .finding import PATHS, linked, matching
from .models import EventKind, Occurrence, Venue
from .names import owner, title_of
from .selection import Selection
from .walltime import midnight

logger = logging.getLogger(__name__)
HEAD_BYTES = 2000  # what is left for all that stands before the first date
LEAST_BYTES = 250  # no VEVENT is shorter
HUES = {"initiative": "mediumblue", "health": "mediumorchid", "training": "teal"}


@dataclass(frozen=True)
class Feed:
    """What one can subscribe to: `choose` narrows the public dates down to what it is about."""

    title: str
    colour: str
    choose: Callable


def feed_of(selection: Selection) -> Feed:
    """In the active language. 404 when nothing is left of a filter, or nothing that is for everybody."""
    things = {group: _found(group, values) for group, values in selection.chosen.items()}
    labels = {group: {value: label_of(thing) for value, thing in some.items()} for group, some in things.items()}
    return Feed(
        title=title_of(selection, labels),
        colour=_colour([thing for some in things.values() for thing in some.values()]),
        choose=lambda dates: _narrowed(dates, selection, things),
    )


def _found(group, values):
    """By value. One that is gone does not take the others from those who subscribed to all of them."""
    found = {}
    for value in values:
        with suppress(Http404):
            found[value] = FIND[group](value)
    if not found:
        raise Http404(group)
    return found


def label_of(thing) -> str:
    if isinstance(thing, NetworkPage):
        return _in_language_of_visit(thing).title
    return thing.label if isinstance(thing, EventKind) else str(thing)


def _in_language_of_visit(network):
    """Of its pages that everybody may see."""
    pages = visible_pages(NetworkPage.objects.filter(translation_key=network.translation_key), None)
    return in_language_of_visit(pages.select_related("locale").order_by("path"))


def _network(slug):
    """Whose address it is; if nobody's, whose it was."""
    networks = NetworkPage.objects.filter(slug=slug)
    if not networks.live().exists():
        networks = NetworkPage.objects.filter(former_slugs__slug=slug)
    return get_object_or_404(visible_pages(networks, None).order_by("path")[:1])


def _venue(value):
    """Found by the number at the end of its address, whatever it is called by now."""
    number = value.rpartition("-")[2]
    return get_object_or_404(Venue.objects.public(), pk=number if number.isdecimal() and len(number) < 16 else 0)


FIND = {
    "netzwerk": _network,
    "kreis": lambda slug: get_object_or_404(District, slug=slug),
    "art": lambda slug: get_object_or_404(EventKind, slug=slug),
    "ort": _venue,
}


def _colour(things):
    """That of the one thing that it is about."""
    [thing] = things if len(things) == 1 else [None]
    if isinstance(thing, NetworkPage):
        return HUES.get(thing.specific_deferred.hue, HUES["initiative"])
    return thing.colour if isinstance(thing, EventKind) else HUES["initiative"]


def _narrowed(dates, selection, things):
    for group, some in things.items():
        keys = [thing.translation_key if group == "netzwerk" else thing.pk for thing in some.values()]
        dates = dates.filter(pk__in=linked(PATHS[group], keys))
    if selection.only_held:
        dates = dates.scheduled()
    return matching(selection.text.split()[:MOST_WORDS], dates, None)


def write(feed: Feed, *, language: str, path: str) -> bytes:
    """The bytes of a feed: stored VEVENTs, joined."""
    whose = owner()
    words = _("Dates of %(owner)s that everybody may see. Changes and cancellations arrive by themselves.")
    calendar = ical.Calendar(
        name=f"{whose}: {feed.title}",
        description=words % {"owner": whose},
        language=language,
        zone=conf.TIME_ZONE,
        url=site_url(path),
        colour=feed.colour,
    )
    return join(calendar, public_dates(feed))


def join(calendar: ical.Calendar, dates, dress: Callable[[bytes], bytes] = lambda entry: entry) -> bytes:
    """The stored VEVENTs of dates, in the window of a calendar; `dress` may change them for whoever reads it."""
    rows = _within_budget(_rows(dates, calendar.language))
    entries = sound([entry for _zone, entry in rows])
    return ical.join(calendar, {zone for zone, _entry in rows}, map(dress, entries))


def _rows(dates, language):
    """Zones and entries, no more than could fit."""
    dates = in_window(dates).filter(calendar_entries__language=language).order_by("start", "pk")
    rows = dates.values_list("calendar_entries__zone", "calendar_entries__ical")
    return [(zone, bytes(entry)) for zone, entry in rows[: conf.FEED_MAX_BYTES // LEAST_BYTES]]


def public_dates(feed: Feed):
    return feed.choose(Occurrence.objects.visible_to(None))


def readable(dates) -> list[Occurrence]:
    """For whatever renders them: a row that says nonsense stops no others."""
    return [date for date in dates if _has_zone(date)]


def _has_zone(date):
    try:
        return bool(date.tzinfo)
    except (KeyError, ValueError, OSError):  # a folder of zones, such as Europe
        logger.error("The date %s was left out: %r is no time zone", date.pk, date.zone)
        return False


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


def in_window(dates):
    """From two months ago to a year and a half ahead; cancelled ones for a month."""
    now = midnight(today(), conf.TIME_ZONE)
    first, last = now - timedelta(days=conf.FEED_PAST_DAYS), now + timedelta(days=conf.FEED_FUTURE_DAYS)
    long_cancelled = {"status": Occurrence.Status.CANCELLED, "end__lt": now - timedelta(days=conf.FEED_CANCELLED_DAYS)}
    return dates.between(first, last).exclude(**long_cancelled)

"""The stored bytes of calendars: written when what they say has changed, never on a request."""

import hashlib
import logging
from dataclasses import replace
from datetime import timedelta

from django.db import transaction
from django.db.models import Count
from django.utils import timezone
from wagtail.models import Page, Site

from networks.languages import languages
from networks.models import NetworkPage

from .. import ical
from ..conf import conf
from ..entries import Describer, essence_of, words
from ..models import CalendarEntry, CalendarGeneration, Occurrence
from ..querysets import PARTNER

logger = logging.getLogger(__name__)
BATCH = 200
WRITTEN = ["zone", "ical", "digest"]
STAMPS = ["sequence", "modified", "essence"]


def refresh_calendar(occurrences, *, closing: bool = False) -> int:
    """Write the VEVENTs of these dates anew where they say something else now. Returns how many did.

    A row that cannot be written is logged and keeps its old bytes; the others do not suffer. `closing`: something else
    than these dates leaves the public, such as the name of a network.
    """
    keys = list(occurrences.order_by("pk").values_list("pk", flat=True))
    batches = [keys[start : start + BATCH] for start in range(0, len(keys), BATCH)]
    return sum(_refresh(batch, closing) for batch in batches or [[]])


def refresh_calendar_below(page_pk: int) -> None:
    """What a page and those below it show: their own dates, and the dates that name one of their networks."""
    bump_generation(closing=True)
    for page in Page.objects.filter(pk=page_pk):
        refresh_calendar(Occurrence.objects.below(page))
        for network in NetworkPage.objects.descendant_of(page, inclusive=True):
            refresh_calendar(Occurrence.objects.in_network(network))


def refresh_calendar_afterwards(occurrences) -> None:
    """The same dates, found now and written once the transaction has ended: what they name is about to go."""
    keys = list(occurrences.values_list("pk", flat=True))
    transaction.on_commit(lambda: refresh_calendar(Occurrence.objects.filter(pk__in=keys), closing=True))


@transaction.atomic
def bump_generation(*, closing: bool = False) -> None:
    """Tell all caches that feeds may have changed; `closing`: that older copies may show what is not public now."""
    row, _created = CalendarGeneration.objects.select_for_update().get_or_create(pk=1)
    row.move(closing=closing)


def rebuild_calendar() -> int:
    """Every entry anew, for a new version of the serialiser, other settings or another address of the site.

    Not in one transaction: those who register meanwhile would have to wait for all of it.
    """
    now = fingerprint()
    changed = refresh_calendar(Occurrence.objects.all())
    CalendarGeneration.objects.filter(pk=1).update(fingerprint=now)
    return changed


def rebuild_if_outdated() -> int:
    """For the worker: rebuild when the entries were written by another version or for another address."""
    row = CalendarGeneration.objects.filter(pk=1).first()
    return 0 if row and row.fingerprint == fingerprint() else rebuild_calendar()


def write_missing_entries() -> int:
    """For the worker: dates that somebody made in another way than by publishing."""
    complete = CalendarEntry.objects.filter(language__in=languages()).order_by().values("occurrence")
    complete = complete.annotate(count=Count("pk")).filter(count=len(languages()))
    missing = Occurrence.objects.exclude(pk__in=complete.values("occurrence"))
    return refresh_calendar(missing) if missing.exists() else 0


def fingerprint() -> str:
    """Of all that is in every entry but belongs to none: the version, the sites, the zones, words from templates."""
    zones = Occurrence.objects.order_by("zone").values_list("zone", flat=True).distinct()
    rules = [ical.vtimezone(zone) for zone in {conf.TIME_ZONE, *zones}]
    sites = [tuple(path) for path in Site.get_site_root_paths()]
    parts = [ical.VERSION, sorted(map(str, sites)), languages(), sorted(rules), words(languages())]
    return hashlib.sha256(repr(parts).encode()).hexdigest()


def _are_some_hidden(keys):
    chosen = Occurrence.objects.filter(pk__in=keys)
    return chosen.exclude(pk__in=Occurrence.objects.visible_to(None).values("pk")).exists()


@transaction.atomic
def _refresh(keys, closing):
    """One batch, and the generation with it. The rows are held before they are read: of two changes at once, the second
    sees the first.
    """
    held = Occurrence.objects.select_for_update(no_key=True).filter(pk__in=keys).order_by("pk")
    list(held.values_list("pk", flat=True))
    rows = Occurrence.objects.filter(pk__in=keys).order_by("pk")
    rows = rows.select_related("page__locale", PARTNER, "kind", "venue").prefetch_related("networks", "districts")
    changed = _refresh_batch(list(rows))
    bump_generation(closing=closing or _are_some_hidden(keys))
    return changed


def _refresh_batch(rows):
    describer = Describer(rows, languages())
    stored = _stored_digests(rows)
    changed, entries = [], []
    for occurrence in rows:
        try:
            fresh = _fresh_entries(occurrence, describer, stored[occurrence.pk])
        except Exception:
            logger.exception("The calendar entry of date %s cannot be written", occurrence.pk)
            continue
        if fresh:
            changed.append(occurrence)
            entries += fresh
    Occurrence.objects.bulk_update(changed, STAMPS)
    CalendarEntry.objects.bulk_create(
        entries, update_conflicts=True, unique_fields=["occurrence", "language"], update_fields=WRITTEN
    )
    return len(changed)


def _stored_digests(rows):
    stored = {row.pk: {} for row in rows}
    entries = CalendarEntry.objects.filter(occurrence__in=rows, language__in=languages())
    for pk, language, digest in entries.values_list("occurrence", "language", "digest"):
        stored[pk][language] = digest
    return stored


def _fresh_entries(occurrence, describer, stored):
    """The entries in all languages when one of them says something else than before, otherwise none."""
    events = {language: describer.event(occurrence, language) for language in languages()}
    digests = {language: _digest(event) for language, event in events.items()}
    if digests == stored:
        return []
    _stamp(occurrence, is_new=not stored)
    return [
        CalendarEntry(
            occurrence=occurrence,
            language=language,
            zone=event.zone,
            ical=ical.vevent(_with_stamps(event, occurrence)),
            digest=digests[language],
        )
        for language, event in events.items()
    ]


def _digest(event):
    return hashlib.sha256(ical.vevent(event.without_stamps())).hexdigest()


def _with_stamps(event, occurrence):
    return replace(event, modified=occurrence.modified, sequence=occurrence.sequence)


def _stamp(occurrence, *, is_new):
    """Neither number ever falls, and both rise by a full second or one at least: readers compare them."""
    essence = essence_of(occurrence)
    if occurrence.essence and occurrence.essence != essence:
        occurrence.sequence += 1
    occurrence.essence = essence
    now = timezone.now().replace(microsecond=0)
    occurrence.modified = now if is_new else max(now, occurrence.modified + timedelta(seconds=1))

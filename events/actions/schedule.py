"""From what an editor published to what happens: event pages are projected into occurrences.

Dates are matched by their key, never by their position. Rows are never deleted here: a date that is taken away and
comes back has its old UID.
"""

import uuid
from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Locale

from ..locking import in_one_transaction, locked
from ..models import EventDate, EventPage, Occurrence, QuestionSet, RegistrationRules
from .calendar import refresh_calendar
from .changes import drop_notice, note_change
from .places import give_places
from .questions import events_that_ask, forget_questions, project_questions
from .registration import tell_registrants_cancelled

COPIED = [
    "title",
    "visibility",
    "kind",
    "venue",
    "attendance",
    *RegistrationRules.names(),
]


@transaction.atomic
def schedule(page: EventPage) -> list[Occurrence]:
    """Bring the dates of a published event up to date, from the page it was written in first. Safe to call again."""
    source = source_of(page)
    if source is None or not source.live:
        _withdraw(page)
        return []
    known = _known(page)
    dates = list(_dates(source))
    occurrences = [_project(source, date, known.pop(date.key, None)) for date in dates]
    _drop(known.values())
    project_questions(source)
    refresh_calendar(Occurrence.objects.filter(event_key=source.translation_key))
    for occurrence in occurrences:
        note_change(occurrence)
        give_places(occurrence)
    return list(Occurrence.objects.filter(pk__in=[occurrence.pk for occurrence in occurrences]))


@in_one_transaction
def cancel_occurrence(*, occurrence: Occurrence, note: str = "", reason: str = "", by=None) -> Occurrence:
    """Cancel one date for good: everything shows it so, and everybody with a place is told. Twice changes nothing.

    `note` is for visitors and mails, `reason` stays with the staff.
    """
    occurrence = locked(occurrence)
    if occurrence.is_cancelled:
        return occurrence
    occurrence.status = Occurrence.Status.CANCELLED
    occurrence.cancelled_at = timezone.now()
    occurrence.cancelled_note, occurrence.cancelled_reason = note, reason
    occurrence.save(update_fields=["status", "cancelled_at", "cancelled_note", "cancelled_reason"])
    refresh_calendar(Occurrence.objects.filter(pk=occurrence.pk))
    drop_notice(occurrence)
    told = tell_registrants_cancelled(occurrence)
    log(occurrence, "events.cancel_occurrence", user=by, data={"reason": reason, "told": told})
    occurrence.refresh_from_db()
    return occurrence


@transaction.atomic
def ask_anew(question_set: QuestionSet) -> int:
    """After a set of questions was changed: the events that ask them ask them so. Returns how many do."""
    pages = events_that_ask(question_set)
    for page in pages:
        schedule(page)
    return len(pages)


def reschedule(translation_key: uuid.UUID) -> None:
    """After one language of an event was deleted: dates and questions follow the pages that are left."""
    if page := EventPage.objects.filter(translation_key=translation_key).first():
        schedule(page)
    else:
        forget_questions(translation_key)


def source_of(page: EventPage) -> EventPage | None:
    """The page that decides about dates: the one in the site's default language, else the oldest translation."""
    pages = list(EventPage.objects.filter(translation_key=page.translation_key, alias_of=None).order_by("pk"))
    default = Locale.get_default().pk
    return next((p for p in pages if p.locale_id == default), pages[0] if pages else None)


def _withdraw(page):
    """For an event that is not published: its dates leave lists and calendars."""
    dates = Occurrence.objects.filter(event_key=page.translation_key)
    dates.update(published=False)
    refresh_calendar(dates)


def _known(page) -> dict[uuid.UUID, Occurrence]:
    """The rows of an event, held until the transaction ends: registrations count under the same lock."""
    rows = Occurrence.objects.select_for_update(no_key=True).filter(event_key=page.translation_key)
    return {row.key: row for row in rows.order_by("pk")}


def _dates(page: EventPage) -> Iterable[EventDate]:
    """The dates that have a time; of two with the same key, the second gets one of its own."""
    seen = set()
    for date in EventDate.objects.filter(page=page).exclude(starts_at=None).order_by("starts_at", "pk"):
        if date.key in seen:
            date.key = uuid.uuid4()
            date.save(update_fields=["key"])
        seen.add(date.key)
        yield date


def _project(page: EventPage, date: EventDate, occurrence: Occurrence | None) -> Occurrence:
    occurrence = occurrence or Occurrence(event_key=page.translation_key, key=date.key)
    for name in COPIED:
        setattr(occurrence, name, getattr(page, name))
    occurrence.page = page
    occurrence.start, occurrence.end = date.span
    occurrence.zone, occurrence.all_day = date.zone, date.all_day
    occurrence.set_decision_time()
    occurrence.published = True
    occurrence.save()
    occurrence.networks.set(page.networks.all())
    occurrence.districts.set(page.districts.all())
    return occurrence


def _drop(occurrences: Iterable[Occurrence]) -> None:
    """Dates that the editor took away: one that people have registered for is cancelled, the others disappear."""
    for occurrence in occurrences:
        if not occurrence.is_past and occurrence.registrations.live().exists():
            cancel_occurrence(occurrence=occurrence, reason="removed from the event")
        elif not occurrence.is_cancelled:
            occurrence.published = False
            occurrence.save(update_fields=["published"])

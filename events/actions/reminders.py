"""Reminders of a date, at the times that its event names: each once, for whoever had a place by then."""

from datetime import datetime, timedelta

from django.utils import timezone

from .. import emails
from ..locking import in_one_transaction, locked
from ..models import EventReminder, Occurrence
from ..models.reminders import LONGEST

# How late a reminder may still go out, after a pause of the workers; later it would only puzzle.
LATE = timedelta(hours=12)


def remind() -> int:
    """Write the reminders that are due. Returns how many; safe to call at any time and by two at once."""
    # Looks before it locks: for half a day after its time there is nothing left to do.
    return sum(_remind_of(date, moment) for date, moment in _due() if _not_yet_reminded(date, moment))


def _due() -> list[tuple[Occurrence, datetime]]:
    now = timezone.now()
    soon = Occurrence.objects.upcoming().published().scheduled().filter(start__gt=now, start__lt=now + LONGEST)
    pages = {reminder.page_id for reminder in EventReminder.objects.all()}
    dates = soon.filter(page__in=pages).prefetch_related("page__reminders")
    moments = [(date, date.start - reminder.before) for date in dates for reminder in date.page.reminders.all()]
    return [(date, moment) for date, moment in moments if now - LATE < moment <= now]


@in_one_transaction
def _remind_of(occurrence, moment):
    occurrence = locked(occurrence)
    people = _not_yet_reminded(occurrence, moment)
    emails.reminder(people, moment=moment)
    return len(people)


def _not_yet_reminded(occurrence, moment):
    """Those who had their place by then: whoever got it later has just read about the date."""
    if occurrence.is_cancelled or occurrence.start <= timezone.now():
        return []
    had_a_place = occurrence.registrations.confirmed().filter(confirmed_at__lt=moment).order_by("queue_number")
    return emails.not_yet_reminded(list(had_a_place), moment=moment)

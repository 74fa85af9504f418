"""A date with a minimum number: its organisers are asked in time, and staff says once whether it takes place."""

from collections.abc import Mapping

from django.utils import timezone
from wagtail.log_actions import log

from .. import emails, organiser_emails
from ..errors import DecidedAlready
from ..locking import in_one_transaction, locked
from ..models import Occurrence
from ..organisers import organisers_of
from ..places import places_for, places_of
from .calendar import refresh_calendar
from .schedule import cancel_occurrence


def ask_for_decisions() -> int:
    """Write to the organisers whose decision is due, and to those whose minimum is reached before. Each once."""
    dates = list(Occurrence.objects.to_decide())
    places = places_for(dates)
    news = {date: mail for date in dates if (mail := _mail_for(date, places[date.pk].confirmed))}
    return sum(_tell(date) for date in organiser_emails.not_yet_told(news))


def _mail_for(occurrence, confirmed):
    """The one that is to be written by now."""
    if occurrence.decide_at <= timezone.now():
        return organiser_emails.DECISION_DUE
    return organiser_emails.MINIMUM_REACHED if confirmed >= occurrence.minimum else None


@in_one_transaction
def _tell(occurrence):
    occurrence = locked(occurrence)
    confirmed = places_of(occurrence).confirmed
    mail = _mail_for(occurrence, confirmed) if occurrence.awaits_decision else None
    if mail is None or not organiser_emails.not_yet_told({occurrence: mail}):
        return 0
    organisers = organisers_of(occurrence)
    organiser_emails.about_decision(mail, occurrence, organisers, confirmed=confirmed)
    return len(organisers)


@in_one_transaction
def confirm_occurrence(*, occurrence: Occurrence, texts: Mapping[str, str], by) -> int:
    """The date takes place: calendars say so, and all who registered are told once, with staff's words by language.

    Nobody's place changes. Returns how many were told; decided already, it is refused.
    """
    occurrence = _undecided(occurrence)
    occurrence.decided_at = timezone.now()
    occurrence.save(update_fields=["decided_at"])
    refresh_calendar(Occurrence.objects.filter(pk=occurrence.pk))
    told = _tell_that_it_takes_place(locked(occurrence), texts)
    numbers = {"told": told, "confirmed": places_of(occurrence).confirmed, "minimum": occurrence.minimum}
    log(occurrence, "events.confirm_occurrence", user=by, data=numbers)
    return told


def _tell_that_it_takes_place(occurrence, texts):
    people = list(occurrence.registrations.informed().order_by("queue_number"))
    emails.takes_place(people, texts=texts)
    return len(people)


@in_one_transaction
def call_off(*, occurrence: Occurrence, note: str, by) -> Occurrence:
    """Too few have come: the date is cancelled as any other, unless a colleague has decided meanwhile."""
    occurrence = _undecided(occurrence)
    reason = f"{places_of(occurrence).confirmed} / {occurrence.minimum}"
    return cancel_occurrence(occurrence=occurrence, note=note, reason=reason, by=by)


def _undecided(occurrence):
    occurrence = locked(occurrence)
    if not occurrence.awaits_decision:
        raise DecidedAlready
    return occurrence

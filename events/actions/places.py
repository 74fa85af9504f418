"""A place that becomes free, by whatever cause, goes to whoever waits longest."""

from django.utils import timezone
from wagtail.log_actions import log

from .. import emails, group_emails
from ..conf import conf
from ..deadlines import deadline, holidays_in
from ..locking import in_one_transaction, locked
from ..models import Occurrence, Registration
from ..places import next_in_line, places_for, places_of, why_over
from .moving import move

Status = Registration.Status


@in_one_transaction
def fill_free_places(occurrence: Occurrence) -> list[Registration]:
    """Move people up from the waiting list, or offer them places, while some are free. Safe to call at any time."""
    return give_places(locked(occurrence))


def give_places(occurrence: Occurrence) -> list[Registration]:
    """For a date that the caller has locked. Gives nothing shortly before it begins, nor where nothing takes place."""
    if why_over(occurrence) or occurrence.moves_until <= timezone.now():
        return []
    chosen = next_in_line(occurrence)
    for registration in chosen:
        (_offer_place if occurrence.offers_places else _move_up)(registration)
    group_emails.tell_contacts(chosen, group_emails.offered if occurrence.offers_places else group_emails.moved_up)
    return chosen


def place_or_list(occurrence: Occurrence, *party: Registration) -> str | None:
    """What they get who come now, together or not at all; None if not even the list is open.

    Should people wait although places are free, they come first.
    """
    places = places_of(occurrence)
    if places.waiting and places.has_free and give_places(occurrence):
        places = places_of(occurrence)
    if party[0] in next_in_line(occurrence, *party, places=places):
        return Status.CONFIRMED
    return Status.WAITING if places.has_room_to_wait(len(party)) else None


def _move_up(registration):
    give_place(registration)
    log(registration, "events.move_up")


def _offer_place(registration):
    occurrence = registration.occurrence
    held_until = deadline(
        timezone.now().astimezone(occurrence.tzinfo),
        working_days=occurrence.offer_working_days,
        stop=occurrence.moves_until,
        holidays=holidays_in(*conf.HOLIDAYS) if conf.HOLIDAYS else (),
    )
    move(registration, Status.OFFERED, held_until=held_until)
    log(registration, "events.offer_place")
    if registration.group_id is None:
        emails.place_offered(registration)


def give_place(registration: Registration, *, beyond_limit: bool = False) -> None:
    """To a place, from the waiting list or any other step; the date is locked by the caller."""
    has_waited = registration.is_waiting
    move(registration, Status.CONFIRMED, confirmed_at=timezone.now(), beyond_limit=beyond_limit)
    tell = emails.registration_moved_up if has_waited else emails.registration_confirmed
    tell(registration)


def fill_all_free_places() -> int:
    """Heal what any other way forgot: every date to come on which somebody waits."""
    waiting = Registration.objects.filter(status=Status.WAITING)
    dates = list(Occurrence.objects.upcoming().published().filter(pk__in=waiting.values("occurrence")))
    dates = [date for date in dates if date.moves_until > timezone.now()]
    places = places_for(dates)
    return sum(len(fill_free_places(date)) for date in dates if places[date.pk].moves_somebody)

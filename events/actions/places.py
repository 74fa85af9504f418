"""A place that becomes free, by whatever cause, goes to whoever waits longest."""

from django.utils import timezone
from wagtail.log_actions import log

from .. import emails
from ..locking import in_one_transaction, locked
from ..models import Occurrence, Registration
from ..places import next_in_line, places_for, why_over
from .moving import move

Status = Registration.Status


@in_one_transaction
def fill_free_places(occurrence: Occurrence) -> list[Registration]:
    """Move people up from the waiting list while places are free. Returns those who moved; safe to call at any time."""
    return give_places(locked(occurrence))


def give_places(occurrence: Occurrence) -> list[Registration]:
    """For a date that the caller has locked. Gives nothing once a date has begun or does not take place."""
    if why_over(occurrence) or occurrence.start <= timezone.now():
        return []
    moved = next_in_line(occurrence)
    for registration in moved:
        give_place(registration)
        log(registration, "events.move_up")
    return moved


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
    places = places_for(dates)
    return sum(len(fill_free_places(date)) for date in dates if places[date.pk].has_free)

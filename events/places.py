"""How many places a date has left, and whether one can register for it now. Counted from rows, never stored."""

from dataclasses import dataclass

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .models import Occurrence, Registration, RegistrationMode
from .queueing import Party, allocate

EVENT = "event"  # the places of the date itself
Status = Registration.Status


class Closed(models.TextChoices):
    """Why nobody can register for a date."""

    NOT_PUBLISHED = "not_published", _("This event is no longer shown.")
    CANCELLED = "cancelled", _("This event has been cancelled.")
    PAST = "past", _("This event is over.")
    NOT_NEEDED = "not_needed", _("This event needs no registration.")
    ELSEWHERE = "elsewhere", _("Registration for this event is at another site.")
    NOT_YET = "not_yet", _("Registration has not opened yet.")
    OVER = "over", _("Registration has closed.")


@dataclass(frozen=True)
class Places:
    """The places of one date. `capacity` is None without a limit."""

    capacity: int | None
    waiting_list: bool
    waiting_list_limit: int | None
    confirmed: int = 0
    held: int = 0
    waiting: int = 0
    to_wait: int = 0

    @property
    def taken(self) -> int:
        """Places of people who have one, or for whom one is kept until they answer."""
        return self.confirmed + self.held

    @property
    def free(self) -> int | None:
        """Places that nobody has; None without a limit. Never below zero, even after a cut."""
        return None if self.capacity is None else max(self.capacity - self.taken, 0)

    @property
    def has_free(self) -> bool:
        return self.free is None or self.free > 0

    @property
    def can_wait(self) -> bool:
        limit = self.waiting_list_limit
        return self.waiting_list and (limit is None or self.waiting + self.to_wait < limit)

    @property
    def is_full(self) -> bool:
        return not self.has_free

    @property
    def outcome(self) -> str | None:
        """What the next person gets: a place, a place on the waiting list, or None. Nobody jumps a queue."""
        if self.free is None or self.free > self.waiting:
            return Status.CONFIRMED
        return Status.WAITING if self.can_wait else None


def places_of(occurrence: Occurrence) -> Places:
    return _places(occurrence, occurrence.registrations.count_places())


def places_for(occurrences) -> dict[int, Places]:
    """The places of many dates by primary key, in one query."""
    counts = Registration.objects.filter(occurrence__in=[o.pk for o in occurrences]).count_places_by_date()
    return {o.pk: _places(o, counts.get(o.pk, {})) for o in occurrences}


def _places(occurrence, counts):
    if occurrence.needs_approval:  # whoever confirms their address is then to be approved
        counts = counts | {"to_wait": 0}
    return Places(
        capacity=occurrence.capacity,
        waiting_list=occurrence.waiting_list,
        waiting_list_limit=occurrence.waiting_list_limit,
        **counts,
    )


def needs_of(registration: Registration) -> dict[str, int]:
    """What a registration takes of what is free."""
    return {EVENT: 1}


def free_of(occurrence: Occurrence, places: Places | None = None) -> dict[str, int | None]:
    """What is free at a date, by the names that `needs_of` uses."""
    return {EVENT: (places or places_of(occurrence)).free}


def next_in_line(
    occurrence: Occurrence, newcomer: Registration | None = None, *, places: Places | None = None
) -> list[Registration]:
    """Who can have a place now, in order: of those who wait, and of a newcomer, who stands by their number."""
    free = free_of(occurrence, places)
    if free[EVENT] == 0:
        return []
    line = [*occurrence.registrations.waiting(), *([newcomer] if newcomer else [])]
    line.sort(key=lambda registration: registration.queue_number)
    placed = allocate([Party(registration, needs_of(registration)) for registration in line], free)
    return [party.key for party in placed]


def why_over(occurrence: Occurrence) -> Closed | None:
    """Why nothing about the places of this date can change any more, not even by staff; None while it can."""
    if not occurrence.published:
        return Closed.NOT_PUBLISHED
    if occurrence.is_cancelled:
        return Closed.CANCELLED
    return Closed.PAST if occurrence.is_past else None


def why_closed(occurrence: Occurrence) -> Closed | None:
    """Why a visitor cannot register for this date now; None while they can (a full date is not closed)."""
    return why_over(occurrence) or _why_not_here(occurrence) or _why_not_now(occurrence)


def _why_not_here(occurrence):
    elsewhere = {RegistrationMode.NONE: Closed.NOT_NEEDED, RegistrationMode.EXTERNAL: Closed.ELSEWHERE}
    return elsewhere.get(RegistrationMode(occurrence.registration))


def _why_not_now(occurrence):
    now = timezone.now()
    opens_at = occurrence.registration_opens_at
    if opens_at and now < opens_at:
        return Closed.NOT_YET
    return Closed.OVER if now >= occurrence.closes_at else None

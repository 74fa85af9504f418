"""How many places a date has left, and whether one can register for it now. Counted from rows, never stored."""

from dataclasses import dataclass

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .models import Occurrence, Registration, RegistrationMode

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
    confirmed: int
    waiting: int
    waiting_list: bool
    waiting_list_limit: int | None

    @property
    def free(self) -> int | None:
        """Places that somebody could get now; None without a limit. Never below zero, even after a cut."""
        return None if self.capacity is None else max(self.capacity - self.confirmed, 0)

    @property
    def has_free(self) -> bool:
        return self.free is None or self.free > 0

    @property
    def can_wait(self) -> bool:
        limit = self.waiting_list_limit
        return self.waiting_list and (limit is None or self.waiting < limit)

    @property
    def is_full(self) -> bool:
        return not self.has_free

    @property
    def outcome(self) -> str | None:
        """What the next person gets: a place, a place on the waiting list, or None. Nobody jumps a queue."""
        if self.has_free and not self.waiting:
            return Status.CONFIRMED
        return Status.WAITING if self.can_wait else None


def places_of(occurrence: Occurrence) -> Places:
    return _places(occurrence, **occurrence.registrations.count_places())


def places_for(occurrences) -> dict[int, Places]:
    """The places of many dates by primary key, in one query."""
    counted = Registration.objects.filter(occurrence__in=[o.pk for o in occurrences]).order_by().values("occurrence")
    rows = {
        row.pop("occurrence"): row  # type: ignore[misc]
        for row in counted.annotate(
            confirmed=models.Count("pk", filter=models.Q(status=Status.CONFIRMED)),
            waiting=models.Count("pk", filter=models.Q(status=Status.WAITING)),
        )
    }
    return {o.pk: _places(o, **rows.get(o.pk, {"confirmed": 0, "waiting": 0})) for o in occurrences}


def _places(occurrence, *, confirmed, waiting):
    return Places(
        capacity=occurrence.capacity,
        confirmed=confirmed,
        waiting=waiting,
        waiting_list=occurrence.waiting_list,
        waiting_list_limit=occurrence.waiting_list_limit,
    )


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

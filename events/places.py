"""How many places a date has left, and whether one can register for it now. Counted from rows, never stored."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import models
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .audience import is_member_for, may_register
from .counting import count_places
from .models import Answer, Audience, Occurrence, Option, Registration, RegistrationMode
from .queueing import Party, allocate

EVENT = "event"  # the places of the date itself
OTHERS = "others"  # of these, what is not kept for members
Status = Registration.Status


class Closed(models.TextChoices):
    """Why nobody can register for a date."""

    NOT_PUBLISHED = "not_published", _("This event is no longer shown.")
    CANCELLED = "cancelled", _("This event has been cancelled.")
    PAST = "past", _("This event is over.")
    NOT_NEEDED = "not_needed", _("This event needs no registration.")
    ELSEWHERE = "elsewhere", _("Registration for this event is at another site.")
    MEMBERS_ONLY = "members_only", _("Only members can register for this event.")
    NETWORKS_ONLY = "networks_only", _("Only members of the networks of this event can register.")
    INVITED_ONLY = "invited_only", _("Only people with a personal invitation can register for this event.")
    NOT_YET = "not_yet", _("Registration has not opened yet.")
    OVER = "over", _("Registration has closed.")


NOT_FOR_ALL = {
    Audience.MEMBERS: Closed.MEMBERS_ONLY,
    Audience.NETWORKS: Closed.NETWORKS_ONLY,
    Audience.INVITED: Closed.INVITED_ONLY,
}


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
    held_for_members: int = 0
    taken_by_others: int = 0
    waiting_others: int = 0
    wait_together: int = 0  # the largest party of others that waits; counted where places are kept for members

    @property
    def taken(self) -> int:
        """Places of people who have one, or for whom one is kept until they answer."""
        return self.confirmed + self.held

    @property
    def free(self) -> int | None:
        """Places that nobody has; None without a limit. Never below zero, even after a cut."""
        return None if self.capacity is None else max(self.capacity - self.taken, 0)

    @property
    def free_for_others(self) -> int | None:
        """Of these, how many can go to people who are no members; None while nothing is kept for members."""
        if self.capacity is None or not self.held_for_members:
            return None
        return max(self.capacity - self.held_for_members - self.taken_by_others, 0)

    def free_for(self, *, is_member: bool) -> int | None:
        """Free places as somebody sees them."""
        if is_member or self.free_for_others is None or self.free is None:
            return self.free
        return min(self.free, self.free_for_others)

    @property
    def has_free(self) -> bool:
        return self.free is None or self.free > 0

    @property
    def can_wait(self) -> bool:
        return self.has_room_to_wait(1)

    def has_room_to_wait(self, number: int) -> bool:
        """Whether so many people can be put on the waiting list together."""
        limit = self.waiting_list_limit
        return self.waiting_list and (limit is None or self.waiting + self.to_wait + number <= limit)

    @property
    def is_full(self) -> bool:
        return not self.has_free

    @property
    def moves_somebody(self) -> bool:
        """Whether a place is free for somebody who waits; a group may still be too large for it."""
        waits_as_member = self.waiting > self.waiting_others
        return self.has_free and bool(waits_as_member or (self.waiting_others and self.free_for_others != 0))

    def outcome_for(self, *, is_member: bool) -> str | None:
        """What the next person gets: a place, a place on the waiting list, or None. Nobody jumps a queue."""
        if self._has_one_more(is_member):
            return Status.CONFIRMED
        return Status.WAITING if self.can_wait else None

    def _has_one_more(self, is_member):
        """As `queueing.allocate` would say after all who wait have been served; a test compares the two."""
        others = self.free_for_others
        if self.free is None:
            return True
        if others is None:
            return self.free > self.waiting
        if self.wait_together > self.free:  # a group for which there are too few keeps them all
            return False
        served = self.waiting - self.waiting_others + min(self.waiting_others, others)
        return self.free > served and (is_member or others > self.waiting_others)


def places_of(occurrence: Occurrence) -> Places:
    return places_for([occurrence])[occurrence.pk]


def places_for(occurrences) -> dict[int, Places]:
    """The places of many dates by primary key, in as many queries as for one."""
    counts = count_places(occurrences)
    return {o.pk: _places(o, counts[o.pk]) for o in occurrences}


def _places(occurrence, counts):
    if occurrence.needs_approval:  # whoever confirms their address is then to be approved
        counts = {**counts, "to_wait": 0}
    return Places(
        capacity=occurrence.capacity,
        held_for_members=occurrence.holds_for_members,
        waiting_list=occurrence.waiting_list,
        waiting_list_limit=occurrence.waiting_list_limit,
        **counts,
    )


def needs_of(registration: Registration) -> dict[str, int]:
    """What a registration takes of what is free: a place, and one of each choice that has places of its own."""
    needs = {EVENT: 1} if registration.as_member else {EVENT: 1, OTHERS: 1}
    return needs | {_option(pk): 1 for pk in registration.limited_options}


def free_of(
    occurrence: Occurrence, places: Places | None = None, *, fewer: Mapping[int, int] | None = None
) -> dict[str, int | None]:
    """What is free at a date, by the names that `needs_of` uses; also if `fewer` people had the choices with places."""
    places, fewer = places or places_of(occurrence), fewer or {}
    options = Option.objects.limited().filter(question__event_key=occurrence.event_key)
    taken = options.with_taken(occurrence) if options.exists() else []
    left = {_option(o.pk): o.left_with(fewer=fewer.get(o.pk, 0)) for o in taken}
    return {EVENT: places.free, OTHERS: places.free_for_others} | left


def _option(pk):
    return f"option:{pk}"


def fits(occurrence: Occurrence, registration: Registration, *, free: dict[str, int | None] | None = None) -> bool:
    """Whether what somebody needs is free, whoever waits before them, and whoever it is kept for."""
    free = (free or free_of(occurrence)) | {OTHERS: None}
    return allocate([Party(registration, needs_of(registration))], free) != []


def next_in_line(occurrence: Occurrence, *newcomers: Registration, places: Places | None = None) -> list[Registration]:
    """Who can have a place now, in order: of those who wait, and of newcomers, a party that stands by its number."""
    if not newcomers and not occurrence.registrations.waiting().exists():
        return []
    free = free_of(occurrence, places)
    if free[EVENT] == 0:
        return []
    waiting = list(occurrence.registrations.waiting())
    read_choices([*waiting, *newcomers])
    return placed([*parties_of(waiting), *([newcomers] if newcomers else [])], free)


def parties_of(people: list[Registration]) -> list[tuple[Registration, ...]]:
    """Those of a group as one party, each other person as one of their own."""
    found: dict[object, list[Registration]] = {}
    for person in people:
        found.setdefault(person.group_id or person, []).append(person)
    return [tuple(party) for party in found.values()]


def placed(line: list[tuple[Registration, ...]], free: dict[str, int | None]) -> list[Registration]:
    """Those of a line of parties who get what they need, by their numbers in the queue."""
    queue = sorted(line, key=lambda people: min(person.queue_number for person in people))
    found = allocate([Party(people, _sum(map(needs_of, people))) for people in queue], free)
    return [person for party in found for person in party.key]


def _sum(all_needs):
    return dict(sum(map(Counter, all_needs), Counter()))


def read_choices(line: list[Registration]) -> None:
    """What all of them chose that has places of its own, in one query."""
    chosen = Answer.options.through.objects.filter(answer__registration__in=[r.pk for r in line if r.pk])
    limited = chosen.filter(option__places__isnull=False)
    found: dict[int, list[int]] = {}
    for pk, option in limited.values_list("answer__registration", "option"):
        found.setdefault(pk, []).append(option)
    for registration in line:
        if registration.pk:
            registration.limited_options = found.get(registration.pk, [])


def outcome_of(occurrence: Occurrence, places: Places, *, is_member: bool) -> str | None:
    """What the next person gets, as `Places.outcome_for`; exact also where people wait for a choice that is full."""
    if not places.waiting or places.is_full:
        return places.outcome_for(is_member=is_member)
    number = occurrence.registrations.next_queue_number()
    newcomer = Registration(occurrence=occurrence, queue_number=number, as_member=is_member)
    newcomer.limited_options = []
    if newcomer in next_in_line(occurrence, newcomer, places=places):
        return Status.CONFIRMED
    return Status.WAITING if places.can_wait else None


def outcome_of_group(occurrence: Occurrence, places: Places, size: int, *, is_member: bool) -> str | None:
    """What several people get who come together now, before they choose anything."""
    if _has_room_for(occurrence, places, size, is_member):
        return Status.CONFIRMED
    return Status.WAITING if places.has_room_to_wait(size) else None


def _has_room_for(occurrence, places, size, is_member):
    free = places.free_for(is_member=is_member)
    if free is None or free < size or not places.waiting:
        return free is None or free >= size
    number = occurrence.registrations.next_queue_number()
    party = [Registration(occurrence=occurrence, queue_number=number, as_member=is_member) for _n in range(size)]
    for newcomer in party:
        newcomer.limited_options = []
    return party[0] in next_in_line(occurrence, *party, places=places)


def why_over(occurrence: Occurrence) -> Closed | None:
    """Why nothing about the places of this date can change any more, not even by staff; None while it can."""
    return why_ended(occurrence) if occurrence.published else Closed.NOT_PUBLISHED


def why_ended(occurrence: Occurrence) -> Closed | None:
    """Why nobody needs to leave this date any more; None also while it is only not shown."""
    if occurrence.is_cancelled:
        return Closed.CANCELLED
    return Closed.PAST if occurrence.is_past else None


def why_closed(occurrence: Occurrence, user=None, *, is_invited: bool = False) -> Closed | None:
    """Why a visitor cannot register for this date now; None while they can (a full date is not closed).

    Whoever `is_invited` needs to belong to nobody; all else holds for them, too.
    """
    return (
        why_over(occurrence)
        or why_not_here(occurrence)
        or _why_not_for(occurrence, user, is_invited)
        or _why_not_now(occurrence, lambda: is_member_for(occurrence, user))
    )


def why_no_move_to(occurrence: Occurrence, *, as_member: bool) -> Closed | None:
    """The same for somebody who has registered for another date of the event: whom it is for was decided then."""
    return why_over(occurrence) or why_not_here(occurrence) or _why_not_now(occurrence, lambda: as_member)


def dates_to_move_to(registration: Registration) -> QuerySet[Occurrence]:
    """The other dates of the event that are still to come; whether registration is open there is another question."""
    dates = Occurrence.objects.upcoming().published().scheduled().not_begun()
    return dates.filter(event_key=registration.occurrence.event_key).exclude(pk=registration.occurrence_id)


def open_dates(registration: Registration, dates: Iterable[Occurrence]) -> list[Occurrence]:
    return [date for date in dates if why_no_move_to(date, as_member=registration.as_member) is None]


def _why_not_for(occurrence, user, is_invited):
    if may_register(occurrence, user, is_invited=is_invited):
        return None
    return NOT_FOR_ALL[Audience(occurrence.audience)]


def why_not_here(occurrence: Occurrence) -> Closed | None:
    """Why nobody is registered for this date with us, not even by staff."""
    elsewhere = {RegistrationMode.NONE: Closed.NOT_NEEDED, RegistrationMode.EXTERNAL: Closed.ELSEWHERE}
    return elsewhere.get(RegistrationMode(occurrence.registration))


def _why_not_now(occurrence, is_member):
    now = timezone.now()
    comes_first = bool(occurrence.opens_for_members_at) and is_member()
    opens_at = occurrence.opens_at(is_member=comes_first)
    if opens_at and now < opens_at:
        return Closed.NOT_YET
    return Closed.OVER if now >= occurrence.closes_at else None

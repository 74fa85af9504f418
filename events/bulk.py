"""One step for many registrations: what will become of each, and each through the door that one alone goes through."""

import time
from collections import Counter
from collections.abc import Callable, Iterable
from copy import copy
from dataclasses import dataclass, replace
from itertools import groupby

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from . import actions
from .errors import AlreadyRegistered, Busy, FullyBooked, NotRequested, NotWaiting, RegistrationRefused
from .followers import what_follows
from .full_choices import lacking, names_of
from .models import Occurrence, Registration
from .places import (
    EVENT,
    Closed,
    fits,
    free_of,
    needs_of,
    parties_of,
    placed,
    places_of,
    read_choices,
    why_ended,
    why_over,
)

Status = Registration.Status
PLACE_AND_MAIL = _("Gets a place and a mail.")


@dataclass(frozen=True)
class Outlook:
    """What will become of one registration, in a sentence; or why nothing will."""

    registration: Registration
    words: str
    is_possible: bool = True
    only_beyond_limit: bool = False


@dataclass
class Outcome:
    """What became of many: how many by their status now, and by the reason why they stayed as they were."""

    done: Counter
    left: Counter
    to_do: int = 0

    @property
    def sentences(self) -> list[str]:
        return [in_words(number) for status, in_words in DONE.items() if (number := self.done[status])]


DONE: dict[str, Callable[[int], str]] = {
    Status.CONFIRMED: lambda n: (
        ngettext("%(count)d person has a place now.", "%(count)d people have a place now.", n) % {"count": n}
    ),
    Status.WAITING: lambda n: (
        ngettext("%(count)d person is on the waiting list.", "%(count)d people are on the waiting list.", n)
        % {"count": n}
    ),
    Status.DECLINED: lambda n: (
        ngettext("%(count)d registration is declined.", "%(count)d registrations are declined.", n) % {"count": n}
    ),
    Status.CANCELLED: lambda n: (
        ngettext("%(count)d registration is cancelled.", "%(count)d registrations are cancelled.", n) % {"count": n}
    ),
}


class BulkStep:
    """`why_not` and `take` speak of one registration, `in_order` says who comes first."""

    name: str
    label: str
    title: str
    yes: str
    is_serious = True
    do_not_call_in_templates = True

    def why_not(self, registration: Registration) -> str:
        raise NotImplementedError

    def take(self, registration: Registration, *, by) -> Registration:
        raise NotImplementedError

    def in_order(self, registrations: Iterable[Registration]) -> list[Registration]:
        return sorted(registrations, key=lambda r: (r.occurrence_id, r.queue_number))

    def foresee(self, registrations: Iterable[Registration]) -> list[Outlook]:
        """Of each in the order in which they are taken. Nothing is stored."""
        return [self._outlook(registration) for registration in self.in_order(registrations)]

    def _outlook(self, registration):
        reason = self.why_not(registration)
        return Outlook(registration, reason or self.words_for(registration), is_possible=not reason)

    def words_for(self, registration: Registration) -> str:
        raise NotImplementedError

    def follows(self, outlooks: Iterable[Outlook]) -> list[str]:
        """What becomes of others by it, in sentences."""
        return []

    def carry_out(self, registrations: Iterable[Registration], *, by, seconds: float | None = None) -> Outcome:
        """Each in a transaction of its own: what one is refused is no matter of the others.

        When the `seconds` are over it stops after the one at hand; `to_do` says how many have not been looked at.
        """
        outcome, people = Outcome(Counter(), Counter()), self.in_order(registrations)
        stop = None if seconds is None else time.monotonic() + seconds
        for number, registration in enumerate(people, start=1):
            if reason := self.why_not(registration):
                outcome.left[reason] += 1
            else:
                self._take(registration, by, outcome)
                if stop is not None and time.monotonic() >= stop:
                    outcome.to_do = len(people) - number
                    break
        return outcome

    def _take(self, registration, by, outcome):
        try:
            outcome.done[self.take(registration, by=by).status] += 1
        except RegistrationRefused as refusal:
            outcome.left[str(refusal)] += 1
        except Busy as busy:
            outcome.left[str(busy)] += 1


class Confirm(BulkStep):
    """A place for everybody: who asked is approved, who waits is let in. Strangers prove their address first."""

    name = "confirm"
    label = _("Confirm …")
    title = _("Confirm registrations")
    yes = _("Yes, confirm")
    is_serious = False

    def __init__(self, *, beyond_limit: bool = False, **_more):
        self.beyond_limit = beyond_limit

    def why_not(self, registration):
        if registration.is_confirmed:
            return gettext("Has a place already.")
        if not registration.is_live:
            return str(NotWaiting.message)
        if registration.is_unconfirmed:
            return gettext("The address is not confirmed. If you know the person, let them in alone.")
        over = why_over(registration.occurrence)
        return str(over.label) if over else ""

    def take(self, registration, *, by):
        if registration.is_requested and not self.beyond_limit:
            return actions.approve(registration, by=by)
        return actions.let_in(registration, by=by, beyond_limit=self.beyond_limit)

    def foresee(self, registrations):
        by_date = groupby(self.in_order(registrations), key=lambda registration: registration.occurrence)
        return [outlook for date, people in by_date for outlook in self._foresee_at(date, list(people))]

    def _foresee_at(self, occurrence, people):
        room = Room(occurrence)
        read_choices(people)
        for registration in people:
            if reason := self.why_not(registration):
                yield Outlook(registration, reason, is_possible=False)
            else:
                yield room.outlook(registration)


class Approve(Confirm):
    """One person who asked."""

    yes = _("Yes, approve")

    def why_not(self, registration):
        return super().why_not(registration) if registration.is_requested else str(NotRequested.message)


class LetIn(Confirm):
    """One person, out of turn and beyond the limit if need be, also if nobody has confirmed the address."""

    yes = _("Yes, let in")

    def why_not(self, registration):
        return "" if registration.is_unconfirmed else super().why_not(registration)

    def _foresee_at(self, occurrence, people):
        for registration in people:
            reason = self.why_not(registration)
            yield Outlook(registration, reason or self._at(occurrence, registration), is_possible=not reason)

    def _at(self, occurrence, registration):
        if registration.holds_a_place or fits(occurrence, registration):
            return str(PLACE_AND_MAIL)
        places = places_of(occurrence)
        if not places.is_full:
            return gettext("What this person chose is fully booked. They get it beyond the limit; this is logged.")
        return ngettext(
            "The only place is taken. The person gets one beyond the limit; this is logged with your name.",
            "All %(capacity)s places are taken. The person gets one beyond the limit; this is logged with your name.",
            places.capacity,
        ) % {"capacity": places.capacity}


class Room:
    """What is free at a date, and who waits for it, while one person after the other is thought to come in."""

    def __init__(self, occurrence):
        self.places = places_of(occurrence)
        self.free = free_of(occurrence, self.places)
        self.line = list(occurrence.registrations.waiting())
        read_choices(self.line)
        self.newcomers = []  # who would wait, of those who are not stored yet

    def arrive(self, newcomer: Registration) -> str | None:
        """The status that somebody would get who came now, as `actions.register` decides; None without any room."""
        if newcomer.beyond_limit or self._has_room_for_newcomer(newcomer):
            self._let_in(newcomer)
            return Status.CONFIRMED
        if not self.places.can_wait:
            return None
        self.newcomers.append(newcomer)
        self.places = replace(self.places, waiting=self.places.waiting + 1)
        return Status.WAITING

    def _has_room_for_newcomer(self, newcomer):
        if self.free[EVENT] == 0:
            return False
        line = [*parties_of(self.line), *((each,) for each in self.newcomers), (newcomer,)]
        return newcomer in placed(line, self.free)

    def outlook(self, registration):
        if registration.holds_a_place or self._has_room_for(registration):
            self._let_in(registration)
            return Outlook(registration, str(PLACE_AND_MAIL))
        if not registration.is_requested:
            words = self._why_not(registration, gettext("It stays as it is, unless you let in beyond the limit."))
            return Outlook(registration, words, is_possible=False, only_beyond_limit=True)
        if not self.places.can_wait:
            return Outlook(registration, str(FullyBooked.message), is_possible=False)
        words = self._why_not(registration, gettext("Gets a mail and stands on the waiting list."))
        self._let_wait(registration)
        return Outlook(registration, words)

    def _why_not(self, registration, what_then):
        full = lacking(registration, self._has_room_for)
        reason = (
            gettext("Fully booked: %(choices)s.") % {"choices": names_of(full)}
            if full
            else gettext("No place is free.")
        )
        return f"{reason} {what_then}"

    def _has_room_for(self, registration):
        """As `approve` asks, in turn; as `let_in` asks, whoever waits before them and whoever it is kept for."""
        if registration.is_requested:
            return registration in placed([*parties_of(self.line), (registration,)], self.free)
        return fits(registration.occurrence, registration, free=self.free)

    def has_turn_for(self, newcomer: Registration) -> bool:
        return newcomer in placed([*parties_of(self.line), (newcomer,)], self.free)

    def takes(self, newcomer: Registration) -> str | None:
        """What somebody gets who comes now, behind all who wait; the next one finds it so. None if nothing."""
        if self.has_turn_for(newcomer):
            self._let_in(newcomer)
            return Status.CONFIRMED
        if not self.places.can_wait:
            return None
        self._let_wait(newcomer)
        return Status.WAITING

    def _let_in(self, registration):
        if not registration.holds_a_place:
            for name, number in needs_of(registration).items():
                if self.free[name] is not None:
                    self.free[name] = max(self.free[name] - number, 0)
        if registration.is_waiting:
            self.line.remove(registration)
            self.places = replace(self.places, waiting=self.places.waiting - 1)

    def _let_wait(self, registration):
        self.line.append(registration)
        self.places = replace(self.places, waiting=self.places.waiting + 1)


class Decline(BulkStep):
    name = "decline"
    label = _("Decline …")
    title = _("Decline registrations")
    yes = _("Yes, decline")

    def __init__(self, *, note: str = "", **_more):
        self.note = note

    def why_not(self, registration):
        return "" if registration.is_requested else str(NotRequested.message)

    def words_for(self, registration):
        return gettext("Gets a mail that says so, in friendly words.")

    def take(self, registration, *, by):
        return actions.decline(registration, by=by, note=self.note)


class Cancel(BulkStep):
    name = "cancel"
    label = _("Cancel …")
    title = _("Cancel registrations")
    yes = _("Yes, cancel")

    def __init__(self, **_nothing):
        pass

    def why_not(self, registration):
        if not registration.is_live:
            return str(NotWaiting.message)
        ended = why_ended(registration.occurrence)
        return str(ended.label) if ended else ""

    def words_for(self, registration):
        if registration.is_unconfirmed:
            return gettext("Hears nothing: nobody has confirmed the address.")
        if registration.takes_a_place:
            return gettext("Gets a mail; the place becomes free.")
        return gettext("Gets a mail.")

    def follows(self, outlooks):
        return _what_follows(outlooks)

    def take(self, registration, *, by):
        return actions.cancel_registration(registration, by=by)

    def in_order(self, registrations):
        """Who has no place goes first, else they would move up for a moment, and get a mail that says so."""
        return sorted(registrations, key=lambda r: (r.takes_a_place, r.occurrence_id, r.queue_number))


class Move(BulkStep):
    """To another date of the event, as people move themselves; staff may do it later, and beyond the limit."""

    name = "move"
    label = _("Move …")
    title = _("Move registrations")
    yes = _("Yes, move")
    is_serious = False

    def __init__(self, *, to: Occurrence, beyond_limit: bool = False, **_more):
        self.to, self.beyond_limit = to, beyond_limit

    def why_not(self, registration):
        if registration.occurrence_id == self.to.pk:
            return gettext("Is at this date already.")
        if not registration.is_live:
            return str(NotWaiting.message)
        if registration.is_unconfirmed:
            return gettext("The address is not confirmed.")
        over = Closed.PAST if registration.occurrence.is_past else why_over(self.to)
        return str(over.label) if over else ""

    def follows(self, outlooks):
        return _what_follows(outlooks)

    def take(self, registration, *, by):
        return actions.rebook_registration(registration, to=self.to, by=by, beyond_limit=self.beyond_limit)

    def in_order(self, registrations):
        """Who has no place goes first, as for `Cancel`; but at a cancelled date nobody moves up."""
        return sorted(registrations, key=lambda r: (_goes_last(r), r.occurrence_id, r.queue_number))

    def foresee(self, registrations):
        people = self.in_order(registrations)
        read_choices(people)
        room, known = Room(self.to), self._known(people)
        return [self._foresee_one(registration, room, known) for registration in people]

    def _known(self, people):
        """The addresses that are registered there."""
        addresses = [registration.email for registration in people]
        live = self.to.registrations.live().filter(email__in=addresses)
        return set(live.values_list("email", flat=True))

    def _foresee_one(self, registration, room, known):
        reason = self.why_not(registration)
        if not reason and registration.email in known:
            reason = str(AlreadyRegistered.message)
        if reason:
            return Outlook(registration, reason, is_possible=False)
        outlook = self._at(room, registration)
        if outlook.is_possible:
            known.add(registration.email)
        return outlook

    def _at(self, room, registration):
        if registration.is_requested:
            return self._requested(room, registration)
        if registration.takes_a_place and not room.has_turn_for(self._arrival(registration)):
            words = gettext("No place is free there: stays here, unless you let in beyond the limit.")
            return Outlook(registration, words, is_possible=False, only_beyond_limit=True)
        status = room.takes(self._arrival(registration))
        if status is None:
            return Outlook(registration, str(FullyBooked.message), is_possible=False, only_beyond_limit=True)
        return Outlook(registration, _there(status))

    def _requested(self, room, registration):
        if room.has_turn_for(self._arrival(registration)) or room.places.can_wait:
            return Outlook(registration, gettext("Is to be approved there, and gets a mail."))
        return Outlook(registration, str(FullyBooked.message), is_possible=False)

    def _arrival(self, registration):
        """The same person as they would come there: behind all others, and on their own."""
        newcomer = copy(registration)
        newcomer.occurrence, newcomer.group = self.to, None
        newcomer.status, newcomer.held_until, newcomer.queue_number = "", None, BEHIND_ALL
        return newcomer


def _what_follows(outlooks):
    return what_follows(outlook.registration for outlook in outlooks if outlook.is_possible)


BEHIND_ALL = 10**9


def _goes_last(registration):
    return registration.takes_a_place != registration.occurrence.is_cancelled


def _there(status):
    if status == Status.CONFIRMED:
        return gettext("Gets a place there, and a mail.")
    return gettext("No place is free there: stands on its waiting list, and gets a mail.")


STEPS = {step.name: step for step in (Confirm, Decline, Cancel)}

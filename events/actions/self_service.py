"""What people change about their registration themselves, each until its own deadline, never after the beginning."""

from collections.abc import Sequence
from datetime import datetime
from typing import TypedDict, Unpack
from uuid import uuid4

from django.utils import timezone
from wagtail.log_actions import log

from networks.addresses import plain

from .. import emails
from ..errors import (
    AddressTaken,
    AlreadyRegistered,
    ChangedMeanwhile,
    FullyBooked,
    OnlyWaiting,
    RegistrationClosed,
    TooLate,
)
from ..locking import fresh, held, in_one_transaction, locked_together
from ..models import Group, Occurrence, Registration
from ..places import why_no_move_to, why_over
from ..question_fields import Given
from .moving import begin, move
from .places import give_places, place_or_list
from .questions import change_answers, check_answers, pass_on_answers

Status = Registration.Status
PERSON = ("given_name", "family_name", "email", "organisation", "phone", "remarks", "language", "user")
STAYS = (*PERSON, "staff_note", "source", "as_member", "address_confirmed_at")  # at another date


class Successor(TypedDict, total=False):
    given_name: str
    family_name: str
    email: str
    organisation: str
    phone: str


class Details(TypedDict, total=False):
    given_name: str
    family_name: str
    organisation: str
    phone: str
    remarks: str


@in_one_transaction
def change_registration(
    registration: Registration,
    *,
    seen: datetime | None = None,
    answers: Sequence[Given] | None = None,
    **details: Unpack[Details],
) -> Registration:
    """Store other details, and `answers`, if any come, as all that is answered now. What is the same changes nothing.

    Whoever has a place can choose only what is free, and what they had chosen goes on; whoever waits may wait for it.
    What somebody else, or the same person in another tab, stored after it was `seen` (`updated_at`) is not overwritten.
    """
    occurrence, registration = held(registration)
    if not registration.can_be_changed:
        raise TooLate
    is_outdated = seen is not None and seen != registration.updated_at
    changed = _change_details(registration, details)
    if answers is not None and swap_answers(occurrence, registration, answers):
        changed.append("answers")
    if changed and is_outdated:
        raise ChangedMeanwhile(registration)
    if changed:
        registration.save(update_fields=["updated_at"])  # staff who corrects it just now has not seen this
        entry = log(registration, "events.change_registration", data={"changed": changed})
        emails.registration_changed(registration, once=entry.pk)
        give_places(occurrence)
    return registration


def _change_details(registration, details):
    changed = [name for name, value in details.items() if getattr(registration, name) != value]
    for name in changed:
        setattr(registration, name, details[name])
    registration.save(update_fields=changed)
    return changed


def swap_answers(occurrence: Occurrence, registration: Registration, answers: Sequence[Given]) -> bool:
    """The date is held by the caller, who gives on what is given up. Returns whether anything is other than before."""
    chosen = check_answers(occurrence, answers, registration)
    if registration.takes_a_place and any(option.left == 0 for option in chosen):
        raise FullyBooked
    return change_answers(registration, answers)


@in_one_transaction
def replace_participant(
    registration: Registration, *, language: str, contact: Group | None = None, **successor: Unpack[Successor]
) -> Registration:
    """Somebody else comes instead: the same status, the same number in the queue, though all places be taken.

    It is a registration of its own, and the one before is over: its links open nothing of the new one. `contact` is
    the group whose contact does it.
    """
    occurrence, registration = held(registration)
    if not registration.can_be_replaced:
        raise TooLate
    successor["email"] = plain(successor["email"])
    if occurrence.registrations.live().filter(email=successor["email"]).exists():
        raise AddressTaken
    status = registration.status
    _leave(registration)
    newcomer = _take_over(registration, status, queue_number=registration.queue_number, language=language, **successor)
    pass_on_answers(registration, newcomer)
    log(registration, "events.hand_over")
    log(newcomer, "events.take_over", data={"status": status})
    emails.place_handed_over(registration, to=newcomer)
    emails.place_taken_over(newcomer, before=registration, contact=contact)
    return newcomer


def _leave(registration):
    move(registration, Status.CANCELLED, cancelled_at=timezone.now())


def _take_over(registration, status, **fields):
    """What stays the same: how the place counts. The account of the one before has no part in it."""
    same = {name: getattr(registration, name) for name in ("occurrence", "as_member", "beyond_limit", "group")}
    return begin(Registration(**{**same, "replaces": registration, "submission_key": uuid4(), **fields}), status)


@in_one_transaction
def rebook_registration(
    registration: Registration, *, to: Occurrence, accepts_waiting: bool = False, by=None, beyond_limit: bool = False
) -> Registration:
    """Move somebody to another date of the same event: a place if one is free in turn, else its list, else a refusal.

    Whoever has a place gives it up for a waiting list only if they accept that. It is another registration then, so
    that each keeps what it put into calendars; links and answers go along. Staff (`by`) may do it later than the
    person, and `beyond_limit` although all places are taken; both are logged.
    """
    occurrence, to = locked_together(registration.occurrence, to)
    registration = fresh(registration, occurrence)
    can_be_moved = registration.can_be_moved if by else registration.can_be_rebooked
    if not can_be_moved or not _is_another_date(occurrence, to):
        raise TooLate
    if closed := why_over(to) if by else why_no_move_to(to, as_member=registration.as_member):
        raise RegistrationClosed(closed)
    newcomer = _at(to, registration)
    status = _status_there(to, newcomer, registration, beyond_limit=beyond_limit)
    if status == Status.WAITING and registration.takes_a_place and not accepts_waiting:
        raise OnlyWaiting
    _leave(registration)
    begin(newcomer, status)
    for rows in (registration.answers, registration.links):
        rows.update(registration=newcomer)
    log(registration, "events.leave_date", user=by, data={"to": to.pk})
    beyond = {"beyond_limit": True} if newcomer.beyond_limit else {}
    log(newcomer, "events.rebook", user=by, data={"from": occurrence.pk, "status": status} | beyond)
    emails.date_left(registration, now=newcomer)
    emails.registered(newcomer)
    give_places(occurrence)
    return newcomer


def _is_another_date(occurrence, to):
    return to.event_key == occurrence.event_key and to.pk != occurrence.pk


def _at(to, registration):
    """The same person at another date, behind all who came before them."""
    same = {name: getattr(registration, name) for name in STAYS}
    number = to.registrations.next_queue_number()
    newcomer = Registration(occurrence=to, replaces=registration, queue_number=number, submission_key=uuid4(), **same)
    newcomer.limited_options = registration.limited_options
    return newcomer


def _status_there(to, newcomer, registration, *, beyond_limit):
    status = place_or_list(to, newcomer)
    if known := to.registrations.live().filter(email=newcomer.email).first():
        raise AlreadyRegistered(known, status)
    if beyond_limit and status != Status.CONFIRMED and not registration.is_requested:
        newcomer.beyond_limit, status = True, Status.CONFIRMED
    if status is None:
        raise FullyBooked
    return Status.REQUESTED if registration.is_requested else status

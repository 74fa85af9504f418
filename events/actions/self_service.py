"""What people change about their registration themselves, each until its own deadline, never after the beginning."""

from collections.abc import Sequence
from typing import TypedDict, Unpack
from uuid import uuid4

from django.utils import timezone
from wagtail.log_actions import log

from .. import emails
from ..errors import AddressTaken, FullyBooked, TooLate
from ..locking import held, in_one_transaction
from ..models import Registration
from ..question_fields import Given
from .moving import begin, move
from .places import give_places
from .questions import change_answers, check_answers, pass_on_answers

Status = Registration.Status


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
    registration: Registration, *, answers: Sequence[Given] = (), **details: Unpack[Details]
) -> Registration:
    """Store other details, and `answers` as all that is answered now. What is the same as before changes nothing.

    Whoever has a place can choose only what is free, and what they had chosen goes on; whoever waits may wait for it.
    """
    occurrence, registration = held(registration)
    if not registration.can_be_changed:
        raise TooLate
    chosen = check_answers(occurrence, answers, registration)
    if registration.takes_a_place and any(option.left == 0 for option in chosen):
        raise FullyBooked
    changed = _change_details(registration, details)
    if change_answers(registration, answers):
        changed.append("answers")
    if changed:
        entry = log(registration, "events.change_registration", data={"changed": changed})
        emails.registration_changed(registration, once=entry.pk)
        give_places(occurrence)
    return registration


def _change_details(registration, details):
    changed = [name for name, value in details.items() if getattr(registration, name) != value]
    for name in changed:
        setattr(registration, name, details[name])
    registration.save(update_fields=[*changed, "updated_at"])
    return changed


@in_one_transaction
def replace_participant(registration: Registration, *, language: str, **successor: Unpack[Successor]) -> Registration:
    """Somebody else comes instead: the same status, the same number in the queue, though all places be taken.

    It is a registration of its own, and the one before is over: its links open nothing of the new one.
    """
    occurrence, registration = held(registration)
    if not registration.can_be_replaced:
        raise TooLate
    successor["email"] = successor["email"].strip().lower()
    if occurrence.registrations.live().filter(email=successor["email"]).exists():
        raise AddressTaken
    status = registration.status
    _leave(registration)
    newcomer = _take_over(registration, status, queue_number=registration.queue_number, language=language, **successor)
    pass_on_answers(registration, newcomer)
    log(registration, "events.hand_over")
    log(newcomer, "events.take_over", data={"status": status})
    emails.place_handed_over(registration, to=newcomer)
    emails.place_taken_over(newcomer, before=registration)
    return newcomer


def _leave(registration):
    move(registration, Status.CANCELLED, cancelled_at=timezone.now())


def _take_over(registration, status, **fields):
    """What stays the same: how the place counts. The account of the one before has no part in it."""
    same = {name: getattr(registration, name) for name in ("occurrence", "as_member", "beyond_limit")}
    return begin(Registration(**{**same, "replaces": registration, "submission_key": uuid4(), **fields}), status)

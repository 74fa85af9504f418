"""What people change about their registration themselves, each until its own deadline, never after the beginning."""

from collections.abc import Sequence
from typing import TypedDict, Unpack

from wagtail.log_actions import log

from .. import emails
from ..errors import FullyBooked, TooLate
from ..locking import held, in_one_transaction
from ..models import Registration
from ..question_fields import Given
from .places import give_places
from .questions import change_answers, check_answers


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

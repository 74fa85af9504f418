"""The one door to a date: visitors and staff come through here to register and to cancel."""

import uuid
from collections.abc import Sequence
from datetime import timedelta
from typing import TypedDict, Unpack

from django.utils import timezone
from wagtail.log_actions import log

from networks.addresses import owns_address

from .. import emails
from ..audience import is_member_for
from ..errors import AlreadyRegistered, CancellationClosed, FullyBooked, RegistrationClosed
from ..locking import held, in_one_transaction, locked
from ..models import Occurrence, Registration
from ..models.registrations import confirm_by
from ..places import why_closed, why_over
from ..question_fields import Given
from .moving import begin, move
from .places import give_places, place_or_list
from .questions import check_answers, store_answers

Status = Registration.Status
Source = Registration.Source
FIRST_MAIL_IS_FRESH = timedelta(minutes=10)


class Participant(TypedDict, total=False):
    given_name: str
    family_name: str
    email: str
    organisation: str
    phone: str
    remarks: str


@in_one_transaction
def register(
    *,
    occurrence: Occurrence,
    language: str,
    submission_key: uuid.UUID | None = None,
    source: str = Source.WEBSITE,
    user=None,
    by=None,
    as_member: bool | None = None,
    beyond_limit: bool = False,
    answers: Sequence[Given] = (),
    **participant: Unpack[Participant],
) -> Registration:
    """Give a person a place, or one on the waiting list, or raise a `RegistrationRefused`.

    `user` is the account of the person, `by` the member of staff who enters it. The same `submission_key` again
    returns what it made the first time. `as_member` says whether places kept for members are open to them; without it
    the account does. `beyond_limit` lets a person in although all places are taken; it is logged.
    """
    occurrence = locked(occurrence)
    key = submission_key or uuid.uuid4()
    if answered := Registration.objects.filter(submission_key=key).first():
        return answered
    _refuse_if_closed(occurrence, source, user)
    chosen = check_answers(occurrence, answers)
    participant["email"] = participant["email"].strip().lower()
    newcomer = Registration(
        occurrence=occurrence,
        queue_number=occurrence.registrations.next_queue_number(),
        submission_key=key,
        language=language,
        source=source,
        user=user,
        as_member=is_member_for(occurrence, user) if as_member is None else as_member,
        beyond_limit=beyond_limit,
        **participant,
    )
    newcomer.limited_options = [option.pk for option in chosen]
    registration = begin(newcomer, _decide(occurrence, newcomer))
    store_answers(registration, answers)
    data = {"status": registration.status, "beyond_limit": beyond_limit}
    log(registration, "events.register", user=by or user, data=data)
    emails.registered(registration)
    return registration


@in_one_transaction
def cancel_registration(registration: Registration, *, by=None, at_any_time: bool = False) -> Registration:
    """Take a person off a date and give the place on. A second time changes nothing.

    Staff (`by`) may do it later than the person, and so may whoever erases the person (`at_any_time`).
    """
    occurrence, registration = held(registration)
    if not registration.is_live:
        return registration
    if by is None and not at_any_time and registration.cancel_until <= timezone.now():
        raise CancellationClosed
    was_unconfirmed = registration.is_unconfirmed
    move(registration, Status.CANCELLED, cancelled_at=timezone.now())
    log(registration, "events.cancel_registration", user=by)
    if not was_unconfirmed:
        emails.registration_cancelled(registration)
    give_places(occurrence)
    return registration


@in_one_transaction
def tell_already_registered(registration: Registration) -> None:
    """Somebody used the form again for a person who is registered. Not told in the minutes after the first mail."""
    if registration.created_at < timezone.now() - FIRST_MAIL_IS_FRESH:
        emails.used_again(registration)


@in_one_transaction
def tell_registrants_cancelled(occurrence: Occurrence) -> int:
    """A mail to everybody who has or waits for a place at a date that was cancelled. Returns how many.

    An address that nobody has confirmed is told nothing.
    """
    occurrence = locked(occurrence)
    registrations = list(occurrence.registrations.informed().select_related("occurrence__page__contact"))
    for registration in registrations:
        emails.occurrence_cancelled(registration)
    return len(registrations)


def _refuse_if_closed(occurrence, source, user):
    """Staff may enter people before registration opens, after it closed, and for a date without our form."""
    reason = why_over(occurrence) if source == Source.STAFF else why_closed(occurrence, user)
    if reason:
        raise RegistrationClosed(reason)


def _decide(occurrence, newcomer):
    """The status that a newcomer gets; a known address is told what it would have been."""
    status = Status.CONFIRMED if newcomer.beyond_limit else place_or_list(occurrence, newcomer)
    status = _first_step(occurrence, newcomer, status)
    known = occurrence.registrations.live().filter(email=newcomer.email).first()
    if known:
        raise AlreadyRegistered(known, status)
    if status is None:
        raise FullyBooked
    return status


def _first_step(occurrence, newcomer, status):
    """Strangers confirm their address before anything else; a place is kept for them where nobody has to approve."""
    needs_approval = occurrence.needs_approval and newcomer.source == Source.WEBSITE
    if status is None or not _must_confirm(occurrence, newcomer):
        return Status.REQUESTED if status and needs_approval else status
    if status == Status.CONFIRMED and not needs_approval:
        newcomer.held_until = confirm_by(timezone.now(), occurrence)
    return Status.UNCONFIRMED


def _must_confirm(occurrence, newcomer):
    from_website = newcomer.source == Source.WEBSITE
    return occurrence.confirm_address and from_website and not owns_address(newcomer.user, newcomer.email)

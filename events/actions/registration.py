"""The one door to a date: visitors and staff come through here to register and to cancel."""

import uuid
from collections.abc import Sequence
from datetime import timedelta
from typing import TypedDict, Unpack

from django.utils import timezone
from wagtail.log_actions import log

from networks.addresses import plain

from .. import emails, group_emails
from ..audience import is_member_for
from ..errors import AlreadyRegistered, CancellationClosed, FullyBooked, RegistrationClosed
from ..locking import held, in_one_transaction, locked
from ..models import Group, Invitation, Occurrence, Registration
from ..places import why_ended
from ..question_fields import Given
from .arriving import must_confirm, outcome_for, refuse_if_closed, store
from .inviting import usable, use
from .moving import move
from .places import give_places
from .questions import check_answers

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
    staff_note: str


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
    invitation: Invitation | None = None,
    tell: bool = True,
    **participant: Unpack[Participant],
) -> Registration:
    """Give a person a place, or one on the waiting list, or raise a `RegistrationRefused`.

    `user` is the account of the person, `by` the member of staff who enters it. The same `submission_key` again
    returns what it made the first time. `as_member` says whether places kept for members are open to them; without it
    the account does. `beyond_limit` lets a person in although all places are taken; it is logged. Whoever comes by an
    `invitation` comes with its address, which is proved by that, and uses it up. Without `tell` no mail says what they
    got: whoever has entered them does it.
    """
    occurrence = locked(occurrence)
    key = submission_key or uuid.uuid4()
    if answered := Registration.objects.filter(submission_key=key).first():
        return answered
    if invitation:
        invitation, source = usable(invitation), Source.INVITATION
        participant["email"] = invitation.email
    refuse_if_closed(occurrence, source, user)
    chosen = check_answers(occurrence, answers)
    participant["email"] = plain(participant["email"])
    newcomer = Registration(
        occurrence=occurrence,
        queue_number=occurrence.registrations.next_queue_number(),
        submission_key=key,
        language=language,
        source=source,
        user=user,
        as_member=is_member_for(occurrence, user) if as_member is None else as_member,
        beyond_limit=beyond_limit,
        address_confirmed_at=timezone.now() if invitation else None,
        **participant,
    )
    newcomer.limited_options = [option.pk for option in chosen]
    if invitation:
        _make_way(newcomer)
    store(newcomer, _decide(occurrence, newcomer), answers, by=by)
    if invitation:
        use(invitation, newcomer)
    if tell:
        emails.registered(newcomer)
    return newcomer


def _make_way(newcomer):
    """The address was typed in our form before, and nobody confirmed it: now its owner is here."""
    for registration in newcomer.occurrence.registrations.filter(email=newcomer.email, status=Status.UNCONFIRMED):
        take_off(registration)


@in_one_transaction
def cancel_registration(registration: Registration, *, by=None, at_any_time: bool = False) -> Registration:
    """Take a person off a date and give the place on. A second time changes nothing.

    Staff (`by`) may do it later than the person while there is a place to give on, and whoever erases the person
    `at_any_time`.
    """
    occurrence, registration = held(registration)
    if not registration.is_live or (by is None and occurrence.is_cancelled):
        return registration
    if by and (ended := why_ended(occurrence)):
        raise RegistrationClosed(ended)
    if by is None and not at_any_time and registration.cancel_until <= timezone.now():
        raise CancellationClosed
    take_off(registration, by=by)
    give_places(occurrence)
    return registration


def take_off(registration: Registration, *, by=None) -> None:
    """For a date that the caller has locked, and whose free places it gives on."""
    was_unconfirmed, before = registration.is_unconfirmed, registration.status
    move(registration, Status.CANCELLED, cancelled_at=timezone.now())
    log(registration, "events.cancel_registration", user=by, data={"was": before})
    if not was_unconfirmed:
        emails.registration_cancelled(registration)


@in_one_transaction
def tell_already_registered(registration: Registration) -> None:
    """Somebody used the form again for a person who is registered. Not told in the minutes after the first mail."""
    if not is_fresh(registration):
        emails.used_again(registration)


def is_fresh(arrived: Registration | Group) -> bool:
    """Whether the first mail has just gone out."""
    return arrived.created_at > timezone.now() - FIRST_MAIL_IS_FRESH


@in_one_transaction
def tell_registrants_cancelled(occurrence: Occurrence) -> int:
    """A mail to everybody who has or waits for a place at a date that was cancelled. Returns how many.

    Whoever registered a group is told too; an address that nobody has confirmed is told nothing.
    """
    occurrence = locked(occurrence)
    registrations = list(occurrence.registrations.informed().select_related("group"))
    emails.occurrence_cancelled(registrations)
    group_emails.occurrence_cancelled(registrations)
    return len(registrations)


def _decide(occurrence, newcomer):
    """What a newcomer gets; a known address is told what it would have been."""
    asks = must_confirm(occurrence, user=newcomer.user, email=newcomer.email, source=newcomer.source)
    outcome = outcome_for(occurrence, newcomer, must_confirm=asks)
    known = occurrence.registrations.live().filter(email=newcomer.email).first()
    if known:
        raise AlreadyRegistered(known, outcome.status)
    if outcome.status is None:
        raise FullyBooked
    return outcome

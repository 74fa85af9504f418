"""Several people whom one registers: they get places together or not at all, and the one who did it answers for all."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypedDict

from django.utils import timezone
from wagtail.log_actions import log

from networks.addresses import plain

from .. import emails, group_emails
from ..audience import is_member_for
from ..errors import FullyBooked, RegistrationClosed
from ..locking import in_one_transaction, locked
from ..models import Group, Occurrence, Registration
from ..places import why_over
from ..question_fields import Given
from .arriving import must_confirm, outcome_for, refuse_if_closed, store
from .moving import move
from .places import give_place, give_places
from .questions import check_answers
from .registration import Participant, is_fresh, take_off, tell_already_registered
from .steps import after_confirming, expire

Status = Registration.Status


class Contact(TypedDict, total=False):
    given_name: str
    family_name: str
    email: str
    organisation: str
    phone: str


@dataclass(frozen=True)
class GroupAnswer:
    """What the one who registered is told. There is no group where everybody in it was registered before."""

    group: Group | None
    status: str


@in_one_transaction
def register_group(
    *,
    occurrence: Occurrence,
    contact: Contact,
    people: Sequence[tuple[Participant, Sequence[Given]]],
    language: str,
    submission_key: uuid.UUID,
    user=None,
) -> GroupAnswer:
    """Give all of them a place, or put all on the waiting list, or raise a `RegistrationRefused`.

    Whoever is registered already is left out and told so, and the answer is the one without that. The same
    `submission_key` again returns what it made the first time. `user` is the account of the contact.
    """
    occurrence = locked(occurrence)
    if group := Group.objects.filter(submission_key=submission_key).first():
        return GroupAnswer(group, group.status)
    refuse_if_closed(occurrence, Registration.Source.WEBSITE, user)
    contact = contact | {"email": plain(contact["email"])}
    group = Group(
        occurrence=occurrence, language=language, submission_key=submission_key, user=user, created_at=timezone.now()
    )
    for name, value in contact.items():
        setattr(group, name, value)
    return _arrive(group, _newcomers(group, people), [answers for _person, answers in people])


def _arrive(group, party, answers):
    occurrence = group.occurrence
    asks = must_confirm(occurrence, user=group.user, email=group.email)
    _take_off_mistyped(group, party)
    known = _known_at(group.occurrence, party)
    outcome = outcome_for(occurrence, *party, must_confirm=asks)
    if outcome.status is None:
        raise FullyBooked
    left_out = {registration.email for registration in known}
    fresh = [(person, given) for person, given in zip(party, answers, strict=True) if person.email not in left_out]
    if fresh:
        newcomers = [person for person, _given in fresh]
        theirs = outcome_for(occurrence, *newcomers, must_confirm=asks) if known else outcome
        _store(group, fresh, theirs)
    _tell_known(group, known, in_silence=asks)
    return GroupAnswer(group if fresh else None, outcome.status)


def _known_at(occurrence, party):
    """Who is registered there already."""
    addresses = [person.email for person in party]
    return list(occurrence.registrations.live().filter(email__in=addresses).select_related("group"))


def _take_off_mistyped(group, party):
    """Those whom the same contact entered before, with an address of their own that was mistyped."""
    for registration in _known_at(group.occurrence, party):
        if _was_mistyped(registration, group):
            take_off(registration)


def _was_mistyped(registration, group):
    earlier = registration.group
    if earlier is None or not registration.is_unconfirmed or earlier.address_confirmed_at:
        return False
    return earlier.full_name.casefold() == group.full_name.casefold() and earlier.email != group.email


def _newcomers(group, people):
    occurrence, number = group.occurrence, group.occurrence.registrations.next_queue_number()
    as_member = is_member_for(occurrence, group.user)
    newcomers = [
        Registration(
            occurrence=occurrence,
            queue_number=number + place,
            language=group.language,
            as_member=as_member,
            **participant | {"email": plain(participant["email"])},
        )
        for place, (participant, _answers) in enumerate(people)
    ]
    if len({person.email for person in newcomers}) < len(newcomers):
        raise ValueError("An address comes twice.")
    for newcomer, (_participant, answers) in zip(newcomers, people, strict=True):
        newcomer.limited_options = [option.pk for option in check_answers(occurrence, answers)]
        newcomer.submission_key = uuid.uuid5(group.submission_key, newcomer.email)
        newcomer.user = group.user if newcomer.email == group.email else None
    return newcomers


def _store(group, fresh, outcome):
    group.save(force_insert=True)
    for person, answers in fresh:
        person.group = group
        store(person, outcome, answers, by=None)
        if not person.is_unconfirmed:
            emails.registered(person)
    group_emails.registered(group)


def _tell_known(group, known, *, in_silence):
    """Whoever used the form again for their own group gets the link anew, and the people in it no mail.

    Before the address of the one who registers is confirmed, nobody else gets one either.
    """
    for registration in known:
        earlier = registration.group
        if earlier and earlier.email == group.email:
            if not is_fresh(earlier):
                group_emails.used_again(earlier)
        elif not in_silence:
            tell_already_registered(registration)


@in_one_transaction
def confirm_group(group: Group) -> Group:
    """The contact has proved their address. A second time, or too late, the group says how it stands."""
    occurrence, group = _held(group)
    people = _with_status(group, Status.UNCONFIRMED)
    if not people or group.address_confirmed_at:
        return group
    if over := why_over(occurrence):
        raise RegistrationClosed(over)
    if group.confirm_by <= timezone.now():
        expire(*people)
        give_places(occurrence)
        return group
    group.address_confirmed_at = timezone.now()
    group.save(update_fields=["address_confirmed_at"])
    status = after_confirming(occurrence, *people)
    for person in people:
        _go_on(person, status)
    group_emails.registered(group)
    return group


def _go_on(person, status):
    confirmed_at = timezone.now() if status == Status.CONFIRMED else None
    move(person, status, confirmed_at=confirmed_at)
    log(person, "events.confirm_address", data={"status": status})
    emails.registered(person)


@in_one_transaction
def accept_group(group: Group) -> Group:
    """The contact takes the places that were offered. A second time, or too late, the statuses say how it stands."""
    occurrence, group = _held(group)
    offered = _with_status(group, Status.OFFERED)
    if not offered:
        return group
    if over := why_over(occurrence):
        raise RegistrationClosed(over)
    if not all(person.holds_a_place for person in offered):
        expire(*offered)
        give_places(occurrence)
        return group
    for person in offered:
        give_place(person)
        log(person, "events.accept_offer")
    return group


@in_one_transaction
def cancel_group(group: Group) -> Group:
    """The contact takes everybody off the date for whom that is still possible."""
    occurrence, group = _held(group)
    for person in _people(group):
        if person.can_be_cancelled:
            take_off(person)
    give_places(occurrence)
    return group


def _held(group):
    """The row of the date, held, and the fresh group at it."""
    occurrence = locked(group.occurrence)
    group = Group.objects.get(pk=group.pk)
    group.occurrence = occurrence
    return occurrence, group


def _people(group):
    people = list(group.people)
    for person in people:
        person.occurrence, person.group = group.occurrence, group
    return people


def _with_status(group, status):
    return [person for person in _people(group) if person.status == status]

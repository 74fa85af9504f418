"""What follows registering, step by step: the address is confirmed, staff lets somebody in, time runs out."""

from django.utils import timezone
from wagtail.log_actions import log

from .. import emails, group_emails
from ..errors import FullyBooked, NoPlaceFree, NotRequested, NotWaiting, RegistrationClosed
from ..locking import held, in_one_transaction, locked
from ..models import Occurrence, Registration
from ..places import fits, next_in_line, places_of, why_over
from .moving import move
from .places import give_place, give_places

Status = Registration.Status


@in_one_transaction
def confirm_address(registration: Registration) -> Registration:
    """The person has proved that the address is theirs. A second time, or too late, the status says how it stands."""
    occurrence, registration = held(registration)
    if not registration.is_unconfirmed:
        return registration
    if over := why_over(occurrence):
        raise RegistrationClosed(over)
    if registration.confirm_by <= timezone.now():
        expire(registration)
        give_places(occurrence)
        return registration
    status = after_confirming(occurrence, registration)
    _confirm(registration, status)
    emails.registered(registration)
    return registration


def _confirm(registration, status):
    """Whoever proves their own address is in nobody's group any more, until whose address is confirmed."""
    now = timezone.now()
    confirmed_at = now if status == Status.CONFIRMED else None
    move(registration, status, address_confirmed_at=now, confirmed_at=confirmed_at, group=None)
    log(registration, "events.confirm_address", data={"status": status})


def after_confirming(occurrence: Occurrence, *party: Registration) -> str:
    """The place that was kept for them, or one that is free in their turn, or the place in the queue that they had."""
    holds_places = all(registration.holds_a_place for registration in party)
    if occurrence.needs_approval and not holds_places:
        return Status.REQUESTED
    has_place = holds_places or party[0] in next_in_line(occurrence, *party)
    return Status.CONFIRMED if has_place else Status.WAITING


@in_one_transaction
def approve(registration: Registration, *, by) -> Registration:
    """Staff says yes: a place if one is free in turn, else the waiting list. A second time changes nothing."""
    occurrence, registration = held(registration)
    if not registration.is_requested:
        return _unless_over(registration)
    if over := why_over(occurrence):
        raise RegistrationClosed(over)
    if registration in next_in_line(occurrence, registration):
        give_place(registration)
    elif places_of(occurrence).can_wait:
        move(registration, Status.WAITING)
        emails.registration_waiting(registration)
    else:
        raise FullyBooked
    log(registration, "events.approve", user=by, data={"status": registration.status})
    return registration


@in_one_transaction
def decline(registration: Registration, *, by, note: str = "") -> Registration:
    """Staff says no; `note` stands in the mail and is kept nowhere else. A second time changes nothing."""
    _occurrence, registration = held(registration)
    if registration.status == Status.DECLINED:
        return registration
    if not registration.is_requested:
        raise NotRequested
    move(registration, Status.DECLINED)
    log(registration, "events.decline", user=by)
    emails.registration_declined(registration, note=note)
    return registration


def _unless_over(registration):
    if not registration.is_live:
        raise NotWaiting
    return registration


@in_one_transaction
def accept_offer(registration: Registration) -> Registration:
    """The person takes the place that was offered. A second time, or too late, the status says how it stands.

    For a group whoever registered it does so, for all (`accept_group`).
    """
    occurrence, registration = held(registration)
    if not registration.is_offered or registration.group_id:
        return registration
    if over := why_over(occurrence):
        raise RegistrationClosed(over)
    if registration.holds_a_place:
        give_place(registration)
        log(registration, "events.accept_offer")
    else:
        expire(registration)
        give_places(occurrence)
    return registration


@in_one_transaction
def let_in(registration: Registration, *, by, beyond_limit: bool = True) -> Registration:
    """Staff gives somebody a place, out of turn or, if they may, beyond the limit. Logged; twice changes nothing."""
    occurrence, registration = held(registration)
    if registration.is_confirmed:
        return registration
    if not registration.is_live:
        raise NotWaiting
    if over := why_over(occurrence):
        raise RegistrationClosed(over)
    beyond = not registration.holds_a_place and not fits(occurrence, registration)
    if beyond and not beyond_limit:
        raise NoPlaceFree
    give_place(registration, beyond_limit=beyond)
    log(registration, "events.let_in", user=by, data={"beyond_limit": beyond})
    return registration


def expire_due() -> int:
    """End what was not answered in time, at each date apart, and give the places on. Returns how many."""
    overdue = Registration.objects.overdue()
    dates = Occurrence.objects.filter(pk__in=overdue.order_by().values("occurrence"))
    return sum(_expire_at(date) for date in dates)


@in_one_transaction
def _expire_at(occurrence):
    occurrence = locked(occurrence)
    overdue = list(occurrence.registrations.overdue())
    expire(*overdue)
    give_places(occurrence)
    return len(overdue)


def expire(*registrations: Registration) -> None:
    """For a date that the caller has locked, and whose free places it gives on. Where none are, nobody is told."""
    offered = [one for one in registrations if one.is_offered and not why_over(one.occurrence)]
    for registration in registrations:
        move(registration, Status.EXPIRED)
        log(registration, "events.expire")
    for registration in offered:
        emails.offer_expired(registration)
    group_emails.tell_contacts(offered, group_emails.offer_expired)

"""What newcomers get: one person, or several who come together or not at all. The date is locked by the caller."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from django.utils import timezone
from wagtail.log_actions import log

from networks.addresses import owns_address

from ..errors import RegistrationClosed
from ..models import Occurrence, Registration
from ..models.registrations import confirm_by
from ..places import why_closed, why_not_here, why_over
from ..question_fields import Given
from .moving import begin
from .places import place_or_list
from .questions import store_answers

Status = Registration.Status
Source = Registration.Source


class Outcome(NamedTuple):
    """The status that all of a party get, and until when their places are kept; no status where there is no room."""

    status: str | None
    held_until: datetime | None = None


def refuse_if_closed(occurrence: Occurrence, source: str, user) -> None:
    """Staff may enter people before registration opens and after it closed, but only where people register with us."""
    is_invited = source == Source.INVITATION
    by_staff = source == Source.STAFF
    over = by_staff and (why_over(occurrence) or why_not_here(occurrence))
    reason = over if by_staff else why_closed(occurrence, user, is_invited=is_invited)
    if reason:
        raise RegistrationClosed(reason)


def must_confirm(occurrence: Occurrence, *, user, email: str, source: str = Source.WEBSITE) -> bool:
    return occurrence.confirm_address and source == Source.WEBSITE and not owns_address(user, email)


def outcome_for(occurrence: Occurrence, *party: Registration, must_confirm: bool) -> Outcome:
    """Strangers confirm their address before anything else; places are kept for them where nobody has to approve."""
    beyond_limit = all(newcomer.beyond_limit for newcomer in party)
    status = Status.CONFIRMED if beyond_limit else place_or_list(occurrence, *party)
    needs_approval = occurrence.needs_approval and party[0].source != Source.STAFF
    if status is None or not must_confirm:
        return Outcome(Status.REQUESTED if status and needs_approval else status)
    is_kept = status == Status.CONFIRMED and not needs_approval
    return Outcome(Status.UNCONFIRMED, confirm_by(timezone.now(), occurrence) if is_kept else None)


def store(newcomer: Registration, outcome: Outcome, answers: Sequence[Given], *, by) -> None:
    newcomer.held_until = outcome.held_until
    begin(newcomer, outcome.status)
    store_answers(newcomer, answers)
    data = {"status": newcomer.status, "beyond_limit": newcomer.beyond_limit}
    log(newcomer, "events.register", user=by, data=data)

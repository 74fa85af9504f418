"""Staff writes down what somebody told them. Who has a place is no matter of this; who has a workshop may be."""

from collections.abc import Sequence
from datetime import datetime

from wagtail.log_actions import log

from networks.addresses import plain

from .. import emails
from ..errors import AlreadyRegistered, ChangedMeanwhile
from ..locking import in_one_transaction, locked
from ..models import Registration
from ..question_fields import Given
from .places import give_places
from .self_service import swap_answers

CORRECTED = ("given_name", "family_name", "organisation", "phone", "remarks", "language", "staff_note")


@in_one_transaction
def correct(
    registration: Registration,
    *,
    by,
    seen: datetime,
    email: str | None = None,
    answers: Sequence[Given] | None = None,
    **values: str,
) -> Registration:
    """Store what staff typed over the state that they had `seen` (`updated_at`), and over no other.

    Who was faster is not overwritten, and what was erased meanwhile is not written anew. The log names the fields only.
    `answers`, if any come, are all that is answered now, by the rules of the public door; another `email` ends the
    links of earlier mails; both addresses are told so. Both only while the registration is live.
    """
    occurrence = locked(registration.occurrence)
    rows = Registration.objects.with_event().select_for_update(of=("self",), no_key=True)  # erasing locks no date
    registration = rows.get(pk=registration.pk)
    if registration.anonymised_at or registration.updated_at != seen:
        raise ChangedMeanwhile(registration)
    changed = []
    if registration.is_live and email and _change_address(registration, plain(email)):
        changed.append("email")
    changed += _store(registration, values)  # the earlier address is told by the earlier name
    if registration.is_live and answers is not None and swap_answers(occurrence, registration, answers):
        changed.append("answers")
    if changed:
        registration.save(update_fields=["updated_at"])
        entry = log(registration, "events.correct_registration", user=by, data={"fields": sorted(changed)})
        _tell(registration, changed, once=entry.pk)
        give_places(occurrence)
    return registration


def _store(registration, values):
    changed = [name for name in CORRECTED if values[name] != getattr(registration, name)]
    for name in changed:
        setattr(registration, name, values[name])
    registration.save(update_fields=changed)
    return changed


def _change_address(registration, email):
    """Nobody has proved the new one yet; links of the earlier one open nothing any more."""
    if email == registration.email:
        return False
    others = registration.occurrence.registrations.live().exclude(pk=registration.pk)
    if known := others.filter(email=email).first():
        raise AlreadyRegistered(known, registration.status)
    if not registration.is_unconfirmed:
        emails.address_left(registration, once=f"{registration.updated_at:%Y%m%d%H%M%S%f}")
    registration.email, registration.address_confirmed_at = email, None
    registration.save(update_fields=["email", "address_confirmed_at"])
    registration.links.all().delete()
    return True


def _tell(registration, changed, *, once):
    """Of a name that is spelt right now, nobody needs to hear."""
    if registration.is_unconfirmed:
        if "email" in changed and registration.group_id is None:
            emails.confirm_address(registration, once=once)
    elif "email" in changed:
        emails.address_changed(registration, once=once)
    elif "answers" in changed:
        emails.registration_changed(registration, once=once)

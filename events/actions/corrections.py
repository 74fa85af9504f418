"""Staff writes down what somebody told them. Who has a place is no matter of this."""

from datetime import datetime

from wagtail.log_actions import log

from ..errors import ChangedMeanwhile
from ..locking import in_one_transaction, locked
from ..models import Registration

CORRECTED = ("given_name", "family_name", "organisation", "phone", "remarks", "language", "staff_note")


@in_one_transaction
def correct(registration: Registration, *, by, seen: datetime, **values: str) -> Registration:
    """Store what staff typed over the state that they had `seen` (`updated_at`), and over no other.

    Who was faster is not overwritten, and what was erased meanwhile is not written anew. The log names the fields only.
    """
    locked(registration.occurrence)
    rows = Registration.objects.with_event().select_for_update(of=("self",), no_key=True)  # erasing locks no date
    registration = rows.get(pk=registration.pk)
    if registration.anonymised_at or registration.updated_at != seen:
        raise ChangedMeanwhile(registration)
    changed = {name: values[name] for name in CORRECTED if values[name] != getattr(registration, name)}
    if not changed:
        return registration
    for name, value in changed.items():
        setattr(registration, name, value)
    registration.save(update_fields=[*changed, "updated_at"])
    log(registration, "events.correct_registration", user=by, data={"fields": sorted(changed)})
    return registration

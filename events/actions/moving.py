"""The one place where the status of a registration changes; the date is locked by the caller."""

from .. import transitions
from ..models import Registration


def move(registration: Registration, status: str, **fields) -> None:
    """Move a registration along the table of transitions. Whatever was kept for it before is kept no longer."""
    transitions.check(registration.status, status)
    values = {"held_until": None, **fields, "status": status}
    for name, value in values.items():
        setattr(registration, name, value)
    registration.save(update_fields=[*values, "updated_at"])

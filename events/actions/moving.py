"""The one place where a registration begins, and where its status changes; the date is locked by the caller."""

from django.utils import timezone

from .. import transitions
from ..models import Registration


def move(registration: Registration, status: str, **fields) -> None:
    """Move a registration along the table of transitions. Whatever was kept for it before is kept no longer."""
    transitions.check(registration.status, status)
    values = {"held_until": None, **fields, "status": status}
    for name, value in values.items():
        setattr(registration, name, value)
    registration.save(update_fields=[*values, "updated_at"])


def begin(newcomer: Registration, status: str | None) -> Registration:
    transitions.check(None, status)
    newcomer.status = status
    newcomer.confirmed_at = timezone.now() if status == Registration.Status.CONFIRMED else None
    newcomer.save(force_insert=True)
    return newcomer

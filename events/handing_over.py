"""What the rows about a person mean, in words, when they are handed over to them (Art. 15 GDPR)."""

from typing import Any

from .answers import in_words
from .models import Answer, Group, Invitation, Occurrence, Registration

MOMENTS = ("created_at", "confirmed_at", "held_until", "address_confirmed_at", "cancelled_at")


def about_registration(registration: Registration) -> dict[str, Any]:
    said = {"status": registration.get_status_display(), "source": registration.get_source_display()}
    moments = {name: getattr(registration, name) for name in MOMENTS}
    return _about_date(registration.occurrence) | said | {"as_member": registration.as_member} | moments


def about_answer(answer: Answer) -> dict[str, Any]:
    """Of a consent the words that were agreed to stand where else there is only their digest."""
    said = {"question": answer.question.in_words("label"), "answer": in_words(answer)}
    return _about_date(answer.registration.occurrence) | said | {"wording": answer.text if answer.agreed_at else ""}


def about_group(group: Group) -> dict[str, Any]:
    return _about_date(group.occurrence) | {"created_at": group.created_at}


def about_invitation(invitation: Invitation) -> dict[str, Any]:
    moments = {name: getattr(invitation, name) for name in ("created_at", "reminded_at", "declined_at", "withdrawn_at")}
    return _about_date(invitation.occurrence) | moments


def _about_date(occurrence: Occurrence) -> dict[str, Any]:
    times = {"event_start": occurrence.local_start, "event_end": occurrence.local_end}
    return {"event": occurrence.title} | times | {"event_status": occurrence.get_status_display()}

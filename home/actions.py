"""What visitors and the desk do: plain functions without a request."""

from importlib import import_module
from uuid import UUID

from django.conf import settings
from django.db import transaction
from wagtail.models import Page

from . import emails
from .models import Inquiry


@transaction.atomic
def submit_inquiry(
    *, kind: Inquiry.Kind, key: UUID, to: str, language: str, message: str, page: Page | None = None, **details: str
) -> Inquiry:
    """Keep what was asked, tell the desk and send the sender a copy: all or nothing, and once for each `key`."""
    inquiry, created = Inquiry.objects.get_or_create(
        submission_key=key,
        defaults={"kind": kind, "language": language, "message": message, "page": page, **details},
    )
    if created:
        emails.inquiry_received(inquiry, to=to)
        emails.inquiry_copy(inquiry)
    return inquiry


def delete_expired_inquiries() -> int:
    """What was kept for as long as the form says is deleted; how many that were."""
    expired = Inquiry.objects.expired()
    return expired.delete()[0] if expired.exists() else 0


def clear_sessions() -> None:
    """Those that nobody can use any more; Django keeps them until it is told."""
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()

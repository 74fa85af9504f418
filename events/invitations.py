"""What our mails put into a person's calendar: there when they have a place, gone when they no longer do."""

from email.utils import parseaddr

from django.conf import settings
from django.utils import timezone

from networks.links import site_name
from networks.outbox import Attachment

from . import itip
from .entries import Describer
from .models import Registration


def invite(registration: Registration) -> list[Attachment]:
    """The date as it is now, for whoever has a place at it."""
    if not registration.is_confirmed or registration.occurrence.is_cancelled:
        return []
    return _parts(itip.REQUEST, registration)


def take_back(registration: Registration) -> list[Attachment]:
    """The end of the entry that an earlier mail made; nothing for whoever was sent none."""
    return _parts(itip.CANCEL, registration) if registration.is_in_calendar else []


def _parts(method, registration):
    message = _message(method, registration)
    _write_down(registration, message)
    content = message.to_ical()
    return [
        Attachment("invite.ics", message.content_type, content, is_alternative=True),
        Attachment("invite.ics", "application/ics", content),
    ]


def _message(method, registration):
    occurrence, language = registration.occurrence, registration.language
    return itip.Message(
        method=method,
        event=Describer([occurrence], [language]).event(occurrence, language),
        organizer=itip.Mailbox(site_name(), parseaddr(settings.DEFAULT_FROM_EMAIL)[1]),
        attendee=itip.Mailbox(registration.full_name, registration.email),
        sequence=_next_sequence(registration),
        stamp=timezone.now(),
        language=language,
    )


def _next_sequence(registration):
    """Above all that this address was ever sent about the date, also for a registration that was cancelled before."""
    alike = Registration.objects.filter(occurrence=registration.occurrence_id, email=registration.email)
    sent = alike.last_calendar_sequence()
    current = registration.occurrence.sequence
    return current if sent is None else max(current, sent + 1)


def _write_down(registration, message):
    registration.calendar_sequence = message.sequence
    registration.is_in_calendar = message.method == itip.REQUEST
    registration.save(update_fields=["calendar_sequence", "is_in_calendar"])

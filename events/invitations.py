"""What our mails put into a person's calendar: there when they have a place, gone when they no longer do."""

from collections.abc import Sequence
from email.utils import parseaddr
from functools import cache

from django.conf import settings
from django.utils import timezone

from networks.links import site_name
from networks.outbox import Attachment

from . import itip
from .entries import Describer
from .models import Registration

Parts = dict[int, list[Attachment]]  # by registration


def invite(registrations: Sequence[Registration]) -> Parts:
    """The date as it is now, for those of them who have a place at it."""
    return _parts(itip.REQUEST, [one for one in registrations if one.is_confirmed and not one.occurrence.is_cancelled])


def take_back(registrations: Sequence[Registration]) -> Parts:
    """The end of the entry that an earlier mail made; nothing for whoever was sent none."""
    return _parts(itip.CANCEL, [one for one in registrations if one.is_in_calendar])


def _parts(method, registrations):
    messages = _messages(method, registrations) if registrations else {}
    _write_down(registrations, messages)
    return {pk: _attachments(message) for pk, message in messages.items()}


def _attachments(message):
    content = message.to_ical()
    return [
        Attachment("invite.ics", message.content_type, content, is_alternative=True),
        Attachment("invite.ics", "application/ics", content),
    ]


def _messages(method, registrations):
    describe, sent = _describer(registrations), _last_sequences(registrations)
    organizer = itip.Mailbox(site_name(), parseaddr(settings.DEFAULT_FROM_EMAIL)[1])
    return {
        one.pk: itip.Message(
            method=method,
            event=describe(one.occurrence, one.language),
            organizer=organizer,
            attendee=itip.Mailbox(one.full_name, one.email),
            sequence=_next_sequence(one, sent),
            stamp=timezone.now(),
            language=one.language,
        )
        for one in registrations
    }


def _describer(registrations):
    """Of one date it says the same to all who read it in one language."""
    dates, languages = ({getattr(one, name) for one in registrations} for name in ("occurrence", "language"))
    return cache(Describer(list(dates), list(languages)).event)


def _next_sequence(registration, sent):
    last, current = sent.get((registration.occurrence_id, registration.email)), registration.occurrence.sequence
    return current if last is None else max(current, last + 1)


def _last_sequences(registrations):
    """What each address was ever sent about the date, also for a registration that was cancelled before."""
    alike = Registration.objects.filter(
        occurrence__in={one.occurrence_id for one in registrations}, email__in={one.email for one in registrations}
    )
    return {(row["occurrence"], row["email"]): row["last"] for row in alike.last_calendar_sequences()}


def _write_down(registrations, messages):
    for one in registrations:
        message = messages[one.pk]
        one.calendar_sequence, one.is_in_calendar = message.sequence, message.method == itip.REQUEST
    Registration.objects.bulk_update(registrations, ["calendar_sequence", "is_in_calendar"])

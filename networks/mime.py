"""A stored mail as it goes to the server; identical each time, so that a repeated one can be recognised."""

import re
from base64 import encodebytes
from email.message import Message
from email.utils import format_datetime, parseaddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.utils import timezone

from .models import OutboxMessage

MEANS_SOMETHING = re.compile(r'[@:;,"<>()\[\]\\]+')


class Email(EmailMultiAlternatives):
    """Other forms of the text go out to the letter: in base64, and a calendar's `method` in no quotation marks."""

    def __init__(self, **fields):
        super().__init__(**fields)
        self.stored_forms = {}

    def attach_stored_form(self, stored):
        mimetype = stored.content_type.partition(";")[0]
        self.stored_forms[mimetype] = stored
        self.attach_alternative(bytes(stored.content).decode(), mimetype)

    def message(self, *args, **kwargs):
        whole = super().message(*args, **kwargs)
        for part in whole.walk():
            if part.get_content_type() == "multipart/alternative":
                part.set_payload([self._to_the_letter(form) for form in part.get_payload()])
        return whole

    def _to_the_letter(self, form):
        stored = self.stored_forms.get(form.get_content_type())
        return _as_stored(stored) if stored else form


def _as_stored(stored):
    part = Message()
    part["Content-Type"] = stored.content_type
    part["Content-Transfer-Encoding"] = "base64"
    part.set_payload(encodebytes(bytes(stored.content)).decode("ascii"))
    return part


def build(message: OutboxMessage) -> Email:
    email = Email(
        subject=message.subject,
        body=message.text,
        from_email=sender(),
        to=[message.to],
        reply_to=[message.reply_to] if message.reply_to else None,
        headers={
            "Message-ID": message.message_id,
            "Date": format_datetime(timezone.localtime(message.created_at)),
            "Auto-Submitted": "auto-generated",
            "X-Auto-Response-Suppress": "All",
            "Content-Language": message.language,
        },
    )
    if message.html:
        email.attach_alternative(message.html, "text/html")
    for stored in message.attachments.all():
        if stored.is_alternative:
            email.attach_stored_form(stored)
        else:
            email.attach(stored.name, bytes(stored.content), stored.content_type)
    return email


def sender() -> str:
    """Our name and address; mail programs disagree about names with signs that mean something in addresses."""
    name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    plain = " ".join(MEANS_SOMETHING.sub(" ", name).split())
    return f"{plain} <{address}>" if plain and address else settings.DEFAULT_FROM_EMAIL

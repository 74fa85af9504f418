"""Mails: written as rows in the transaction that causes them, never twice by plan. `delivery` sends them."""

import re
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, NotRequired, TypedDict, TypeVar, Unpack

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.template import Context
from django.template.exceptions import TemplateDoesNotExist
from django.template.loader import get_template
from django.utils import timezone, translation
from django.utils.functional import SimpleLazyObject

from .conf import conf
from .links import privacy_url, site_name_and_url
from .models import OutboxAttachment, OutboxMessage

State = OutboxMessage.State
T = TypeVar("T")

CONTROL_CHARACTERS = re.compile(r"[\x00-\x1f\x7f\u0085\u2028\u2029]+")


@dataclass(frozen=True)
class Attachment:
    """A file, or (`is_alternative`) another form of the text, such as an invitation that a calendar reads by itself."""

    name: str
    content_type: str
    content: bytes
    is_alternative: bool = False


class Letter(TypedDict):
    """What a mail is made of.

    `template` is the stem of `<stem>.subject.txt`, `<stem>.txt` and, if there is one, `<stem>.html`; without it the
    kind "app.name" means `app/emails/name`. The context also gets what `of_site` says. Staff cannot read a mail
    that `is_secret`, such as one with a code to log in.
    """

    kind: str
    key: str
    to: str
    language: str
    context: Mapping
    template: NotRequired[str | None]
    reply_to: NotRequired[str]
    attachments: NotRequired[Sequence[Attachment]]
    due_at: NotRequired[datetime | None]
    is_secret: NotRequired[bool]


def write(**letter: Unpack[Letter]) -> OutboxMessage:
    """Store a mail in the caller's transaction; the same `key` a second time returns the mail that is there."""
    written = OutboxMessage.objects.filter(dedupe_key=letter["key"]).first()
    if written:
        return written
    message, created = OutboxMessage.objects.get_or_create(dedupe_key=letter["key"], defaults=_row(letter))
    if created:
        OutboxAttachment.objects.bulk_create(_attachments(message, letter))
    return message


def write_each(letters: Iterable[Letter]) -> None:
    """Store many mails, none of them twice, with as few queries as one."""
    fresh = without_mail({letter["key"]: letter for letter in letters})
    try:
        with transaction.atomic():
            _store(fresh)
    except IntegrityError:  # somebody else wrote one of them at this moment
        for letter in fresh:
            write(**letter)


def _store(letters):
    messages = [OutboxMessage(dedupe_key=letter["key"], **_row(letter)) for letter in letters]
    OutboxMessage.objects.bulk_create(messages)
    pairs = zip(messages, letters, strict=True)
    OutboxAttachment.objects.bulk_create(file for message, letter in pairs for file in _attachments(message, letter))


def _row(letter):
    return {
        "kind": letter["kind"],
        "language": letter["language"],
        "is_secret": letter.get("is_secret", False),
        "message_id": f"<{uuid.uuid4()}@{conf.mail_domain}>",
        "due_at": letter.get("due_at") or timezone.now(),
        **_addresses(letter["to"], letter.get("reply_to", "")),
        **rendered(letter.get("template") or _stem(letter["kind"]), letter["language"], letter["context"]),
    }


def _attachments(message, letter):
    return [OutboxAttachment(message=message, **vars(file)) for file in letter.get("attachments", ())]


def without_mail(keys: Mapping[str, T]) -> list[T]:
    """Of things by the key of their mail those that have none yet, in one query."""
    written = set(OutboxMessage.objects.filter(dedupe_key__in=keys).values_list("dedupe_key", flat=True))
    return [thing for key, thing in keys.items() if key not in written]


def _stem(kind):
    app, _, name = kind.partition(".")
    return f"{app}/emails/{name}"


def _addresses(to, reply_to):
    """What caused the mail must not be lost for a bad address: such a mail is stored as failed, for staff to see."""
    try:
        validate_email(to)
    except ValidationError:
        return {"to": one_line(to)[:254], "state": State.FAILED, "error": "This is not an e-mail address."}
    return {"to": to, "reply_to": reply_to if _is_address(reply_to) else ""}


def _is_address(value):
    try:
        validate_email(value)
    except ValidationError:
        return False
    return True


def one_line(value):
    return CONTROL_CHARACTERS.sub(" ", value).strip()


def rendered(stem: str, language: str, context: Mapping) -> dict[str, str]:
    """Subject, text and HTML as they would be stored; also for a preview."""
    with translation.override(language):
        site = {} if "site_url" in context else of_site()
        context = {**site, "language": language, **context}
        subject = one_line(_as_text(f"{stem}.subject.txt", context))[:300]
        return {
            "subject": subject,
            "text": _as_text(f"{stem}.txt", context).strip() + "\n",
            "html": _as_html(f"{stem}.html", {"subject": subject, **context}),
        }


def of_site() -> dict[str, Any]:
    """What every mail says of the site in one language; in the context already, it is not looked up for each."""
    name, url = site_name_and_url()
    return {"site_url": url, "site_name": name, "privacy_url": SimpleLazyObject(privacy_url)}


def _as_text(name, context):
    """A text part is no HTML: an apostrophe in a name stays an apostrophe."""
    return get_template(name).template.render(Context(context, autoescape=False)).replace("\x00", "")


def _as_html(name, context):
    try:
        template = get_template(name)
    except TemplateDoesNotExist:
        return ""
    return template.render(dict(context)).replace("\x00", "")


def to_forget(moment: datetime) -> QuerySet[OutboxMessage]:
    """Mails whose time is over at a moment, and that still say whom they went to."""
    written_before = moment - timedelta(days=conf.OUTBOX_DAYS)
    done = OutboxMessage.objects.filter(state__in=[State.SENT, State.FAILED], created_at__lt=written_before)
    return done.exclude(to="")


def forget() -> int:
    """Erase whom old mails went to and what they said, links with secrets included; the key stays against doubles."""
    old = to_forget(timezone.now())
    with transaction.atomic():
        return _blank(old)


def erase(rows: QuerySet[OutboxMessage]) -> None:
    """Whoever asks for it: what went out is forgotten as above, what did not never goes."""
    rows.filter(state=State.QUEUED).delete()
    _blank(rows)


def _blank(rows):
    OutboxAttachment.objects.filter(message__in=rows).delete()
    return rows.update(to="", reply_to="", subject="", text="", html="", error="")


def resend(message: OutboxMessage) -> bool:
    """Queue a failed or waiting mail at once, with all its attempts again.

    False for one that went out, is going, or has been erased.
    """
    unsent = OutboxMessage.objects.filter(pk=message.pk, state__in=[State.FAILED, State.QUEUED]).exclude(to="")
    return bool(unsent.update(state=State.QUEUED, attempts=0, due_at=timezone.now(), error="", claim=None))

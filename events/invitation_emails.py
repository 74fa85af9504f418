"""The mails to people whom staff invites, as `emails` has those to whoever has registered.

All of them say from whom we have the address, why, and how long it is kept (Art. 14 GDPR).
"""

from urllib.parse import urljoin

from django.urls import reverse
from django.utils import translation

from networks import outbox
from networks.models import OutboxMessage

from . import emails
from .models import Invitation, Occurrence, RegistrationLink
from .placeholders import fill

Mail = Invitation.Mail
STEMS = {Mail.INVITATION: "events/emails/invitation", Mail.REMINDER: "events/emails/invitation_reminder"}


def write(invitation: Invitation) -> OutboxMessage:
    """The mail that `next_mail` names, with a link of its own."""
    kind = Mail(invitation.next_mail)
    context = _context(invitation, kind, link=_path(invitation))
    contact = context["contact"]
    return outbox.write(
        kind=f"events.{STEMS[kind].rpartition('/')[2]}",
        key=f"events.invitation:{invitation.pk}:{invitation.mails}",
        to=invitation.email,
        language=invitation.language,
        template=STEMS[kind],
        context=context,
        reply_to=contact.email if contact else "",
    )


def preview(occurrence: Occurrence, invitation: Invitation, kind: str) -> dict[str, str]:
    """Subject, text and HTML as this person would get them. Nothing is stored or sent."""
    invitation.occurrence = occurrence
    return outbox.rendered(
        STEMS[Mail(kind)], invitation.language, _context(invitation, Mail(kind), link=emails.NO_LINK)
    )


def _path(invitation):
    token = RegistrationLink.issue(invitation, RegistrationLink.Purpose.REGISTER)
    with translation.override(invitation.language):
        return reverse("events:invitation", args=[token])


def _context(invitation, kind, *, link):
    occurrence = invitation.occurrence
    words = invitation.words if kind == Mail.INVITATION else invitation.reminder_words
    with translation.override(invitation.language):
        context = emails.about_date(occurrence) | {"invitation": invitation, "origin": invitation.origin}
        context["use_until"] = emails.moment(occurrence, invitation.language, invitation.use_until)
    context["words"] = fill(words, _values(invitation, context))
    return context | {"link": urljoin(context["event_url"], link)}


def _values(invitation, context):
    names = {name: getattr(invitation, name) for name in ("given_name", "family_name", "full_name", "organisation")}
    return names | {name: context[name] for name in ("title", "when", "where")}

"""People whom staff invites, for our stories."""

import re
from urllib.parse import urlparse

from events import actions
from events.guests import Guest
from events.models import Invitation
from networks.models import OutboxMessage


def guest(name="Jördis", **fields):
    address = f"{name.lower().replace('ö', 'oe')}@example.org"
    person = {"line": 1, "email": address, "given_name": name, "family_name": "Vardenhoop", "language": "de"}
    return Guest(**person | fields)


def invite(date, *people, words=None, origin="aus der Teilnahmeliste von 2025", by=None):
    """Staff invites, and the worker writes the mails."""
    words = words or {"de": "Kommen Sie, {vorname}?", "en": "Will you come, {given_name}?"}
    invited = actions.invite(occurrence=date, guests=people or [guest()], origin=origin, words=words, by=by)
    actions.write_invitations()
    return list(Invitation.objects.filter(pk__in=[one.pk for one in invited]).order_by("pk"))


def mail_to(address, kind="events.invitation"):
    return OutboxMessage.objects.filter(to=address, kind=kind).order_by("-pk").first()


def link_in(mail):
    return urlparse(re.search(r"http\S+/einladung/\S+", mail.text)[0]).path


def status_of(invitation):
    return Invitation.objects.with_status().get(pk=invitation.pk).status

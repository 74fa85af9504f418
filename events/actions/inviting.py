"""Personal invitations: staff asks people to come; each has a link of their own. A worker writes the mails."""

import logging
from collections import Counter
from collections.abc import Iterable, Mapping

from django.db import DatabaseError, transaction
from django.db.models import QuerySet
from django.utils import timezone
from wagtail.log_actions import log

from .. import ends, invitation_emails
from ..errors import InvitationVoid, RegistrationClosed
from ..guests import Guest
from ..locking import in_one_transaction, is_passing, locked
from ..models import Invitation, Occurrence, Registration, RegistrationLink
from ..places import why_over

logger = logging.getLogger(__name__)
Mail = Invitation.Mail
BATCH, BATCHES = 50, 4
FORGOTTEN_AT_ONCE = 500
PERSON = ("given_name", "family_name", "email", "organisation", "origin", "words", "reminder_words")


@in_one_transaction
def invite(
    *, occurrence: Occurrence, guests: Iterable[Guest], origin: str, words: Mapping[str, str], by
) -> list[Invitation]:
    """An invitation for each of them who has none and is not registered. `words` are the text of the mail by language,
    `origin` says where the addresses are from (Art. 14 GDPR).
    """
    occurrence = locked(occurrence)
    if over := why_over(occurrence):
        raise RegistrationClosed(over)
    known = addresses_known_at(occurrence)
    fresh = {guest.email: guest for guest in guests if guest.email not in known}
    rows = [_invitation(occurrence, guest, origin, words.get(guest.language, "")) for guest in fresh.values()]
    invitations = Invitation.objects.bulk_create(rows, batch_size=500)
    if invitations:
        log(occurrence, "events.invite", user=by, data={"number": len(invitations)})
    return invitations


def addresses_known_at(occurrence: Occurrence) -> dict[str, str]:
    """Whoever needs no invitation to a date, by address: `"registered"` or `"invited"`."""
    invited = occurrence.invitations.standing().values_list("email", flat=True)
    registered = occurrence.registrations.informed().filter(anonymised_at=None).values_list("email", flat=True)
    return dict.fromkeys(invited, "invited") | dict.fromkeys(registered, "registered")


def _invitation(occurrence, guest, origin, words):
    return Invitation(
        occurrence=occurrence,
        email=guest.email,
        given_name=guest.given_name,
        family_name=guest.family_name,
        organisation=guest.organisation,
        language=guest.language,
        origin=origin,
        words=words,
        next_mail=Mail.INVITATION,
    )


@in_one_transaction
def invite_again(invitation: Invitation, *, by) -> Invitation:
    """Another mail with another link; the links of earlier ones stay good. Also for whoever has cancelled since."""
    occurrence, invitation = _held(invitation)
    if over := why_over(occurrence):
        raise RegistrationClosed(over)
    found = invitation.standing_registration()
    if invitation.is_withdrawn or invitation.anonymised_at or (found and found.is_live):
        raise InvitationVoid
    invitation.registration, invitation.declined_at, invitation.next_mail = None, None, Mail.INVITATION
    invitation.save(update_fields=["registration", "declined_at", "next_mail"])
    log(invitation, "events.invite_again", user=by)
    return invitation


@in_one_transaction
def remind_invited(*, occurrence: Occurrence, words: Mapping[str, str], by) -> int:
    """A mail to all who have not answered. Returns how many; nobody is reminded twice within a day."""
    occurrence = locked(occurrence)
    if over := why_over(occurrence):
        raise RegistrationClosed(over)
    waiting = list(occurrence.invitations.to_remind())
    for invitation in waiting:
        invitation.reminder_words = words.get(invitation.language, "")
        invitation.next_mail, invitation.reminded_at = Mail.REMINDER, timezone.now()
    Invitation.objects.bulk_update(waiting, ["reminder_words", "next_mail", "reminded_at"], batch_size=500)
    if waiting:
        log(occurrence, "events.remind_invited", user=by, data={"number": len(waiting)})
    return len(waiting)


@in_one_transaction
def withdraw_invitation(invitation: Invitation, *, by) -> Invitation:
    """Its links open no form any more, and no mail is written. The person hears nothing. A second time is no change."""
    _occurrence, invitation = _held(invitation)
    if invitation.is_withdrawn or invitation.anonymised_at:
        return invitation
    if invitation.registration_id:
        raise InvitationVoid
    invitation.withdrawn_at, invitation.next_mail = timezone.now(), ""
    invitation.save(update_fields=["withdrawn_at", "next_mail"])
    log(invitation, "events.withdraw_invitation", user=by)
    return invitation


@in_one_transaction
def decline_invitation(invitation: Invitation) -> Invitation:
    """The person says no and is not reminded; with the same link they can still register."""
    _occurrence, invitation = _held(invitation)
    if invitation.can_be_used and not invitation.declined_at:
        invitation.declined_at, invitation.next_mail = timezone.now(), ""
        invitation.save(update_fields=["declined_at", "next_mail"])
        log(invitation, "events.decline_invitation")
    return invitation


def usable(invitation: Invitation) -> Invitation:
    """As it is stored now; its date is held by the caller."""
    invitation = Invitation.objects.get(pk=invitation.pk)
    if not invitation.can_be_used:
        raise InvitationVoid
    return invitation


def use(invitation: Invitation, registration: Registration) -> None:
    """From now on its links say how the registration stands."""
    invitation.registration, invitation.next_mail = registration, ""
    invitation.save(update_fields=["registration", "next_mail"])


def _held(invitation):
    occurrence = locked(invitation.occurrence)
    invitation = Invitation.objects.get(pk=invitation.pk)
    invitation.occurrence = occurrence
    return occurrence, invitation


def write_invitations() -> int:
    """Write the mails that are asked for, some at a time. Safe to call at any time and by two at once."""
    written = 0
    for _number in range(BATCHES):
        if not Invitation.objects.to_write().exists():
            break
        written += _write_batch()
    return written


@in_one_transaction
def _write_batch():
    rows = Invitation.objects.to_write().select_for_update(of=("self",), skip_locked=True)[:BATCH]
    invitations = list(rows)
    dates = {date.pk: date for date in _dates_of(invitations)}
    for invitation in invitations:
        invitation.occurrence = dates[invitation.occurrence_id]
        _write_or_skip(invitation)
    return len(invitations)


def _dates_of(invitations):
    ids = {invitation.occurrence_id for invitation in invitations}
    return Occurrence.objects.filter(pk__in=ids).select_related("page__contact", "venue")


def _write_or_skip(invitation):
    """One that cannot be written is logged; the others do not suffer. A fault that passes is one of the whole batch."""
    try:
        with transaction.atomic():
            _write(invitation)
    except Exception as error:
        if isinstance(error, DatabaseError) and is_passing(error):
            raise
        logger.exception("The mail of invitation %s cannot be written", invitation.pk)
        Invitation.objects.filter(pk=invitation.pk).update(next_mail="")


def _write(invitation):
    """Nothing goes to whoever has registered meanwhile, nor about a date that does not take place."""
    found = invitation.standing_registration()
    if why_over(invitation.occurrence) is None and not (found and found.is_live):
        invitation.mails += 1
        invitation.mail = invitation_emails.write(invitation)
    invitation.next_mail = ""
    invitation.save(update_fields=["mails", "mail", "next_mail"])


@transaction.atomic
def anonymise_invitations(limit: int = FORGOTTEN_AT_ONCE) -> int:
    """Forget whom staff invited, as long after the date as its registrations. Returns how many."""
    due = ends.invitations(timezone.now()).select_for_update(of=("self",), skip_locked=True)
    keys = list(due.values_list("pk", flat=True)[:limit])
    rows = Invitation.objects.filter(pk__in=keys)
    numbers = Counter(rows.order_by().values_list("occurrence", flat=True))
    for occurrence in Occurrence.objects.filter(pk__in=numbers):
        log(occurrence, "events.forget_invitations", data={"number": numbers[occurrence.pk]})
    return forget_invitations(rows)


@transaction.atomic
def forget_invitations(rows: QuerySet[Invitation]) -> int:
    """Take the people out of them; that somebody was invited, and whether they came, stays."""
    found = list(Invitation.objects.filter(pk__in=rows.values("pk"), anonymised_at=None))
    for invitation in found:
        for name in PERSON:
            setattr(invitation, name, "")
        invitation.next_mail, invitation.mail, invitation.anonymised_at = "", None, timezone.now()
    Invitation.objects.bulk_update(found, [*PERSON, "next_mail", "mail", "anonymised_at"], batch_size=500)
    RegistrationLink.objects.filter(invitation__in=found).delete()
    return len(found)

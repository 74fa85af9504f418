"""What this app stores about people."""

from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from . import guards, outbox
from .addresses import addresses_of
from .conf import conf
from .data_subjects import delete_rows, delete_unneeded
from .models import (
    Affiliation,
    ContactCard,
    Coordination,
    Membership,
    OutboxAttachment,
    OutboxMessage,
    Person,
    RowLogEntry,
)
from .personal_data import NoPersonalData, PersonalData

PUBLIC_TASK = gettext_lazy("Art. 6 (1) e GDPR: the chamber's task of furthering the region's economy")
CONTRACT = gettext_lazy("Art. 6 (1) b GDPR: membership in the network")


def personal_data():
    return [
        PersonalData(
            model="networks.Person",
            fields=("title", "given_name", "family_name", "email", "phone", "language", "photo", "user", "created_by"),
            subject=_("people who belong to a network, act for an organisation or are named as a contact"),
            purpose=_("to run the networks and to be reachable"),
            legal_basis=CONTRACT,
            retention=_("12 months after the last membership or affiliation ended; staff deletes"),
            since="created_at",
            rows=_people,
            erase=delete_unneeded,
            by_hand="a page of this member has to be deleted first",
        ),
        PersonalData(
            model="networks.Affiliation",
            fields=("person", "job_title", "role", "starts_on", "ends_on"),
            subject=_("people who act for an organisation"),
            purpose=_("to know who may act for whom, from when to when"),
            legal_basis=CONTRACT,
            retention=_("with the person"),
            since="starts_on",
            rows=_affiliations,
            by_hand="goes with the person",
        ),
        PersonalData(
            model="networks.ContactCard",
            fields=("tasks", "tasks_en", "away_until", "deputy"),
            subject=_("people named as a contact"),
            purpose=_("to show visitors who can help"),
            legal_basis=PUBLIC_TASK,
            retention=_("until the affiliation ends, then with the person"),
            rows=_cards,
            erase=delete_unneeded,
        ),
        PersonalData(
            model="networks.Membership",
            fields=("person", "decision", "reason", "applied_on", "starts_on", "ends_on", "decided_by", "visibility"),
            subject=_("members, and staff who decided"),
            purpose=_("to run the networks; to prove decisions"),
            legal_basis=CONTRACT,
            retention=_("12 months after the end, declined applications 6 months; staff deletes"),
            since="applied_on",
            rows=_memberships,
            erase=delete_rows,
        ),
        PersonalData(
            model="networks.Organisation",
            fields=("name", "slug", "street", "postcode", "city", "email", "phone", "website", "sector", "created_by"),
            subject=_("sole traders, whose firm is a person; staff who entered it"),
            purpose=_("to run the networks and the directory"),
            legal_basis=CONTRACT,
            retention=_("12 months after the last membership or listing ended; staff deletes"),
            since="created_at",
            by_hand="a sole trader's: the office decides what the membership still needs",
        ),
        PersonalData(
            model="networks.Coordination",
            fields=("user",),
            subject=_("staff"),
            purpose=_("to give rights"),
            legal_basis=PUBLIC_TASK,
            retention=_("until the task ends"),
            rows=_coordinations,
            by_hand="an administrator takes the right away",
        ),
        PersonalData(
            model="networks.OutboxMessage",
            fields=("to", "reply_to", "subject", "text", "html", "error", "dedupe_key"),
            subject=_("recipients of mails"),
            purpose=_("to send each mail once, and to answer questions about it"),
            legal_basis=_("that of the message's cause"),
            retention=_("%(days)d days after it was written (NETWORKS_OUTBOX_DAYS)") % {"days": conf.OUTBOX_DAYS},
            holding=_mails_that_say_something,
            since="created_at",
            due=outbox.to_forget,
            rows=_mails,
            erase=outbox.erase,
        ),
        PersonalData(
            model="networks.OutboxAttachment",
            fields=("name", "content"),
            subject=_("recipients of mails"),
            purpose=_("as the mail"),
            legal_basis=_("that of the message's cause"),
            retention=_("with the mail"),
            since="message__created_at",
            due=_attachments_to_delete,
            by_hand="goes with the mail",
        ),
        PersonalData(
            model="networks.RowLogEntry",
            fields=("label", "data", "object_id", "user"),
            subject=_("staff, and whom the row is about"),
            purpose=_("to see who changed what"),
            legal_basis=PUBLIC_TASK,
            retention=_("until the row goes, then without its name; who did what and when stays"),
            since="timestamp",
            rows=_log_entries,
            by_hand="stays: who did what; the name goes out of it with the row",
        ),
        PersonalData(
            model="networks.FormUse",
            fields=("address_hash", "network_hash"),
            subject=_("visitors of forms"),
            purpose=_("to stop floods of submissions; only hashes are kept"),
            legal_basis=_("Art. 6 (1) f GDPR: keeping the forms usable"),
            retention=_("a day"),
            since="created_at",
            due=guards.uses_to_forget,
            by_hand="only hashes, for a day",
        ),
        NoPersonalData("networks.FormUse", ("form",), "names of forms"),
        NoPersonalData("networks.OutboxMessage", ("message_id", "kind", "language"), "technical names"),
        NoPersonalData("networks.OutboxAttachment", ("content_type",), "technical names"),
        NoPersonalData("networks.RowLogEntry", ("action",), "technical names"),
        NoPersonalData("networks.Lease", ("name",), "names of pieces of work"),
        NoPersonalData("networks.District", ("name", "slug"), "districts of the region"),
    ]


def _people(email):
    return Person.objects.filter(Q(email__iexact=email) | Q(user__email__iexact=email))


def _affiliations(email):
    return Affiliation.objects.filter(person__in=_people(email))


def _cards(email):
    return ContactCard.objects.filter(affiliation__in=_affiliations(email))


def _memberships(email):
    return Membership.objects.filter(person__in=_people(email))


def _coordinations(email):
    return Coordination.objects.filter(user__email__iexact=email)


def _mails(email):
    """To the person, at any address of their account.

    What others get of them, such as a desk an inquiry, goes with the row that it was written of.
    """
    return OutboxMessage.objects.alias(address=Lower("to")).filter(address__in=addresses_of(email))


def _mails_that_say_something():
    return OutboxMessage.objects.exclude(to="")


def _attachments_to_delete(moment):
    return OutboxAttachment.objects.filter(message__in=outbox.to_forget(moment).values("pk"))


def _log_entries(email):
    return RowLogEntry.objects.filter(user__email__iexact=email)

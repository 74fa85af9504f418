"""What this app stores about people."""

from .conf import conf
from .personal_data import NoPersonalData, PersonalData

PUBLIC_TASK = "Art. 6 (1) e GDPR: the chamber's task of furthering the region's economy"
CONTRACT = "Art. 6 (1) b GDPR: membership in the network"


def personal_data():
    return [
        PersonalData(
            model="networks.Person",
            fields=("title", "given_name", "family_name", "email", "phone", "language", "photo", "user", "created_by"),
            subject="people who belong to a network, act for an organisation or are named as a contact",
            purpose="to run the networks and to be reachable",
            legal_basis=CONTRACT,
            retention="12 months after the last membership or affiliation ended; staff deletes",
        ),
        PersonalData(
            model="networks.Affiliation",
            fields=("person", "job_title", "role", "starts_on", "ends_on"),
            subject="people who act for an organisation",
            purpose="to know who may act for whom, from when to when",
            legal_basis=CONTRACT,
            retention="with the person",
        ),
        PersonalData(
            model="networks.ContactCard",
            fields=("tasks", "tasks_en", "away_until", "deputy"),
            subject="people named as a contact",
            purpose="to show visitors who can help",
            legal_basis=PUBLIC_TASK,
            retention="until the affiliation ends, then with the person",
        ),
        PersonalData(
            model="networks.Membership",
            fields=("person", "decision", "reason", "applied_on", "starts_on", "ends_on", "decided_by", "visibility"),
            subject="members, and staff who decided",
            purpose="to run the networks; to prove decisions",
            legal_basis=CONTRACT,
            retention="12 months after the end, declined applications 6 months; staff deletes",
        ),
        PersonalData(
            model="networks.Organisation",
            fields=("name", "slug", "street", "postcode", "city", "email", "phone", "website", "sector", "created_by"),
            subject="sole traders, whose firm is a person; staff who entered it",
            purpose="to run the networks and the directory",
            legal_basis=CONTRACT,
            retention="12 months after the last membership or listing ended; staff deletes",
        ),
        PersonalData(
            model="networks.Coordination",
            fields=("user",),
            subject="staff",
            purpose="to give rights",
            legal_basis=PUBLIC_TASK,
            retention="until the task ends",
        ),
        PersonalData(
            model="networks.OutboxMessage",
            fields=("to", "reply_to", "subject", "text", "html", "error", "dedupe_key"),
            subject="recipients of mails",
            purpose="to send each mail once, and to answer questions about it",
            legal_basis="that of the message's cause",
            retention=f"{conf.OUTBOX_DAYS} days after it was written (NETWORKS_OUTBOX_DAYS)",
        ),
        PersonalData(
            model="networks.OutboxAttachment",
            fields=("name", "content"),
            subject="recipients of mails",
            purpose="as the mail",
            legal_basis="that of the message's cause",
            retention="with the mail",
        ),
        PersonalData(
            model="networks.RowLogEntry",
            fields=("label", "data", "object_id", "user"),
            subject="staff, and whom the row is about",
            purpose="to see who changed what",
            legal_basis=PUBLIC_TASK,
            retention="until the row goes, then without its name; who did what and when stays",
        ),
        PersonalData(
            model="networks.FormUse",
            fields=("address_hash", "network_hash"),
            subject="visitors of forms",
            purpose="to stop floods of submissions; only hashes are kept",
            legal_basis="Art. 6 (1) f GDPR: keeping the forms usable",
            retention="a day",
        ),
        NoPersonalData("networks.FormUse", ("form",), "names of forms"),
        NoPersonalData("networks.OutboxMessage", ("message_id", "kind", "language"), "technical names"),
        NoPersonalData("networks.OutboxAttachment", ("content_type",), "technical names"),
        NoPersonalData("networks.RowLogEntry", ("action",), "technical names"),
        NoPersonalData("networks.Lease", ("name",), "names of pieces of work"),
        NoPersonalData("networks.District", ("name", "slug"), "districts of the region"),
    ]

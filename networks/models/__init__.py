from .districts import District
from .form_uses import FormUse
from .logs import RowLogEntry
from .memberships import Coordination, Membership
from .outbox import Lease, OutboxAttachment, OutboxMessage
from .pages import HealthNetworkPage, MemberIndexPage, MemberPage, NetworkPage, TrainingNetworkPage
from .people import Affiliation, ContactCard, Organisation, Person

__all__ = [
    "Affiliation",
    "ContactCard",
    "Coordination",
    "District",
    "FormUse",
    "HealthNetworkPage",
    "Lease",
    "MemberIndexPage",
    "MemberPage",
    "Membership",
    "NetworkPage",
    "Organisation",
    "OutboxAttachment",
    "OutboxMessage",
    "Person",
    "RowLogEntry",
    "TrainingNetworkPage",
]

"""Invitations that a calendar files, moves and removes by itself (RFC 5546, 6047): one date, one person. No Django.

They ask for no answer: whoever has a place has said yes to us already, and cancels by the link in the mail.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import quote

from . import ical

REQUEST, CANCEL = "REQUEST", "CANCEL"
ACCEPTED = "CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;RSVP=FALSE"


@dataclass(frozen=True)
class Mailbox:
    name: str
    address: str


@dataclass(frozen=True)
class Message:
    """`sequence` and `stamp` must rise with each message to the same person about the same date."""

    method: str
    event: ical.Event
    organizer: Mailbox
    attendee: Mailbox
    sequence: int
    stamp: datetime
    language: str = "de"

    def to_ical(self) -> bytes:
        event = replace(
            self.event,
            sequence=self.sequence,
            modified=self.stamp,
            busy=self.method == REQUEST,
            cancelled=self.method == CANCEL,
        )
        people = (_person("ORGANIZER", self.organizer), _person(f"ATTENDEE;{ACCEPTED}", self.attendee))
        return ical.single(ical.vevent(event, *people), event.zone, self.language, method=self.method)

    @property
    def content_type(self) -> str:
        """The method without quotes: some programs compare it to the letter with the one inside."""
        return f"text/calendar; method={self.method}; charset=utf-8"


def _person(prop, mailbox):
    """A property with a person. A quotation mark in a name makes whole files unreadable for some programs."""
    name = ical.one_line(mailbox.name.replace('"', ""))
    return f"{prop};CN={ical.parameter(name)}" if name else prop, address(mailbox.address)


def address(mail_address: str) -> str:
    """A `mailto:` URI (RFC 6068)."""
    return "mailto:" + quote(ical.one_line(mail_address), safe="@!$'*+")

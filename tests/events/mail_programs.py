"""What mail programs make of our invitations, seen through two readers of calendars that are not ours."""

from dataclasses import dataclass, field

import icalendar
import vobject


@dataclass(frozen=True)
class Invitation:
    method: str
    uid: str
    sequence: int
    start: object
    title: str
    place: str
    status: str
    organizer: str
    attendees: tuple[str, ...]


def by_icalendar(content):
    calendar = icalendar.Calendar.from_ical(content)
    (event,) = calendar.walk("VEVENT")
    attendees = event.get("ATTENDEE", [])
    return Invitation(
        method=str(calendar["METHOD"]),
        uid=str(event["UID"]),
        sequence=int(event["SEQUENCE"]),
        start=event.start,
        title=str(event["SUMMARY"]),
        place=str(event.get("LOCATION", "")),
        status=str(event["STATUS"]),
        organizer=str(event["ORGANIZER"]),
        attendees=tuple(str(a) for a in (attendees if isinstance(attendees, list) else [attendees])),
    )


def by_vobject(content):
    calendar = vobject.readOne(content.decode())
    (event,) = calendar.vevent_list
    return Invitation(
        method=calendar.method.value,
        uid=event.uid.value,
        sequence=int(event.sequence.value),
        start=event.dtstart.value,
        title=event.summary.value,
        place=event.location.value if hasattr(event, "location") else "",
        status=event.status.value,
        organizer=event.organizer.value,
        attendees=tuple(attendee.value for attendee in event.attendee_list),
    )


READERS = {"icalendar": by_icalendar, "vobject": by_vobject}


@dataclass
class MailProgram:
    """Files invitations as RFC 5546 says: by UID, and never one that is older than what it knows."""

    read: object
    address: str
    entries: dict = field(default_factory=dict)
    received: list = field(default_factory=list)

    def open(self, mail):
        for part in mail.walk():
            if part.get_content_type() == "text/calendar":
                self._file(part)

    def _file(self, part):
        invitation = self.read(part.get_payload(decode=True))
        assert part.get_param("method") == invitation.method
        assert invitation.attendees == (f"mailto:{self.address}",)
        self.received.append((invitation.method, invitation.sequence))
        known = self.entries.get(invitation.uid)
        if known and invitation.sequence < known.sequence:
            return
        if invitation.method == "CANCEL":
            assert invitation.status == "CANCELLED"
            self.entries.pop(invitation.uid, None)
        else:
            self.entries[invitation.uid] = invitation

    @property
    def entry(self):
        (entry,) = self.entries.values()
        return entry

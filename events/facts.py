"""What people who registered plan by: when, where, and by which link. Compared to see whether they must be told."""

from dataclasses import asdict, dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from networks import spoken

from .models import Attendance, ChangeNotice, Occurrence


@dataclass(frozen=True)
class Facts:
    start: str
    end: str
    zone: str
    all_day: bool
    attendance: str
    place: str
    online_url: str

    @classmethod
    def of(cls, occurrence: Occurrence) -> "Facts":
        is_online_only = occurrence.attendance == Attendance.ONLINE
        is_on_site_only = occurrence.attendance == Attendance.IN_PERSON
        return cls(
            start=occurrence.start.isoformat(),
            end=occurrence.end.isoformat(),
            zone=occurrence.zone,
            all_day=occurrence.all_day,
            attendance=occurrence.attendance,
            place=occurrence.venue.address if occurrence.venue and not is_online_only else "",
            online_url="" if is_on_site_only else occurrence.online_url,
        )

    def to_json(self) -> dict:
        return asdict(self)

    @property
    def when(self) -> str:
        start, end = (datetime.fromisoformat(m).astimezone(ZoneInfo(self.zone)) for m in (self.start, self.end))
        return spoken.when(start, end, all_day=self.all_day)

    @property
    def where(self) -> str:
        if self.attendance == Attendance.ONLINE:
            return _("Online")
        if self.attendance == Attendance.HYBRID:
            return _("%(place)s, and online") % {"place": self.place}
        return self.place


@dataclass(frozen=True)
class Change:
    """One thing that is not as it was, in the active language."""

    name: str
    label: str
    was: str
    now: str


def changes_of(notice: ChangeNotice) -> list[Change]:
    return changes(Facts(**notice.before), Facts(**notice.after))


def changes(before: Facts, after: Facts) -> list[Change]:
    rows = [
        Change("when", _("When"), before.when, after.when),
        Change("where", _("Where"), before.where, after.where),
        Change("link", _("Link to the meeting"), before.online_url, after.online_url),
    ]
    return [row for row in rows if row.was != row.now]

"""What an import would do: which of a partner's events are new, which changed, which are gone. Stores nothing."""

import hashlib
import uuid
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils import timezone

from networks import spoken

from .conf import conf, zone_choices
from .ical_reading import ReadEvent, Reading, Window, read_calendar
from .import_problems import Problem
from .models import EventDate, ImportedEvent, PartnerCalendar

MOST_PROBLEMS = 200
LONGEST_URL = 200
VERSION = 1  # raise it when the same event becomes another page


@dataclass(frozen=True)
class Told:
    """A date as it is compared and kept."""

    start: str
    end: str | None
    all_day: bool
    zone: str
    cancelled: bool = False

    @property
    def over_at(self) -> datetime:
        end, zone = datetime.fromisoformat(self.end or self.start), ZoneInfo(self.zone)
        return datetime.combine(end.astimezone(zone), time.max, zone) if self.all_day else end


@dataclass(frozen=True)
class Entry:
    """One event of the partner, as it would be stored."""

    event: ReadEvent
    key: uuid.UUID
    url: str
    digest: str
    dates: dict[uuid.UUID, Told]
    row: ImportedEvent | None = None

    @property
    def title(self) -> str:
        return self.event.title

    @property
    def spoken_time(self) -> str:
        """Of the next date."""
        date = next((date for date in self.event.dates if not date.cancelled), self.event.dates[0])
        begins, ends = EventDate(starts_at=date.start, ends_at=date.end, all_day=date.all_day, zone=date.zone).span
        zone = ZoneInfo(date.zone)
        return spoken.when(begins.astimezone(zone), ends.astimezone(zone), all_day=date.all_day)


@dataclass
class Plan:
    calendar: PartnerCalendar
    new: list[Entry] = field(default_factory=list)
    changed: list[Entry] = field(default_factory=list)
    gone: list[ImportedEvent] = field(default_factory=list)
    withheld: list[ImportedEvent] = field(default_factory=list)  # the partner marks them as private by now
    same: int = 0
    hidden: int = 0  # staff took the page off the site
    cancelled: int = 0  # before it ever stood here
    over: int = 0
    left: int = 0  # for the next time
    problems: list[Problem] = field(default_factory=list)

    @property
    def counts(self) -> dict[str, int]:
        numbers = {name: getattr(self, name) for name in ("same", "hidden", "cancelled", "over", "left")}
        return {"new": len(self.new), "changed": len(self.changed), "gone": len(self.leaving)} | numbers

    @property
    def leaving(self) -> list[ImportedEvent]:
        return self.gone + self.withheld

    @property
    def is_stored(self) -> bool:
        return all(problem.code != "not_stored" for problem in self.problems)

    @property
    def does_something(self) -> bool:
        return bool(self.new or self.changed or self.leaving)


def window() -> Window:
    now = timezone.now()
    end = now + timedelta(days=conf.FEED_FUTURE_DAYS)
    return Window(now, end, conf.TIME_ZONE, frozenset(name for name, _label in zone_choices()))


def plan_of(calendar: PartnerCalendar, content: bytes) -> Plan:
    """Raises `NotTaken` for what is no calendar."""
    return plan_for(calendar, read_calendar(content, window()))


def plan_for(calendar: PartnerCalendar, reading: Reading) -> Plan:
    plan = Plan(calendar, over=reading.over, problems=reading.problems[:MOST_PROBLEMS])
    rows = {row.key: row for row in calendar.events.select_related("page")}
    settings = _settings(calendar)
    for event in reading.events:
        key = calendar.key_of(event.uid)
        _sort_in(plan, _entry(calendar, event, key, rows.get(key), settings))
    if reading.is_whole and reading.uids:
        there = {calendar.key_of(uid) for uid in reading.uids}
        gone = [row for key, row in rows.items() if key not in there and not row.gone and _is_to_come(row)]
        plan.gone = [row for row in gone if _may_change(plan, row.page)]
    withheld = {calendar.key_of(uid) for uid in reading.withheld}
    plan.withheld = [row for key, row in rows.items() if key in withheld and not row.unpublished and row.page.live]
    plan.gone = [row for row in plan.gone if row not in plan.withheld]
    return plan


def _sort_in(plan, entry):
    row = entry.row
    if row is None and entry.event.is_cancelled:
        plan.cancelled += 1
    elif row is None:
        plan.new.append(entry)
    elif not row.page.live and not row.unpublished:
        plan.hidden += 1
    elif row.gone or row.digest != entry.digest or upcoming(row.dates) != upcoming(dates_to_json(entry.dates)):
        if _may_change(plan, row.page):
            plan.changed.append(entry)
    else:
        plan.same += 1


def _may_change(plan, page):
    if page.locked:
        plan.problems.append(Problem("locked", page.title))
    return not page.locked


def _entry(calendar, event, key, row, settings):
    url = web_address(event.url) or calendar.website
    said = [VERSION, event.title, event.text, event.place, url, *settings]
    return Entry(
        event=event,
        key=key,
        url=url,
        digest=hashlib.sha256(repr(said).encode("utf-8", "replace")).hexdigest(),
        dates={date_key(key, date): told(date) for date in event.dates},
        row=row,
    )


def _settings(calendar):
    """What we say of all their events: a change of it changes each of them."""
    networks, districts = (sorted(thing.pk for thing in some.all()) for some in (calendar.networks, calendar.districts))
    return [calendar.kind_id, str(calendar.visibility), networks, districts]


def date_key(key: uuid.UUID, date) -> uuid.UUID:
    return uuid.uuid5(key, date.name)


def told(date) -> Told:
    end = date.end.isoformat() if date.end else None
    return Told(date.start.isoformat(), end, date.all_day, date.zone, date.cancelled)


def dates_to_json(dates: dict[uuid.UUID, Told]) -> dict[str, dict]:
    return {str(key): asdict(date) for key, date in dates.items()}


def upcoming(dates: dict[str, dict]) -> dict[str, dict]:
    """What is over is left as it was, whatever the partner's calendar still says of it."""
    now = datetime.now(UTC)
    return {key: date for key, date in dates.items() if Told(**date).over_at > now}


def _is_to_come(row):
    return row.page.live and bool(upcoming(row.dates))


def web_address(value: str) -> str:
    """An address that a visitor can be led to; empty for anything else."""
    value = value.strip()
    if len(value) > LONGEST_URL:
        return ""
    try:
        URLValidator(schemes=["http", "https"])(value)
    except ValidationError:
        return ""
    return value

"""Somebody else's calendar, from bytes to events with their dates, and what could not be taken. No database here.

Needs the extra `import`; nothing else of this app does. Neither organiser, attendees nor contacts are looked at.
"""

import time
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from importlib.util import find_spec
from zoneinfo import ZoneInfo

from .foreign_text import plain_line, plain_text, unescaped
from .ical_lines import MOST_PARTS, Part, read_parts
from .ical_rules import Moments
from .ical_zones import Zones
from .import_problems import NotTaken, Problem

MOST_EVENTS = 500
MOST_DATES = 60
LONGEST = timedelta(days=366)
PATIENCE = 20  # seconds for a whole calendar
LONGEST_UID = 1000
TITLE, PLACE = 255, 300


@dataclass(frozen=True)
class ReadDate:
    """`name` is the day on which the partner's series has it, and what it is found by again; "" where it is no series.

    The `end` of whole days is the last of them.
    """

    name: str
    start: datetime
    end: datetime | None
    all_day: bool
    zone: str
    cancelled: bool = False


@dataclass(frozen=True)
class ReadEvent:
    uid: str
    title: str
    text: str = ""
    place: str = ""
    url: str = ""
    dates: tuple[ReadDate, ...] = ()

    @property
    def is_cancelled(self) -> bool:
        return all(date.cancelled for date in self.dates)


@dataclass
class Reading:
    """`uids` are those of all events that stand there, also of those that are over or could not be taken.

    `withheld` are those of them that are not meant for the public.
    """

    events: list[ReadEvent] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    uids: set[str] = field(default_factory=set)
    withheld: set[str] = field(default_factory=set)
    is_whole: bool = True
    over: int = 0


@dataclass(frozen=True)
class Window:
    """What is looked at: dates that end after `start` and begin before `end`; times without a zone are of `zone`."""

    start: datetime
    end: datetime
    zone: str
    zones: frozenset[str] = frozenset()  # in which dates are shown; others are shown in `zone`


def can_read() -> bool:
    return all(find_spec(name) for name in ("icalendar", "recurring_ical_events"))


def read_calendar(raw: bytes, window: Window) -> Reading:
    """Raises `NotTaken` where nothing can come of it."""
    if not can_read():
        raise NotTaken("extra")
    file = read_parts(raw)
    parts = file.parts("VEVENT")
    if len(parts) > MOST_PARTS:
        raise NotTaken("too_many_parts", most=MOST_PARTS)
    zones = Zones.of(file.parts("VTIMEZONE"), file.value("X-WR-TIMEZONE") or file.value("TIMEZONE-ID"), window.zone)
    reading = Reading(problems=file.problems, is_whole=file.is_whole)
    if not file.is_whole:
        reading.problems.append(Problem("cut_off"))
    _Reader(reading, zones, window).read(parts)
    reading.problems[:0] = zones.problems
    return reading


class _Reader:
    def __init__(self, reading, zones, window):
        self.reading, self.zones, self.window = reading, zones, window

    def read(self, parts):
        by_uid, stop = self._by_uid(parts), time.monotonic() + PATIENCE
        for uid, some in by_uid.items():
            if time.monotonic() > stop:
                self._give_up("takes_too_long")
                break
            self._read_one(uid, some)
        self._keep_the_next()
        if self.reading.withheld:
            self._note("not_public", "")  # and not which: nobody here has to know
        if not parts:
            self.reading.problems.append(Problem("nothing_in_it"))

    def _by_uid(self, parts):
        by_uid = defaultdict(list)
        for part in parts:
            uid = part.value("UID")[:LONGEST_UID]
            if uid:
                by_uid[uid].append(part)
            else:
                self._note("no_uid", _title(part) if _is_public(part) else "")
        self.reading.uids = set(by_uid)
        return by_uid

    def _read_one(self, uid, parts):
        if not all(_is_public(part) for part in parts):
            self.reading.withheld.add(uid)
            return
        about = next((title for part in parts if (title := _title(part))), "") or uid[:80]
        try:
            event = self._event(uid, parts, about)
        except NotTaken as refusal:
            self.reading.problems.append(refusal.problem(about))
        except Exception:  # whatever a stranger's calendar makes a library do: the others are read
            self._note("unreadable", about)
        else:
            if event.dates:
                self.reading.events.append(event)
            else:
                self.reading.over += 1

    def _event(self, uid, parts, about):
        parts = self._newest(parts, about)
        main = next((part for part in parts if not part.line("RECURRENCE-ID")), parts[0])
        title = _title(main)
        if not title:
            raise NotTaken("no_title")
        if any(_title(part) not in {"", title} for part in parts):
            self._note("own_words", about)
        return ReadEvent(
            uid=uid,
            title=title,
            text=plain_text(unescaped(main.value("DESCRIPTION"))),
            place=plain_line(unescaped(main.value("LOCATION")), PLACE),
            url=main.value("URL"),
            dates=tuple(self._dates(parts, main, about)),
        )

    def _newest(self, parts, about):
        """One of each: of the series itself, and of each date that was changed."""
        found, is_twice = {}, False
        for part in parts:
            key = part.value("RECURRENCE-ID")
            is_twice |= key in found
            if key not in found or _age(part) >= _age(found[key]):
                found[key] = part
        if is_twice:
            self._note("twice", about)
        return list(found.values())

    def _dates(self, parts, main, about):
        is_off = _is_cancelled(main)
        found = sorted(_occurrences(parts, self.zones, self.window), key=lambda each: _sortable(each[0] or each[1]))
        names = Counter()
        dates = []
        for original, start, end, cancelled in found:
            name = self._name(original, names)
            dates.append(self._date(name, start, end, is_off or cancelled, about))
        dates = sorted((date for date in dates if self._is_to_come(date)), key=lambda date: date.start)
        if len(dates) > MOST_DATES:
            self._note("too_many_dates", about, most=MOST_DATES)
        return dates[:MOST_DATES]

    def _name(self, original, names):
        """The day in the series, with a number for the second on the same day; nothing for what is no series."""
        if original is None:
            return ""
        if isinstance(original, datetime):
            original = original.astimezone(ZoneInfo(self.zones.home)).date()
        names[original] += 1
        return f"{original:%Y-%m-%d}" if names[original] == 1 else f"{original:%Y-%m-%d}#{names[original]}"

    def _date(self, name, start, end, cancelled, about):
        if end is not None and end < start:
            self._note("ends_early", about)
        end = end if end is not None and end > start else None
        if end and end - start > LONGEST:
            raise NotTaken("too_long")
        if not isinstance(start, datetime):
            return self._whole_days(name, start, end, cancelled)
        zone = str(start.tzinfo) if str(start.tzinfo) in self.window.zones else self.window.zone
        return ReadDate(name, start.astimezone(UTC), end and end.astimezone(UTC), False, zone, cancelled)

    def _whole_days(self, name, start, end, cancelled):
        zone = self.zones.home if self.zones.home in self.window.zones else self.window.zone
        last = end - timedelta(days=1) if end else start
        begins, ends = (datetime(d.year, d.month, d.day, tzinfo=ZoneInfo(zone)) for d in (start, last))
        return ReadDate(name, begins.astimezone(UTC), ends.astimezone(UTC), True, zone, cancelled)

    def _is_to_come(self, date):
        over = (date.end or date.start) + timedelta(days=1 if date.all_day else 0)
        return over > self.window.start and date.start < self.window.end

    def _keep_the_next(self):
        events = sorted(self.reading.events, key=lambda event: (event.dates[0].start, event.uid))
        if len(events) > MOST_EVENTS:
            self._give_up("too_many_events", most=MOST_EVENTS)
        self.reading.events = events[:MOST_EVENTS]

    def _give_up(self, code, **facts):
        self.reading.is_whole = False
        self.reading.problems.append(Problem(code, facts=facts))

    def _note(self, code, about, **facts):
        problem = Problem(code, about, facts)
        if problem not in self.reading.problems[-50:]:
            self.reading.problems.append(problem)


def _title(part: Part):
    return plain_line(unescaped(part.value("SUMMARY")), TITLE)


def _is_public(part):
    """The standard wants words that one does not know to be taken as PRIVATE."""
    return all(line.value.strip().upper() in {"", "PUBLIC"} for line in part.all("CLASS"))


def _is_cancelled(part):
    return part.value("STATUS").upper() == "CANCELLED"


def _age(part):
    sequence = part.value("SEQUENCE")
    return int(sequence[:9]) if sequence.isdecimal() else 0, part.value("LAST-MODIFIED") or part.value("DTSTAMP")


def _sortable(start):
    return start if isinstance(start, datetime) else datetime(start.year, start.month, start.day, tzinfo=UTC)


def _occurrences(parts, zones, window):
    """`(day in the series or None, start, end, cancelled)` of each date around the window, as dates or moments."""
    import recurring_ical_events
    from icalendar import Calendar

    components = [_component(part, zones, window) for part in parts]
    is_series = len(components) > 1 or any(name in components[0] for name in ("RRULE", "RDATE", "RECURRENCE-ID"))
    if not is_series:
        return [(None, *_times(components[0]), False)]
    calendar = Calendar()
    for component in components:
        calendar.add_component(component)
    found = recurring_ical_events.of(calendar).between(window.start - timedelta(days=1), window.end)
    return [(_original(each), *_times(each), str(each.get("STATUS", "")) == "CANCELLED") for each in found]


def _component(part, zones, window):
    from icalendar import Event

    lines = Moments(part, zones, window.end).lines()
    status = ["STATUS:CANCELLED"] if _is_cancelled(part) else []
    sequence = part.value("SEQUENCE")
    sequence = [f"SEQUENCE:{sequence[:9]}"] if sequence.isdecimal() else []
    event = Event.from_ical("\r\n".join(["BEGIN:VEVENT", "UID:1", *lines, *status, *sequence, "END:VEVENT", ""]))
    if event.errors:
        raise NotTaken("unreadable")
    return event


def _original(component):
    found = component.get("RECURRENCE-ID")
    return found.dt if found is not None else component["DTSTART"].dt


def _times(component) -> tuple[date | datetime, date | datetime | None]:
    start, end = component["DTSTART"].dt, component.get("DTEND")
    if end is not None:
        return start, _same_kind(end.dt, start)
    duration = component.get("DURATION")
    return start, _same_kind(start + duration.dt, start) if duration is not None else None


def _same_kind(end, start):
    """A beginning with a time and an end without one, or the other way round, have no end that can be read."""
    return end if isinstance(end, datetime) == isinstance(start, datetime) else None

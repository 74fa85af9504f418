"""iCalendar as the readers really want it (RFC 5545, 7986): our own escaping, folding and VTIMEZONE. No Django here.

A calendar is `head + zones + stored VEVENTs + TAIL`; nothing in it depends on the moment of the request.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from urllib.parse import quote, urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from .tzrules import UnknownRule, clock_by_rule, transitions

VERSION = 3  # raise it when the bytes of an unchanged event change
CRLF = b"\r\n"
TAIL = b"END:VCALENDAR\r\n"
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
FIRST, LAST = b"BEGIN:VEVENT\r\n", b"END:VEVENT\r\n"

# What Apple reads beside COLOR, for the names that our calendars have.
HEX = {
    "chocolate": "#D2691E",
    "darkslateblue": "#483D8B",
    "firebrick": "#B22222",
    "goldenrod": "#DAA520",
    "mediumblue": "#0000CD",
    "mediumorchid": "#BA55D3",
    "olivedrab": "#6B8E23",
    "purple": "#800080",
    "seagreen": "#2E8B57",
    "slategray": "#708090",
    "steelblue": "#4682B4",
    "teal": "#008080",
}

_LINE_BREAKS = re.compile("\r\n|[\r\x85\u2028\u2029]")
_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_ATOMS = re.compile(r"\\.|\^[n'^]|.", re.DOTALL)


@dataclass(frozen=True)
class Event:
    """What a VEVENT says. All moments are aware; the `end` of an all-day event is the midnight after its last day."""

    uid: str
    start: datetime
    end: datetime
    zone: str
    summary: str
    modified: datetime = EPOCH
    sequence: int = 0
    all_day: bool = False
    cancelled: bool = False
    tentative: bool = False
    busy: bool = False
    description: str = ""
    location: str = ""
    geo: tuple[float, float] | None = None
    url: str = ""
    categories: tuple[str, ...] = ()

    def without_stamps(self) -> "Event":
        """The same event for comparing: what changes only because something else changed is left out."""
        return replace(self, modified=EPOCH, sequence=0)


@dataclass(frozen=True)
class Calendar:
    """What the head of a feed says."""

    name: str
    language: str = "de"
    zone: str = "Europe/Berlin"
    url: str = ""
    colour: str = ""
    refresh: str = "PT4H"
    description: str = ""


def clean(value: str) -> str:
    """Text with one kind of line break and without characters that a calendar file must not hold."""
    return _FORBIDDEN.sub("", _LINE_BREAKS.sub("\n", value))


def one_line(value: str) -> str:
    return " ".join(clean(value).split())


def text(value: str) -> str:
    """Escape a TEXT value."""
    escaped = clean(value).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return escaped.replace("\n", "\\n")


def parameter(value: str) -> str:
    """Escape a parameter value (RFC 6868), in quotes where it needs them."""
    escaped = clean(value).replace("^", "^^").replace("\n", "^n").replace('"', "^'")
    return f'"{escaped}"' if re.search("[:;,]", escaped) else escaped


def uri(value: str) -> str:
    """A web address in ASCII; empty when it is none."""
    ascii_only = quote(clean(value).replace("\n", ""), safe="/#%[]=:;$&()+,!?*@'~")
    return ascii_only if urlsplit(ascii_only).scheme in {"http", "https"} else ""


def fold(line: str) -> bytes:
    """A content line of at most 75 octets a row, never broken inside a character or an escape."""
    raw = line.encode()
    return raw + CRLF if len(raw) <= 75 else _fold_long(line)


def _fold_long(line):
    rows, room = [[]], 75
    for atom in _ATOMS.findall(line):
        octets = atom.encode()
        if len(octets) > room:
            rows.append([b" "])
            room = 74
        rows[-1].append(octets)
        room -= len(octets)
    return CRLF.join(b"".join(row) for row in rows) + CRLF


def lines(*pairs: tuple[str, str]) -> bytes:
    """Content lines; a property without a value is left out."""
    return b"".join(fold(f"{name}:{value}") for name, value in pairs if value != "")


def vevent(event: Event, *more: tuple[str, str]) -> bytes:
    """A VEVENT; `more` are further content lines, already escaped."""
    stamp = in_utc(event.modified)
    return lines(
        ("BEGIN", "VEVENT"),
        ("UID", text(event.uid)),
        ("DTSTAMP", stamp),
        ("LAST-MODIFIED", stamp),
        ("SEQUENCE", str(event.sequence)),
        *_times(event),
        ("SUMMARY", text(one_line(event.summary))),
        ("DESCRIPTION", text(event.description)),
        ("LOCATION", text(one_line(event.location))),
        ("GEO", "{:.6f};{:.6f}".format(*event.geo) if event.geo else ""),
        ("URL", uri(event.url)),
        ("CATEGORIES", ",".join(filter(None, (text(one_line(c)) for c in event.categories)))),
        ("STATUS", _status(event)),
        ("TRANSP", "OPAQUE" if event.busy else "TRANSPARENT"),
        *more,
        ("END", "VEVENT"),
    )


def _status(event):
    if event.cancelled:
        return "CANCELLED"
    return "TENTATIVE" if event.tentative else "CONFIRMED"


def _times(event):
    start, end = _local(event.start, event.zone), _local(event.end, event.zone)
    if event.all_day:
        last = max(end.date(), start.date() + timedelta(days=1))
        return (("DTSTART;VALUE=DATE", f"{start:%Y%m%d}"), ("DTEND;VALUE=DATE", f"{last:%Y%m%d}"))
    if not (_is_told_by_rules(start, event.zone) and _is_told_by_rules(end, event.zone)):
        return (("DTSTART", in_utc(start)), ("DTEND", in_utc(end)))
    zone = f"TZID={parameter(event.zone)}"
    return ((f"DTSTART;{zone}", f"{start:%Y%m%dT%H%M%S}"), (f"DTEND;{zone}", f"{end:%Y%m%dT%H%M%S}"))


def _local(moment, zone):
    """By way of UTC, since a moment that is in this zone already may stand in the hour that its clocks leave out."""
    return moment.astimezone(UTC).astimezone(ZoneInfo(zone))


def _is_told_by_rules(local, zone):
    """Whether every reader of our VTIMEZONE finds this moment."""
    return _has_rule(zone) and not _is_repeated(local) and _offset(local, clock_by_rule(zone)) == local.utcoffset()


def _is_repeated(local):
    """The clock shows this hour twice. ical.js reads the second pass, all others the first, as the standard says."""
    return local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()


def _offset(moment, clock):
    return moment.astimezone(clock).utcoffset()


def in_utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def head(calendar: Calendar) -> bytes:
    """All of a calendar that stands before its time zones."""
    return lines(
        ("BEGIN", "VCALENDAR"),
        ("VERSION", "2.0"),
        ("PRODID", f"-//Kammernetz//Events {VERSION}//{calendar.language[:2].upper()}"),
        ("CALSCALE", "GREGORIAN"),
        ("NAME", text(one_line(calendar.name))),
        ("X-WR-CALNAME", text(one_line(calendar.name))),
        ("DESCRIPTION", text(calendar.description)),
        ("X-WR-CALDESC", text(calendar.description)),
        ("X-WR-TIMEZONE", calendar.zone),
        ("REFRESH-INTERVAL;VALUE=DURATION", calendar.refresh),
        ("X-PUBLISHED-TTL", calendar.refresh),
        ("COLOR", calendar.colour),
        ("X-APPLE-CALENDAR-COLOR", HEX.get(calendar.colour, "")),
        ("SOURCE;VALUE=URI", uri(calendar.url)),
        ("URL", uri(calendar.url)),
    )


def join(calendar: Calendar, zones: Iterable[str], vevents: Iterable[bytes]) -> bytes:
    """A calendar of stored VEVENTs. The calendar's own zone always stands in it: an empty calendar is not allowed."""
    used = {calendar.zone, *zones}
    return b"".join([head(calendar), *(vtimezone(zone) for zone in sorted(used)), *vevents, TAIL])


def are_sound(stored: list[bytes]) -> bool:
    """Whether each is one VEVENT in UTF-8 without bare or empty lines, so that no broken row can break a feed."""
    if not all(entry.startswith(FIRST) and entry.endswith(LAST) for entry in stored):
        return False
    everything = CRLF + b"".join(stored)
    return (
        everything.count(b"\r\nBEGIN:") == everything.count(b"\r\nEND:") == len(stored)
        and everything.count(CRLF) == everything.count(b"\n") == everything.count(b"\r")
        and CRLF + CRLF not in everything
        and _is_utf8(everything)
    )


def _is_utf8(data):
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def single(vevent_bytes: bytes, zone: str, language: str, *, method: str = "") -> bytes:
    """A file with one date, for the download button or a mail: without a name and without a refresh interval."""
    start = lines(
        ("BEGIN", "VCALENDAR"),
        ("VERSION", "2.0"),
        ("PRODID", f"-//Kammernetz//Events {VERSION}//{language[:2].upper()}"),
        ("CALSCALE", "GREGORIAN"),
        ("METHOD", method),
    )
    return start + vtimezone(zone) + vevent_bytes + TAIL


def _has_rule(zone):
    return vtimezone(zone) != b""


_zones: dict[str, bytes] = {}


def vtimezone(zone: str) -> bytes:
    """The rules of a zone as they are in force today, by RRULE. Empty where it cannot, and for what is no zone."""
    if zone not in _zones:
        try:
            _zones[zone] = _vtimezone(zone)
        except (UnknownRule, ValueError, ZoneInfoNotFoundError, OSError):
            _zones[zone] = b""
    return _zones[zone]


def _vtimezone(zone):
    parts = [_observance(t) for t in transitions(zone)]
    opening = lines(("BEGIN", "VTIMEZONE"), ("TZID", zone), ("X-LIC-LOCATION", zone))
    return opening + b"".join(parts) + lines(("END", "VTIMEZONE"))


def _observance(t):
    kind = "DAYLIGHT" if t.is_daylight else "STANDARD"
    return lines(
        ("BEGIN", kind),
        ("DTSTART", f"{t.first:%Y%m%dT%H%M%S}"),
        ("RRULE", t.rule),
        ("TZNAME", t.name),
        ("TZOFFSETFROM", offset(t.offset_from)),
        ("TZOFFSETTO", offset(t.offset_to)),
        ("END", kind),
    )


def offset(seconds: int) -> str:
    sign = "-" if seconds < 0 else "+"
    minutes, rest = divmod(abs(seconds), 60)
    return f"{sign}{minutes // 60:02}{minutes % 60:02}" + (f"{rest:02}" if rest else "")

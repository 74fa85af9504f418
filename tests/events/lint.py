"""A strict look at the bytes of a calendar: whatever some reader is known to stumble over is a problem here."""

import re

NAMES = re.compile(r"[A-Z][A-Z0-9-]*")
LINE = re.compile(r'([^:;]+)((?:;[A-Z0-9-]+=(?:"[^"]*"|[^";:,]*)(?:,(?:"[^"]*"|[^";:,]*))*)*):(.*)', re.DOTALL)
ONCE = ("UID", "DTSTAMP", "LAST-MODIFIED", "SEQUENCE", "DTSTART", "DTEND", "SUMMARY", "STATUS", "TRANSP")
NEVER = ("METHOD", "ORGANIZER", "ATTENDEE", "CREATED", "CONTACT", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID")
NEVER += ("X-ALT-DESC", "STYLED-DESCRIPTION", "CONFERENCE", "IMAGE", "ATTACH", "LINK", "CONCEPT", "REFID", "CLASS")
COMPONENTS = {"VCALENDAR", "VTIMEZONE", "STANDARD", "DAYLIGHT", "VEVENT"}
STATUSES = {"CONFIRMED", "TENTATIVE", "CANCELLED"}


def problems(data: bytes) -> list[str]:
    """Of a feed that many subscribe to; an empty list is praise."""
    if found := list(_of_bytes(data)):
        return found
    lines = data.replace(b"\r\n ", b"").decode()[:-2].split("\r\n")
    if unreadable := [line for line in lines if not LINE.fullmatch(line)]:
        return [f"no content line: {line!r}" for line in unreadable]
    parts = [LINE.fullmatch(line).groups() for line in lines]
    return [*_of_lines(parts), *_of_head(parts), *_of_structure(parts), *_of_events(parts), *_of_zones(parts)]


def _of_bytes(data):
    if not data.endswith(b"\r\n"):
        yield "does not end with CRLF"
    if data.count(b"\r\n") != data.count(b"\n") or data.count(b"\r\n") != data.count(b"\r"):
        yield "a line ends otherwise than with CRLF"
    for row in data.split(b"\r\n")[:-1]:
        if not 0 < len(row) <= 75:
            yield f"{len(row)} octets in a row"
        if re.search(rb"[\x00-\x08\x0a-\x1f\x7f]", row):
            yield "a control character"
        try:
            row.decode()
        except UnicodeDecodeError:
            yield "not UTF-8, or a row ends inside a character"
        if (len(row) - len(row.rstrip(b"\\"))) % 2:
            yield "a row ends inside an escape"


def _of_lines(parts):
    for name, _parameters, value in parts:
        if not NAMES.fullmatch(name):
            yield f"name {name!r} is not in capitals"
        if not value:
            yield f"{name} is empty"
        if name in {"SUMMARY", "LOCATION"} and "\\n" in value.replace("\\\\", ""):
            yield f"{name} has a line break"
        if name in {"URL", "SOURCE"} and not re.fullmatch(r"https?://[!-~]+", value):
            yield f"{name} is no web address"


def _of_head(parts):
    if [part[0::2] for part in parts[:2]] != [("BEGIN", "VCALENDAR"), ("VERSION", "2.0")]:
        yield "does not begin with VCALENDAR and VERSION"
    head = [name for name, _parameters, _value in parts[: _index(parts, "BEGIN", after=1)]]
    missing = {"PRODID", "CALSCALE", "NAME", "X-WR-CALNAME", "X-WR-TIMEZONE", "REFRESH-INTERVAL", "SOURCE"} - {*head}
    yield from (f"{name} is missing in the head" for name in sorted(missing))
    if "UID" in head:
        yield "the calendar has a UID"
    if ("REFRESH-INTERVAL", ";VALUE=DURATION") not in [part[:2] for part in parts]:
        yield "REFRESH-INTERVAL has no VALUE"


def _index(parts, name, after):
    return next(i for i, part in enumerate(parts) if i >= after and part[0] == name)


def _of_structure(parts):
    open_ones = []
    for name, _parameters, value in parts:
        if name == "BEGIN":
            open_ones.append(value)
            if value not in COMPONENTS:
                yield f"component {value}"
        elif name == "END" and (not open_ones or open_ones.pop() != value):
            yield f"{value} ends where it has not begun"
    if open_ones:
        yield f"{open_ones} never end"
    begun = [value for name, _parameters, value in parts if name == "BEGIN"]
    if begun.count("VCALENDAR") != 1 or len(begun) < 2:
        yield "not one calendar with something in it"
    if "VEVENT" in begun and "VTIMEZONE" in begun[begun.index("VEVENT") :]:
        yield "a zone stands behind an event"


def _events(parts):
    event = None
    for part in parts:
        if part[0::2] == ("BEGIN", "VEVENT"):
            event = []
        elif part[0::2] == ("END", "VEVENT"):
            yield event
            event = None
        elif event is not None:
            event.append(part)


def _of_events(parts):
    uids = []
    for event in _events(parts):
        names = [name for name, _parameters, _value in event]
        values = {name: (parameters, value) for name, parameters, value in event}
        yield from (f"{name} in a feed" for name in NEVER if name in names)
        if wrong := [name for name in ONCE if names.count(name) != 1]:
            yield f"not once: {wrong}"
            continue
        uids.append(values["UID"][1])
        yield from _of_times(values)
        if values["STATUS"][1] not in STATUSES:
            yield "another STATUS"
        if values["DTSTAMP"] != values["LAST-MODIFIED"]:
            yield "DTSTAMP is not LAST-MODIFIED"
        if "GEO" in values and not re.fullmatch(r"-?\d+\.\d{6};-?\d+\.\d{6}", values["GEO"][1]):
            yield "GEO has other than six decimals"
    yield from (f"UID {uid} twice" for uid in {uid for uid in uids if uids.count(uid) > 1})


def _of_times(values):
    (kind, start), (other, end) = values["DTSTART"], values["DTEND"]
    if kind != other:
        yield "start and end are told differently"
    if start >= end:
        yield "does not end after it has begun"
    form = {"": r"\d{8}T\d{6}Z", ";VALUE=DATE": r"\d{8}"}.get(kind, r"\d{8}T\d{6}")
    if not (re.fullmatch(form, start) and re.fullmatch(form, end)):
        yield f"{start} does not fit {kind or 'UTC'}"


def _of_zones(parts):
    known = [value for name, _parameters, value in parts if name == "TZID"]
    used = {match[1] for _name, parameters, _value in parts if (match := re.search(r";TZID=([^;]+)", parameters))}
    yield from (f"no rules for {zone}" for zone in used - set(known))
    yield from (f"rules for {zone} twice" for zone in set(known) if known.count(zone) > 1)

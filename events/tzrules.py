"""The rule of a time zone that is in force today, read from the last line of its TZif file (a POSIX TZ string).

Everything that a published event needs: RRULEs for summer and winter time instead of lists of dates, which Outlook
and others misread.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from functools import cache
from importlib import resources
from io import BytesIO
from pathlib import Path
from zoneinfo import TZPATH, ZoneInfo

WEEKDAYS = ("SU", "MO", "TU", "WE", "TH", "FR", "SA")
_NAME = r"(?:<[^>]+>|[A-Za-z]{3,})"
_OFFSET = r"[+-]?\d{1,3}(?::\d{2}(?::\d{2})?)?"
_POSIX = re.compile(rf"({_NAME})({_OFFSET})(?:({_NAME})({_OFFSET})?(?:,([^,]+),([^,]+))?)?")
_MONTHLY = re.compile(rf"M(\d+)\.(\d)\.(\d)(?:/({_OFFSET}))?")


class UnknownRule(ValueError):
    """A zone whose clock changes by a rule that cannot be said as an RRULE."""


@dataclass(frozen=True)
class Transition:
    """A change of the clock: its first moment (wall time before the change), its rule, and what it changes."""

    name: str
    first: datetime
    rule: str
    offset_from: int
    offset_to: int
    is_daylight: bool


def transitions(zone: str) -> list[Transition]:
    """One observance for a zone without summer time, otherwise one for each half of the year."""
    match = _POSIX.fullmatch(footer(zone))
    if not match:
        raise UnknownRule(zone)
    name, offset, other_name, other_offset, begins, ends = match.groups()
    standard = -_seconds(offset)
    if not other_name:
        return [Transition(_plain(name), datetime(1970, 1, 1), "", standard, standard, False)]  # noqa: DTZ001
    other = -_seconds(other_offset) if other_offset else standard + 3600
    if not (begins and ends):
        raise UnknownRule(zone)
    return [
        _transition(_plain(other_name), begins, standard, other),
        _transition(_plain(name), ends, other, standard),
    ]


@cache
def clock_by_rule(zone: str) -> tzinfo:
    """A clock that follows the rule and nothing else: some zones have other changes as well, such as for Ramadan."""
    counts = bytes(19) + b"\x01" + bytes(3) + b"\x01"  # one kind of time with a name of one byte
    block = b"TZif2" + bytes(15) + counts + bytes(7)
    return ZoneInfo.from_file(BytesIO(block + block + f"\n{footer(zone)}\n".encode()))


def footer(zone: str) -> str:
    return _tzif(zone).rstrip(b"\n").rpartition(b"\n")[2].decode("ascii")


def _tzif(zone):
    ZoneInfo(zone)  # refuses anything that is not the name of a zone
    for folder in TZPATH:
        path = Path(folder, zone)
        if path.is_file():
            return path.read_bytes()
    return resources.files("tzdata").joinpath("zoneinfo", *zone.split("/")).read_bytes()


def _transition(name, rule, before, after):
    match = _MONTHLY.fullmatch(rule)
    if not match:
        raise UnknownRule(rule)
    month, week, weekday = (int(match[i]) for i in (1, 2, 3))
    shift, seconds = divmod(_seconds(match[4] or "2"), 86400)
    first = _day(1970, month, week, weekday) + timedelta(days=shift, seconds=seconds)
    return Transition(
        name=name,
        first=first,
        rule=f"FREQ=YEARLY;BYMONTH={month};{_by_day(month, week, weekday, shift)}",
        offset_from=before,
        offset_to=after,
        is_daylight=after > before,
    )


def _by_day(month, week, weekday, shift):
    if shift == 0:
        return f"BYDAY={-1 if week == 5 else week}{WEEKDAYS[weekday]}"
    last = calendar.monthrange(1970, month)[1]
    start = (last - 6 if week == 5 else 7 * (week - 1) + 1) + shift
    if start < 1 or start + 6 > last or (month == 2 and week == 5):
        raise UnknownRule(f"M{month}.{week}.{weekday}, {shift} days")
    days = ",".join(str(day) for day in range(start, start + 7))
    return f"BYDAY={WEEKDAYS[(weekday + shift) % 7]};BYMONTHDAY={days}"


def _day(year, month, week, weekday):
    """The `week`-th weekday (0 is Sunday) of a month; 5 means the last."""
    first = datetime(year, month, 1)  # noqa: DTZ001
    ahead = (weekday - (first.weekday() + 1)) % 7
    day = 1 + ahead + 7 * (week - 1)
    return first.replace(day=day if day <= calendar.monthrange(year, month)[1] else day - 7)


def _seconds(value):
    sign = -1 if value.startswith("-") else 1
    hours, minutes, seconds = (*(int(part) for part in value.lstrip("+-").split(":")), 0, 0)[:3]
    return sign * (hours * 3600 + minutes * 60 + seconds)


def _plain(name):
    return name.strip("<>")

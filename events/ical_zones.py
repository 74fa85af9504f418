"""The time zones that calendars name, as the database of time zones calls them. No database here."""

import re
from datetime import datetime, timedelta
from functools import cache, lru_cache
from zoneinfo import ZoneInfo, available_timezones

from .ical_lines import Part
from .import_problems import Problem

SPOKEN = {"MEZ": "Europe/Berlin", "MESZ": "Europe/Berlin", "CEST": "Europe/Berlin", "Z": "UTC"}
LONGEST = 200  # of a name
OFFSET = re.compile(r"([+-])(\d\d)(\d\d)")


class Zones:
    """Those of one calendar. `home` is the zone of times that have none; each strange zone is told once."""

    def __init__(self, explained: list[Part], home: str):
        self.explained = {part.value("TZID").strip('"'): part for part in explained}
        self.home, self.problems = home, []
        self._known: dict[str, str] = {}

    @classmethod
    def of(cls, explained: list[Part], said: str, default: str) -> "Zones":
        """`said` is what the calendar says of itself (X-WR-TIMEZONE)."""
        return cls(explained, by_name(said) or default)

    def name_of(self, tzid: str) -> str:
        if tzid not in self._known:
            self._known[tzid] = by_name(tzid) or self._by_explanation(tzid)
        return self._known[tzid]

    def floating(self) -> str:
        self._tell(Problem("floating", facts={"taken": self.home}))
        return self.home

    def _by_explanation(self, tzid):
        part = self.explained.get(tzid)
        if part is None:
            return self._tell(Problem("zone_unknown", facts={"zone": tzid[:80], "taken": self.home}))
        if place := by_name(part.value("X-LIC-LOCATION")):
            return place
        if alike := _by_offsets(self.home, datetime.now(ZoneInfo(self.home)).year).get(_offsets(part)):
            return self._tell(Problem("zone_by_offsets", facts={"zone": tzid[:80], "taken": alike}))
        return self._tell(Problem("zone_unknown", facts={"zone": tzid[:80], "taken": self.home}))

    def _tell(self, problem):
        if problem not in self.problems and len(self.problems) < 50:
            self.problems.append(problem)
        return problem.facts["taken"]


def by_name(tzid: str) -> str:
    """Also for the names of Windows, and for those with the name of a program in front; empty for none of these."""
    if len(tzid) > LONGEST:
        return ""
    tzid = tzid.strip().strip('"')
    if tzid in _all():
        return tzid
    if tzid in SPOKEN:
        return SPOKEN[tzid]
    if tzid in _of_windows():
        return _of_windows()[tzid]
    parts = tzid.split("/")
    return next((tail for i in range(1, len(parts)) if (tail := "/".join(parts[i:])) in _all() and "/" in tail), "")


@cache
def _all():
    return frozenset(available_timezones())


@cache
def _of_windows():
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

    return WINDOWS_TO_OLSON


def _offsets(part):
    """The smaller and the larger of a year, as the last of its rules say; None when they say nothing."""
    found = {}
    for rule in part.within[:50]:
        offset = OFFSET.match(rule.value("TZOFFSETTO"))
        if offset:
            minutes = int(offset[2]) * 60 + int(offset[3])
            found[rule.name] = timedelta(minutes=-minutes if offset[1] == "-" else minutes)
    return (min(found.values()), max(found.values())) if found else None


@lru_cache(20)
def _by_offsets(home, year):
    """The nearest zone to each pair of offsets; one table, since a file may ask for very many pairs."""
    near = sorted(zone for zone in _all() if zone.partition("/")[0] == home.partition("/")[0])
    return {_hours_of(zone, year): zone for zone in reversed([home, *near, *sorted(_all())])}


def _hours_of(zone, year):
    hours = [datetime(year, month, 15, 12, tzinfo=ZoneInfo(zone)).utcoffset() for month in (1, 7)]
    return min(hours), max(hours)

"""Dates and rules of somebody else's calendar, set right and bounded before anything repeats. No database here."""

import re
from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

from .ical_lines import Line, Part
from .ical_zones import Zones
from .import_problems import NotTaken

MOST_EXTRA_DATES = 1000
MOST_POSITIONS = 5
MOST_TIMES_A_DAY = 24
FIRST_YEAR, LAST_YEAR = 1970, 2150
DAY = re.compile(r"\d{8}")
MOMENT = re.compile(r"\d{8}T\d{6}Z?")
PERIOD_END = re.compile(r"P[0-9WDTHMS]{1,20}|\d{8}T\d{6}Z?")
DURATION = re.compile(r"\+?P[0-9WDTHMS]{1,20}")
NUMBER = re.compile(r"0*[1-9]\d{0,4}")
RULE_VALUE = re.compile(r"[0-9A-Z,+-]{1,400}")
KNOWN = ("FREQ", "INTERVAL", "COUNT", "BYMONTH", "BYWEEKNO", "BYYEARDAY", "BYMONTHDAY", "BYDAY", "BYHOUR", "BYMINUTE")
KNOWN += ("BYSECOND", "BYSETPOS", "WKST")
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
OFTEN = {"SECONDLY", "MINUTELY", "HOURLY"}


class Moments:
    """Writes the lines of one event that hold dates, in zones that everybody knows."""

    def __init__(self, part: Part, zones: Zones, horizon: datetime):
        self.part, self.zones, self.horizon = part, zones, horizon

    def lines(self) -> list[str]:
        start = self.part.line("DTSTART")
        if start is None:
            raise NotTaken("no_start")
        first = self._line("DTSTART", start)
        lines = [first, *self._one("DTEND"), *self._duration(), *self._one("RECURRENCE-ID")]
        for name in ("RDATE", "EXDATE"):
            lines += self._many(name)
        rule = "" if self.part.line("RECURRENCE-ID") else self._rule(self._only_rule(), first)
        return [*lines, f"RRULE:{rule}"] if rule else lines

    def _only_rule(self):
        """The standard discourages more than one, and each may take long to come true."""
        rules = {line.value.strip().upper() for line in self.part.all("RRULE")} - {""}
        if len(rules) > 1:
            raise NotTaken("many_rules")
        return "".join(rules)

    def _one(self, name):
        line = self.part.line(name)
        return [self._line(name, line)] if line else []

    def _many(self, name):
        found = []
        for line in self.part.all(name):
            for value in line.value.split(","):
                if value.strip() and len(found) < MOST_EXTRA_DATES:
                    found.append(self._line(name, line, value))
        return found

    def _duration(self):
        value = self.part.value("DURATION").upper()
        if not value or self.part.line("DTEND"):
            return []
        return [f"DURATION:{value}"] if DURATION.fullmatch(value) else []

    def _line(self, name, line: Line, value=None):
        value = tidy(value or line.value)
        if "/" in value and name == "RDATE":
            return self._period(line, value)
        if DAY.fullmatch(value) or line.parameter("VALUE").upper() == "DATE":
            return f"{name};VALUE=DATE:{_checked(value[:8], DAY)}"
        span = ";RANGE=THISANDFUTURE" if line.parameter("RANGE").upper() == "THISANDFUTURE" else ""
        value = _checked(value, MOMENT)
        return f"{name}{span}{self._zone(line, value)}:{value}"

    def _period(self, line, value):
        start, _slash, end = value.partition("/")
        start = _checked(start, MOMENT)
        if not PERIOD_END.fullmatch(end):
            raise NotTaken("bad_date", value=value[:60])
        return f"RDATE;VALUE=PERIOD{self._zone(line, start)}:{start}/{end}"

    def _zone(self, line, value):
        if value.endswith("Z"):
            return ""
        tzid = line.parameter("TZID")
        return f";TZID={self.zones.name_of(tzid) if tzid else self.zones.floating()}"

    def _rule(self, text, first):
        if not text:
            return ""
        rule = _parts_of(text)
        if rule.get("FREQ") in OFTEN or _times_a_day(rule) > MOST_TIMES_A_DAY:
            raise NotTaken("too_often")
        _check(rule, text)
        year = int(first.rpartition(":")[2][:4])
        if not FIRST_YEAR <= year <= LAST_YEAR:
            raise NotTaken("bad_date", value=first.rpartition(":")[2])
        if rule["FREQ"] == "DAILY" and not _comes_true(rule, _day(first.rpartition(":")[2][:8]), self.horizon.date()):
            return ""
        kept = ";".join(f"{name}={rule[name]}" for name in KNOWN if name in rule and name != "COUNT")
        end = self._end(rule.get("UNTIL", ""), first)
        if "COUNT" in rule:
            end = self._last_of(int(rule["COUNT"]), kept, first, end)
        return f"{kept};UNTIL={f'{end:%Y%m%d}' if 'VALUE=DATE' in first else f'{end.astimezone(UTC):%Y%m%dT%H%M%SZ}'}"

    def _end(self, said, first):
        """Where it ends, at the latest with what we look at: so it ends even if it never comes true."""
        return min(self._end_of(tidy(said), first), self.horizon) if said else self.horizon

    def _last_of(self, count, rule, first, end):
        """When it has happened so many times, if that is before the end: a rule cannot have both."""
        from dateutil.rrule import rrulestr

        zone, value = self._zone_of(first), first.rpartition(":")[2]
        start = datetime.combine(_day(value), time()) if DAY.fullmatch(value) else _moment(value).replace(tzinfo=None)
        until = f"{end.astimezone(zone):%Y%m%dT%H%M%S}"
        times = list(islice(rrulestr(f"{rule};UNTIL={until}", dtstart=start), count))
        return times[-1].replace(tzinfo=zone) if len(times) == count else end

    def _end_of(self, said, first):
        """A day counts as a whole, and a time without a zone is meant in that of the event, whatever is written."""
        if DAY.fullmatch(said):
            return datetime.combine(_day(said), time(23, 59, 59), self._zone_of(first))
        moment = _moment(_checked(said, MOMENT))
        return moment if moment.tzinfo else moment.replace(tzinfo=self._zone_of(first))

    def _zone_of(self, first):
        found = re.search(r";TZID=([^:;]+)", first)
        return ZoneInfo(found[1]) if found else UTC


def tidy(value: str) -> str:
    """As the standard writes it: without strokes and colons, with seconds."""
    value = value.strip().upper()
    if re.match(r"\d{4}-\d\d-\d\d", value):
        value = re.sub(r"[-:]", "", value).replace(" ", "T")
    return re.sub(r"^(\d{8}T\d{4})(Z?)$", r"\g<1>00\2", value)


def _checked(value, pattern):
    """That there is such a day, too."""
    if not pattern.fullmatch(value):
        raise NotTaken("bad_date", value=value[:60])
    _moment(value) if "T" in value else _day(value)
    return value


def _day(value) -> date:
    try:
        return datetime.strptime(value, "%Y%m%d").replace(tzinfo=UTC).date()
    except ValueError as error:
        raise NotTaken("bad_date", value=value[:60]) from error


def _moment(value) -> datetime:
    try:
        moment = datetime.strptime(value.removesuffix("Z"), "%Y%m%dT%H%M%S")  # noqa: DTZ007
    except ValueError as error:
        raise NotTaken("bad_date", value=value[:60]) from error
    return moment.replace(tzinfo=UTC) if value.endswith("Z") else moment


def _parts_of(text):
    pairs = [pair.partition("=") for pair in text.strip().upper().split(";") if pair.strip()]
    return {name.strip(): value.strip() for name, _sign, value in pairs}


def _times_a_day(rule):
    counts = [len(rule.get(name, "").split(",")) for name in ("BYHOUR", "BYMINUTE", "BYSECOND")]
    return counts[0] * counts[1] * counts[2]


def _comes_true(rule, start, end):
    """Whether some day fits: the library looks for one up to the year 9999, whatever end it is given."""
    months, weekdays = rule.get("BYMONTH"), rule.get("BYDAY")
    days = {int(day) for day in rule.get("BYMONTHDAY", "").split(",") if day}
    chosen = {WEEKDAYS.index(day[-2:]) for day in weekdays.split(",")} if weekdays else set(range(7))
    for step in range(0, max((end - start).days, 0) + 1, int(rule.get("INTERVAL", 1))):
        day = start + timedelta(days=step)
        left = monthrange(day.year, day.month)[1] - day.day + 1
        in_month = not months or str(day.month) in months.split(",")
        if in_month and day.weekday() in chosen and (not days or days & {day.day, -left}):
            return True
    return False


def _check(rule, text):
    known = {name: rule[name] for name in KNOWN if name in rule}
    is_good = rule.get("FREQ") in {"DAILY", "WEEKLY", "MONTHLY", "YEARLY"}
    is_good = is_good and all(RULE_VALUE.fullmatch(value) for value in known.values())
    for name in ("INTERVAL", "COUNT"):
        is_good = is_good and (name not in rule or NUMBER.fullmatch(rule[name]))
    is_good = is_good and all(day[-2:] in WEEKDAYS for day in rule.get("BYDAY", "MO").split(","))
    is_good = is_good and (rule["FREQ"] != "DAILY" or not {"BYSETPOS", "BYWEEKNO", "BYYEARDAY"} & rule.keys())
    is_good = is_good and (rule["FREQ"] != "WEEKLY" or "BYSETPOS" not in rule)
    is_good = is_good and rule.get("BYSETPOS", "").count(",") < MOST_POSITIONS
    is_good = is_good and re.fullmatch(r"[0-9,-]*", rule.get("BYMONTHDAY", "")) is not None
    if not is_good or rule.get("RSCALE", "GREGORIAN") != "GREGORIAN":
        raise NotTaken("bad_rule", value=text.strip()[:60])

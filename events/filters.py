"""What an address of the calendar asks for, without a database. Anything may stand in an address; what is unknown is
left out."""

import re
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from urllib.parse import urlencode

GROUPS = ("netzwerk", "kreis", "art")
LONGEST_TEXT = 200
MOST_WORDS = 8
MOST_VALUES = 30
UPCOMING, PAST = "kommend", "vergangen"
_CONTROL = re.compile(r"[\x00-\x1f\x7f]+")


@dataclass(frozen=True)
class EventQuery:
    """Words, chosen values of each group, and a time: upcoming, past, or from a day to another."""

    text: str = ""
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    past: bool = False
    first: date | None = None
    last: date | None = None
    month: date | None = None  # its first day; then the month is shown instead of the list
    is_month_unknown: bool = False  # asked for one that there is not, and got this one

    def __bool__(self):
        return bool(self.text or self.chosen or self.past or self.first or self.last)

    @property
    def words(self) -> list[str]:
        return self.text.split()[:MOST_WORDS]

    @property
    def has_span(self) -> bool:
        return bool(self.first or self.last)

    def values(self, group: str) -> tuple[str, ...]:
        return self.chosen.get(group, ())

    def without(self, group: str, value: str) -> "EventQuery":
        rest = {name: tuple(v for v in values if (name, v) != (group, value)) for name, values in self.chosen.items()}
        return replace(self, chosen={name: values for name, values in rest.items() if values})

    def encoded(self) -> str:
        """As an address, beginning with "?"."""
        pairs = [("q", self.text)] if self.text else []
        pairs += [(group, value) for group in GROUPS for value in self.values(group)]
        pairs += [("zeit", PAST)] if self.past and not self.has_span else []
        pairs += [(name, f"{day:%Y-%m-%d}") for name, day in (("von", self.first), ("bis", self.last)) if day]
        pairs += [("monat", f"{self.month:%Y-%m}")] if self.month else []
        return f"?{urlencode(pairs)}"


def parse(data, *, today: date) -> EventQuery:
    """A query from `request.GET`. `ansicht=monat` without a month means this one."""
    month = _month(data.get("monat", ""))
    is_month_unknown = month is None and bool(data.get("monat"))
    if month is None and (data.get("ansicht") == "monat" or "monat" in data):
        month = today.replace(day=1)
    first, last = _day(data.get("von", "")), _day(data.get("bis", ""))
    if first and last and last < first:
        first, last = last, first
    return EventQuery(
        text=_text(data.get("q", "")),
        chosen={group: values for group in GROUPS if (values := _values(data.getlist(group)))},
        past=data.get("zeit") == PAST and not (first or last),
        first=first,
        last=last,
        month=month,
        is_month_unknown=is_month_unknown,
    )


def _text(value):
    return " ".join(_CONTROL.sub(" ", value[: LONGEST_TEXT * 2]).split())[:LONGEST_TEXT]


def _values(values):
    known = [value for value in values[:MOST_VALUES] if re.fullmatch(r"[\w-]{1,120}", value)]
    return tuple(dict.fromkeys(known))


def _day(value):
    try:
        day = date.fromisoformat(value[:10])
    except ValueError:
        return None
    return day if 1990 <= day.year <= 2100 else None


def _month(value):
    return _day(f"{value[:7]}-01") if re.fullmatch(r"\d{4}-\d{2}", value[:8]) else None


def days_of(month: date) -> list[date]:
    return [month.replace(day=day) for day in range(1, monthrange(month.year, month.month)[1] + 1)]


def next_month(month: date) -> date:
    return (month + timedelta(days=31)).replace(day=1)


def previous_month(month: date) -> date:
    return (month - timedelta(days=1)).replace(day=1)

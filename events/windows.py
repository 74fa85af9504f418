"""Which stretches of time are to be reported now: quarters of an hour, days, weeks, as a calendar's zone has them.

No Django here. Each has a name of its own, so that nobody is told of it twice.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from .walltime import midnight

QUARTER = timedelta(minutes=15)
DAY = timedelta(days=1)
SETTLED = timedelta(minutes=3)
TOLD_AT = time(7)
# How late something is still reported after a pause of the workers.
LATE, LATE_AT_ONCE = timedelta(hours=36), timedelta(hours=12)


@dataclass(frozen=True)
class Window:
    """From `start` (included) to `end` (excluded), both in UTC; `first` and `last` are the days that it has."""

    name: str
    start: datetime
    end: datetime
    first: date | None = None
    last: date | None = None

    def holds(self, moment: datetime) -> bool:
        return self.start <= moment < self.end


def quarters(now: datetime, zone: str) -> list[Window]:
    """Those that ended some minutes ago: what began within them is written down by now."""
    last = int((now - SETTLED).timestamp() // QUARTER.total_seconds())
    return [_quarter(number) for number in range(last - LATE_AT_ONCE // QUARTER, last)]


def _quarter(number):
    start = datetime.fromtimestamp(number * QUARTER.total_seconds(), UTC)
    return Window(f"{start:%Y%m%d%H%M}", start, start + QUARTER)


def days(now: datetime, zone: str) -> list[Window]:
    """Days that are over and told since this morning, or since yesterday's."""
    today = now.astimezone(ZoneInfo(zone)).date()
    return _due((_days(f"{day:%Y-%m-%d}", day, day, zone) for day in (today - 2 * DAY, today - DAY)), now, zone)


def weeks(now: datetime, zone: str) -> list[Window]:
    """The week before, from Monday to Sunday."""
    today = now.astimezone(ZoneInfo(zone)).date()
    monday = today - timedelta(days=today.weekday()) - timedelta(weeks=1)
    return _due([_days(f"{monday:%G-W%V}", monday, monday + 6 * DAY, zone)], now, zone)


def _days(name, first, last, zone):
    start, end = midnight(first, zone).astimezone(UTC), midnight(last + DAY, zone).astimezone(UTC)
    return Window(name, start, end, first, last)


def _due(windows: Iterable[Window], now, zone):
    return [window for window in windows if timedelta() <= now - _told_at(window, zone) < LATE]


def _told_at(window, zone):
    return datetime.combine(window.last + DAY, TOLD_AT, ZoneInfo(zone)).astimezone(UTC)


Windows = Callable[[datetime, str], list[Window]]

"""Until when somebody can answer: working days, without a database. Holidays are those of one region."""

from collections.abc import Container
from datetime import date, datetime, time, timedelta
from functools import lru_cache

SATURDAY = 5
END_OF_DAY = time(23, 59)


def deadline(asked_at: datetime, *, working_days: int, stop: datetime, holidays: Container[date]) -> datetime:
    """The end of the last of so many working days after the day of asking, and never later than `stop`.

    Days are those of the zone that `asked_at` is in.
    """
    day = asked_at.date()
    for _number in range(working_days):
        day = _next_working_day(day, holidays)
    return min(datetime.combine(day, END_OF_DAY, asked_at.tzinfo), stop)


def _next_working_day(day, holidays):
    day += timedelta(days=1)
    while day.weekday() >= SATURDAY or day in holidays:
        day += timedelta(days=1)
    return day


@lru_cache
def holidays_in(country: str, subdivision: str = "") -> Container[date]:
    """The public holidays of a country, or of a part of it, by the names of the package `holidays`."""
    from holidays import country_holidays

    return country_holidays(country, subdiv=subdivision or None)

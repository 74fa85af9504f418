"""Until when somebody can answer: working days of the region, and never later than the last moment."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.deadlines import deadline, holidays_in

BERLIN = ZoneInfo("Europe/Berlin")
LATER = datetime(2099, 1, 1, tzinfo=BERLIN)


def berlin(text):
    return datetime.fromisoformat(text).replace(tzinfo=BERLIN)


@pytest.mark.parametrize(
    ("asked_at", "days", "until"),
    [
        ("2027-02-01 09:00", 2, "2027-02-03 23:59"),
        ("2027-02-01 23:59", 1, "2027-02-02 23:59"),
        ("2027-02-05 16:00", 1, "2027-02-08 23:59"),
        ("2027-02-06 10:00", 2, "2027-02-09 23:59"),
        ("2027-03-25 12:00", 1, "2027-03-30 23:59"),  # over Easter
        ("2028-10-30 12:00", 1, "2028-11-01 23:59"),  # Reformation Day, a holiday in Lower Saxony
        ("2026-12-23 12:00", 2, "2026-12-28 23:59"),
        ("2027-03-26 12:00", 5, "2027-04-05 23:59"),  # over the change of the clock
    ],
)
def test_only_working_days_count(asked_at, days, until):
    holidays = holidays_in("DE", "NI")
    assert deadline(berlin(asked_at), working_days=days, stop=LATER, holidays=holidays) == berlin(until)


def test_nothing_lasts_longer_than_the_last_moment():
    stop = berlin("2027-02-02 08:00")
    assert deadline(berlin("2027-02-01 09:00"), working_days=2, stop=stop, holidays=()) == stop


def test_another_region_has_other_holidays():
    assert date(2028, 10, 31) in holidays_in("DE", "NI")
    assert date(2028, 10, 31) not in holidays_in("DE", "BY")
    assert date(2027, 7, 14) in holidays_in("FR")


@given(
    st.datetimes(datetime(2026, 1, 1), datetime(2035, 1, 1)),  # noqa: DTZ001
    st.integers(1, 10),
    st.sets(st.dates(date(2026, 1, 1), date(2036, 1, 1)), max_size=5),
)
def test_a_deadline_is_a_working_day_with_as_many_before_it(asked_at, days, holidays):
    asked_at = asked_at.replace(tzinfo=BERLIN)
    until = deadline(asked_at, working_days=days, stop=LATER, holidays=holidays)
    between = [date.fromordinal(n) for n in range(asked_at.toordinal() + 1, until.toordinal() + 1)]
    working = [day for day in between if day.weekday() < 5 and day not in holidays]
    assert len(working) == days
    assert working[-1] == until.date()

"""When things happen in the demo: everything is counted from one day, so that the demo is never out of date."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from .shapes import When

BERLIN = ZoneInfo("Europe/Berlin")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True)
class Days:
    today: date

    def day(self, weeks, weekday):
        """A weekday so many weeks from this one; a week later when that is a holiday or between the years."""
        monday = self.today - timedelta(days=self.today.weekday())
        day = monday + timedelta(weeks=weeks, days=WEEKDAYS.index(weekday))
        while is_free_day(day):
            day += timedelta(weeks=1 if weeks > 0 else -1)
        return day

    def at(self, weeks, weekday, starts, ends, days=1):
        """A date with times, over `days` days."""
        first = self.day(weeks, weekday)
        return When(moment(first, starts), moment(first + timedelta(days=days - 1), ends))

    def whole(self, weeks, weekday, days=1):
        """Whole days; the second moment lies anywhere in the last one."""
        first = self.day(weeks, weekday)
        return When(moment(first, "00:00"), moment(first + timedelta(days=days - 1), "00:00"), all_day=True)

    def each(self, weeks, weekday, starts, ends):
        """The same weekday and time in each of these weeks; what would fall on one day twice comes once."""
        dates = {self.day(week, weekday): self.at(week, weekday, starts, ends) for week in weeks}
        return tuple(dates.values())

    def next(self, month, weekday, starts, ends):
        """The second such weekday of the coming June, or whichever month: for what belongs to a season."""
        year = self.today.year
        while True:
            first = date(year, month, 8)
            day = first + timedelta(days=(WEEKDAYS.index(weekday) - first.weekday()) % 7)
            if day > self.today + timedelta(days=14):
                return span(day, starts, day, ends)
            year += 1

    def month(self, months):
        """The first day of a month, counted from this one."""
        number = self.today.year * 12 + self.today.month - 1 + months
        return date(number // 12, number % 12 + 1, 1)

    def ago(self, days):
        return self.today - timedelta(days=days)

    def ahead(self, days):
        return self.today + timedelta(days=days)

    def clock_change(self, month):
        """The next last Sunday of March or October, when the clocks change."""
        change = last_sunday(self.today.year, month)
        return change if change > self.today + timedelta(days=14) else last_sunday(self.today.year + 1, month)


def moment(day, clock):
    return datetime.combine(day, time.fromisoformat(clock), BERLIN)


def span(first, starts, last, ends):
    return When(moment(first, starts), moment(last, ends))


def last_sunday(year, month):
    last = date(year, month, 31)
    return last - timedelta(days=(last.weekday() + 1) % 7)


def is_free_day(day):
    """Public holidays of Lower Saxony, and the days around Christmas."""
    fixed = {(1, 1), (5, 1), (10, 3), (10, 31)}
    moving = {easter(day.year) + timedelta(days=days) for days in (-2, 1, 39, 50)}
    return (day.month, day.day) in fixed or day in moving or (day.month == 12 and day.day >= 22)


def easter(year):
    """Easter Sunday by the rule of Meeus, Jones and Butcher."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    month, day = divmod(h + k - 7 * m + 114, 31)
    return date(year, month, day + 1)

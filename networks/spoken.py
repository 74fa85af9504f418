"""Dates as people say them: "Donnerstag, 14. Januar 2027, 14–17 Uhr", "Thursday, 14 January 2027, 2–5 pm".

Every function takes datetimes in the zone in which they are to be read.
"""

from datetime import date, datetime, time, timedelta

from django.utils.formats import date_format
from django.utils.translation import get_language

DASH = "–"
NBSP = "\N{NO-BREAK SPACE}"


def _german():
    return (get_language() or "de").startswith("de")


def _as_date(moment):
    return moment.date() if isinstance(moment, datetime) else moment


def day(moment, *, weekday=True, year=True):
    """ "Donnerstag, 14. Januar 2027" """
    pattern = f"j.{NBSP}F" if _german() else f"j{NBSP}F"
    return date_format(_as_date(moment), ("l, " if weekday else "") + pattern + (" Y" if year else ""))


def days(first, last):
    """Whole days, the last one included: "Donnerstag, 14. bis Samstag, 16. Januar 2027"."""
    first, last = _as_date(first), _as_date(last)
    if last <= first:
        return day(first)
    return f"{_opening(first, last)} {_until()} {day(last)}"


def _opening(first, last):
    if (first.year, first.month) == (last.year, last.month):
        return date_format(first, "l, j." if _german() else f"l,{NBSP}j")
    return day(first, year=first.year != last.year)


def _until():
    return "bis" if _german() else "to"


def last_whole_day(start, end):
    """The last day of something that lasts whole days; an end at midnight means the day before (RFC 5545)."""
    last = _as_date(end)
    if isinstance(end, datetime) and end.time() == time() and last > _as_date(start):
        last -= timedelta(days=1)
    return last


def clock(moment):
    """ "14 Uhr", "14:30 Uhr"; "2 pm", "2:30 pm", "noon" """
    return _german_clock(moment, "") + f"{NBSP}Uhr" if _german() else _english_clock(moment)


def clocks(start, end):
    """ "14–17 Uhr", "14:00–16:30 Uhr"; "2–5 pm", "11:30 am – 2 pm" """
    if start == end:
        return clock(start)
    if _german():
        full = "full" if start.minute or end.minute else ""
        return f"{_german_clock(start, full)}{DASH}{_german_clock(end, full)}{NBSP}Uhr"
    return _english_clocks(start, end)


def _german_clock(moment, full):
    return f"{moment.hour}:{moment.minute:02}" if moment.minute or full else str(moment.hour)


def _english_clock(moment):
    special = {(0, 0): "midnight", (12, 0): "noon"}.get((moment.hour, moment.minute))
    return special or f"{_twelve(moment)}{NBSP}{_half(moment)}"


def _english_clocks(start, end):
    one, two = _english_clock(start), _english_clock(end)
    if _half(start) == _half(end) and one[0].isdigit() and two[0].isdigit():
        return f"{_twelve(start)}{DASH}{two}"
    return f"{one} {DASH} {two}"


def _twelve(moment):
    hour = moment.hour % 12 or 12
    return f"{hour}:{moment.minute:02}" if moment.minute else str(hour)


def _half(moment):
    return "am" if moment.hour < 12 else "pm"


def when(start, end=None, *, all_day=False):
    """The whole of it: day and time, several days, a night, or days without a clock."""
    if all_day or not isinstance(start, datetime):
        return days(start, last_whole_day(start, end or start))
    if end is None or end <= start:
        return f"{day(start)}, {clock(start)}"
    if start.date() == end.date() or _ends_at_midnight_of(start, end):
        return f"{day(start)}, {clocks(start, end) if start.date() == end.date() else _to_midnight(start)}"
    return f"{day(start)}, {clock(start)} {_until()} {_far_end(start, end)}"


def _ends_at_midnight_of(start, end):
    return end.time() == time() and end.date() - start.date() == timedelta(days=1)


def _to_midnight(start):
    if _german():
        return f"{_german_clock(start, '')}{DASH}24{NBSP}Uhr"
    return f"{_english_clock(start)} {DASH} midnight"


def _far_end(start, end):
    """The end of a night names only the weekday; a later end names its date."""
    if end - start < timedelta(hours=12):
        return f"{date_format(end, 'l')}, {clock(end)}"
    return f"{day(end)}, {clock(end)}"


def month_and_year(moment):
    return date_format(_as_date(moment), "F Y")


def machine(moment, *, all_day=False):
    """For the attribute `datetime` of `<time>`."""
    if isinstance(moment, datetime) and not all_day:
        return moment.isoformat(timespec="minutes")
    return _as_date(moment).isoformat()


def day_number(start, end=None):
    """ "14", or "14–16" when it lasts until another day of the same month; "30–1" over its end."""
    first, last = _as_date(start), last_whole_day(start, end) if end else _as_date(start)
    if last <= first or (isinstance(end, datetime) and end - start < timedelta(hours=18)):
        return str(first.day)
    return f"{first.day}{DASH}{last.day}"


def weekdays(first=date(2024, 1, 1)):
    """Monday to Sunday, short."""
    return [date_format(first + timedelta(days=n), "D") for n in range(7)]

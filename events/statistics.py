"""Numbers about the registrations of dates, with no word about a person: a group of fewer than three has no name."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, QuerySet
from django.db.models.functions import TruncDate
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from networks import spoken
from networks.models import Affiliation, Organisation

from .models import Occurrence, Registration
from .places import Places, places_for

Status = Registration.Status
SMALL = 3
MOST_DAYS, MOST_WEEKS = 31, 31
SLOT, HEIGHT = 12, 100  # of the chart


@dataclass(frozen=True)
class DateRow:
    occurrence: Occurrence
    places: Places
    numbers: Counter  # by status

    @property
    def requested(self) -> int:
        return self.numbers[Status.REQUESTED]

    @property
    def given_up(self) -> int:
        return sum(self.numbers[status] for status in (Status.CANCELLED, Status.DECLINED, Status.EXPIRED))


@dataclass(frozen=True)
class Row:
    """`share` is the part of the largest number, in hundredths: how long the bar is."""

    label: str
    number: int
    share: int


@dataclass(frozen=True)
class Column:
    """A time and its bar: `left`, `top` and `height` in the units of the chart."""

    label: str
    number: int
    left: int
    height: int

    @property
    def top(self) -> int:
        return HEIGHT - self.height


@dataclass(frozen=True)
class Statistics:
    dates: list[DateRow]
    over_time: list[Column]
    districts: list[Row]
    sizes: list[Row]

    @property
    def total(self) -> int:
        return sum(column.number for column in self.over_time)

    @property
    def most(self) -> int:
        return max((column.number for column in self.over_time), default=0)

    @property
    def chart_width(self) -> int:
        """Of so many bars at least, that few do not become broad."""
        return SLOT * max(len(self.over_time), MOST_DAYS)


def statistics_of(occurrences: list[Occurrence]) -> Statistics:
    """In as many queries for many dates and registrations as for one."""
    registrations = Registration.objects.filter(occurrence__in=[date.pk for date in occurrences]).order_by()
    districts, sizes = _companies(registrations.informed())
    return Statistics(
        dates=_by_date(occurrences, registrations),
        over_time=_over_time(registrations),
        districts=_rows(districts, sorted(districts, key=lambda name: (-districts[name], name))),
        sizes=_rows(sizes, [str(label) for label in Organisation.Size.labels]),
    )


def _by_date(occurrences, registrations):
    places, numbers = places_for(occurrences), {date.pk: Counter() for date in occurrences}
    for pk, status, number in registrations.values_list("occurrence", "status").annotate(number=Count("pk")):
        numbers[pk][status] = number
    return [DateRow(date, places[date.pk], numbers[date.pk]) for date in occurrences]


def _over_time(registrations: QuerySet[Registration]) -> list[Column]:
    days = registrations.values_list(TruncDate("created_at")).annotate(number=Count("pk"))
    return columns(dict(days))


def columns(by_day: dict[date, int]) -> list[Column]:
    """By day, week or month, so that there are not too many of them; also those without a number."""
    if not by_day:
        return []
    begin, name = _scale(min(by_day), max(by_day))
    numbers: Counter[date] = Counter()
    for day, number in by_day.items():
        numbers[begin(day)] += number
    most = max(numbers.values())
    return [
        Column(name(time), numbers[time], left=SLOT * place, height=HEIGHT * numbers[time] // most)
        for place, time in enumerate(_times(begin, min(by_day), max(by_day)))
    ]


def _scale(first, last):
    days = (last - first).days + 1
    if days <= MOST_DAYS:
        return (lambda day: day), lambda day: spoken.day(day, weekday=False)
    if days <= 7 * MOST_WEEKS:
        return _monday, lambda day: _("Week from %(day)s") % {"day": spoken.day(day, weekday=False)}
    return (lambda day: day.replace(day=1)), lambda day: date_format(day, "F Y")


def _monday(day):
    return day - timedelta(days=day.weekday())


def _times(begin, first, last):
    days = (first + timedelta(days=number) for number in range((last - first).days + 1))
    return list(dict.fromkeys(begin(day) for day in days))


def _companies(registrations: QuerySet[Registration]) -> tuple[Counter, Counter]:
    """How many come from companies of each district and each size; under "" those of whom we do not know it.

    A company is known by the account of the person, or by the name that was typed.
    """
    by_user = dict(
        Affiliation.objects.current()
        .filter(person__user__in=registrations.values("user"))
        .order_by("-pk")
        .values_list("person__user", "organisation")
    )
    by_name = _facts(Organisation.objects.filter(name__in=registrations.values("organisation")), "name")
    by_pk = _facts(Organisation.objects.filter(pk__in=set(by_user.values())), "pk")
    districts: Counter[str] = Counter()
    sizes: Counter[str] = Counter()
    for user, name, number in registrations.values_list("user", "organisation").annotate(number=Count("pk")):
        district, size = by_pk.get(by_user.get(user)) or by_name.get(name) or ("", "")
        districts[district] += number
        sizes[size] += number
    return districts, sizes


def _facts(organisations, key):
    labels = dict(Organisation.Size.choices)
    rows = organisations.order_by("pk").values_list(key, "district__name", "size")
    return {known: (district or "", str(labels.get(size, ""))) for known, district, size in rows}


def _rows(numbers: Counter, order: Iterable[str]) -> list[Row]:
    """Small groups together, and last those of whom nothing is known."""
    named = [(name, numbers[name]) for name in order if name and numbers[name] >= SMALL]
    few = sum(number for name, number in numbers.items() if name and number < SMALL)
    more = [(_("Fewer than %(number)s each") % {"number": SMALL}, few), (_("Not known"), numbers[""])]
    listed = [*named, *((label, number) for label, number in more if number)]
    most = max((number for _label, number in listed), default=1)
    return [Row(label, number, 100 * number // most) for label, number in listed]

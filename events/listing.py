"""The calendar as a visitor sees it: filters with counts, the list by months, the month, the feed to subscribe to."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from itertools import groupby

from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from networks import spoken
from networks.paging import Pages

from .conf import conf
from .days import today
from .feed_links import link_of
from .filters import PAST, UPCOMING, EventQuery, days_of, next_month, parse, previous_month
from .finding import Finding
from .models import Occurrence
from .options import known_only, options_for


class EventList:
    """One visit to the calendar."""

    def __init__(self, request):
        self.request = request
        self.options = options_for(request.user)
        self.query = known_only(parse(request.GET, today=today()), self.options)
        self.finding = Finding(self.query, self.options, request.user)

    # Rows

    @cached_property
    def page_obj(self):
        return Pages(self.finding.dates().with_page(), conf.PAGE_SIZE).get_page(self.request.GET.get("page"))

    @property
    def months(self):
        """The rows of this page of the list, by the month in which they begin."""
        return by_month(self.page_obj.object_list)

    @cached_property
    def month_days(self):
        return days_with(list(self.finding.dates().with_page()), self.query.month)

    # What is said about it

    @property
    def result(self) -> str:
        if self.query.month:
            return self._result_of_month()
        count = self.page_obj.paginator.count
        if not count:
            return _("No dates found")
        if self.query.past:
            words = ngettext("%(count)s past date, the latest first", "%(count)s past dates, the latest first", count)
        else:
            words = ngettext("%(count)s date, the next one first", "%(count)s dates, the next one first", count)
        return words % {"count": count}

    def _result_of_month(self):
        count = len({o.pk for day in self.month_days for o in day["occurrences"]})
        words = ngettext("%(count)s date in %(month)s", "%(count)s dates in %(month)s", count)
        result = (words if count else _("No dates in %(month)s")) % {
            "count": count,
            "month": spoken.month_and_year(self.query.month),
        }
        if self.query.is_month_unknown:
            return _("The calendar has no such month, so you see this one. %(result)s") % {"result": result}
        return result

    @property
    def groups(self) -> list[dict]:
        """For `filter_bar.html`: the time, then each group with its counts."""
        labels = {"netzwerk": _("Network"), "kreis": _("District"), "art": _("Kind")}
        time = [] if self.query.month else [self._time_group(), self._span_group()]
        return [*time, *(self._group(name, label) for name, label in labels.items() if self.options[name])]

    def _group(self, name, label):
        counts = self.finding.counts(name)
        chosen = self.query.values(name)
        options = [
            {
                "value": option.value,
                "label": option.label,
                "count": (count := counts.get(option.pk, 0)),
                "checked": option.value in chosen,
                "disabled": not count and option.value not in chosen,
            }
            for option in self.options[name]
        ]
        return {"name": name, "label": label, "kind": "checkbox", "options": options}

    def _time_group(self):
        kinds = ((UPCOMING, _("Upcoming"), not self.query.past), (PAST, _("Past"), self.query.past))
        options = [
            {"value": value, "label": label, "checked": on and not self.query.has_span} for value, label, on in kinds
        ]
        return {"name": "zeit", "label": _("Time"), "kind": "radio", "options": options}

    def _span_group(self):
        days = (("von", _("From"), self.query.first), ("bis", _("Until"), self.query.last))
        options = [
            {"name": name, "label": label, "value": f"{day:%Y-%m-%d}" if day else ""} for name, label, day in days
        ]
        return {"name": "", "label": _("Certain days"), "kind": "date", "options": options}

    @property
    def chips(self) -> list[dict]:
        """The filters that are on, each with the address without it."""
        query = self.query
        words = _("“%(words)s”") % {"words": query.text}
        chips = [(words, replace(query, text=""))] if query.text else []
        chips += [
            (option.label, query.without(group, option.value))
            for group, options in self.options.items()
            for option in options
            if option.value in query.values(group)
        ]
        if not query.month:
            chips += self._time_chips()
        return [{"label": label, "remove_url": without.encoded()} for label, without in chips]

    def _time_chips(self):
        query = self.query
        if query.past:
            yield _("Past"), replace(query, past=False)
        if query.first:
            yield _("from %(day)s") % {"day": spoken.day(query.first, weekday=False)}, replace(query, first=None)
        if query.last:
            yield _("until %(day)s") % {"day": spoken.day(query.last, weekday=False)}, replace(query, last=None)

    @property
    def reset_url(self):
        return EventQuery(month=self.query.month).encoded() if self.query.month else self.request.path

    @property
    def list_url(self):
        return replace(self.query, month=None).encoded()

    @property
    def month_url(self):
        """The month of the first row of the list, so that the other view shows something."""
        if self.query.month:
            return self.query.encoded()
        first = self.page_obj.object_list[0].local_start.date() if self.page_obj.object_list else today()
        return replace(self.query, month=first.replace(day=1), past=False, first=None, last=None).encoded()

    def turn(self, month):
        in_reach = 1990 <= month.year <= 2100
        return {"date": month, "url": replace(self.query, month=month).encoded()} if in_reach else None

    def context(self) -> dict:
        shown = {"month": self.query.month, "days": self.month_days} if self.query.month else {"months": self.months}
        if self.query.month:
            shown |= {
                "previous": self.turn(previous_month(self.query.month)),
                "next": self.turn(next_month(self.query.month)),
            }
        return shown | {"listing": self, "query": self.query, "feed": link_of(self.query, self.options)}


def by_month(dates: Iterable[Occurrence]) -> list[dict]:
    """For `agenda.html`: dates in their order, by the month in which they begin."""
    months = groupby(dates, key=lambda o: o.local_start.date().replace(day=1))
    return [{"month": month, "occurrences": list(group)} for month, group in months]


def days_with(dates: list[Occurrence], month: date) -> list[dict]:
    """For `month_grid.html`: every day of a month with its dates."""
    now = today()
    return [
        {"date": day, "is_today": day == now, "occurrences": [o for o in dates if o.is_on(day)]}
        for day in days_of(month)
    ]

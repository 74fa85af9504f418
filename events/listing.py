"""The calendar as a visitor sees it: filters with counts, the list by months, the month, the feed to subscribe to."""

from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from networks import spoken
from networks.links import site_url
from networks.models import District, NetworkPage
from networks.visibility import visible_pages

from .conf import conf
from .filters import PAST, UPCOMING, EventQuery, days_of, next_month, parse, previous_month
from .models import EventKind, EventPage, Occurrence


@dataclass(frozen=True)
class Option:
    value: str
    label: str
    pk: object  # what rows are counted by: a key, or the translation key of a network


class EventList:
    """One visit to the calendar. Every number and row comes from the same conditions."""

    def __init__(self, page, request):
        self.page, self.request = page, request
        self.query = parse(request.GET, today=timezone.localdate())
        self.query = self._known_only(self.query)

    # What is asked for

    @cached_property
    def options(self) -> dict[str, list[Option]]:
        return {"netzwerk": self._networks(), "kreis": self._districts(), "art": self._kinds()}

    def _networks(self):
        pages = visible_pages(NetworkPage.objects.all(), self.request.user).order_by("path").select_related("locale")
        by_key = {}
        for page in sorted(pages, key=lambda page: page.locale_id == self.page.locale_id):
            by_key[page.translation_key] = page
        networks = sorted(by_key.values(), key=lambda page: page.title)
        return [Option(network.slug, network.title, network.translation_key) for network in networks]

    def _districts(self):
        return [Option(district.slug, district.name, district.pk) for district in District.objects.all()]

    def _kinds(self):
        return [Option(kind.slug, kind.label, kind.pk) for kind in EventKind.objects.all() if kind.is_active]

    def _known_only(self, query: EventQuery) -> EventQuery:
        known = {group: {option.value for option in options} for group, options in self.options.items()}
        chosen = {group: tuple(v for v in values if v in known[group]) for group, values in query.chosen.items()}
        return replace(query, chosen={group: values for group, values in chosen.items() if values})

    def _keys(self, group):
        return [option.pk for option in self.options[group] if option.value in self.query.values(group)]

    # Rows

    def dates(self, *, without_group: str = ""):
        """The dates that meet the query; to count the options of a group, all but that group."""
        dates = _matching(self.query.words, Occurrence.objects.visible_to(self.request.user))
        for group, path in PATHS.items():
            if group != without_group and self.query.values(group):
                dates = dates.filter(pk__in=_linked(path, self._keys(group)))
        return self._in_time(dates)

    def _in_time(self, dates):
        query = self.query
        if query.month:
            return dates.on_days(query.month, days_of(query.month)[-1])
        if query.has_span:
            return dates.on_days(query.first or date(1990, 1, 1), query.last or date(2100, 1, 1))
        return dates.past() if query.past else dates.upcoming()

    @cached_property
    def page_obj(self):
        return Paginator(self.dates().with_page(), conf.PAGE_SIZE).get_page(self.request.GET.get("page"))

    @property
    def months(self):
        """The rows of this page of the list, by the month in which they begin."""
        by_month = groupby(self.page_obj.object_list, key=lambda o: o.local_start.date().replace(day=1))
        return [{"month": month, "occurrences": list(group)} for month, group in by_month]

    @cached_property
    def month_days(self):
        dates, today = list(self.dates().with_page()), timezone.localdate()
        return [
            {"date": day, "is_today": day == today, "occurrences": [o for o in dates if o.is_on(day)]}
            for day in days_of(self.query.month)
        ]

    # What is said about it

    @property
    def result(self) -> str:
        if self.query.month:
            count = len({o.pk for day in self.month_days for o in day["occurrences"]})
            if not count:
                return _("No dates in %(month)s") % {"month": spoken.month_and_year(self.query.month)}
            words = ngettext("%(count)s date in %(month)s", "%(count)s dates in %(month)s", count)
            return words % {"count": count, "month": spoken.month_and_year(self.query.month)}
        count = self.page_obj.paginator.count
        if not count:
            return _("No dates found")
        if self.query.past:
            words = ngettext("%(count)s past date, the latest first", "%(count)s past dates, the latest first", count)
        else:
            words = ngettext("%(count)s date, the next one first", "%(count)s dates, the next one first", count)
        return words % {"count": count}

    @property
    def groups(self) -> list[dict]:
        """For `filter_bar.html`: the time, then each group with its counts."""
        labels = {"netzwerk": _("Network"), "kreis": _("District"), "art": _("Kind")}
        time = [] if self.query.month else [self._time_group(), self._span_group()]
        return [*time, *(self._group(name, label) for name, label in labels.items() if self.options[name])]

    def _group(self, name, label):
        counts = _counts(self.dates(without_group=name), PATHS[name])
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
        chips = [(f"„{query.text}“", replace(query, text=""))] if query.text else []
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
        first = self.page_obj.object_list[0].local_start.date() if self.page_obj.object_list else timezone.localdate()
        return replace(self.query, month=first.replace(day=1), past=False, first=None, last=None).encoded()

    def turn(self, month):
        in_reach = 1990 <= month.year <= 2100
        return {"date": month, "url": replace(self.query, month=month).encoded()} if in_reach else None

    @cached_property
    def feed(self) -> dict:
        """What one can subscribe to from here: the one thing that is filtered for, or everything."""
        chosen = [(group, value) for group, values in self.query.chosen.items() for value in values]
        if len(chosen) != 1:
            return feed_link("feed_all", _("All events"))
        ((group, value),) = chosen
        label = next(option.label for option in self.options[group] if option.value == value)
        return feed_link(FEEDS[group], label, value)

    @property
    def feeds(self) -> list[dict]:
        """All calendars that there are."""
        some = [
            {"title": option.label, "url": reverse(f"events:{FEEDS[group]}", args=[option.value])}
            for group, options in self.options.items()
            for option in options
        ]
        return [{"title": _("All events"), "url": reverse("events:feed_all")}, *some]

    def context(self) -> dict:
        shown = {"month": self.query.month, "days": self.month_days} if self.query.month else {"months": self.months}
        if self.query.month:
            shown |= {
                "previous": self.turn(previous_month(self.query.month)),
                "next": self.turn(next_month(self.query.month)),
            }
        return shown | {"listing": self, "query": self.query, "feed": self.feed}


PATHS = {"netzwerk": "networks__translation_key", "kreis": "districts", "art": "kind"}
FEEDS = {"netzwerk": "feed_network", "kreis": "feed_district", "art": "feed_kind"}


def feed_link(name: str, title: str, *args) -> dict:
    """For `subscribe_box.html`: the address to copy, and the one that opens a calendar program."""
    url = site_url(reverse(f"events:{name}", args=args))
    return {"title": title, "url": url, "webcal_url": f"webcal:{url.partition(':')[2]}"}


def _matching(words, dates):
    """Dates whose event has every word in a title, a summary, a venue or the name of its kind, in any language."""
    for word in words:
        places = ["title", "summary", "venue__name", "venue__city", "kind__name", "kind__name_en"]
        found = Q()
        for place in places:
            found |= Q(**{f"{place}__icontains": word})
        dates = dates.filter(event_key__in=EventPage.objects.live().filter(found).order_by().values("translation_key"))
    return dates


def _linked(path, keys):
    return Occurrence.objects.filter(**{f"{path}__in": keys}).order_by().values("pk")


def _counts(dates, path):
    counted = Occurrence.objects.filter(pk__in=dates.order_by().values("pk")).order_by().values(path)
    return {row[path]: row["count"] for row in counted.annotate(count=Count("pk", distinct=True))}

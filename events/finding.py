"""The dates that meet a query of the calendar, and how many there would be with one more option."""

from datetime import date

from django.db.models import Count, Q

from .filters import EventQuery, days_of
from .models import EventPage, Occurrence
from .options import Options

PATHS = {"netzwerk": "networks__translation_key", "kreis": "districts", "art": "kind", "ort": "venue"}


class Finding:
    """Every number and row comes from the same conditions."""

    def __init__(self, query: EventQuery, options: Options, user):
        self.query, self.options, self.user = query, options, user

    def dates(self, *, without_group: str = ""):
        """The dates that meet the query; to count the options of a group, all but that group."""
        dates = matching(self.query.words, Occurrence.objects.visible_to(self.user), self.user)
        for group, path in PATHS.items():
            if group != without_group and self.query.values(group):
                dates = dates.filter(pk__in=linked(path, self._keys(group)))
        return self._in_time(dates)

    def counts(self, group: str) -> dict:
        """How many dates each option of a group would show, by the option's `pk`."""
        path, dates = PATHS[group], self.dates(without_group=group)
        counted = Occurrence.objects.filter(pk__in=dates.order_by().values("pk")).order_by().values(path)
        return {row[path]: row["count"] for row in counted.annotate(count=Count("pk", distinct=True))}

    def _keys(self, group):
        return [option.pk for option in self.options[group] if option.value in self.query.values(group)]

    def _in_time(self, dates):
        query = self.query
        if query.month:
            return dates.on_days(query.month, days_of(query.month)[-1])
        if query.has_span:
            return dates.on_days(query.first or date(1990, 1, 1), query.last or date(2100, 1, 1))
        return dates.past() if query.past else dates.upcoming()


def matching(words, dates, user):
    """Dates whose event has every word in a title, a summary, a venue or the name of its kind, in any language: on
    pages that are open to this user.
    """
    pages = EventPage.objects.live().open_to(user)
    for word in words:
        places = ["title", "summary", "venue__name", "venue__city", "kind__name", "kind__name_en"]
        found = Q()
        for place in places:
            found |= Q(**{f"{place}__icontains": word})
        dates = dates.filter(event_key__in=pages.filter(found).order_by().values("translation_key"))
    return dates


def linked(path, keys):
    return Occurrence.objects.filter(**{f"{path}__in": keys}).order_by().values("pk")

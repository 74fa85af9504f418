"""Event pages as an editor publishes them."""

import itertools
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

from events.models import EventDate, EventIndexPage, EventKind, EventPage, Venue
from tests.cast import put_below, root_page

BERLIN = ZoneInfo("Europe/Berlin")
numbers = itertools.count(1)


def berlin(*parts):
    return datetime(*parts, tzinfo=BERLIN)


def in_days(days, hour=14):
    return (timezone.localtime() + timedelta(days=days)).replace(hour=hour, minute=0, second=0, microsecond=0)


def make_index(**fields):
    return put_below(root_page(), EventIndexPage(**{"title": "Termine", "slug": f"alle-{next(numbers)}"} | fields))


def an_index():
    return EventIndexPage.objects.order_by("path").first() or make_index()


def make_venue(**fields):
    return Venue.objects.create(
        **{"name": "Kurhaus", "street": "Markt 1", "postcode": "29525", "city": "Uelzen"} | fields
    )


def draft_event(*starts, title="Gesundheitstag Uelzen", parent=None, networks=(), districts=(), **fields):
    """A page with dates of two hours that nobody has published yet."""
    fields = {"kind": EventKind.objects.get(slug="gesundheitstag"), "slug": f"event-{next(numbers)}"} | fields
    page = EventPage(title=title, live=False, **fields)
    page.dates = [
        a if isinstance(a, EventDate) else EventDate(starts_at=a, ends_at=a + timedelta(hours=2)) for a in starts
    ]
    page.networks = list(networks)
    page.districts = list(districts)
    return put_below(parent or an_index(), page)


def publish(page):
    page.save_revision(clean=False).publish()
    return EventPage.objects.get(pk=page.pk)


def publish_event(*starts, **fields):
    return publish(draft_event(*(starts or [in_days(14)]), **fields))


def move(page, start, position=0):
    """Editors open the page, change a date and publish."""
    page = page.get_latest_revision_as_object()
    dates = list(page.dates.all())
    dates[position].starts_at, dates[position].ends_at = start, start + timedelta(hours=2)
    page.dates = dates
    return publish(page)


def only_date(page):
    return page.occurrences.get()

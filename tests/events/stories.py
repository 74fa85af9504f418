"""Event pages as an editor publishes them."""

import itertools
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone
from wagtail.signals import page_published

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
    kind, slug = EventKind.objects.get(slug="gesundheitstag"), f"event-{next(numbers)}"
    page = EventPage(**{"title": title, "live": False, "kind": kind, "slug": slug} | fields)
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
    """Live at once, without a revision: half the time. What editors change afterwards goes through `publish`."""
    page = draft_event(*(starts or [in_days(14)]), live=True, first_published_at=timezone.now(), **fields)
    page_published.send(EventPage, instance=page, revision=None)
    return EventPage.objects.get(pk=page.pk)


def move(page, start, position=0):
    """Editors open the page, change a date and publish."""
    page = page.get_latest_revision_as_object()
    dates = list(page.dates.all())
    dates[position].starts_at, dates[position].ends_at = start, start + timedelta(hours=2)
    page.dates = dates
    return publish(page)


def only_date(page):
    return page.occurrences.get()

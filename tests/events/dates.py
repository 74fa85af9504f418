"""Events with dates for our stories, without the detour through an editor."""

import itertools
import uuid
from datetime import timedelta

from django.utils import timezone

from events import actions
from events.models import EventIndexPage, EventKind, EventPage, Occurrence
from tests.cast import put_below, root_page

numbers = itertools.count(1)


def make_page(title="Gesundheitstag Uelzen", **fields):
    root = root_page()
    index = EventIndexPage.objects.child_of(root).select_related("locale").first()
    if index is None:
        index = put_below(root, EventIndexPage(title="Termine", slug=f"termine-{next(numbers)}"))
    kind = EventKind.objects.get(slug="gesundheitstag")
    return put_below(index, EventPage(title=title, slug=f"termin-{next(numbers)}", kind=kind, **fields))


def make_date(page=None, *, networks=(), in_days=14, hours=3, **fields):
    page = page or make_page()
    start = timezone.now().replace(minute=0, second=0, microsecond=0) + timedelta(days=in_days)
    date = Occurrence.objects.create(
        **{
            "page": page,
            "event_key": page.translation_key,
            "key": uuid.uuid4(),
            "title": page.title,
            "kind": page.kind,
            "zone": "Europe/Berlin",
            "start": start,
            "end": start + timedelta(hours=hours),
        }
        | fields
    )
    date.networks.set(networks)
    return date


def register(date, name="Jördis", **fields):
    """A registration through the one door, as the website makes it."""
    address = f"{name.lower().replace('ö', 'oe')}@example.org"
    person = {"given_name": name, "family_name": "Vardenhoop", "email": address}
    return actions.register(**{"occurrence": date, "language": "de"} | person | fields)


def statuses(date):
    return [registration.status for registration in date.registrations.order_by("queue_number")]

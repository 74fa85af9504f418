"""From what an editor published to what happens: event pages are projected into occurrences."""

from datetime import timedelta

from django.db import transaction

from ..conf import conf
from ..models import EventDate, EventPage, Occurrence

COPIED = [
    "title",
    "visibility",
    "kind",
    "venue",
    "attendance",
    "registration",
    "external_url",
    "capacity",
    "waiting_list",
    "waiting_list_limit",
    "registration_opens_at",
    "registration_closes_at",
]


@transaction.atomic
def schedule(page: EventPage) -> list[Occurrence]:
    """Bring the occurrences of a published event up to date. Safe to call again."""
    return [_project(page, date) for date in page.dates.all() if date.starts_at]


@transaction.atomic
def withdraw(page: EventPage) -> None:
    """Take the dates of an unpublished event out of lists and calendars; registrations stay."""
    Occurrence.objects.filter(page=page).update(published=False)


def _project(page: EventPage, date: EventDate) -> Occurrence:
    end = date.ends_at or date.starts_at + timedelta(minutes=conf.DEFAULT_DURATION_MINUTES)
    values = {name: getattr(page, name) for name in COPIED}
    occurrence, _ = Occurrence.objects.update_or_create(
        event_key=page.translation_key,
        key=date.key,
        defaults=values
        | {"page": page, "start": date.starts_at, "end": end, "zone": date.zone, "all_day": date.all_day}
        | {"published": True},
    )
    occurrence.networks.set(page.networks.all())
    occurrence.districts.set(page.districts.all())
    return occurrence

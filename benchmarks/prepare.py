"""Run inside the site: the demo's pages are there already; add a course with many dates, print addresses as JSON."""

import json
import os
from datetime import timedelta

from django.utils import timezone
from wagtail.models import Site

from events.models import EventDate, EventIndexPage, EventKind, EventPage, Occurrence
from providers.models import DirectoryPage

wanted = int(os.environ["BENCHMARK_DATES"])
index = EventIndexPage.objects.filter(locale__language_code="de").first()
first = timezone.now().replace(minute=0, second=0, microsecond=0) + timedelta(days=1)
course = EventPage(title="Sprechstunde", slug="sprechstunde", kind=EventKind.objects.first(), capacity=12)
missing = max(wanted - Occurrence.objects.filter(published=True).count(), 1)
course.dates = [EventDate(starts_at=first + timedelta(hours=7 * number)) for number in range(missing)]
index.add_child(instance=course)
course.save_revision().publish()

event = EventPage.objects.filter(locale__language_code="de").live().exclude(pk=course.pk).first()
root = Site.objects.get(is_default_site=True).root_page
found = {
    "home": root.url,
    "event list": index.url,
    "event": event.url,
    "directory": DirectoryPage.objects.filter(locale__language_code="de").first().url,
}
print(json.dumps({"pages": found, "dates": Occurrence.objects.filter(published=True).count()}))

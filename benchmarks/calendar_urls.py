"""The addresses of the site, and one that builds a feed on each request, as most calendars on the web are made."""

import icalendar
from django.http import HttpResponse
from django.urls import path
from kammernetz.urls import urlpatterns as addresses_of_the_site

from events import feeds
from events.models import Occurrence


def with_icalendar(request, dates):
    calendar = icalendar.Calendar.new(name="alle")
    rows = (
        feeds.in_window(Occurrence.objects.visible_to(None)).select_related("page", "venue", "kind").order_by("start")
    )
    for date in rows[:dates]:
        calendar.add_component(_event(date, date.page.get_full_url(request)))
    calendar.add_missing_timezones()
    return HttpResponse(calendar.to_ical(), content_type="text/calendar; charset=utf-8")


def _event(date, url):
    """`url` comes from the request, which remembers the sites: without it, each date would ask the cache for them."""
    return icalendar.Event.new(
        uid=str(date.uid),
        start=date.local_start,
        end=date.local_end,
        stamp=date.modified,
        last_modified=date.modified,
        sequence=date.sequence,
        summary=date.page.title,
        description=f"{date.page.summary}\n\n{url}",
        location=date.venue.address,
        status="CONFIRMED",
        url=url,
        categories=[date.kind.label],
    )


urlpatterns = [path("icalendar/<int:dates>.ics", with_icalendar), *addresses_of_the_site]

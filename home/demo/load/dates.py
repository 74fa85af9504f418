"""Venues, the calendar pages, and every event with its dates; publishing a page projects it into occurrences."""

from datetime import time
from uuid import NAMESPACE_URL, uuid5

from events.actions import cancel_occurrence
from events.models import EventDate, EventIndexPage, EventKind, EventPage, Occurrence, Venue
from networks.models import District

from ..content import events_health, events_initiative, events_training, pages
from ..content.venues import VENUES
from ..writing import prose
from . import questions


def load(demo):
    districts = District.objects.in_bulk(field_name="slug")
    venues = {venue.key: _venue(demo, venue, districts) for venue in VENUES}
    kinds = EventKind.objects.in_bulk(field_name="slug")
    index, index_en = calendar_pages(demo)
    for event in all_events(demo.days):
        _event(demo, index, index_en, event, districts, venues, kinds)


def calendar_pages(demo):
    index, _ = demo.page(demo.home, EventIndexPage, pages.EVENTS.slug, **_head(pages.EVENTS))
    return index, demo.translated(index, demo.english_home, pages.EVENTS_EN.slug, **_head(pages.EVENTS_EN))


def all_events(days):
    return (*events_health.events(days), *events_training.events(days), *events_initiative.events(days))


def _head(blocks):
    return {"title": blocks.title, "intro": blocks.summary, "show_in_menus": True}


def _venue(demo, venue, districts):
    facts = ("street", "postcode", "step_free", "accessible_toilet", "hearing_loop", "parking", "public_transport")
    values = {name: getattr(venue, name) for name in (*facts, "access_notes")}
    values |= {"latitude": venue.latitude or None, "longitude": venue.longitude or None}
    values["district"] = districts[venue.district]
    return demo.get_or_make(Venue, name=venue.name, city=venue.city, defaults=values)[0]


def _event(demo, index, index_en, event, districts, venues, kinds):
    shared = {
        "kind": kinds[event.kind],
        "venue": venues.get(event.venue),
        "image": demo.picture(event.picture),
        "contact": demo.cards.get(event.contact),
        "registration_opens_at": event.opens_at,
        "registration_closes_at": event.closes_at,
        **{name: getattr(event, name) for name in SAME},
        **event.rules,
    }
    related = {
        "networks": [demo.networks[slug].networkpage_ptr for slug in event.networks],
        "districts": [districts[slug] for slug in event.districts],
    }
    page, made = demo.page(
        index, EventPage, event.text.slug, publish=not event.draft, **_words(event.text), **shared, **related,
        dates=_dates(event), questions=questions.stream(event, "de"),
    )  # fmt: skip
    if event.english:
        words = _words(event.english) | {"questions": questions.stream(event, "en")}
        demo.translated(page, index_en, event.english.slug, **words, **shared, **related, dates=_dates(event))
    if made:
        demo.fresh_dates.append((event, page))


SAME = (
    "attendance",
    "online_url",
    "visibility",
    "registration",
    "external_url",
    "capacity",
    "waiting_list",
    "waiting_list_limit",
)


def _words(text):
    return {
        "title": text.title,
        "summary": text.summary,
        "cost": text.cost,
        "body": [("text", prose(text.text))] if text.text else [],
        "programme": [("item", _item(item)) for item in text.programme],
    }


def _item(item):
    return {
        "starts": time.fromisoformat(item.starts) if item.starts else None,
        "ends": time.fromisoformat(item.ends) if item.ends else None,
        "title": item.title,
        "speaker": item.speaker,
        "text": item.text,
    }


def _dates(event):
    """The key of a date comes from its place in the demo, so that a second loading means the same date."""
    return [
        EventDate(
            key=uuid5(NAMESPACE_URL, f"kammernetz-demo/{event.text.slug}/{number}"),
            starts_at=when.starts_at,
            ends_at=when.ends_at,
            all_day=when.all_day,
        )
        for number, when in enumerate(event.dates)
    ]


def cancel(event, page):
    for occurrence in Occurrence.objects.filter(event_key=page.translation_key):
        cancel_occurrence(occurrence=occurrence, note=event.cancelled, reason="Demo")

"""What the page of an event tells search engines of its dates (schema.org), and nothing that the page does not show."""

from urllib.parse import urljoin

from django.urls import reverse
from django.utils.html import json_script
from django.utils.safestring import SafeString

from networks import spoken
from networks.links import site_name_and_url

from .choices import Attendance, RegistrationMode, RegistrationStatus
from .models import EventPage, Occurrence, Venue
from .places import why_closed

SCHEMA = "https://schema.org"
MOST = 20
MODES = {
    Attendance.IN_PERSON: f"{SCHEMA}/OfflineEventAttendanceMode",
    Attendance.ONLINE: f"{SCHEMA}/OnlineEventAttendanceMode",
    Attendance.HYBRID: f"{SCHEMA}/MixedEventAttendanceMode",
}


def script_of(page: EventPage, occurrences: list[Occurrence]) -> SafeString:
    """For the head or the body of the page; `json_script` has made it harmless, and knows one type only.

    A date that says no place is left out: search engines take that for a mistake.
    """
    name, home = site_name_and_url()
    organiser = {"@type": "Organization", "name": name, "url": home}
    events = [event_of(page, page.full_url, occurrence, organiser) for occurrence in occurrences[:MOST]]
    told = [event for event in events if "location" in event]
    script = json_script(told).replace("application/json", "application/ld+json", 1)
    return SafeString(script if told else "")  # nosec B703


def event_of(page: EventPage, url: str, occurrence: Occurrence, organiser: dict) -> dict:
    told = {
        "@context": SCHEMA,
        "@type": "Event",
        "identifier": str(occurrence.uid),
        "name": page.title,
        "description": page.summary,
        "url": url,
        **_times(occurrence),
        "eventStatus": f"{SCHEMA}/{'EventCancelled' if occurrence.is_cancelled else 'EventScheduled'}",
        "eventAttendanceMode": MODES[Attendance(occurrence.attendance)],
        "location": _locations(occurrence, url),
        "organizer": _partner(occurrence) or organiser,
        "isAccessibleForFree": not (page.cost or occurrence.page.partner) or None,  # words may say that it is free
        "offers": _offer(page, occurrence, url),
    }
    return {name: value for name, value in told.items() if value not in ("", None, [])}


def _partner(occurrence):
    partner = occurrence.page.partner
    told = {"@type": "Organization", "name": partner.name, "url": partner.website} if partner else {}
    return {name: value for name, value in told.items() if value}


def _times(occurrence):
    start, end = occurrence.local_start, occurrence.local_end
    if occurrence.all_day:
        start, end = start.date(), spoken.last_whole_day(start, end)
    return {"startDate": start.isoformat(), "endDate": end.isoformat()}


def _locations(occurrence, url):
    """The link to the meeting is for those with a place: others find the page."""
    online = [{"@type": "VirtualLocation", "url": url}] if occurrence.attendance != Attendance.IN_PERSON else []
    on_site = [_place(occurrence.venue)] if occurrence.venue and occurrence.attendance != Attendance.ONLINE else []
    both = on_site + online
    return both[0] if len(both) == 1 else both


def _place(venue: Venue):
    parts = {"streetAddress": venue.street, "postalCode": venue.postcode, "addressLocality": venue.city}
    known = {name: value for name, value in parts.items() if value}
    address = {"@type": "PostalAddress", **known} if known else venue.name  # it must have one, and may be a text
    place = {"@type": "Place", "name": venue.name, "address": address}
    if venue.latitude is None or venue.longitude is None:
        return place
    where = {"@type": "GeoCoordinates", "latitude": float(venue.latitude), "longitude": float(venue.longitude)}
    return place | {"geo": where}


def _offer(page, occurrence, url):
    """Places that a stranger can have; a price only where there is none, since ours are told in words.

    Nobody is led to a form that has nothing to give: what is full is sold at no address but the page.
    """
    if occurrence.registration != RegistrationMode.HERE or why_closed(occurrence):
        return None
    outcome = occurrence.places.outcome_for(is_member=False)
    offer = {
        "@type": "Offer",
        "url": urljoin(url, reverse("events:register", args=[occurrence.uid])) if outcome else url,
        "availability": f"{SCHEMA}/{'InStock' if outcome == RegistrationStatus.CONFIRMED else 'SoldOut'}",
    }
    return offer | ({"description": page.cost} if page.cost else {"price": "0", "priceCurrency": "EUR"})

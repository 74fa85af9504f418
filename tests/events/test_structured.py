"""What search engines read on the page of an event."""

import json
import re
from datetime import datetime

import pytest

from events import actions
from events.models import EventDate

from .dates import register
from .stories import berlin, in_days, make_venue, move, only_date, publish_event

pytestmark = pytest.mark.django_db


def told(client, page):
    html = client.get(page.get_url()).content.decode()
    [script] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    return json.loads(script)


def test_a_date_is_told_with_its_place_and_its_offer(client):
    venue = make_venue(latitude="52.965", longitude="10.56")
    page = publish_event(berlin(2027, 1, 14, 14), summary="Zwei Sätze.", venue=venue, registration="here")
    [event] = told(client, page)
    assert event["@type"] == "Event"
    assert event["name"] == "Gesundheitstag Uelzen"
    assert (event["startDate"], event["endDate"]) == ("2027-01-14T14:00:00+01:00", "2027-01-14T16:00:00+01:00")
    assert event["eventStatus"] == "https://schema.org/EventScheduled"
    assert event["eventAttendanceMode"] == "https://schema.org/OfflineEventAttendanceMode"
    assert event["location"]["address"]["addressLocality"] == "Uelzen"
    assert event["location"]["geo"]["latitude"] == 52.965
    assert event["offers"]["availability"] == "https://schema.org/InStock"
    assert (event["offers"]["price"], event["isAccessibleForFree"]) == ("0", True)
    assert event["url"] == page.full_url


def test_a_full_date_is_sold_out_and_a_cancelled_one_offers_nothing(client):
    page = publish_event(in_days(14), capacity=1, registration="here", cost="20 Euro", venue=make_venue())
    register(only_date(page))
    [event] = told(client, page)
    assert event["offers"]["availability"] == "https://schema.org/SoldOut"
    assert event["offers"]["description"] == "20 Euro"
    assert "price" not in event["offers"]
    assert "isAccessibleForFree" not in event
    actions.cancel_occurrence(occurrence=only_date(page))
    [event] = told(client, page)
    assert event["eventStatus"] == "https://schema.org/EventCancelled"
    assert "offers" not in event


@pytest.mark.parametrize(("attendance", "mode"), [("online", "Online"), ("hybrid", "Mixed")])
def test_the_link_to_a_meeting_is_not_given_away(client, attendance, mode):
    page = publish_event(attendance=attendance, online_url="https://meet.example.org/geheim", venue=make_venue())
    [event] = told(client, page)
    assert event["eventAttendanceMode"] == f"https://schema.org/{mode}EventAttendanceMode"
    assert "geheim" not in json.dumps(event)
    assert page.full_url in json.dumps(event["location"])


def test_whole_days_are_told_as_days(client):
    page = publish_event(
        EventDate(starts_at=berlin(2027, 3, 27, 9), ends_at=berlin(2027, 3, 28, 9), all_day=True), venue=make_venue()
    )
    [event] = told(client, page)
    assert (event["startDate"], event["endDate"]) == ("2027-03-27", "2027-03-28")


def test_nothing_that_an_editor_writes_leaves_the_script(client):
    page = publish_event(title="</script><img src=x onerror=alert(1)>", summary="<!--<script>", attendance="online")
    [event] = told(client, page)
    assert event["name"] == "</script><img src=x onerror=alert(1)>"
    assert "<img src=x" not in client.get(page.get_url()).content.decode()


def test_every_date_has_what_search_engines_require(client):
    hall = make_venue(name="Heidehalle", street="", postcode="", city="")
    several = publish_event(in_days(1), in_days(2), in_days(3), venue=hall)
    actions.cancel_occurrence(occurrence=several.occurrences.order_by("start").first())
    over = publish_event(in_days(-3), attendance="hybrid", venue=make_venue(), registration="here")
    events = [*told(client, several), *told(client, over)]
    assert [event["eventStatus"].rpartition("/")[2] for event in events] == ["EventCancelled"] + 3 * ["EventScheduled"]
    for event in events:
        places = event["location"] if isinstance(event["location"], list) else [event["location"]]
        assert event["name"]
        assert datetime.fromisoformat(event["startDate"]).tzinfo
        assert all(place["url"] if place["@type"] == "VirtualLocation" else place["address"] for place in places)
    assert [place["@type"] for place in events[-1]["location"]] == ["Place", "VirtualLocation"]
    assert ["offers" in event for event in events] == [False, True, True, False]
    assert len({event["identifier"] for event in events}) == 4


def test_a_date_that_moves_is_told_at_its_new_time(client):
    page = move(publish_event(in_days(5), attendance="online"), in_days(6))
    [event] = told(client, page)
    assert event["startDate"] == in_days(6).isoformat()
    assert event["eventStatus"] == "https://schema.org/EventScheduled"


def test_a_date_without_a_place_is_not_told(client):
    page = publish_event()
    assert "ld+json" not in client.get(page.get_url()).content.decode()

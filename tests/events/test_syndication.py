"""The rows of a calendar as JSON Feed and as RSS."""

import gzip
import json
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from xml.etree import ElementTree

import icalendar
import pytest
import time_machine
from django.core.cache import cache

from events import actions
from events.keeping import memory
from events.models import Occurrence
from networks.visibility import Tier

from .stories import berlin, in_days, make_venue, only_date, publish_event

pytestmark = pytest.mark.django_db


@pytest.fixture
def season(uelzen):
    publish_event(in_days(1), title="Rückentag", summary="Mit <b>Brezeln</b> & \x01 Tee", venue=make_venue())
    actions.cancel_occurrence(occurrence=only_date(publish_event(in_days(2), title="Lesung", districts=[uelzen])))
    publish_event(in_days(3), title="Quittengelee", visibility=Tier.MEMBERS)
    publish_event(in_days(-3), title="Vorbei")


def uids_of_calendar(client, address):
    events = icalendar.Calendar.from_ical(client.get(address).content).walk("VEVENT")
    return [f"urn:uuid:{event['UID']}" for event in events if event["SUMMARY"] != "Vorbei"]


def test_json_tells_the_same_dates(client, season):
    response = client.get("/kalender/alle.json")
    feed = json.loads(response.content)
    assert response["Content-Type"] == "application/feed+json; charset=utf-8"
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["feed_url"] == "http://localhost/kalender/alle.json"
    assert [item["title"] for item in feed["items"]] == ["Rückentag", "ABGESAGT: Lesung"]
    assert [item["id"] for item in feed["items"]] == uids_of_calendar(client, "/kalender/alle.ics")
    assert [item["_event"]["status"] for item in feed["items"]] == ["confirmed", "cancelled"]
    assert "Mit <b>Brezeln</b> &  Tee" in feed["items"][0]["content_text"]


def test_rss_tells_the_same_dates(client, season):
    response = client.get("/kalender/alle.rss")
    items = ElementTree.fromstring(response.content).findall("channel/item")
    assert response["Content-Type"] == "application/rss+xml; charset=utf-8"
    assert [item.findtext("title") for item in items] == ["Rückentag", "ABGESAGT: Lesung"]
    assert [item.findtext("guid") for item in items] == uids_of_calendar(client, "/kalender/alle.ics")
    assert "&lt;b&gt;" in items[0].findtext("description")


def test_both_keep_to_their_standards(client, season):
    rss = ElementTree.fromstring(client.get("/kalender/auswahl/suche/rücken.rss").content).find("channel")
    assert {"title", "link", "description", "language", "lastBuildDate"} <= {part.tag for part in rss}
    link = rss.find("{http://www.w3.org/2005/Atom}link")
    assert link.attrib == {"rel": "self", "href": "http://localhost/kalender/auswahl/suche/r%C3%BCcken.rss"}
    item = rss.find("item")
    assert item.find("guid").get("isPermaLink") == "false"
    assert parsedate_to_datetime(item.findtext("pubDate")).tzinfo
    feed = json.loads(client.get("/kalender/auswahl/suche/rücken.json").content)
    assert feed["feed_url"] == "http://localhost/kalender/auswahl/suche/r%C3%BCcken.json"
    [item] = feed["items"]
    assert {"id", "url", "title", "content_text", "date_modified", "tags", "language"} < item.keys()
    assert datetime.fromisoformat(item["date_modified"]).tzinfo
    assert [name for name in item if name.startswith("_")] == ["_event"]


@pytest.mark.parametrize("address", ["alle.json", "alle.rss", "einbetten/alle/", "einbetten/alle/monat/"])
@pytest.mark.parametrize("zone", ["Mars/Olympus", "Europe"])
def test_a_row_that_says_nonsense_stops_no_other(client, caplog, address, zone):
    broken, _sound = (
        publish_event(in_days(0, hour=22), title="Kaputt"),
        publish_event(in_days(0, hour=22), title="\uffffHeil"),
    )
    Occurrence.objects.filter(page=broken).update(zone=zone)
    response = client.get(f"/kalender/{address}")
    assert response.status_code == 200
    assert b"Heil" in response.content
    assert b"Kaputt" not in response.content
    assert f"{zone!r} is no time zone" in caplog.text
    if address.endswith(".rss"):
        ElementTree.fromstring(response.content)


def test_an_empty_feed_is_the_same_bytes_all_day(client):
    with time_machine.travel(datetime(2027, 1, 4, 9, tzinfo=UTC), tick=False) as clock:
        first = client.get("/kalender/alle.rss")
        memory.forget()
        cache.clear()
        clock.shift(3600)
        assert client.get("/kalender/alle.rss").content == first.content


def test_times_are_told_with_their_zone(client):
    publish_event(berlin(2027, 1, 14, 14))
    [item] = json.loads(client.get("/kalender/alle.json").content)["items"]
    assert item["_event"]["start"] == "2027-01-14T14:00:00+01:00"
    assert item["_event"]["time_zone"] == "Europe/Berlin"


@pytest.mark.parametrize("form", ["json", "rss"])
def test_they_are_answered_as_calendars_are(client, season, form):
    first = client.get(f"/kalender/kreis/uelzen.{form}")
    assert b"Lesung" in first.content
    assert "Rückentag".encode() not in first.content
    assert client.get(f"/kalender/kreis/uelzen.{form}", headers={"If-None-Match": first["ETag"]}).status_code == 304
    assert b"CANCELLED: Lesung" in client.get(f"/kalender/kreis/uelzen.en.{form}").content
    assert client.post(f"/kalender/kreis/uelzen.{form}").status_code == 405
    assert client.head(f"/kalender/kreis/uelzen.{form}")["Content-Length"] == first["Content-Length"]
    zipped = client.get(f"/kalender/kreis/uelzen.{form}", headers={"Accept-Encoding": "gzip"})
    assert gzip.decompress(zipped.content) == first.content
    assert client.get(f"/kalender/kreis/nirgends.{form}").status_code == 404
    assert b"Quittengelee" not in client.get(f"/kalender/alle.{form}").content


def test_they_cost_the_same_for_many_dates(client, django_assert_max_num_queries, health):
    publish_event(*[in_days(day) for day in range(1, 30)], networks=[health], venue=make_venue())
    with django_assert_max_num_queries(16):
        client.get("/kalender/alle.json")

import xml.etree.ElementTree as ET

import pytest
from wagtail.models import PageViewRestriction

from home.models import PressIndexPage, PressReleasePage

from .making import add

pytestmark = pytest.mark.django_db


@pytest.fixture
def press(db):
    return add(PressIndexPage, title="Presse", slug="presse")


def test_releases_come_as_rss(client, press):
    add(PressReleasePage, press, title="Projekte & Partner starten", summary="Sechs <Projekte>.", date="2026-03-02")
    response = client.get("/presse/feed/")
    assert response["Content-Type"].startswith("application/rss+xml")
    channel = ET.fromstring(response.content).find("channel")
    assert channel.find("link").text == "http://localhost/presse/"
    item = channel.find("item")
    assert item.find("title").text == "Projekte & Partner starten"
    assert item.find("link").text.startswith("http://localhost/presse/")
    assert item.find("pubDate").text.startswith("Mon, 02 Mar 2026 08:00:00")


def test_an_unchanged_feed_is_not_sent_again(client, press):
    add(PressReleasePage, press, date="2026-03-02")
    etag = client.get("/presse/feed/")["ETag"]
    assert client.get("/presse/feed/", HTTP_IF_NONE_MATCH=etag).status_code == 304
    add(PressReleasePage, press, date="2026-03-03")
    assert client.get("/presse/feed/", HTTP_IF_NONE_MATCH=etag).status_code == 200


def test_an_empty_feed_is_a_feed(client, press):
    assert client.get("/presse/feed/").status_code == 200


def test_closed_releases_stay_out_of_the_feed(client, press):
    closed = add(PressReleasePage, press, title="Nur intern", date="2026-03-02")
    PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.LOGIN)
    assert "Nur intern" not in client.get("/presse/feed/").content.decode()


def test_the_feed_costs_the_same_for_many(client, press, django_assert_max_num_queries):
    for day in range(1, 29):
        add(PressReleasePage, press, date=f"2026-03-{day:02}")
    client.get("/presse/feed/")
    with django_assert_max_num_queries(15):
        client.get("/presse/feed/")

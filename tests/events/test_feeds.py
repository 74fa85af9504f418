"""Calendars over HTTP, as the programs that subscribe to them ask."""

import gzip
from datetime import UTC, datetime, timedelta

import icalendar
import pytest
import time_machine
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone, translation
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from wagtail.models import Site

from events import actions
from events.keeping import memory
from events.models import EventKind, Occurrence
from networks.visibility import Tier

from .stories import berlin, in_days, only_date, publish, publish_event

pytestmark = pytest.mark.django_db
ALL = "/kalender/alle.ics"


def read(response):
    assert response.status_code == 200
    return icalendar.Calendar.from_ical(response.content)


def titles(client, address=ALL):
    return [str(event["SUMMARY"]) for event in read(client.get(address)).walk("VEVENT")]


def test_the_addresses_are_short_and_speak():
    assert reverse("events:feed", args=["alle"]) == ALL
    assert (
        reverse("events:feed", args=["netzwerk/unternehmen-gesundheit"])
        == "/kalender/netzwerk/unternehmen-gesundheit.ics"
    )
    assert reverse("events:feed", kwargs={"selection": "alle", "language": "en"}) == "/kalender/alle.en.ics"
    with translation.override("en"):
        assert reverse("events:feed", args=["art/messe"]) == "/en/kalender/art/messe.ics"


def test_a_feed_holds_what_is_public(client):
    publish_event(title="Netzwerktreffen")
    assert titles(client) == ["Netzwerktreffen"]


def test_the_headers_are_those_that_readers_need(client):
    response = client.get(ALL)
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert response["Content-Disposition"] == 'inline; filename="alle.ics"'
    assert response["Cache-Control"] == "public, max-age=300, stale-if-error=86400"
    assert "Accept-Encoding" in response["Vary"]
    assert "Cookie" not in response["Vary"]
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Robots-Tag"] == "noindex"
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response["Content-Length"] == str(len(response.content))
    assert not response.cookies


def test_what_a_program_says_that_it_accepts_changes_nothing(client):
    asked = {"Accept": "application/calendar+json, application/calendar+xml", "Accept-Language": "en", "Cookie": "a=b"}
    response = client.get(ALL, headers=asked | {"User-Agent": "Nextcloud Calendar Import"})
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert response.content == client.get(ALL).content


def test_the_last_line_of_a_text_leads_to_the_page(client):
    page = publish_event(summary="Mit Brezeln.")
    [event] = read(client.get(ALL)).walk("VEVENT")
    assert str(event["DESCRIPTION"]) == f"Mit Brezeln.\n\n{page.full_url}"
    assert event["URL"] == page.full_url


def test_an_empty_feed_is_a_calendar(client):
    calendar = read(client.get(ALL))
    assert calendar.walk("VTIMEZONE")
    assert not calendar.walk("VEVENT")


def test_a_feed_is_called_by_what_it_is_about(client, health, uelzen, settings):
    settings.EVENTS_CALENDAR_NAME = "Heideregion"
    for address, name, colour in (
        (ALL, "Heideregion: Alle Veranstaltungen", "mediumblue"),
        ("/kalender/netzwerk/unternehmen-gesundheit.ics", "Heideregion: Unternehmen Gesundheit", "mediumorchid"),
        ("/kalender/kreis/uelzen.ics", "Heideregion: Uelzen", "mediumblue"),
        ("/kalender/art/messe.ics", "Heideregion: Messe", "firebrick"),
        ("/kalender/art/messe.en.ics", "Heideregion: Fair", "firebrick"),
        ("/en/kalender/art/messe.ics", "Heideregion: Fair", "firebrick"),
    ):
        calendar = read(client.get(address))
        assert str(calendar["X-WR-CALNAME"]) == str(calendar["NAME"]) == name
        assert calendar["COLOR"] == colour
        assert str(calendar["SOURCE"]).endswith(address)


def test_each_feed_holds_its_own(client, health, training, uelzen, celle):
    fair = EventKind.objects.get(slug="messe")
    publish_event(title="Gesund", networks=[health], districts=[uelzen])
    publish_event(title="Prüfen", networks=[training], districts=[celle], kind=fair)
    assert sorted(titles(client)) == ["Gesund", "Prüfen"]
    assert titles(client, "/kalender/netzwerk/unternehmen-gesundheit.ics") == ["Gesund"]
    assert titles(client, "/kalender/kreis/celle.ics") == ["Prüfen"]
    assert titles(client, "/kalender/art/messe.ics") == ["Prüfen"]


def test_a_feed_of_a_translated_network_holds_the_same_dates(client, health, english):
    publish_event(title="Gesund", networks=[health])
    translation_of_it = health.copy_for_translation(english, copy_parents=True)
    translation_of_it.slug = "healthy-companies"
    translation_of_it.save_revision().publish()
    assert titles(client, "/en/kalender/netzwerk/healthy-companies.ics") == ["Gesund"]


def test_the_english_feed_speaks_english_and_has_the_same_uids(client, english):
    page = publish_event(title="Gesundheitstag")
    translated = page.copy_for_translation(english, copy_parents=True)
    translated.title = "Health day"
    publish(translated)
    german, foreign = (read(client.get(address)).walk("VEVENT")[0] for address in (ALL, "/kalender/alle.en.ics"))
    assert str(foreign["SUMMARY"]) == "Health day"
    assert german["UID"] == foreign["UID"]
    assert german.start == foreign.start


@pytest.mark.parametrize("tier", [Tier.MEMBERS, Tier.GROUP, Tier.STAFF])
def test_feeds_are_public_whoever_asks(tier, client, health, admin_ina):
    publish_event(title="Geheim", networks=[health], visibility=tier)
    client.force_login(admin_ina)
    assert titles(client) == titles(client, "/kalender/netzwerk/unternehmen-gesundheit.ics") == []


def test_a_network_that_is_not_public_has_no_feed(client, health):
    from wagtail.models import PageViewRestriction

    PageViewRestriction.objects.create(page=health, restriction_type="login")
    assert client.get("/kalender/netzwerk/unternehmen-gesundheit.ics").status_code == 404


def test_what_is_unknown_is_not_there(client):
    for address in ("netzwerk/x.ics", "kreis/x.ics", "art/x.ics", "alle.fr.ics", "termin/nichts.ics"):
        assert client.get(f"/kalender/{address}").status_code == 404


def test_the_window_looks_two_months_back_and_a_year_and_a_half_ahead(client):
    for days in (-70, -50, 500, 600):
        publish_event(in_days(days), title=f"{days}")
    assert titles(client) == ["-50", "500"]


def test_a_cancelled_date_stays_for_a_month(client):
    for days in (-40, -20, 20):
        actions.cancel_occurrence(occurrence=only_date(publish_event(in_days(days), title=f"{days}")))
    assert titles(client) == ["ABGESAGT: -20", "ABGESAGT: 20"]


def test_a_feed_stays_below_what_readers_take(client, settings):
    settings.EVENTS_FEED_MAX_BYTES = 4000
    for days in range(1, 11):
        publish_event(in_days(days), title=f"Termin {days}", summary="x" * 300)
    response = client.get(ALL)
    assert len(response.content) < 4000
    assert 0 < len(read(response).walk("VEVENT")) < 10
    assert "Termin 1" in titles(client)


def test_a_known_etag_costs_nothing(client):
    publish_event()
    first = client.get(ALL)
    again = client.get(ALL, headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304
    assert not again.content
    assert again["ETag"] == first["ETag"]
    assert again["Last-Modified"] == first["Last-Modified"]
    assert again["Cache-Control"] == first["Cache-Control"]


def test_the_date_of_the_last_change_works_for_those_who_know_no_etag(client):
    with time_machine.travel(datetime(2027, 1, 4, 9, 0, tzinfo=UTC), tick=False) as clock:
        publish_event()
        clock.shift(10)
        first = client.get(ALL)
        clock.shift(3600)
        known = {"If-Modified-Since": first["Last-Modified"]}
        assert client.get(ALL, headers=known).status_code == 304
        publish_event()
        assert client.get(ALL, headers=known).status_code == 200


def test_a_change_within_the_same_second_is_not_missed(client):
    with time_machine.travel(datetime(2027, 1, 4, 9, 0, tzinfo=UTC), tick=False) as clock:
        publish_event()
        first = client.get(ALL)
        publish_event()
        known = {"If-Modified-Since": first["Last-Modified"]}
        assert client.get(ALL, headers=known).status_code == 200
        clock.shift(100)
        assert client.get(ALL, headers=known).status_code == 200


def test_the_etag_decides_when_both_are_sent_and_nonsense_is_ignored(client):
    publish_event()
    first = client.get(ALL)
    stale = {"If-None-Match": '"other"', "If-Modified-Since": "Fri, 31 Dec 2100 23:59:59 GMT"}
    assert client.get(ALL, headers=stale).status_code == 200
    assert client.get(ALL, headers={"If-Modified-Since": "gestern"}).status_code == 200
    assert client.get(ALL, headers={"If-None-Match": f'W/{first["ETag"]}, "x"'}).status_code == 304
    assert client.get(ALL, headers={"If-None-Match": "*"}).status_code == 304


def test_the_last_change_never_lies_in_the_past_of_what_was_said_before(client):
    def said():
        return datetime.strptime(client.get(ALL)["Last-Modified"], "%a, %d %b %Y %H:%M:%S GMT").replace(tzinfo=UTC)

    with time_machine.travel(datetime(2027, 1, 4, 9, 0, tzinfo=UTC), tick=False) as clock:
        page = publish_event()
        clock.shift(60)
        moments = [said()]
        page.delete()
        clock.shift(60)
        moments.append(said())
        clock.shift(3 * 24 * 3600)
        moments.append(said())
    assert moments == sorted(moments)


def test_a_new_day_is_a_new_feed_because_dates_leave_the_window(client):
    with time_machine.travel(datetime(2027, 1, 4, 9, 0, tzinfo=UTC), tick=False) as clock:
        publish_event(berlin(2027, 1, 5, 14))
        first = client.get(ALL)
        clock.shift(62 * 24 * 3600)
        assert client.get(ALL, headers={"If-Modified-Since": first["Last-Modified"]}).status_code == 200
        assert titles(client) == []


def test_a_new_setting_is_a_new_feed(client, settings):
    actions.cancel_occurrence(occurrence=only_date(publish_event(in_days(-20), title="Vorbei")))
    assert titles(client) == ["ABGESAGT: Vorbei"]
    settings.EVENTS_FEED_CANCELLED_DAYS = 10
    assert titles(client) == []
    settings.EVENTS_TIME_ZONE = "Europe/Bucharest"
    assert b"X-WR-TIMEZONE:Europe/Bucharest" in client.get(ALL).content
    site = Site.objects.get(is_default_site=True)
    site.site_name = "Lindenregion"
    site.save()
    assert "Lindenregion: " in read(client.get(ALL))["X-WR-CALNAME"]


def test_gzip_is_for_those_who_ask_and_has_an_etag_of_its_own(client, settings):
    publish_event()
    plain, zipped = client.get(ALL), client.get(ALL, headers={"Accept-Encoding": "br, gzip"})
    assert zipped["Content-Encoding"] == "gzip"
    assert gzip.decompress(zipped.content) == plain.content
    assert zipped["Content-Length"] == str(len(zipped.content))
    assert zipped["ETag"] != plain["ETag"]
    assert not zipped["ETag"].startswith("W/")
    assert client.get(ALL, headers={"Accept-Encoding": "gzip", "If-None-Match": zipped["ETag"]}).status_code == 304
    assert "Content-Encoding" not in client.get(ALL, headers={"Accept-Encoding": "gzip;q=0"}).headers
    settings.EVENTS_FEED_GZIP = False
    assert "Content-Encoding" not in client.get(ALL, headers={"Accept-Encoding": "gzip"}).headers


@pytest.mark.parametrize("encoding", ["", "gzip"])
def test_head_says_what_get_would(client, encoding):
    publish_event()
    asked = {"Accept-Encoding": encoding}
    with time_machine.travel(timezone.now(), tick=False):  # the second after a change is not shown before it has come
        get, head = client.get(ALL, headers=asked), client.head(ALL, headers=asked)
    assert head.status_code == 200
    assert not head.content
    for name in ("Content-Type", "Content-Length", "ETag", "Last-Modified"):
        assert head[name] == get[name]


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PROPFIND", "REPORT", "OPTIONS"])
def test_whoever_wants_to_write_is_told_that_one_can_only_read(method):
    from django.test import Client

    response = Client(enforce_csrf_checks=True).generic(method, ALL)
    assert response.status_code == 405
    assert response["Allow"] == "GET, HEAD"


def test_bytes_are_the_same_each_time(client):
    publish_event()
    first = client.get(ALL)
    cache.clear()
    memory.forget()
    again = client.get(ALL)
    assert again.content == first.content
    assert again["ETag"] == first["ETag"]


def test_the_host_that_was_asked_for_does_not_get_into_the_feed(client, settings):
    settings.ALLOWED_HOSTS = ["*"]
    publish_event()
    assert b"evil" not in client.get(ALL, headers={"Host": "evil.example"}).content
    assert b"evil" not in client.get(ALL).content


def test_the_cache_may_forget_the_bytes(client):
    publish_event()
    first = client.get(ALL)
    cache.clear()
    assert client.get(ALL).content == first.content
    memory.forget()
    assert client.get(ALL).content == first.content


def test_a_feed_costs_the_same_with_one_date_and_with_many(client, django_assert_max_num_queries):
    publish_event(*[in_days(days) for days in range(1, 60)])
    with django_assert_max_num_queries(5):
        client.get(ALL)
    with django_assert_max_num_queries(1):
        client.get(ALL)


@pytest.mark.thorough
@hypothesis_settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(words=st.text(st.characters(codec="utf-8", exclude_characters="\x00"), min_size=1, max_size=200))
def test_whatever_an_editor_writes_the_feed_can_be_read(client, words):
    page = publish_event(title=words[:200] or "x", summary=words)
    actions.cancel_occurrence(occurrence=only_date(page), note=words[:300])
    assert len(read(client.get(ALL)).walk("VEVENT")) >= 1


# One date


def address_of(date):
    return reverse("events:occurrence_ics", args=[date.uid])


def test_one_date_can_be_saved(client):
    date = only_date(publish_event(berlin(2027, 1, 14, 14), title="Netzwerktreffen"))
    response = client.get(address_of(date))
    (event,) = read(response).walk("VEVENT")
    assert event["UID"] == str(date.uid)
    assert response["Content-Disposition"] == 'attachment; filename="termin-2027-01-14.ics"'
    assert "Cookie" not in response.get("Vary", "")


def test_one_date_and_the_feed_speak_of_the_same_event(client):
    date = only_date(publish_event())
    (saved,), (subscribed,) = (read(client.get(a)).walk("VEVENT") for a in (address_of(date), ALL))
    assert saved.to_ical() == subscribed.to_ical()


def test_a_members_date_is_for_members_and_kept_by_nobody(client, bob, carol, health):
    address = address_of(only_date(publish_event(networks=[health], visibility=Tier.MEMBERS)))
    assert client.get(address).status_code == 404
    client.force_login(carol)
    assert client.get(address).status_code == 404
    client.force_login(bob)
    response = client.get(address)
    assert response.status_code == 200
    assert response["Cache-Control"] == "private, no-store"
    assert "Cookie" in response["Vary"]
    assert "Access-Control-Allow-Origin" not in response


def test_what_was_unpublished_cannot_be_saved(client):
    page = publish_event()
    address = address_of(only_date(page))
    page.unpublish()
    assert client.get(address).status_code == 404


def test_no_secret_link_in_a_public_file(client):
    date = only_date(publish_event(attendance="online", online_url="https://meet.example.org/geheim"))
    assert b"geheim" not in client.get(address_of(date)).content
    assert b"geheim" not in client.get(ALL).content
    assert Occurrence.objects.get().place == "Online"


def test_in_two_months_it_is_still_there(client):
    with time_machine.travel(datetime(2027, 1, 4, 9, 0, tzinfo=UTC)):
        date = only_date(publish_event(berlin(2027, 1, 5, 14)))
    with time_machine.travel(datetime(2027, 1, 4, 9, 0, tzinfo=UTC) + timedelta(days=90)):
        assert client.get(address_of(date)).status_code == 200

"""A calendar in a frame on somebody else's page."""

import re
from datetime import UTC, datetime

import pytest
import time_machine
from django.core.cache import cache

from events import actions
from events.checks import check_settings
from events.keeping import memory
from home.models import LegalPage
from networks.visibility import Tier

from .dates import register
from .stories import berlin, in_days, make_index, make_venue, only_date, publish, publish_event

pytestmark = pytest.mark.django_db
DATES = "/kalender/einbetten/alle/"
MONTH = f"{DATES}monat/"


def shown(client, address=DATES):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def titles(client, address=DATES):
    return re.findall(r'<h3 class="event-row__title"[^>]*><a href="[^"]+">([^<]+)</a>', shown(client, address))


def policy(response):
    parts = (part.partition(" ") for part in response["Content-Security-Policy"].split("; "))
    return {name: sources.split() for name, _space, sources in parts}


def test_it_shows_the_next_dates_of_what_its_address_says(client, uelzen, celle):
    publish_event(in_days(3), title="Rückentag", districts=[uelzen])
    publish_event(in_days(2), title="Prüfungstag", districts=[celle], venue=make_venue())
    publish_event(in_days(-3), title="Vorbei", districts=[celle])
    actions.cancel_occurrence(occurrence=only_date(publish_event(in_days(4), title="Lesung", districts=[celle])))
    assert titles(client) == ["Prüfungstag", "Rückentag", "Lesung"]
    assert titles(client, "/kalender/einbetten/kreis/celle/") == ["Prüfungstag", "Lesung"]
    assert titles(client, "/kalender/einbetten/auswahl/kreis/celle/suche/prüfung/") == ["Prüfungstag"]
    assert "<h1>Celle</h1>" in shown(client, "/kalender/einbetten/kreis/celle/")
    assert client.get("/kalender/einbetten/kreis/nirgends/").status_code == 404


def test_it_shows_twenty_dates_and_leads_to_all_of_them(client, uelzen):
    index = make_index()
    publish_event(*[in_days(day) for day in range(1, 31)], parent=index, districts=[uelzen])
    assert len(titles(client)) == 20
    assert f'href="{index.full_url}?kreis=uelzen"' in shown(client, "/kalender/einbetten/kreis/uelzen/")
    assert f'href="{index.full_url}"' in shown(client)


def test_it_leads_to_the_list_as_long_as_there_is_one(client):
    index = make_index()
    publish_event()
    assert index.full_url in shown(client)
    index.unpublish()
    assert index.full_url not in shown(client)
    index.save_revision().publish()
    assert index.full_url in shown(client)


def test_a_month_has_its_neighbours_as_far_as_feeds_look(client):
    with time_machine.travel(datetime(2027, 1, 10, 9, tzinfo=UTC), tick=False):
        publish_event(berlin(2027, 1, 14, 14), title="Neujahrsempfang")
        publish_event(berlin(2027, 2, 3, 14), title="Lichtmess")
        january, february = shown(client, MONTH), shown(client, f"{MONTH}2027-02/")
        assert "Neujahrsempfang" in january
        assert "Lichtmess" not in january
        assert "Lichtmess" in february
        assert f'rel="next" href="{MONTH}2027-02/"' in january
        assert f'rel="prev" href="{MONTH}2027-01/"' in february
        assert 'rel="prev"' not in shown(client, f"{MONTH}2026-11/")
        for month in ("2026-10", "2028-08", "2027-13", "0000-01"):
            assert client.get(f"{MONTH}{month}/").status_code == 404


def test_its_today_is_that_of_the_calendar(client, settings):
    settings.EVENTS_TIME_ZONE = "Pacific/Kiritimati"  # where the next day has begun
    with time_machine.travel(datetime(2027, 1, 10, 12, tzinfo=UTC), tick=False):
        assert re.findall(r'aria-current="date"[^>]*>\s*<time[^>]*datetime="([^"]+)"', shown(client, MONTH)) == [
            "2027-01-11"
        ]


def test_it_is_called_everywhere_by_whose_it_is(client, settings):
    settings.EVENTS_CALENDAR_NAME = "Heideregion"
    assert "<title>Heideregion: " in shown(client)
    assert "Heideregion</a>" in shown(client)


def test_a_month_has_a_bound_since_any_visitor_can_ask_for_it(client, monkeypatch, caplog):
    monkeypatch.setattr("events.embedding.MOST_OF_MONTH", 3)
    with time_machine.travel(datetime(2027, 1, 10, 9, tzinfo=UTC), tick=False):
        publish_event(*[berlin(2027, 1, day, 14) for day in (14, 15, 16)])
        assert shown(client, MONTH).count('class="month__event"') == 3
        assert not caplog.records
        publish_event(berlin(2027, 1, 17, 14), title="Lichtmess")
        assert shown(client, MONTH).count('class="month__event"') == 3
    assert "Lichtmess" not in shown(client, f"{MONTH}2027-01/")
    assert "only its first 3 dates" in caplog.text


def test_without_dates_it_says_so(client):
    assert "Zurzeit ist kein Termin geplant." in shown(client)
    assert "Keine Termine" in shown(client, MONTH)


def test_it_speaks_english_below_the_english_address(client, english):
    page = publish_event(title="Gesundheitstag")
    translated = page.copy_for_translation(english, copy_parents=True)
    translated.title = "Health day"
    publish(translated)
    assert titles(client, "/en/kalender/einbetten/alle/") == ["Health day"]
    assert "All dates at" in shown(client, "/en/kalender/einbetten/alle/")
    assert titles(client) == ["Gesundheitstag"]


@pytest.mark.parametrize("address", [DATES, MONTH])
def test_it_is_the_same_for_everybody_and_may_be_kept_by_anybody(client, admin_ina, health, address):
    publish_event(in_days(0, hour=23), title="Öffentlich")
    publish_event(in_days(0, hour=23), title="Quittengelee", networks=[health], visibility=Tier.MEMBERS)
    response = client.get(address)
    assert "Öffentlich" in response.content.decode()
    assert "Quittengelee" not in response.content.decode()
    assert "Cookie" not in response["Vary"]
    assert not response.cookies
    assert response["Cache-Control"] == "public, max-age=300, stale-if-error=86400"
    assert response["X-Robots-Tag"] == "noindex"
    assert "Access-Control-Allow-Origin" not in response
    again = client.get(address, headers={"If-None-Match": response["ETag"]})
    assert (again.status_code, again["Content-Security-Policy"]) == (304, response["Content-Security-Policy"])
    assert client.get(address, headers={"Accept-Encoding": "gzip"})["Content-Encoding"] == "gzip"
    assert client.head(address)["Content-Length"] == str(len(response.content))
    assert client.post(address).status_code == 405
    memory.forget()
    cache.clear()
    client.force_login(admin_ina)
    for_staff = client.get(address)
    assert (for_staff.content, for_staff.cookies) == (response.content, {})


def test_nothing_runs_in_it_and_its_links_leave_the_frame(client):
    publish_event()
    for html in (shown(client), shown(client, MONTH)):
        assert '<base target="_top">' in html
        assert "<script" not in html
        assert " style=" not in html
        assert "<img" not in html
        assert "http-equiv" not in html
        for link in re.findall(r"<a [^>]*>", html):
            assert ("/einbetten/" in link) == ('target="_self"' in link)


def test_it_says_nothing_of_free_places_which_change_while_it_is_kept(client):
    page = publish_event(capacity=1, registration="here", waiting_list=False)
    register(only_date(page))
    assert "Ausgebucht" in client.get(page.get_parent().url).content.decode()
    assert "Ausgebucht" not in shown(client)


def test_nobody_else_may_frame_it_until_they_are_allowed(client, settings):
    response = client.get(DATES)
    assert policy(response)["frame-ancestors"] == ["'self'"]
    assert "X-Frame-Options" not in response
    settings.EVENTS_EMBED_ORIGINS = ["https://www.example.org", "https://*.example.net"]
    allowed = policy(client.get(DATES))
    assert allowed.pop("frame-ancestors") == ["'self'", "https://www.example.org", "https://*.example.net"]
    assert allowed == {
        "default-src": ["'none'"],
        "style-src": ["'self'"],
        "base-uri": ["'none'"],
        "form-action": ["'none'"],
    }
    settings.STATIC_URL = "https://static.example.com/"
    assert policy(client.get(DATES))["style-src"] == ["'self'", "https://static.example.com"]


@pytest.mark.parametrize(
    "wrong", ["https://www.example.org", ["www.example.org"], ["https://*"], ["https://a.example; script-src *"], ["*"]]
)
def test_a_wrong_list_of_websites_is_told(settings, wrong):
    settings.EVENTS_EMBED_ORIGINS = wrong
    assert [error.id for error in check_settings(None)] == ["events.E007"]


def test_the_websites_that_operators_name_are_right(settings):
    settings.EVENTS_EMBED_ORIGINS = ["https://www.example.org", "https://*.example.net:8443", "http://localhost:8000"]
    assert check_settings(None) == []


def test_it_leads_to_the_imprint_and_the_privacy_notice(client):
    for kind in (LegalPage.Kind.IMPRINT, LegalPage.Kind.PRIVACY):
        page = LegalPage.objects.filter(kind=kind, locale__language_code="de").first()
        assert f'href="{page.full_url}"' in shown(client)


def test_it_costs_the_same_for_many_dates(client, health, django_assert_max_num_queries):
    publish_event(*[in_days(day) for day in range(1, 30)], networks=[health], venue=make_venue())
    with django_assert_max_num_queries(22):
        client.get(DATES)
    with django_assert_max_num_queries(1):
        client.get(DATES)


def test_the_page_of_a_calendar_has_the_lines_to_copy(client):
    page = client.get("/kalender/abonnieren/art/messe/").content.decode()
    assert '&lt;iframe src="http://localhost/kalender/einbetten/art/messe/"' in page
    assert '&lt;iframe src="http://localhost/kalender/einbetten/art/messe/monat/"' in page

"""The calendar page: list, month, filters."""

import re
from datetime import UTC, date, datetime
from html import unescape

import pytest
import time_machine
from django.http import QueryDict

from events import actions
from events.filters import EventQuery, parse
from events.models import EventKind
from networks.visibility import Tier

from .stories import an_index, berlin, in_days, make_index, make_venue, only_date, publish, publish_event

pytestmark = pytest.mark.django_db
TODAY = date(2027, 1, 4)


@pytest.fixture
def index(db):
    return make_index()


def shown(client, index, query="", status=200):
    response = client.get(index.get_url() + query)
    assert response.status_code == status
    return response.content.decode()


def titles(client, index, query=""):
    html = shown(client, index, query)
    return re.findall(r'event-row__title"[^>]*><a href="[^"]*">([^<]*)', html)


def asked(address):
    return parse(QueryDict(address), today=TODAY)


def test_the_list_shows_what_is_to_come_the_next_first(client, index):
    publish_event(in_days(20), title="Später")
    publish_event(in_days(10), title="Bald")
    publish_event(in_days(-10), title="Vorbei")
    assert titles(client, index) == ["Bald", "Später"]
    assert "2 Termine, der nächste zuerst" in shown(client, index)


def test_what_runs_now_is_still_to_come(client, index):
    with time_machine.travel(datetime(2027, 1, 14, 14, 0, tzinfo=UTC)):
        publish_event(berlin(2027, 1, 14, 14), title="Läuft")
        assert titles(client, index) == ["Läuft"]


def test_the_past_begins_with_the_latest(client, index):
    publish_event(in_days(-20), title="Früher")
    publish_event(in_days(-10), title="Neulich")
    assert titles(client, index, "?zeit=vergangen") == ["Neulich", "Früher"]


def test_from_one_day_to_another_both_included(client, index):
    for day in (3, 4, 5, 6):
        publish_event(berlin(2027, 5, day, 14), title=f"{day}. Mai")
    assert titles(client, index, "?von=2027-05-04&bis=2027-05-05") == ["4. Mai", "5. Mai"]
    assert titles(client, index, "?von=2027-05-05&bis=2027-05-04") == ["4. Mai", "5. Mai"]
    assert titles(client, index, "?von=2027-05-06") == ["6. Mai"]


def test_filters_are_or_within_a_group_and_and_between_groups(client, index, health, training, uelzen, celle):
    publish_event(title="Gesund in Uelzen", networks=[health], districts=[uelzen])
    publish_event(title="Gesund in Celle", networks=[health], districts=[celle])
    publish_event(title="Prüfen in Celle", networks=[training], districts=[celle])
    assert len(titles(client, index, "?kreis=uelzen&kreis=celle")) == 3
    assert titles(client, index, f"?netzwerk={health.slug}&kreis=celle") == ["Gesund in Celle"]
    assert titles(client, index, "?art=messe") == []


def test_a_date_of_two_networks_is_one_row(client, index, health, training):
    publish_event(title="Beide", networks=[health, training])
    assert titles(client, index, f"?netzwerk={health.slug}&netzwerk={training.slug}") == ["Beide"]


def test_words_are_found_in_titles_summaries_places_and_kinds(client, index):
    publish_event(title="Rückenschule", summary="Für Pausen", venue=make_venue(city="Lüneburg"))
    publish_event(title="Anderes", kind=EventKind.objects.get(slug="messe"))
    for words in ("rückenschule", "pausen", "Lüneburg", "rücken lüne", "gesundheitstag"):
        assert titles(client, index, f"?q={words}") == ["Rückenschule"], words
    assert titles(client, index, "?q=rücken+messe") == []
    assert titles(client, index, "?q=%25") == []


COUNT = re.compile(
    r'name="(\w+)" value="([\w-]+)"[^>]*>\s*<span class="option__label">[^<]*</span>\s*'
    r'<span class="count"><span class="visually-hidden">\(</span>(\d+)'
)


def counts(html):
    return {(name, value): int(count) for name, value, count in COUNT.findall(html)}


def test_each_filter_says_how_many_dates_it_would_show(client, index, health, training, uelzen, celle):
    publish_event(in_days(5), in_days(6), networks=[health], districts=[uelzen])
    publish_event(networks=[health, training], districts=[uelzen, celle], title="Beide")
    found = counts(shown(client, index))
    assert found["netzwerk", health.slug] == 3
    assert found["netzwerk", training.slug] == 1
    assert found["kreis", "celle"] == 1
    assert found["art", "messe"] == 0
    narrowed = counts(shown(client, index, "?kreis=celle"))
    assert narrowed["netzwerk", health.slug] == 1
    assert narrowed["kreis", "uelzen"] == 3


def test_chosen_filters_can_be_taken_away_one_by_one(client, index, uelzen):
    html = unescape(shown(client, index, "?kreis=uelzen&q=rücken&zeit=vergangen"))
    links = re.findall(r'class="chosen__chip" href="([^"]*)"', html)
    assert sorted(links) == sorted(
        ["?kreis=uelzen&zeit=vergangen", "?q=r%C3%BCcken&zeit=vergangen", "?q=r%C3%BCcken&kreis=uelzen"]
    )
    assert f'class="chosen__reset" href="{index.get_url()}"' in html


def test_nothing_found_leads_on(client, index):
    html = shown(client, index, "?q=xyz")
    assert "Kein Termin passt zu allem zugleich." in html
    assert "Keine Termine gefunden" in html
    assert "Keine Termine im Januar 1999" in shown(client, index, "?monat=1999-01")
    assert "Zurzeit ist kein Termin geplant." in shown(client, index)


def test_long_lists_have_pages_that_keep_the_filters(client, index, settings, uelzen):
    settings.EVENTS_PAGE_SIZE = 5
    publish_event(*[in_days(days) for days in range(1, 13)], districts=[uelzen])
    assert len(titles(client, index, "?kreis=uelzen&page=3")) == 2
    assert "kreis=uelzen&page=2" in unescape(shown(client, index, "?kreis=uelzen"))


@pytest.mark.parametrize(("page", "seen"), [("0", 1), ("-1", 1), ("abc", 1), ("2", 2), ("99", 3)])
def test_pages_before_the_first_are_the_first_and_pages_beyond_the_end_the_last(client, index, settings, page, seen):
    settings.EVENTS_PAGE_SIZE = 5
    publish_event(*[in_days(days) for days in range(1, 13)])
    assert titles(client, index, f"?page={page}") == titles(client, index, f"?page={seen}")
    assert f"Seite {seen} von 3" in shown(client, index, f"?page={page}")


@pytest.mark.parametrize("month", ["9999-99", "Mai", "2101-01"])
def test_a_month_that_there_is_not_is_said_to_be_none(client, index, month):
    sentence = "Diesen Monat gibt es im Kalender nicht"
    assert sentence in shown(client, index, f"?monat={month}")
    assert sentence not in shown(client, index, "?ansicht=monat")
    assert sentence not in shown(client, index, "?monat=2027-05")


@pytest.mark.parametrize(
    "query",
    [
        "?page=999",
        "?page=-1",
        "?page=abc",
        f"?page={'9' * 5000}",
        "?q=%00",
        "?q=%22%27(*%25_",
        f"?q={'x' * 100_000}",
        "?q=%F0%9F%98%80+%C3%28",
        "?monat=abc",
        "?monat=2027-13",
        "?monat=0000-00",
        "?monat=99999-01",
        "?monat=9999-12",
        "?monat=2100-12",
        "?monat=1990-01",
        "?ansicht=monat&monat=",
        "?von=abc&bis=2027-02-30",
        "?von=9999-99-99&bis=%00",
        "?netzwerk=%00&kreis=%27&art=nichts",
        "?kreis=" + "&kreis=".join(str(n) for n in range(500)),
        "?zeit=nie",
    ],
)
def test_no_address_breaks_the_calendar(client, index, query):
    publish_event()
    shown(client, index, query)


def test_a_query_of_a_megabyte_is_cut(client, index):
    query = asked("q=" + "wort " * 200_000)
    assert len(query.text) <= 200
    assert len(query.words) <= 8


def test_an_address_says_all_of_a_query_and_nothing_else():
    query = asked("q=+rücken%00schule++&kreis=uelzen&kreis=uelzen&art=messe&zeit=vergangen&page=3&x=y")
    assert query.encoded() == "?q=r%C3%BCcken+schule&kreis=uelzen&art=messe&zeit=vergangen"
    assert asked(query.encoded()[1:]) == query
    assert not EventQuery()


# The month


def month_entries(html):
    found = re.findall(
        r'<time class="month__date" datetime="([\d-]+)">(.*?)(?=<time class="month__date"|</ol>\s*</section>)',
        html,
        re.S,
    )
    return {day: re.findall(r"<a href=[^>]*>(?:<span[^>]*>[^<]*</span>)?\s*([^<]+)</a>", inner) for day, inner in found}


def test_the_month_shows_each_day_with_its_dates(client, index):
    publish_event(berlin(2027, 2, 14, 14), title="Treffen")
    publish_event(berlin(2027, 3, 1, 14), title="März")
    entries = month_entries(shown(client, index, "?monat=2027-02"))
    assert len(entries) == 28
    assert entries["2027-02-14"] == ["Treffen"]
    assert sorted(filter(None, entries.values())) == [["Treffen"]]


def test_a_date_of_several_days_stands_on_each(client, index):
    from events.models import EventDate

    publish_event(EventDate(starts_at=berlin(2027, 2, 27, 9), ends_at=berlin(2027, 3, 2, 12)), title="Messe")
    assert [d for d, t in month_entries(shown(client, index, "?monat=2027-02")).items() if t] == [
        "2027-02-27",
        "2027-02-28",
    ]
    assert [d for d, t in month_entries(shown(client, index, "?monat=2027-03")).items() if t] == [
        "2027-03-01",
        "2027-03-02",
    ]


def test_the_last_evening_of_a_month_belongs_to_it(client, index):
    publish_event(berlin(2027, 1, 31, 23), title="Nacht")
    assert month_entries(shown(client, index, "?monat=2027-01"))["2027-01-31"] == ["Nacht"]


def test_months_can_be_turned_and_keep_the_filters(client, index, uelzen):
    html = unescape(shown(client, index, "?monat=2027-01&kreis=uelzen"))
    assert 'rel="prev" href="?kreis=uelzen&monat=2026-12"' in html
    assert 'rel="next" href="?kreis=uelzen&monat=2027-02"' in html


def test_the_month_of_today_is_shown_where_none_is_named(client, index):
    with time_machine.travel(datetime(2027, 5, 14, 12, 0, tzinfo=UTC)):
        assert "Mai 2027" in shown(client, index, "?ansicht=monat")


# What else the page does


def test_the_page_names_its_calendar(client, index, health):
    html = shown(client, index)
    assert re.search(r'<link rel="alternate" type="text/calendar"[^>]*href="http[^"]*/kalender/alle.ics"', html)
    assert re.search(r'href="webcal://[^"]*/kalender/alle.ics"', html)
    html = shown(client, index, f"?netzwerk={health.slug}")
    assert f"/kalender/netzwerk/{health.slug}.ics" in html


def test_cancelled_dates_are_shown_as_cancelled(client, index):
    actions.cancel_occurrence(occurrence=only_date(publish_event()))
    html = shown(client, index)
    assert "data-cancelled" in html
    assert "Abgesagt" in html


def test_members_dates_are_listed_for_members(client, index, health, bob, carol):
    publish_event(title="Nur wir", networks=[health], visibility=Tier.GROUP)
    assert titles(client, index) == []
    client.force_login(carol)
    assert titles(client, index) == []
    client.force_login(bob)
    assert titles(client, index) == ["Nur wir"]


def test_titles_stand_in_the_language_of_the_page(client, english):
    index = an_index()
    page = publish_event(title="Gesundheitstag")
    publish_event(title="Nur deutsch")
    translated = page.copy_for_translation(english, copy_parents=True)
    translated.title = "Health day"
    publish(translated)
    there = index.get_translation(english)
    assert sorted(titles(client, there)) == ["Health day", "Nur deutsch"]
    assert sorted(titles(client, index)) == ["Gesundheitstag", "Nur deutsch"]
    for view in ("", f"?monat={in_days(14):%Y-%m}"):
        [foreign] = re.findall(r'<(?:h3|a)[^>]* lang="de">(.*?)</(?:h3|a)>', shown(client, there, view))
        assert foreign.removesuffix("</a>").endswith("Nur deutsch")
    foreign = client.get("/en/kalender/alle.json").json()["items"]
    assert {item["title"]: item["language"] for item in foreign} == {"Health day": "en", "Nur deutsch": "de"}


def number_of_queries(client, index, query=""):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.get(index.get_url() + query)
    with CaptureQueriesContext(
        connection,
    ) as captured:
        client.get(index.get_url() + query)
    return len(captured)


def test_the_calendar_costs_the_same_with_one_date_and_with_two_hundred(client, index, health, uelzen, settings):
    settings.EVENTS_PAGE_SIZE = 300
    views = ["", "?monat=2027-02", "?zeit=vergangen&q=tag"]
    with time_machine.travel(datetime(2027, 1, 20, 12, 0, tzinfo=UTC)):
        publish_event(
            berlin(2027, 1, 12, 9), berlin(2027, 2, 12, 9), networks=[health], districts=[uelzen], venue=make_venue()
        )
        one = [number_of_queries(client, index, view) for view in views]
        for number in range(10):
            starts = [berlin(2027, month, day, 9) for month in (1, 2) for day in range(1, 11)]
            publish_event(*starts, title=f"Event {number}", networks=[health], districts=[uelzen], venue=make_venue())
        many = [number_of_queries(client, index, view) for view in views]
    assert all(after <= before for after, before in zip(many, one, strict=True))
    assert max(many) <= 32

"""The numbers of a date and of an event: right, small, and with no word about a person."""

import re
from collections import Counter
from datetime import date as day
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from events import actions
from events.models import Registration
from events.statistics import columns, statistics_of
from networks.models import Organisation

from .dates import make_date, make_page, register

pytestmark = pytest.mark.django_db
NAMES = ("Malte", "Aylin", "Thees", "Jördis", "Wiebke")


@pytest.fixture
def page(db):
    return make_page("Rückentag")


@pytest.fixture
def date(health, page):
    return make_date(page, networks=[health], capacity=3)


@pytest.fixture
def as_ada(client, ada):
    client.force_login(ada)
    return client


def url_of(date):
    return f"/admin/dates/{date.pk}/statistics/"


def url_of_event(page):
    return f"/admin/dates/event/{page.pk}/statistics/"


def text_of(response):
    assert response.status_code == 200
    return response.content.decode()


def rows(rows):
    return [(row.label, row.number) for row in rows]


def test_places_are_counted_by_date(date, page, ada):
    for name in NAMES:
        register(date, name)
    actions.cancel_registration(date.registrations.get(given_name="Wiebke"), by=ada)
    first, second = statistics_of([date, make_date(page)]).dates
    assert (first.places.taken, first.places.free, first.places.waiting, first.given_up) == (3, 0, 1, 1)
    assert (second.places.taken, second.places.free, second.numbers) == (0, None, Counter())


def test_small_groups_have_no_name(date, company, celle):
    Organisation.objects.create(name="Zwirnhof", slug="zwirnhof", district=celle, size="1-9")
    for number in range(3):
        register(date, f"M{number}", organisation=company.name)
    register(date, "Xi", organisation="Zwirnhof")
    register(date, "Folke", organisation="Unbekannt & Co")
    statistics = statistics_of([date])
    assert rows(statistics.districts) == [("Uelzen", 3), ("Weniger als 3 je", 1), ("Nicht bekannt", 1)]
    assert rows(statistics.sizes) == [("50 bis 249 Beschäftigte", 3), ("Weniger als 3 je", 1), ("Nicht bekannt", 1)]
    assert [row.share for row in statistics.districts] == [100, 33, 33]


def test_a_company_is_known_by_the_account_too(date, bob):
    for number in range(3):
        register(date, f"B{number}", user=bob, organisation="von Hand getippt")
    assert rows(statistics_of([date]).districts) == [("Uelzen", 3)]


def test_who_gave_up_or_never_proved_their_address_counts_for_no_district(date, company, ada):
    date.confirm_address = True
    date.save()
    register(date, "Malte", organisation=company.name)
    assert statistics_of([date]).districts == []


@pytest.mark.parametrize(
    ("days", "bars", "first"),
    [(1, 1, "1. März 2027"), (31, 31, "1. März 2027"), (32, 5, "Woche vom 1. März 2027"), (400, 14, "März 2027")],
)
def test_the_bars_are_days_weeks_or_months(days, bars, first):
    start = day(2027, 3, 1)
    found = columns({start + timedelta(days=number): 1 for number in range(days)})
    assert len(found) == bars
    assert found[0].label.replace("\N{NO-BREAK SPACE}", " ") == first
    assert sum(column.number for column in found) == days
    assert max(column.height for column in found) == 100


def test_a_day_without_a_registration_is_a_gap():
    found = columns({day(2027, 3, 1): 4, day(2027, 3, 3): 1})
    assert [(column.number, column.left, column.top) for column in found] == [(4, 0, 0), (0, 12, 100), (1, 24, 75)]


def test_the_page_shows_numbers_and_nobody(as_ada, date, company):
    for name in NAMES:
        register(date, name, organisation=company.name, remarks="Quittengelee")
    page = text_of(as_ada.get(url_of(date)))
    assert "5 Anmeldungen im Lauf der Zeit" in page
    assert re.search(r"<th scope=\"row\">Uelzen</th><td>5</td>", page)
    for word in (*NAMES, "Vardenhoop", "example.org/platz", company.name, "Quittengelee"):
        assert word not in page
    chart = page.split('<figure class="chart">')[1].split("</figure>")[0]
    assert chart.count("<rect") == 1
    assert "style=" not in chart
    assert "<script" not in chart


def test_a_date_without_registrations_has_a_page_too(as_ada, date):
    assert "Noch hat sich niemand angemeldet" in text_of(as_ada.get(url_of(date)))


def test_an_event_counts_its_dates_together(as_ada, date, page, health):
    other = make_date(page, networks=[health], in_days=30)
    register(date, "Malte")
    register(other, "Aylin")
    text = text_of(as_ada.get(url_of_event(page)))
    assert "2 Anmeldungen im Lauf der Zeit" in text
    assert url_of(date) in text
    assert url_of(other) in text


def test_coordinators_see_the_numbers_of_their_networks_only(as_ada, training, date, page):
    theirs = make_date(page, networks=[training])
    register(theirs, "Xi")
    assert as_ada.get(url_of(theirs)).status_code == 404
    assert url_of(theirs) not in text_of(as_ada.get(url_of_event(page)))
    foreign = make_page("Prüferschulung")
    make_date(foreign, networks=[training])
    assert as_ada.get(url_of_event(foreign)).status_code == 404


@pytest.mark.parametrize("name", ["bob", "carol"])
def test_members_and_strangers_do_not_come_in(client, request, date, page, name):
    client.force_login(request.getfixturevalue(name))
    assert client.get(url_of(date)).status_code == 302
    assert client.get(url_of_event(page)).status_code == 302


def test_the_lists_and_the_page_of_the_event_lead_there(client, eve, date, page):
    client.force_login(eve)
    register(date)
    assert url_of(date) in text_of(client.get("/admin/dates/"))
    assert url_of(date) in text_of(client.get(f"/admin/registrations/?occurrence={date.pk}"))
    assert url_of_event(page) in text_of(client.get(f"/admin/pages/{page.pk}/edit/"))
    assert url_of_event(page) in text_of(client.get(url_of(date)))


def test_it_costs_the_same_with_one_date_as_with_ten(
    as_ada, date, page, health, company, django_assert_max_num_queries
):
    register(date, organisation=company.name)
    as_ada.get(url_of_event(page))
    with CaptureQueriesContext(connection) as few:
        as_ada.get(url_of_event(page))
    for number in range(9):
        other = make_date(page, networks=[health], in_days=20 + number)
        for name in NAMES:
            register(other, name, organisation=f"{company.name} {number}")
    with django_assert_max_num_queries(len(few)):
        as_ada.get(url_of_event(page))
    assert Registration.objects.count() == 46

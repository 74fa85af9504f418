"""One step for all that the list shows on all of its pages: the server decides by the filter."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from events.bulk import Cancel
from events.models import Registration
from events.views import registration_bulk, selection
from networks.models import OutboxMessage

from .dates import make_date, make_page, register
from .many import fill
from .test_many_registrations import question  # noqa: F401

pytestmark = pytest.mark.django_db

Status = Registration.Status
LIST = "/admin/registrations/"
BULK = f"{LIST}bulk/"
MESSAGE = {"key": "0" * 32, "subject": "Raum", "text": "Moin!"}


@pytest.fixture
def date(health):
    return make_date(make_page("Rückentag"), networks=[health], capacity=2)


@pytest.fixture
def other(health):
    """Another date of the same network, with one registration."""
    other = make_date(make_page("Prüfertag"), networks=[health])
    register(other, "Wiebke")
    return other


@pytest.fixture
def as_ada(client, ada):
    client.force_login(ada)
    return client


def text_of(response):
    assert response.status_code == 200
    return response.content.decode()


def all_of(date, **more):
    return {"all": "on", "match": f"occurrence={date.pk}"} | more


def hidden(page, name):
    return re.search(f'name="{name}" value="([^"]*)"', page)[1].replace("&amp;", "&")


def live(date):
    return date.registrations.live().count()


def test_the_list_offers_it_where_it_has_other_pages(as_ada, date, other, question):  # noqa: F811
    fill(date, question, 50)
    assert 'name="all"' not in text_of(as_ada.get(f"{LIST}?occurrence={date.pk}"))
    fill(date, question, 60)
    page = text_of(as_ada.get(f"{LIST}?occurrence={date.pk}&q=Varden&ordering=family_name&p=2"))
    assert "Alle 60, die dem Filter entsprechen" in page
    match = hidden(page, "match")
    assert {*match.split("&")} == {f"occurrence={date.pk}", "q=Varden"}


def test_the_page_counts_outcomes_names_the_first_and_the_click_takes_all(as_ada, date, other, question):  # noqa: F811
    fill(date, question, 60)
    page = text_of(as_ada.get(f"{BULK}cancel/", all_of(date)))
    assert "Erhält eine E-Mail; der Platz wird frei.</th><td>2</td>" in page
    assert "Erhält eine E-Mail.</th><td>58</td>" in page
    assert "und 10 weitere Personen" in page
    assert page.count("Vardenhoop") == 50
    assert 'name="id"' not in page
    response = as_ada.post(f"{BULK}cancel/", all_of(date, seen=hidden(page, "seen")), follow=True)
    assert "60 Anmeldungen sind abgesagt." in text_of(response)
    assert (live(date), live(other)) == (0, 1)


def test_search_and_every_filter_count(as_ada, date, other):
    for name in ("Malte", "Aylin", "Thees"):
        register(date, name)
    page = text_of(as_ada.get(f"{BULK}cancel/", {"all": "on", "match": f"occurrence={date.pk}&status=waiting"}))
    assert ("Thees" in page, "Malte" in page) == (True, False)
    page = text_of(as_ada.get(f"{BULK}cancel/", {"all": "on", "match": "q=aylin"}))
    assert ("Aylin" in page, "Malte" in page) == (True, False)


def test_what_is_ticked_besides_is_no_matter(as_ada, date, other):
    register(date, "Malte")
    page = text_of(as_ada.get(f"{BULK}cancel/", all_of(date, id=[other.registrations.get().pk])))
    assert "Wiebke" not in page


@pytest.mark.parametrize("match", ["occurrence={theirs}", "status=nonsense", "occurrence=x", "network=0"])
def test_a_filter_that_makes_no_sense_means_nobody(as_ada, date, training, match):
    """In the list it shows all, with an error beside it."""
    theirs = make_date(networks=[training])
    register(theirs, "Quendelborn")
    register(date, "Malte")
    sent = {"all": "on", "match": match.format(theirs=theirs.pk)}
    assert "Keine Anmeldung" in text_of(as_ada.get(f"{BULK}cancel/", sent, follow=True))
    as_ada.post(f"{BULK}cancel/", sent)
    assert (live(date), live(theirs)) == (1, 1)


def test_without_a_filter_it_is_all_of_one_s_own_networks(as_ada, date, training):
    theirs = register(make_date(networks=[training]), "Quendelborn")
    register(date, "Malte")
    page = text_of(as_ada.get(f"{BULK}cancel/", {"all": "on", "match": ""}))
    assert ("Malte" in page, "Quendelborn" in page) == (True, False)
    as_ada.post(f"{BULK}cancel/", {"all": "on", "seen": hidden(page, "seen")})
    theirs.refresh_from_db()
    assert (live(date), theirs.is_live) == (0, True)


def test_who_came_in_between_is_looked_at_first(as_ada, date):
    register(date, "Malte")
    seen = hidden(text_of(as_ada.get(f"{BULK}cancel/", all_of(date))), "seen")
    register(date, "Aylin")
    page = text_of(as_ada.post(f"{BULK}cancel/", all_of(date, seen=seen)))
    assert "Dem Filter entsprechen inzwischen andere" in page
    assert "Aylin" in page
    assert live(date) == 2
    as_ada.post(f"{BULK}cancel/", all_of(date, seen=hidden(page, "seen")))
    assert live(date) == 0


def test_nobody_gets_a_message_whom_staff_has_not_seen(as_ada, date):
    register(date, "Malte")
    seen = hidden(text_of(as_ada.get(f"{BULK}message/", all_of(date))), "seen")
    page = text_of(as_ada.post(f"{BULK}message/", all_of(date, preview="", seen=seen) | MESSAGE))
    assert "An 1 Person senden" in page
    register(date, "Aylin")
    page = text_of(as_ada.post(f"{BULK}message/", all_of(date, seen=hidden(page, "seen"), send="") | MESSAGE))
    assert "Dem Filter entsprechen inzwischen andere" in page
    assert "An: Malte Vardenhoop, Aylin Vardenhoop" in page
    assert "Moin!" in page
    assert "senden</button>" not in page
    assert not OutboxMessage.objects.filter(kind="events.message").exists()
    as_ada.post(f"{BULK}message/", all_of(date, seen=hidden(page, "seen"), send="") | MESSAGE)
    assert OutboxMessage.objects.filter(kind="events.message").count() == 2


def test_too_many_at_once_are_refused(as_ada, date, monkeypatch):
    monkeypatch.setattr(selection, "MOST", 2)
    for name in ("Malte", "Aylin", "Thees"):
        register(date, name)
    assert "Mehr als 2 Anmeldungen" in text_of(as_ada.get(f"{BULK}cancel/", all_of(date), follow=True))
    as_ada.post(f"{BULK}cancel/", all_of(date))
    assert live(date) == 3


def test_when_the_time_is_over_the_rest_waits_for_another_click(as_ada, ada, date, monkeypatch):
    people = [register(date, name) for name in ("Malte", "Aylin", "Thees")]
    outcome = Cancel().carry_out(people[:2], by=ada, seconds=0)
    assert (sum(outcome.done.values()), outcome.to_do) == (1, 1)
    monkeypatch.setattr(registration_bulk, "SECONDS", 0)
    page = text_of(as_ada.get(f"{BULK}cancel/", all_of(date)))
    page = text_of(as_ada.post(f"{BULK}cancel/", all_of(date, seen=hidden(page, "seen"))))
    assert live(date) == 1
    assert "1 Anmeldung ist noch offen" in page


def test_a_message_and_a_move_to_all_that_match(as_ada, date, other):
    for name in ("Malte", "Aylin", "Thees"):
        register(date, name)
    seen = hidden(text_of(as_ada.get(f"{BULK}message/", all_of(date))), "seen")
    as_ada.post(f"{BULK}message/", all_of(date, seen=seen) | MESSAGE | {"send": ""})
    assert OutboxMessage.objects.filter(kind="events.message").count() == 3
    there = make_date(date.page, networks=list(date.networks.all()), in_days=28)
    page = text_of(as_ada.get(f"{BULK}move/", all_of(date)))
    assert "3 Anmeldungen sollen" in page
    page = text_of(as_ada.get(f"{BULK}move/", all_of(date, to=there.pk)))
    as_ada.post(f"{BULK}move/", all_of(date, to=there.pk, seen=hidden(page, "seen")))
    assert (live(date), live(there)) == (0, 3)


@pytest.mark.parametrize("step", ["confirm/", "cancel/", "message/"])
def test_thousands_cost_the_page_as_much_as_a_few(as_ada, date, question, step):  # noqa: F811
    fill(date, question, 60)
    _queries(as_ada, step, date)
    few = _queries(as_ada, step, date)
    fill(date, question, 2000)
    assert _queries(as_ada, step, date) == few


def _queries(client, step, date):
    with CaptureQueriesContext(connection) as asked:
        assert client.get(f"{BULK}{step}", all_of(date)).status_code == 200
    return len(asked)

"""The list with five thousand registrations: as many questions to the database as with fifty, exports in pieces."""

import tracemalloc
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from events.models import Question

from .dates import make_date
from .many import as_on_a_server, fill

pytestmark = pytest.mark.django_db

LIST = "/admin/registrations/"
FEW, MANY = 50, 5000


@pytest.fixture
def as_ada(client, ada):
    client.force_login(ada)
    return client


@pytest.fixture
def date(health):
    return make_date(networks=[health], capacity=FEW)


@pytest.fixture
def question(date):
    return Question.objects.create(event_key=date.event_key, key=str(uuid.uuid4()), kind="text", label="Kost?")


PATHS = (
    "registrations/",
    "registrations/?occurrence={date}&status=waiting&status=confirmed&ordering=-family_name",
    "registrations/results/?q=Vardenhoop&p=2",
    "dates/",
    "dates/{date}/statistics/",
)


def test_the_list_costs_the_same_with_fifty_and_with_five_thousand(as_ada, date, question):
    urls = [f"/admin/{path.format(date=date.pk)}" for path in PATHS]
    fill(date, question, FEW + 1)
    _numbers(as_ada, urls)
    few = _numbers(as_ada, urls)
    fill(date, question, MANY)
    assert _numbers(as_ada, urls) == few
    assert max(few.values()) < 40


def _numbers(client, urls):
    return {url: _queries(client, url) for url in urls}


def _queries(client, url):
    with CaptureQueriesContext(connection) as asked:
        assert client.get(url).status_code == 200
    return len(asked)


def peaks(client):
    """The most memory that each kind of export needs."""
    found = {}
    for kind in ("csv", "xlsx"):
        with as_on_a_server():
            b"".join(client.get(f"{LIST}?export={kind}").streaming_content)
            found[kind] = tracemalloc.get_traced_memory()[1]
    return found


@pytest.mark.thorough
def test_exports_of_many_need_no_more_memory_than_those_of_a_few(as_ada, date, question, monkeypatch):
    """All at once, four times as many took 3.8 times as much. `benchmarks.registration` writes five thousand."""
    monkeypatch.setattr("networks.exports.ROWS_AT_ONCE", 50)
    fill(date, question, 200)
    peaks(as_ada)
    few = peaks(as_ada)
    fill(date, question, 800)
    many = peaks(as_ada)
    assert all(many[kind] < 2.8 * few[kind] for kind in many), (few, many)


@pytest.mark.thorough
def test_an_export_asks_twice_more_for_each_five_hundred(as_ada, date, question):
    fill(date, question, 500)
    _queries_of_export(as_ada)  # what is looked up once and kept
    few = _queries_of_export(as_ada)
    fill(date, question, 1500)
    assert _queries_of_export(as_ada) == few + 2 * 2  # their answers, and what they chose


def _queries_of_export(client):
    with CaptureQueriesContext(connection) as asked:
        b"".join(client.get(f"{LIST}?export=csv").streaming_content)
    return len(asked)

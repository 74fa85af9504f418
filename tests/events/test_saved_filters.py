"""Filters of the list of registrations, kept by a name and found again; nobody else's, and nothing but filters."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import Permission
from django.utils import timezone

from events import actions
from events.models import SavedFilter

from .dates import make_date, register

pytestmark = pytest.mark.django_db

LIST = "/admin/registrations/"
SAVE = f"{LIST}filters/"


@pytest.fixture
def date(health):
    date = make_date(networks=[health], capacity=1)
    for name in ("Malte", "Aylin"):
        register(date, name)
    return date


@pytest.fixture
def as_ada(client, ada):
    client.force_login(ada)
    return client


def text_of(response):
    assert response.status_code == 200
    return response.content.decode()


def save(client, name="Wartende", query="status=waiting&ordering=family_name&q=Aylin"):
    return client.post(SAVE, {"name": name, "query": query})


def names():
    return list(SavedFilter.objects.values_list("name", flat=True))


def test_nothing_stands_in_the_way_before_there_is_a_filter(as_ada, date):
    assert "saved-filters" not in text_of(as_ada.get(LIST))
    page = text_of(as_ada.get(f"{LIST}?status=waiting&p=1&q="))
    assert 'name="query" value="status=waiting"' in page


def test_filters_search_and_order_are_found_again(as_ada, date):
    response = save(as_ada, name="  Wer   wartet ")
    assert response.url == f"{LIST}?status=waiting&ordering=family_name&q=Aylin"
    page = text_of(as_ada.get(response.url))
    assert "Wer wartet</a>" in page
    assert 'aria-current="true"' in page
    assert ("Aylin Vardenhoop" in page, "Malte Vardenhoop" in page) == (True, False)
    assert "Wer wartet</a>" in text_of(as_ada.get(f"{LIST}results/"))


def test_the_same_name_again_means_the_new_filters(as_ada, date):
    save(as_ada)
    save(as_ada, query="status=confirmed")
    assert SavedFilter.objects.get().query == "status=confirmed"


def test_it_is_deleted_by_a_button(as_ada, date):
    save(as_ada)
    url = f"{SAVE}{SavedFilter.objects.get().pk}/delete/"
    assert url in text_of(as_ada.get(LIST))
    assert as_ada.get(url).status_code == 405
    assert as_ada.post(url).url == LIST
    assert names() == []


def test_nobody_sees_or_deletes_those_of_others(as_ada, client, eve, date):
    save(as_ada)
    client.force_login(eve)
    assert "Wartende</a>" not in text_of(client.get(LIST))
    assert client.post(f"{SAVE}{SavedFilter.objects.get().pk}/delete/").status_code == 404
    save(client)
    assert names() == ["Wartende", "Wartende"]


@pytest.mark.parametrize(
    "query", ["export=csv&next=https://example.com/&status=waiting", "//example.com/?status=waiting&status=waiting"]
)
def test_only_filters_of_this_list_are_kept(as_ada, date, query):
    assert save(as_ada, query=query).url in {f"{LIST}?status=waiting", f"{LIST}?"}
    assert "example" not in SavedFilter.objects.get().query


@pytest.mark.parametrize("fields", [{"name": ""}, {"name": "x" * 61}, {"query": f"q={'x' * 300}"}])
def test_what_cannot_be_saved_is_said(as_ada, date, fields):
    assert "messages" in text_of(as_ada.post(SAVE, {"name": "x", "query": "q=y"} | fields, follow=True))
    assert names() == []


def test_there_is_an_end_to_it(as_ada, ada, date, monkeypatch):
    monkeypatch.setattr("events.views.saved_filters.MOST", 1)
    save(as_ada)
    save(as_ada, name="Noch einer")
    assert names() == ["Wartende"]
    save(as_ada, query="status=confirmed")
    assert SavedFilter.objects.get().query == "status=confirmed"


def test_a_filter_shows_no_more_than_its_reader_may_see(as_ada, training):
    theirs = make_date(networks=[training])
    register(theirs, "Quendelborn")
    response = save(as_ada, query=f"occurrence={theirs.pk}")
    assert "Quendelborn" not in text_of(as_ada.get(response.url))


@pytest.mark.parametrize("name", ["bob", "carol"])
def test_members_and_strangers_save_nothing(client, request, name):
    client.force_login(request.getfixturevalue(name))
    assert save(client).status_code == 302
    assert names() == []


def test_who_may_only_look_saves_too(client, carol, date):
    carol.user_permissions.add(*Permission.objects.filter(codename__in=["access_admin", "view_registration"]))
    client.force_login(carol)
    save(client)
    assert names() == ["Wartende"]


def test_search_words_end_as_registrations_do(as_ada, date):
    save(as_ada)
    save(as_ada, name="Alle Wartenden", query="status=waiting")
    assert actions.forget_searches() == 0
    with time_machine.travel(timezone.now() + timedelta(days=91)):
        assert actions.forget_searches() == 1
    assert names() == ["Alle Wartenden"]

"""A message to the people of a date: looked at, tried out, and sent once."""

import re
import uuid

import pytest
from django.urls import reverse
from wagtail.models import ModelLogEntry

from events import actions
from networks.models import OutboxMessage

from .dates import make_date, make_page, register

pytestmark = pytest.mark.django_db


@pytest.fixture
def date(health):
    """Malte has the one place, Aylin and Thees wait, Jördis has cancelled."""
    date = make_date(make_page("Rückentag"), networks=[health], capacity=1)
    register(date, "Malte")
    for name in ("Aylin", "Thees"):
        register(date, name)
    actions.cancel_registration(register(date, "Jördis"))
    return date


@pytest.fixture
def editor(client, eve):
    client.force_login(eve)
    return client


def page_of(date):
    return reverse("dates:message", args=[date.pk])


def written(**fields):
    return {
        "key": str(KEY),
        "statuses": ["confirmed"],
        "subject": "Raum, {vorname}",
        "text": "Moin {vorname}!",
    } | fields


KEY = uuid.UUID(int=7)


def sent():
    return OutboxMessage.objects.filter(kind="events.message").order_by("pk")


def text_of(response):
    assert response.status_code == 200
    return response.content.decode()


def test_the_form_is_for_those_with_a_place_unless_others_are_chosen(editor, date):
    html = text_of(editor.get(page_of(date)))
    assert re.findall(r'value="(\w+)"[^>]*checked', html) == ["confirmed"]
    assert 'value="cancelled"' not in html
    assert page_of(date) in text_of(editor.get(reverse("dates:index")))


def test_a_preview_says_how_many_and_what_and_sends_nothing(editor, date):
    before = OutboxMessage.objects.count()
    html = text_of(editor.post(page_of(date), written(statuses=["waiting"], text="{vorname} {x}<script>", preview="")))
    assert "An 2 Personen senden" in html
    assert "Kim {x}" in html
    assert "Unbekannt, geht so hinaus: {x}" in html
    assert "{x}<script>" not in html
    assert OutboxMessage.objects.count() == before


def test_a_trial_goes_to_oneself_alone(editor, eve, date):
    text_of(editor.post(page_of(date), written(trial="")))
    mail = OutboxMessage.objects.get(kind="events.message_on_trial")
    assert (mail.to, mail.subject) == (eve.email, "Raum, Kim")
    assert not sent().exists()


def test_each_person_gets_it_once_with_their_own_name_and_link(editor, date):
    for _click in range(2):
        assert editor.post(page_of(date), written(statuses=["confirmed", "waiting"], send="")).status_code == 302
    assert [mail.subject for mail in sent()] == ["Raum, Malte", "Raum, Aylin", "Raum, Thees"]
    assert "Moin Aylin!" in sent()[1].text
    assert len({mail.text.split("/platz/")[1][:20] for mail in sent()}) == 3
    entry = ModelLogEntry.objects.get(action="events.message")
    assert entry.data == {"number": 3, "statuses": ["confirmed", "waiting"]}


def test_the_same_words_with_another_form_are_another_message(editor, date):
    editor.post(page_of(date), written(send=""))
    editor.post(page_of(date), written(key=str(uuid.uuid4()), send=""))
    assert sent().count() == 2


@pytest.mark.parametrize(
    "fields", [{"statuses": ["cancelled"]}, {"statuses": ["unconfirmed"]}, {"text": ""}, {"key": "x"}]
)
def test_nobody_else_can_be_meant(editor, date, fields):
    assert editor.post(page_of(date), written(send="") | fields).status_code == 200
    assert not sent().exists()


def test_a_coordinator_writes_to_their_own_dates_only(client, ada, date, training):
    client.force_login(ada)
    assert client.get(page_of(date)).status_code == 200
    foreign = make_date(networks=[training])
    assert client.get(page_of(foreign)).status_code == 404
    assert client.post(page_of(foreign), written(send="")).status_code == 404


def test_a_stranger_finds_no_page(client, carol, date):
    client.force_login(carol)
    assert client.get(page_of(date)).status_code in {302, 403, 404}

"""When the database is away for a moment, pages say so, and what was typed can be sent again."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError

from events import actions
from events.errors import Busy
from events.models import Answer

from .asking import answered, ask, choice, event_that_asks, field
from .dates import register
from .test_group_pages import filled, group_url
from .test_rebooking import rebook, two_dates
from .test_self_service import PERSON, form_url, key_in, no_hurry, opened, seen_in, text_of  # noqa: F401

pytestmark = pytest.mark.django_db


@pytest.fixture
def database_is_away(monkeypatch):
    """From the first question of a page on."""

    def away(*_args, **_details):
        raise OperationalError("gone")

    def switch(*places):
        for place in places:
            monkeypatch.setattr(f"events.views.{place}", away)
        return monkeypatch.undo

    return switch


def hidden(response):
    """What a browser sends of the fields that nobody sees."""
    sent = {}
    for name, value in re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', text_of(response)):
        sent.setdefault(name, []).append(value)
    return sent


def test_answers_to_questions_go_along_while_these_cannot_be_read(client, database_is_away):
    date = event_that_asks(ask("text", "Halle?"), ask("choices", "Tage", "Mo", "Di"), ask("file", "Nachweis"))
    days = [choice(date, "Tage", day) for day in ("Mo", "Di")]
    typed = PERSON | {"key": key_in(client.get(form_url(date))), field(date, "Halle?"): "4", field(date, "Tage"): days}
    typed[field(date, "Nachweis")] = SimpleUploadedFile("a.pdf", b"%PDF-1.7")
    back_again = database_is_away("registration.occurrence_for_visitor")
    response = client.post(form_url(date), typed)
    assert response.status_code == 503
    assert "Bitte wählen Sie die Datei noch einmal aus" in text_of(response)
    back_again()
    assert client.post(form_url(date), PERSON | hidden(response)).status_code == 302
    assert answered(date.registrations.get()) == {"Halle?": "4", "Tage": "Mo, Di"}


def test_answers_of_each_person_of_a_group_go_along_too(client, database_is_away):
    date = event_that_asks(ask("text", "Halle?"))
    name = f"person-1-{field(date, 'Halle?')}"
    typed = filled(client, date, "Malte", "Aylin", **{name: "4"})
    database_is_away("group_form.occurrence_for_visitor")
    assert hidden(client.post(group_url(date), typed))[name] == ["4"]


def test_where_the_form_cannot_be_shown_nothing_asks_to_send_it_and_no_answer_is_lost(client, database_is_away):
    date = event_that_asks(ask("text", "Halle?"))
    path = f"{opened(client, register(date))}aendern/"
    client.post(path, PERSON | {field(date, "Halle?"): "4", "seen": seen_in(client.get(path))})
    database_is_away("own_changes._change_form")
    response = client.post(path, PERSON)
    assert response.status_code == 503
    assert "<form" not in text_of(response).partition("<main")[2].partition("</main")[0]
    assert "noch einmal" not in text_of(response)
    assert Answer.objects.get().value == "4"


def test_moving_to_another_date_can_be_sent_again(client, monkeypatch):
    def busy(*_args, **_details):
        raise Busy

    here, there = two_dates()
    path = opened(client, register(here))
    monkeypatch.setattr(actions, "rebook_registration", busy)
    response = rebook(client, None, there, path=path)
    assert response.status_code == 503
    assert f'value="{there.uid}"' in text_of(response)

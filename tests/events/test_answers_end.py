"""Each question has an end of its own, and members find again what they answered before."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.log_actions import registry

from events import actions
from events.models import Answer, Occurrence

from .asking import answered, ask, choice, event_that_asks, field
from .test_registration_ends import tables_with
from .test_self_service import form_url, no_hurry, send, text_of  # noqa: F401

pytestmark = pytest.mark.django_db

CANARY = "Zwirnkanarie"
HALL = ask("text", "Halle?")
DIET = ask("text", "Diät?", special_need=True)
MEAL = ask("choice", "Essen?", "vegetarisch", "mit Fleisch")


def over_since(date, days):
    end = timezone.now() - timedelta(days=days, minutes=1)
    Occurrence.objects.filter(pk=date.pk).update(start=end - timedelta(hours=2), end=end)


def answer_all(client, date, *labels):
    assert send(client, date, **{field(date, label): CANARY for label in labels}).status_code == 302


def labels_left():
    return set(Answer.objects.values_list("question__label", flat=True))


def test_answers_about_special_needs_go_a_week_after_the_date(client):
    date = event_that_asks(HALL, DIET)
    answer_all(client, date, "Halle?", "Diät?")
    over_since(date, 6)
    assert actions.forget_answers() == 0
    over_since(date, 7)
    assert actions.forget_answers() == 1
    assert labels_left() == {"Halle?"}


def test_each_question_says_how_long_its_answers_are_kept(client):
    soon, at_once = ask("text", "Kennzeichen?", retention_days=3), ask("text", "Ankunft?", retention_days=0)
    date = event_that_asks(soon, at_once, DIET | {"value": DIET["value"] | {"retention_days": 30}})
    answer_all(client, date, "Kennzeichen?", "Ankunft?", "Diät?")
    over_since(date, 0)
    actions.forget_answers()
    assert labels_left() == {"Kennzeichen?", "Diät?"}
    over_since(date, 8)
    actions.forget_answers()
    assert labels_left() == {"Diät?"}


def test_what_was_deleted_is_counted_in_the_log_of_the_date_and_nowhere_else_found(client, settings):
    date = event_that_asks(DIET)
    answer_all(client, date, "Diät?")
    assert tables_with(CANARY) == {"events_answer"}
    over_since(date, 8)
    call_command("tick")
    assert tables_with(CANARY) == set()
    entry = registry.get_logs_for_instance(date).get(action="events.forget_answers")
    assert entry.data == {"number": 1}


def test_the_form_says_when_an_answer_is_deleted(client):
    page = text_of(client.get(form_url(event_that_asks(DIET))))
    assert "Wir löschen sie 7 Tage nach der Veranstaltung." in page


# Members


def test_a_member_finds_what_they_answered_before_but_no_special_needs(client, bob):
    consent = ask("consent", "Fotos?", help_text="Drei Jahre.")
    first, second = event_that_asks(HALL, DIET, MEAL, consent), event_that_asks(HALL, DIET, MEAL, consent)
    client.force_login(bob)
    sent = {
        field(first, "Halle?"): "Halle 4",
        field(first, "Diät?"): CANARY,
        field(first, "Essen?"): choice(first, "Essen?", "mit Fleisch"),
        field(first, "Fotos?"): "on",
    }
    assert send(client, first, **sent).status_code == 302
    assert answered(first.registrations.get())["Halle?"] == "Halle 4"
    page = text_of(client.get(form_url(second)))
    assert 'value="Halle 4"' in page
    assert CANARY not in page
    assert page.count("checked") == 1
    client.logout()
    assert "Halle 4" not in text_of(client.get(form_url(second)))

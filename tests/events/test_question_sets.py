"""Questions that several events ask: written once, changed once."""

import pytest

from events import actions
from events.models import EventPage, Question, QuestionSet

from .asking import answered, ask, choice, event_that_asks, field, questions_of
from .test_self_service import no_hurry, send, text_of  # noqa: F401

pytestmark = pytest.mark.django_db

HALL = ask("text", "Halle?")


@pytest.fixture
def catering():
    meal = ask("choice", "Essen?", "ja", "nein")
    diet = ask("text", "Diät?", only_if_question="1", only_if_answer="ja")
    return QuestionSet.objects.create(name="Verpflegung", questions=[meal, diet])


def the_set(question_set):
    return {"type": "set", "value": question_set.pk, "id": "3f1f2a5e-0000-4000-8000-000000000001"}


def test_an_event_asks_the_questions_of_a_set_in_their_place(client, catering):
    date = event_that_asks(HALL, the_set(catering), ask("text", "Tor?"))
    assert list(questions_of(date)) == ["Halle?", "Essen?", "Diät?", "Tor?"]
    sent = {field(date, "Essen?"): choice(date, "Essen?", "nein"), field(date, "Diät?"): "vegan"}
    assert send(client, date, **sent).status_code == 302
    assert answered(date.registrations.get()) == {"Essen?": "nein"}


def test_a_change_of_a_set_holds_for_all_events_that_ask_it(catering, django_capture_on_commit_callbacks):
    first, second = event_that_asks(the_set(catering)), event_that_asks(HALL, the_set(catering))
    keys = set(Question.objects.filter(label="Essen?").values_list("pk", flat=True))
    with django_capture_on_commit_callbacks(execute=True):
        catering.questions.raw_data[0]["value"]["label"] = "Essen Sie mit?"
        catering.save()
    for date in (first, second):
        assert "Essen Sie mit?" in questions_of(date)
    assert set(Question.objects.filter(label="Essen Sie mit?").values_list("pk", flat=True)) == keys


def test_a_translated_set_gives_the_words(catering, english):
    translation = catering.copy_for_translation(english)
    translation.questions.raw_data[0]["value"]["label"] = "Lunch?"
    translation.save()
    date = event_that_asks(the_set(catering))
    assert questions_of(date)["Essen?"].translations["en"]["label"] == "Lunch?"


def test_a_set_that_was_deleted_asks_nothing_more(catering):
    date = event_that_asks(HALL, the_set(catering))
    catering.delete()
    actions.schedule(EventPage.objects.get(pk=date.page_id))
    assert list(questions_of(date)) == ["Halle?"]


def test_a_set_that_comes_twice_is_asked_once(catering):
    assert len(questions_of(event_that_asks(the_set(catering), the_set(catering)))) == 2


def test_editors_keep_sets_and_are_told_of_conditions_that_cannot_be_met(client, eve, catering):
    client.force_login(eve)
    assert "Verpflegung" in text_of(client.get("/admin/snippets/events/questionset/"))
    form = QuestionSet.edit_handler.bind_to_model(QuestionSet).get_form_class()
    assert "questions" in form.base_fields
    page = client.get(f"/admin/snippets/events/questionset/edit/{catering.pk}/")
    assert page.status_code == 200

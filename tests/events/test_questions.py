"""What an event asks: from the editor's stream to typed answers, and everywhere these are read."""

import re
import uuid
from datetime import date as day
from io import BytesIO

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import translation
from openpyxl import load_workbook
from wagtail.blocks import StreamBlockValidationError
from wagtail.test.utils.form_data import streamfield

from events import actions
from events.errors import QuestionsChanged
from events.models import Answer, EventPage, Question
from events.question_fields import Given
from events.questionnaire import check_conditions
from networks.models import OutboxMessage

from .asking import answered, ask, ask_anew, choice, event_that_asks, field, questions_of
from .dates import register
from .stories import draft_event, in_days, make_venue
from .test_admin import a_day, add
from .test_registration_ends import end_before
from .test_self_service import form_url, no_hurry, opened, send, text_of  # noqa: F401

pytestmark = pytest.mark.django_db

LIST = "/admin/registrations/"
XSS = "<script>alert(1)</script>"
MEAL = ask("choice", "Was essen Sie?", "vegetarisch", "mit Fleisch", required=True)
STEW = ask(
    "choices", "Welcher Eintopf?", "Linsen", "Kürbis", only_if_question="Was essen Sie?", only_if_answer="vegetarisch"
)


def submit(client, date, **answers):
    return send(client, date, **answers)


def only(date):
    return date.registrations.get()


# Answers of every kind


@pytest.mark.parametrize(
    ("kind", "sent", "stored"),
    [
        ("text", "Halle 4", "Halle 4"),
        ("long_text", "Erstens\r\nZweitens", "Erstens\nZweitens"),
        ("number", "0", 0),
        ("number", "12", 12),
        ("date", "2027-01-14", day(2027, 1, 14)),
        ("date", "14.01.2027", day(2027, 1, 14)),
    ],
)
def test_an_answer_is_stored_as_what_it_is(client, kind, sent, stored):
    date = event_that_asks(ask(kind, "Frage"))
    assert send(client, date, **{field(date, "Frage"): sent}).status_code == 302
    assert answered(only(date)) == {"Frage": stored}


def test_choices_are_stored_as_choices(client):
    date = event_that_asks(MEAL, ask("choices", "Vorträge", "Rücken", "Schlaf", "Sucht"))
    sent = {
        field(date, "Was essen Sie?"): choice(date, "Was essen Sie?", "mit Fleisch"),
        field(date, "Vorträge"): [choice(date, "Vorträge", "Sucht"), choice(date, "Vorträge", "Rücken")],
    }
    assert send(client, date, **sent).status_code == 302
    assert answered(only(date)) == {"Was essen Sie?": "mit Fleisch", "Vorträge": "Rücken, Sucht"}


def test_what_is_left_empty_leaves_no_row(client):
    kinds = ["text", "long_text", "number", "date"]
    date = event_that_asks(*[ask(kind, kind) for kind in kinds], ask("choice", "choice", "a", "b"))
    assert send(client, date, **{field(date, kind): "" for kind in [*kinds, "choice"]}).status_code == 302
    assert not Answer.objects.exists()


@pytest.mark.parametrize(
    ("question", "sent"),
    [
        (ask("text", "Frage"), "x" * 201),
        (ask("long_text", "Frage"), "x" * 2001),
        (ask("text", "Frage"), "a\x00b"),
        (ask("number", "Frage"), "viele"),
        (ask("number", "Frage"), "1.5"),
        (ask("number", "Frage"), "9" * 30),
        (ask("number", "Frage", minimum=1, maximum=5), "6"),
        (ask("number", "Frage", minimum=1, maximum=5), "0"),
        (ask("date", "Frage"), "2027-02-30"),
        (ask("date", "Frage"), "morgen"),
        (ask("choice", "Frage", "a", "b"), "999999"),
        (ask("choices", "Frage", "a", "b"), ["999999"]),
        (ask("choice", "Frage", "a", "b"), "' OR 1=1"),
    ],
)
def test_a_wrong_answer_stays_and_is_explained_beside_its_field(client, question, sent):
    date = event_that_asks(question)
    response = send(client, date, **{field(date, "Frage"): sent})
    page = text_of(response)
    assert response.status_code == 422
    assert f'id="id_{field(date, "Frage")}_error"' in page
    assert "Vardenhoop" in page
    assert not date.registrations.exists()


@pytest.mark.parametrize("kind", ["text", "long_text", "number", "date", "choice", "choices"])
def test_an_answer_that_is_needed_is_asked_for(client, kind):
    options = ["a", "b"] if kind in {"choice", "choices"} else []
    date = event_that_asks(ask(kind, "Frage", *options, required=True))
    response = send(client, date)
    assert response.status_code == 422
    assert f'id="id_{field(date, "Frage")}_error"' in text_of(response)


def test_choices_of_another_event_count_nothing(client):
    date, other = event_that_asks(MEAL), event_that_asks(ask("choice", "Was trinken Sie?", "Tee", "Wasser"))
    foreign = {
        field(date, "Was essen Sie?"): choice(other, "Was trinken Sie?", "Tee"),
        field(other, "Was trinken Sie?"): choice(other, "Was trinken Sie?", "Tee"),
    }
    assert send(client, date, **foreign).status_code == 422
    foreign[field(date, "Was essen Sie?")] = choice(date, "Was essen Sie?", "vegetarisch")
    assert send(client, date, **foreign).status_code == 302
    assert answered(only(date)) == {"Was essen Sie?": "vegetarisch"}


# Questions that depend on an answer


def test_a_question_that_does_not_arise_is_neither_needed_nor_stored(client):
    stew = STEW | {"value": STEW["value"] | {"required": True}}
    date = event_that_asks(MEAL, stew)
    meat = {field(date, "Was essen Sie?"): choice(date, "Was essen Sie?", "mit Fleisch")}
    lentils = {field(date, "Welcher Eintopf?"): [choice(date, "Welcher Eintopf?", "Linsen")]}
    assert send(client, date, **meat, **lentils).status_code == 302
    assert answered(only(date)) == {"Was essen Sie?": "mit Fleisch"}


def test_nonsense_in_a_question_that_does_not_arise_stands_in_nobodys_way(client):
    number = ask("number", "Wie viele?", only_if_question="1", only_if_answer="VEGETARISCH")
    date = event_that_asks(MEAL, number)
    meat = {field(date, "Was essen Sie?"): choice(date, "Was essen Sie?", "mit Fleisch")}
    assert send(client, date, **meat, **{field(date, "Wie viele?"): "viele"}).status_code == 302


def test_a_question_that_arises_is_needed(client):
    stew = STEW | {"value": STEW["value"] | {"required": True}}
    date = event_that_asks(MEAL, stew)
    vegetarian = {field(date, "Was essen Sie?"): choice(date, "Was essen Sie?", "vegetarisch")}
    response = send(client, date, **vegetarian)
    assert response.status_code == 422
    assert f'id="id_{field(date, "Welcher Eintopf?")}_error"' in text_of(response)
    lentils = {field(date, "Welcher Eintopf?"): [choice(date, "Welcher Eintopf?", "Linsen")]}
    assert send(client, date, **vegetarian, **lentils).status_code == 302


def test_what_depends_on_a_question_that_does_not_arise_does_not_arise_either(client):
    salt = ask("text", "Mit Salz?", only_if_question="Welcher Eintopf?", only_if_answer="Linsen", required=True)
    date = event_that_asks(MEAL, STEW, salt)
    sent = {
        field(date, "Was essen Sie?"): choice(date, "Was essen Sie?", "mit Fleisch"),
        field(date, "Welcher Eintopf?"): [choice(date, "Welcher Eintopf?", "Linsen")],
        field(date, "Mit Salz?"): "ja",
    }
    assert send(client, date, **sent).status_code == 302
    assert answered(only(date)) == {"Was essen Sie?": "mit Fleisch"}


def test_without_a_script_the_form_says_whom_a_question_is_for(client):
    date = event_that_asks(MEAL, STEW)
    page = text_of(client.get(form_url(date)))
    assert "Nur wenn Sie oben „vegetarisch“ gewählt haben." in page
    assert f'data-shown-if="{field(date, "Was essen Sie?")}={choice(date, "Was essen Sie?", "vegetarisch")}"' in page


# From the page to the form


def test_the_form_says_why_and_who_reads_it(client):
    date = event_that_asks(
        ask("text", "Unverträglich?", special_need=True, purpose="Für die Küche.", help_text="Kurz.")
    )
    page = text_of(client.get(form_url(date)))
    assert "Kurz." in page
    assert "Warum wir fragen: Für die Küche." in page
    assert "Ihre Antwort sieht nur das Organisationsteam." in page


def test_answers_survive_another_order_other_words_and_publishing_again(client):
    stew = ask("choices", "Welcher Eintopf?", "Linsen", "Kürbis")
    date = event_that_asks(MEAL, stew)
    sent = {
        field(date, "Was essen Sie?"): choice(date, "Was essen Sie?", "mit Fleisch"),
        field(date, "Welcher Eintopf?"): [choice(date, "Welcher Eintopf?", "Kürbis")],
    }
    send(client, date, **sent)
    before = set(Question.objects.values_list("pk", flat=True))
    stew["value"]["label"] = "Eintopf"
    stew["value"]["options"].reverse()
    stew["value"]["options"][0]["value"]["label"] = "Hokkaido-Kürbis"
    ask_anew(date, stew, MEAL)
    assert set(Question.objects.values_list("pk", flat=True)) == before
    assert list(questions_of(date)) == ["Eintopf", "Was essen Sie?"]
    assert answered(only(date)) == {"Eintopf": "Hokkaido-Kürbis", "Was essen Sie?": "mit Fleisch"}


def test_a_question_that_is_taken_away_keeps_its_answers_and_is_asked_no_more(client):
    date = event_that_asks(ask("text", "Halle?"), ask("text", "Tor?"))
    send(client, date, **{field(date, "Halle?"): "4"})
    ask_anew(date)
    assert questions_of(date) == {}
    assert answered(only(date)) == {"Halle?": "4"}
    assert not Question.objects.filter(label="Tor?").exists()


def test_a_choice_that_is_taken_away_keeps_its_answers(client):
    date = event_that_asks(MEAL)
    send(client, date, **{field(date, "Was essen Sie?"): choice(date, "Was essen Sie?", "mit Fleisch")})
    fish = ask("choice", "Was essen Sie?", "vegan", "mit Fisch")["value"]
    ask_anew(date, MEAL | {"value": fish})
    assert answered(only(date)) == {"Was essen Sie?": "mit Fleisch"}
    assert "mit Fleisch" not in text_of(client.get(form_url(date)))


def test_a_question_that_changed_while_the_form_was_open_is_shown_anew():
    date = event_that_asks(ask("text", "Halle?"))
    old = questions_of(date)["Halle?"]
    ask_anew(date, ask("text", "Tor?"))
    with pytest.raises(QuestionsChanged):
        register(date, answers=[Given(old, "4")])
    assert not date.registrations.exists()


def test_a_copied_event_asks_on_its_own(client):
    date, copy = event_that_asks(MEAL), event_that_asks(MEAL)
    send(client, date, **{field(date, "Was essen Sie?"): choice(date, "Was essen Sie?", "mit Fleisch")})
    ask_anew(copy)
    assert list(questions_of(date)) == ["Was essen Sie?"]
    assert questions_of(copy) == {}


def test_a_translation_gives_the_words(client, english):
    date = event_that_asks(MEAL, STEW)
    page = EventPage.objects.get(pk=date.page_id)
    translated = page.copy_for_translation(english, copy_parents=True)
    meal = translated.questions.raw_data[0]
    meal["value"]["label"] = "What do you eat?"
    meal["value"]["options"][0]["value"]["label"] = "vegetarian"
    translated.save_revision().publish()
    with translation.override("en"):
        form = text_of(client.get(form_url(date)))
    assert "What do you eat?" in form
    assert "vegetarian" in form
    assert "mit Fleisch" in form
    assert list(questions_of(date)) == ["Was essen Sie?", "Welcher Eintopf?"]


def test_the_last_page_takes_its_questions_along():
    date = event_that_asks(MEAL)
    EventPage.objects.get(pk=date.page_id).delete()
    actions.reschedule(date.event_key)
    assert not Question.objects.exists()


@pytest.mark.parametrize("number", [1, 30])
def test_the_form_asks_the_database_as_often_for_many_questions(client, django_assert_max_num_queries, number):
    few = [ask("choice", f"Frage {n}", "a", "b", "c") for n in range(number)]
    few += [ask("text", f"Und {n}", only_if_question=f"Frage {n}", only_if_answer="a") for n in range(number)]
    date = event_that_asks(*few)
    client.get(form_url(date))
    with django_assert_max_num_queries(22):
        assert client.get(form_url(date)).status_code == 200


# What the editor is told


@pytest.mark.parametrize(
    ("question", "answer", "told"),
    [
        ("Gibt es nicht", "vegetarisch", "steht über dieser keine"),
        ("Halle?", "vegetarisch", "Nur eine Frage mit Auswahl"),
        ("Was essen Sie?", "nichts", "„vegetarisch“, „mit Fleisch“"),
        ("9", "vegetarisch", "steht über dieser keine"),
    ],
)
def test_a_condition_that_cannot_be_met_is_explained(question, answer, told):
    later = ask("text", "Warum?", only_if_question=question, only_if_answer=answer)
    page = draft_event(in_days(14), questions=[MEAL, ask("text", "Halle?"), later])
    with pytest.raises(StreamBlockValidationError) as refused:
        check_conditions(page.questions)
    errors = refused.value.block_errors[2].block_errors
    assert told in str(errors)


def question_in_form(label, **fields):
    value = dict.fromkeys(("help_text", "purpose", "retention_days", "only_if_question", "only_if_answer"), "")
    return ("text", value | {"label": label} | fields)


def test_an_editor_writes_questions_and_is_told_beside_them_what_is_wrong(client, eve):
    client.force_login(eve)
    depends = question_in_form("Warum?", only_if_question="Gibt es nicht", only_if_answer="ja")
    sent = {"venue": make_venue().pk}
    wrong = add(client, a_day(), **sent, questions=streamfield([question_in_form("Halle?"), depends]))
    assert "dieser keine Frage mit diesem Wortlaut" in text_of(wrong)
    assert add(client, a_day(), **sent, questions=streamfield([question_in_form("Halle?")])).status_code == 302
    date = EventPage.objects.get().occurrences.get()
    assert list(questions_of(date)) == ["Halle?"]
    edit = client.get(reverse("wagtailadmin_pages:edit", args=[date.page_id]))
    assert "Warum wir fragen" in text_of(edit)


def test_a_number_that_nobody_could_enter_is_explained(client, eve):
    client.force_login(eve)
    impossible = question_in_form("Wie viele?", minimum="5", maximum="2")
    wrong = add(client, a_day(), venue=make_venue().pk, questions=streamfield([("number", impossible[1])]))
    assert "Keine Zahl ist mindestens 5 und" in text_of(wrong)
    assert not EventPage.objects.exists()


# Everywhere answers are read


def test_the_mail_and_the_page_behind_its_link_hold_the_answers_but_no_special_needs(client):
    date = event_that_asks(ask("text", "Halle?"), ask("text", "Unverträglich?", special_need=True))
    send(client, date, **{field(date, "Halle?"): "Halle 4", field(date, "Unverträglich?"): "Sellerie"})
    mail = OutboxMessage.objects.get()
    page = text_of(client.get(opened(client, only(date))))
    for text in (mail.text, mail.html, page):
        assert "Halle 4" in text
        assert "Sellerie" not in text
    assert "Ihre Antwort sieht nur das Organisationsteam." in page


def test_staff_reads_special_needs_only_with_the_right_to(client, eve, carol):
    date = event_that_asks(ask("text", "Unverträglich?", special_need=True), ask("text", "Halle?"))
    send(client, date, **{field(date, "Halle?"): "Halle 4", field(date, "Unverträglich?"): "Sellerie"})
    url = f"{LIST}{only(date).pk}/"
    client.force_login(eve)
    assert "Sellerie" in text_of(client.get(url))
    rights = ["access_admin", "view_registration", "view_everything"]
    carol.user_permissions.add(*Permission.objects.filter(codename__in=rights))
    client.force_login(carol)
    page = text_of(client.get(url))
    assert "Halle 4" in page
    assert "Sellerie" not in page
    assert b"Sellerie" not in export(client, "csv")
    assert b"Halle 4" in export(client, "csv")


def export(client, kind):
    return b"".join(client.get(f"{LIST}?export={kind}").streaming_content)


def test_the_spreadsheet_has_a_column_for_each_question(client, eve):
    date = event_that_asks(MEAL, ask("number", "Wie viele?"), ask("date", "Seit wann?"), ask("text", "=1+1"))
    sent = {
        field(date, "Was essen Sie?"): choice(date, "Was essen Sie?", "mit Fleisch"),
        field(date, "Wie viele?"): "12",
        field(date, "Seit wann?"): "2020-05-01",
        field(date, "=1+1"): "=2+2",
    }
    send(client, date, **sent)
    register(event_that_asks(), "Malte")
    client.force_login(eve)
    heading, _malte, row = load_workbook(BytesIO(export(client, "xlsx"))).active.iter_rows()
    cells = {title.value: cell for title, cell in zip(heading, row, strict=True)}
    assert cells["Was essen Sie?"].value == "mit Fleisch"
    assert cells["Wie viele?"].value == 12
    assert f"{cells['Seit wann?'].value:%d.%m.%Y}" == "01.05.2020"
    assert "f" not in {cell.data_type for cell in [*heading, *row]}
    assert "'=2+2" in export(client, "csv").decode()


@pytest.mark.parametrize("number", [1, 30])
def test_an_export_asks_the_database_as_often_for_many_questions(client, eve, number, django_assert_max_num_queries):
    date = event_that_asks(*[ask("choice", f"Frage {n}", "a", "b") for n in range(number)])
    for person in range(3):
        given = [Given(q, options=tuple(q.options.all())[:1]) for q in questions_of(date).values()]
        register(date, f"P{person}", answers=given)
    client.force_login(eve)
    client.get(LIST)
    with django_assert_max_num_queries(32):
        export(client, "xlsx")


def test_nothing_that_people_or_editors_write_runs_as_a_program(client, eve):
    asked = [
        ask(kind, XSS, help_text=XSS, purpose=XSS, special_need=special)
        for kind, special in (("text", False), ("long_text", False), ("text", True))
    ]
    meal = ask("choices", f"Essen {XSS}", XSS, "b")
    date = event_that_asks(*asked, meal, ask("text", "Dazu", only_if_question="4", only_if_answer=XSS))
    names = [question.field_name for question in Question.objects.asked_at(date)]
    sent = dict.fromkeys([*names[:3], names[4]], XSS) | {names[3]: [choice(date, f"Essen {XSS}", XSS)]}
    wrong = send(client, date, **sent, email="falsch")
    done = send(client, date, **sent)
    assert (wrong.status_code, done.status_code) == (422, 302)
    own = client.get(opened(client, only(date)))
    client.force_login(eve)
    mail = OutboxMessage.objects.get()
    pages = [own, wrong, client.get(form_url(date)), client.get(f"{LIST}{only(date).pk}/")]
    for page in [*map(text_of, pages), mail.html]:
        assert "alert(1)" in page
        assert XSS not in page


# Staff


def test_staff_answers_what_they_know(client, eve):
    date = event_that_asks(MEAL, ask("text", "Halle?", required=True))
    client.force_login(eve)
    page = text_of(client.get(f"{LIST}new/?occurrence={date.pk}"))
    assert "Was essen Sie?" in page
    sent = {"occurrence": date.pk, "key": uuid.uuid4(), field(date, "Halle?"): "4"} | asked_in(page)
    assert client.post(f"{LIST}new/", SULE | sent).status_code == 302
    assert answered(only(date)) == {"Halle?": "4"}


SULE = {"given_name": "Sule", "family_name": "Tollmark", "email": "sule@example.org", "language": "de"}


def asked_in(page):
    """What the form sends of the questions that stood in it."""
    return {"asked": re.search(r'name="asked" value="([^"]+)"', page).group(1)}


def test_staff_who_chooses_the_date_in_the_form_sees_its_questions_and_loses_nothing(client, eve):
    date = event_that_asks(ask("text", "Halle?"))
    client.force_login(eve)
    assert "Halle?" not in text_of(client.get(f"{LIST}new/"))
    sent = SULE | {"occurrence": date.pk, "key": uuid.uuid4(), "remarks": "kommt mit dem Rad"}
    page = text_of(client.post(f"{LIST}new/", sent))
    assert not date.registrations.exists()
    for word in ("Halle?", "Sie stehen jetzt weiter unten", "Tollmark", "kommt mit dem Rad"):
        assert word in page
    assert client.post(f"{LIST}new/", sent | asked_in(page) | {field(date, "Halle?"): "4"}).status_code == 302
    assert answered(only(date)) == {"Halle?": "4"}


def test_staff_who_chooses_another_date_in_the_form_sees_the_questions_of_that_one(client, eve):
    date, other = event_that_asks(ask("text", "Halle?")), event_that_asks(ask("text", "Bühne?"))
    client.force_login(eve)
    seen = asked_in(text_of(client.get(f"{LIST}new/?occurrence={date.pk}")))
    page = text_of(client.post(f"{LIST}new/", SULE | {"occurrence": other.pk, "key": uuid.uuid4()} | seen))
    assert "Bühne?" in page
    assert "Halle?" not in page


@pytest.mark.parametrize("nonsense", ["", "x", "999999999999999999999999"])
def test_staff_can_open_the_form_without_a_date(client, eve, nonsense):
    client.force_login(eve)
    assert client.get(f"{LIST}new/?occurrence={nonsense}").status_code == 200


# The end


def test_answers_end_with_their_registration(client):
    date = event_that_asks(MEAL, ask("text", "Halle?"))
    sent = {
        field(date, "Halle?"): "Zwirn",
        field(date, "Was essen Sie?"): choice(date, "Was essen Sie?", "vegetarisch"),
    }
    send(client, date, **sent)
    end_before(date, days=91)
    assert actions.anonymise_registrations() == 1
    assert not Answer.objects.exists()
    assert Question.objects.count() == 2

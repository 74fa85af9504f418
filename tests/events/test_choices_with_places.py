"""Choices with places of their own: never one too many, nobody in the way of others, in the order of coming."""

import pytest

from events import actions, bulk
from events.errors import FullyBooked
from events.full_choices import names_of, waits_for
from events.models import EventPage, Option, Registration
from events.places import fits, free_of
from events.question_fields import Given
from networks.models import OutboxMessage

from .asking import answered, ask, ask_anew, choice, event_that_asks, field, questions_of
from .dates import register, statuses
from .stories import publish
from .test_self_service import form_url, no_hurry, opened, send, text_of  # noqa: F401

pytestmark = pytest.mark.django_db

Status = Registration.Status
WHICH = "Welcher Workshop?"


def workshops(a=1, b=2, **fields):
    return event_that_asks(ask("choice", WHICH, ("Rücken", a), ("Schlaf", b), "keiner"), **fields)


def come(date, name, workshop="Rücken", **fields):
    question = questions_of(date)[WHICH]
    return register(date, name, answers=[Given(question, options=(question.options.get(label=workshop),))], **fields)


def left(date):
    return {option.label: option.left for option in Option.objects.limited().with_taken(date)}


def chosen(date, workshop):
    return {field(date, WHICH): choice(date, WHICH, workshop)}


def test_a_choice_with_places_is_taken_by_those_who_have_a_place():
    date = workshops(a=1, b=2)
    assert [come(date, "Malte").status, come(date, "Aylin").status] == [Status.CONFIRMED, Status.WAITING]
    assert come(date, "Thees", "Schlaf").status == Status.CONFIRMED
    assert come(date, "Wiebke", "keiner").status == Status.CONFIRMED
    assert left(date) == {"Rücken": 0, "Schlaf": 1}


def test_who_waits_for_a_full_choice_is_in_nobodys_way():
    date = workshops(a=1, b=5, capacity=10)
    for name in ("Malte", "Aylin", "Thees"):
        come(date, name)
    assert come(date, "Wiebke", "Schlaf").status == Status.CONFIRMED
    assert statuses(date) == [Status.CONFIRMED, Status.WAITING, Status.WAITING, Status.CONFIRMED]


def test_a_choice_that_becomes_free_goes_to_whoever_waits_longest_for_it():
    date = workshops(a=1, b=1, capacity=10)
    first = come(date, "Malte")
    come(date, "Aylin", "Schlaf")
    waiting = [come(date, "Thees", "Schlaf"), come(date, "Wiebke"), come(date, "Jördis")]
    actions.cancel_registration(first)
    assert [Registration.objects.get(pk=r.pk).status for r in waiting] == [
        Status.WAITING,
        Status.CONFIRMED,
        Status.WAITING,
    ]


def test_more_places_of_a_choice_let_people_move_up_when_they_are_published():
    question = ask("choice", WHICH, ("Rücken", 1), "keiner")
    date = event_that_asks(question)
    for name in ("Malte", "Aylin", "Thees"):
        come(date, name)
    question["value"]["options"][0]["value"]["places"] = 2
    ask_anew(date, question)
    assert statuses(date) == [Status.CONFIRMED, Status.CONFIRMED, Status.WAITING]


def test_fewer_places_of_a_choice_throw_nobody_out():
    question = ask("choice", WHICH, ("Rücken", 2), "keiner")
    date = event_that_asks(question)
    come(date, "Malte")
    come(date, "Aylin")
    question["value"]["options"][0]["value"]["places"] = 1
    ask_anew(date, question)
    assert statuses(date) == [Status.CONFIRMED] * 2
    assert left(date) == {"Rücken": 0}


def test_a_choice_that_is_taken_away_still_counts_those_who_have_it():
    question = ask("choice", WHICH, ("Rücken", 1), "keiner")
    date = event_that_asks(question)
    first, second = come(date, "Malte"), come(date, "Aylin")
    ask_anew(date)
    actions.cancel_registration(first)
    assert Registration.objects.get(pk=second.pk).status == Status.CONFIRMED


def test_each_date_has_places_of_its_own():
    from .stories import in_days

    page = EventPage.objects.get(pk=workshops(a=1).page_id)
    page = page.get_latest_revision_as_object()
    page.dates = [*page.dates.all(), type(page.dates.first())(starts_at=in_days(20), ends_at=in_days(20, 16))]
    first, second = publish(page).occurrences.order_by("start")
    assert [come(first, "Malte").status, come(second, "Aylin").status] == [Status.CONFIRMED] * 2


def test_several_choices_are_given_together_or_not_at_all():
    date = event_that_asks(ask("choices", WHICH, ("Rücken", 1), ("Schlaf", 1)), capacity=10)
    question = questions_of(date)[WHICH]
    both = [Given(question, options=tuple(question.options.all()))]
    come(date, "Malte", "Schlaf")
    assert register(date, "Aylin", answers=both).status == Status.WAITING
    assert come(date, "Thees").status == Status.CONFIRMED  # what Aylin could have is not kept, what she lacks is
    assert left(date) == {"Rücken": 0, "Schlaf": 0}


def test_without_a_waiting_list_a_full_choice_is_refused():
    date = workshops(waiting_list=False, capacity=10)
    come(date, "Malte")
    with pytest.raises(FullyBooked):
        come(date, "Aylin")
    assert come(date, "Aylin", "keiner").status == Status.CONFIRMED


def test_the_form_says_what_is_full_and_what_one_can_wait_for(client):
    date = workshops(a=1, b=3)
    come(date, "Malte")
    page = text_of(client.get(form_url(date)))
    assert "Rücken – Warteliste" in page
    assert "Schlaf – noch 3 Plätze" in page
    assert "disabled" not in page
    answer = send(client, date, **chosen(date, "Rücken"))
    assert "Wir haben Sie auf die Warteliste gesetzt" in text_of(client.get(answer.url))


def test_without_a_waiting_list_what_is_full_cannot_be_chosen(client):
    date = workshops(waiting_list=False)
    come(date, "Malte")
    page = text_of(client.get(form_url(date)))
    assert "Rücken – ausgebucht" in page
    assert "disabled" in page
    refused = send(client, date, **chosen(date, "Rücken"))
    assert refused.status_code == 422
    assert "„Rücken“ ist ausgebucht." in text_of(refused)
    assert "Vardenhoop" in text_of(refused)
    assert date.registrations.count() == 1


def test_a_choice_that_fills_up_meanwhile_brings_the_form_back(client, monkeypatch):
    date = workshops(waiting_list=False)
    really = actions.register

    def somebody_is_faster(**options):
        monkeypatch.setattr(actions, "register", really)
        come(date, "Malte")
        return really(**options)

    monkeypatch.setattr("events.views.registration.actions.register", somebody_is_faster)
    response = send(client, date, **chosen(date, "Rücken"))
    assert response.status_code == 409
    assert "„Rücken“ ist ausgebucht." in text_of(response)
    assert "Vardenhoop" in text_of(response)


def test_people_who_wait_for_a_choice_do_not_make_the_date_look_full(client):
    date = workshops(a=0, capacity=3)
    for name in ("Malte", "Aylin", "Thees"):
        come(date, name)
    page = text_of(client.get(form_url(date)))
    assert "Platz sichern" in page
    assert "Alle Plätze sind vergeben" not in page


def test_staff_lets_in_beyond_the_places_of_a_choice(eve):
    date = workshops(capacity=10)
    come(date, "Malte")
    waiting = come(date, "Aylin")
    assert not fits(date, waiting)
    let_in = actions.let_in(waiting, by=eve)
    assert (let_in.status, let_in.beyond_limit) == (Status.CONFIRMED, True)
    assert answered(let_in) == {WHICH: "Rücken"}


def test_what_is_free_is_asked_in_two_queries_more(django_assert_num_queries):
    date = workshops()
    with django_assert_num_queries(3):
        assert sorted(free_of(date).values(), key=str) == [1, 2, None, None]


def test_who_waits_for_a_full_choice_reads_which_it_is_and_that_another_may_be_had_at_once(client):
    date = workshops(a=1, b=3, capacity=10, change_until_hours=24)
    come(date, "Malte")
    answer = text_of(client.get(send(client, date, **chosen(date, "Rücken")).url))
    assert "Im Moment ausgebucht ist, was Sie gewählt haben: Rücken." in answer
    assert "Mit einer anderen Wahl" in answer
    assert "Alle Plätze sind vergeben" not in answer
    assert "alle Plätze vergeben" not in answer
    waiting = date.registrations.get(status=Status.WAITING)
    mail = OutboxMessage.objects.get(kind="events.registration_waiting")
    assert "Im Moment ausgebucht ist, was Sie gewählt haben: Rücken." in mail.text
    assert "Mit einer anderen Wahl" in mail.text
    own = text_of(client.get(opened(client, waiting)))
    assert "Im Moment ausgebucht ist, was Sie gewählt haben: Rücken." in own
    assert "Mit einer anderen Wahl" in own


def test_where_the_date_itself_is_full_it_says_so(client):
    date = workshops(a=1, b=3, capacity=1)
    come(date, "Malte")
    answer = text_of(client.get(send(client, date, **chosen(date, "Rücken")).url))
    assert "Im Moment sind alle Plätze vergeben." in answer
    assert "Im Moment sind alle Plätze vergeben." in OutboxMessage.objects.get(kind="events.registration_waiting").text


def test_a_choice_that_is_free_is_not_named_with_the_one_that_is_full():
    date = event_that_asks(ask("choices", WHICH, ("Rücken", 1), ("Schlaf", 1)), capacity=10)
    come(date, "Malte")
    both = [Given(questions_of(date)[WHICH], options=tuple(questions_of(date)[WHICH].options.all()))]
    assert names_of(waits_for(register(date, "Aylin", answers=both))) == "Rücken"


def test_staff_reads_which_choice_keeps_somebody_from_a_place():
    date = workshops(a=1, b=3, capacity=10)
    come(date, "Malte")
    waiting = come(date, "Aylin")
    [outlook] = bulk.Confirm().foresee([waiting])
    assert "Rücken" in outlook.words
    assert outlook.only_beyond_limit

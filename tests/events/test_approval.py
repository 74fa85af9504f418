"""Where staff approves: who asks has no place and does not wait, until somebody says yes."""

import pytest
from django.urls import reverse

from events import actions
from events.errors import Busy, FullyBooked, NotRequested, NotWaiting
from events.models import Registration
from events.places import places_of
from home import today
from networks.models import OutboxMessage, RowLogEntry

from .dates import make_date, make_page, register, statuses
from .test_registration_ends import end_before
from .test_self_service import form_url, link_of, no_hurry, send, text_of  # noqa: F401

pytestmark = pytest.mark.django_db

Status = Registration.Status
LIST = "/admin/registrations/"


@pytest.fixture
def date(health):
    return make_date(make_page("Rückentag"), networks=[health], capacity=1, needs_approval=True)


@pytest.fixture
def as_ada(client, ada):
    client.force_login(ada)
    return client


def last_mail(registration):
    return OutboxMessage.objects.filter(to=registration.email).latest("pk")


def test_who_asks_takes_no_place_and_does_not_wait(date):
    for name in ("Malte", "Aylin", "Thees"):
        assert register(date, name).status == Status.REQUESTED
    places = places_of(date)
    assert (places.taken, places.waiting, places.free) == (0, 0, 1)


def test_a_yes_gives_a_place_while_one_is_free_and_the_list_afterwards(date, ada):
    people = [register(date, name) for name in ("Malte", "Aylin", "Thees")]
    for person in reversed(people):
        actions.approve(person, by=ada)
    assert statuses(date) == [Status.WAITING, Status.WAITING, Status.CONFIRMED]
    assert [person.given_name for person in date.registrations.waiting()] == ["Malte", "Aylin"]
    assert last_mail(people[2]).kind == "events.registration_confirmed"
    assert "als Nummer 1 auf der Warteliste" in last_mail(people[0]).text
    assert actions.approve(people[2], by=ada).is_confirmed
    assert RowLogEntry.objects.filter(action="events.approve", user=ada).count() == 3


def test_a_yes_without_a_place_and_without_a_list_is_refused_but_staff_may_let_in(date, ada):
    first, second = register(date, "Malte"), register(date, "Aylin")
    date.waiting_list = False
    date.save()
    actions.approve(first, by=ada)
    with pytest.raises(FullyBooked):
        actions.approve(second, by=ada)
    assert actions.let_in(second, by=ada).beyond_limit


def test_a_no_is_told_in_friendly_words_with_the_note(date, ada):
    registration = register(date)
    declined = actions.decline(registration, by=ada, note="Am 12. Mai <wieder>.")
    assert declined.status == Status.DECLINED
    mail = last_mail(registration)
    assert "Am 12. Mai <wieder>." in mail.text
    assert "Am 12. Mai &lt;wieder&gt;." in mail.html
    assert "/platz/" not in mail.text
    assert "12. Mai" not in str(RowLogEntry.objects.get(action="events.decline").data)
    assert actions.decline(registration, by=ada).status == Status.DECLINED
    assert OutboxMessage.objects.filter(kind="events.registration_declined").count() == 1
    with pytest.raises(NotWaiting):
        actions.approve(registration, by=ada)


def test_whoever_was_declined_may_ask_again(date, ada):
    actions.decline(register(date), by=ada)
    assert register(date).status == Status.REQUESTED


def test_a_place_cannot_be_declined_any_more(date, ada):
    registration = actions.approve(register(date), by=ada)
    with pytest.raises(NotRequested):
        actions.decline(registration, by=ada)


def test_staff_approves_by_entering_somebody(date, ada):
    assert register(date, source="staff", by=ada).status == Status.CONFIRMED


def test_a_full_date_without_a_list_takes_no_requests(date, ada):
    date.waiting_list = False
    date.save()
    register(date, "Malte", source="staff", by=ada)
    with pytest.raises(FullyBooked):
        register(date, "Aylin")


def test_an_address_is_confirmed_before_anybody_decides(date, ada):
    date.confirm_address, date.waiting_list_limit = True, 1
    date.save()
    registration = register(date)
    assert (registration.status, registration.holds_a_place) == (Status.UNCONFIRMED, False)
    assert places_of(date).can_wait
    assert actions.confirm_address(registration).status == Status.REQUESTED
    assert last_mail(registration).kind == "events.registration_requested"


def test_the_website_says_that_somebody_decides(client, date):
    page = text_of(client.get(form_url(date)))
    assert "Platz anfragen" in page
    assert "Die Veranstaltenden entscheiden" in page
    answer = text_of(client.get(send(client, date).url))
    assert "Ihre Anfrage ist eingegangen" in answer
    assert "Platz ist reserviert" not in answer
    assert "Warteliste" not in answer


def test_the_person_sees_how_it_stands_and_may_withdraw(client, date):
    registration = register(date)
    path = link_of(registration)
    assert "Ihre Anfrage liegt bei den Veranstaltenden" in text_of(client.get(path))
    assert "Anfrage zurückziehen?" in text_of(client.get(f"{path}absagen/"))
    client.post(f"{path}absagen/")
    assert statuses(date) == [Status.CANCELLED]


def test_my_area_never_calls_it_waiting(client, bob, date):
    register(date, "Bob", user=bob)
    client.force_login(bob)
    area = text_of(client.get("/mein-bereich/"))
    assert "In Prüfung" in area
    assert "Warteliste" not in area


def test_staff_approves_and_declines_by_buttons(as_ada, date):
    first, second = register(date, "Malte"), register(date, "Aylin")
    page = text_of(as_ada.get(f"{LIST}{first.pk}/"))
    for name in ("approve", "decline", "let_in", "cancel"):
        assert reverse(f"registrations:{name}", args=[first.pk]) in page
    assert "Malte" in text_of(as_ada.get(f"{LIST}?status=requested"))
    assert "Erhält einen Platz und eine E-Mail" in text_of(as_ada.get(f"{LIST}{first.pk}/approve/"))
    assert "Hinweis in der E-Mail" in text_of(as_ada.get(f"{LIST}{second.pk}/decline/"))
    assert statuses(date) == [Status.REQUESTED, Status.REQUESTED]
    as_ada.post(f"{LIST}{first.pk}/approve/")
    assert "auf der Warteliste" in text_of(as_ada.get(f"{LIST}{second.pk}/approve/"))
    as_ada.post(f"{LIST}{second.pk}/decline/", {"note": "Beim nächsten Mal gern."})
    assert statuses(date) == [Status.CONFIRMED, Status.DECLINED]
    assert "Beim nächsten Mal gern." in last_mail(second).text


def test_the_note_of_a_decline_is_neither_cut_nor_lost(as_ada, date, monkeypatch):
    def busy(*_args, **_details):
        raise Busy

    url = f"{LIST}{register(date).pk}/decline/"
    answer = as_ada.post(url, {"note": "x" * 601})
    assert answer.status_code == 422
    assert "x" * 601 in text_of(answer)
    assert statuses(date) == [Status.REQUESTED]
    monkeypatch.setattr(actions, "decline", busy)
    text = text_of(as_ada.post(url, {"note": "Am 12. Mai wieder."}))
    assert "Am 12. Mai wieder." in text
    assert "Gerade melden sich viele Menschen an" in text


@pytest.mark.parametrize("path", ["approve/", "decline/"])
def test_requests_of_another_network_do_not_exist(as_ada, training, path):
    registration = register(make_date(networks=[training], needs_approval=True))
    for method in (as_ada.get, as_ada.post):
        assert method(f"{LIST}{registration.pk}/{path}").status_code == 404
    assert statuses(registration.occurrence) == [Status.REQUESTED]


def test_the_dashboard_counts_what_is_to_approve(ada, eve, training, date):
    register(date)
    register(make_date(networks=[training], needs_approval=True))
    assert [[task.text for task in today.tasks_for(user) if "requested" in task.url] for user in (ada, eve)] == [
        ["1 Anmeldung zu prüfen"],
        ["2 Anmeldungen zu prüfen"],
    ]


def test_the_dashboard_leads_to_the_ones_that_it_counts(as_ada, ada, health, date):
    register(date)
    past = make_date(networks=[health], needs_approval=True)
    register(past, "Malte")
    end_before(past, days=1)
    [task] = [task for task in today.tasks_for(ada) if "requested" in task.url]
    page = text_of(as_ada.get(task.url))
    assert "Jördis Vardenhoop" in page
    assert "Malte Vardenhoop" not in page

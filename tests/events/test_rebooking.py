"""From one date of an event to another: to a place, or to the list if one will wait, or nothing changes."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from events import actions
from events.errors import AlreadyRegistered, FullyBooked, OnlyWaiting, RegistrationClosed, TooLate
from events.models import Occurrence, Registration
from events.question_fields import Given
from networks import delivery
from networks.models import OutboxMessage

from .asking import answered, ask, questions_of
from .dates import make_date, make_page, register, statuses
from .mail_programs import READERS, MailProgram
from .stories import in_days, publish_event
from .test_choices_with_places import WHICH, come, left
from .test_self_service import link_of, opened, text_of

pytestmark = pytest.mark.django_db

Status = Registration.Status


def two_dates(first=None, second=None, **both):
    page = make_page()
    return make_date(page, **both | (first or {})), make_date(page, in_days=28, **both | (second or {}))


def rebook(client, registration, to, *, path=None, **fields):
    return client.post(f"{path or opened(client, registration)}umbuchen/", {"date": str(to.uid)} | fields)


def fresh(registration):
    return Registration.objects.get(pk=registration.pk)


def mail(kind):
    return OutboxMessage.objects.get(kind=f"events.{kind}")


def test_a_free_place_there_is_taken_and_the_one_here_goes_on():
    here, there = two_dates(capacity=1)
    malte, aylin = register(here, "Malte", organisation="Wacholder AG"), register(here, "Aylin")
    moved = actions.rebook_registration(malte, to=there)
    assert (moved.occurrence, moved.status, moved.replaces) == (there, Status.CONFIRMED, malte)
    assert moved.organisation == "Wacholder AG"
    assert (fresh(malte).status, fresh(aylin).status) == (Status.CANCELLED, Status.CONFIRMED)


def test_what_staff_noted_goes_along():
    here, there = two_dates()
    moved = actions.rebook_registration(register(here, "Malte", staff_note="Rollstuhl, Rampe bestellt"), to=there)
    assert fresh(moved).staff_note == "Rollstuhl, Rampe bestellt"


def test_whoever_has_a_place_gives_it_up_for_a_list_only_if_they_say_so():
    here, there = two_dates(second={"capacity": 1})
    register(there, "Aylin")
    malte = register(here, "Malte")
    with pytest.raises(OnlyWaiting):
        actions.rebook_registration(malte, to=there)
    assert fresh(malte).is_confirmed
    assert actions.rebook_registration(malte, to=there, accepts_waiting=True).is_waiting
    assert statuses(there) == [Status.CONFIRMED, Status.WAITING]


def test_whoever_waits_here_stands_behind_those_who_wait_there():
    here, there = two_dates(capacity=1)
    for date in (here, there):
        register(date, f"Erste{date.pk}")
    malte, aylin = register(here, "Malte"), register(there, "Aylin")
    moved = actions.rebook_registration(malte, to=there)
    assert list(there.registrations.waiting()) == [aylin, moved]


def test_without_a_place_and_a_list_nothing_changes():
    here, there = two_dates(second={"capacity": 1, "waiting_list": False})
    register(there, "Aylin")
    malte = register(here, "Malte")
    with pytest.raises(FullyBooked):
        actions.rebook_registration(malte, to=there, accepts_waiting=True)
    assert fresh(malte).is_confirmed
    assert OutboxMessage.objects.filter(to=malte.email).count() == 1


def test_a_request_stays_a_request_and_whoever_was_approved_is_not_asked_about_again(eve):
    here, there = two_dates(needs_approval=True)
    asked, approved = register(here, "Malte"), register(here, "Aylin")
    approved = actions.approve(approved, by=eve)
    assert actions.rebook_registration(asked, to=there).status == Status.REQUESTED
    assert actions.rebook_registration(approved, to=there).status == Status.CONFIRMED


@pytest.mark.parametrize(
    "closed",
    [
        {"published": False},
        {"status": Occurrence.Status.CANCELLED},
        {"registration": "none"},
        {"registration_closes_at": timezone.now() - timedelta(hours=1)},
        {"registration_opens_at": timezone.now() + timedelta(days=1)},
        {"in_days": -1},
    ],
    ids=lambda fields: next(iter(fields)),
)
def test_nobody_moves_to_a_date_for_which_nobody_can_register(client, closed):
    page = make_page()
    here, there = make_date(page), make_date(page, **{"in_days": 28} | closed)
    malte = register(here, "Malte")
    with pytest.raises(RegistrationClosed):
        actions.rebook_registration(malte, to=there)
    path = opened(client, malte)
    assert "umbuchen/" not in text_of(client.get(path))
    assert rebook(client, malte, there, path=path).url == path
    assert fresh(malte).is_confirmed


def test_nobody_moves_to_another_event_to_the_same_date_or_twice(client):
    here, there = two_dates()
    other = make_date()
    malte = register(here, "Malte")
    for wrong in (other, here):
        with pytest.raises(TooLate):
            actions.rebook_registration(malte, to=wrong)
        assert rebook(client, malte, wrong).status_code == 422
    actions.rebook_registration(malte, to=there)
    with pytest.raises(TooLate):
        actions.rebook_registration(malte, to=there)
    assert Registration.objects.live().count() == 1


def test_whoever_is_registered_there_already_stays_here(client):
    here, there = two_dates()
    malte = register(here, "Malte")
    path = opened(client, malte)
    register(there, "Malte")
    with pytest.raises(AlreadyRegistered):
        actions.rebook_registration(malte, to=there)
    response = rebook(client, malte, there, path=path)
    assert response.status_code == 409
    assert "schon angemeldet" in text_of(response)
    assert fresh(malte).is_confirmed


@pytest.mark.parametrize(("hours", "can"), [(48, False), (46, True), (0, True), (None, False)])
def test_it_ends_when_the_editor_says(client, hours, can):
    here, there = two_dates(rebook_until_hours=hours)
    malte = register(here, "Malte")
    path = opened(client, malte)
    soon = {"start": timezone.now() + timedelta(hours=47), "end": timezone.now() + timedelta(hours=50)}
    Occurrence.objects.filter(pk=here.pk).update(**soon)
    assert ("umbuchen/" in text_of(client.get(path))) == can
    rebook(client, malte, there, path=path)
    assert fresh(malte).is_confirmed != can


def test_after_the_beginning_nobody_moves():
    here, there = two_dates()
    malte = register(here, "Malte")
    Occurrence.objects.filter(pk=here.pk).update(start=timezone.now() - timedelta(hours=1))
    with pytest.raises(TooLate):
        actions.rebook_registration(malte, to=there)


# Choices, answers, links, calendars


def event_with_two_dates(*questions, **fields):
    page = publish_event(in_days(14), in_days(21), questions=list(questions), **fields)
    return page.occurrences.order_by("start")


def test_answers_go_along_and_a_choice_with_places_of_its_own_is_taken_there():
    question = ask("choice", WHICH, ("Rücken", 1), "keiner")
    here, there = event_with_two_dates(question, ask("text", "Unverträglich?", special_need=True))
    allergy = Given(questions_of(here)["Unverträglich?"], "Sellerie")
    back = Given(questions_of(here)[WHICH], options=(questions_of(here)[WHICH].options.get(label="Rücken"),))
    malte, aylin = register(here, "Malte", answers=[back, allergy]), come(here, "Aylin")
    moved = actions.rebook_registration(malte, to=there)
    assert answered(moved) == {WHICH: "Rücken", "Unverträglich?": "Sellerie"}
    assert (moved.is_confirmed, fresh(aylin).is_confirmed) == (True, True)
    assert (left(here), left(there)) == ({"Rücken": 0}, {"Rücken": 0})
    with pytest.raises(OnlyWaiting):
        actions.rebook_registration(aylin, to=there)


def test_all_links_lead_on_and_the_page_shows_the_new_date(client):
    here, there = two_dates()
    malte = register(here, "Malte", organisation="Wacholder AG")
    path = opened(client, malte)
    response = rebook(client, malte, there, path=path)
    assert response.url == path
    page = text_of(client.get(path))
    assert f"{there.local_start:%d}".lstrip("0") + "." in page
    assert "Wacholder AG" in page
    moved = there.registrations.get()
    newest = link_of(moved)
    assert client.get(newest).status_code == 200
    client.post(f"{path}absagen/")
    assert not fresh(moved).is_live


def test_the_account_finds_the_new_one_and_the_old_one_says_where_it_went(client, bob, carol):
    here, there = two_dates()
    mine = register(here, "Bob", user=bob)
    path = f"/kalender/meine-anmeldung/{mine.pk}/"
    client.force_login(carol)
    assert rebook(client, mine, there, path=path).status_code == 404
    client.force_login(bob)
    assert "umbuchen/" in text_of(client.get(path))
    assert "Umbuchen" in text_of(client.get(f"{path}umbuchen/"))
    moved_to = rebook(client, mine, there, path=path).url
    assert moved_to == f"/kalender/meine-anmeldung/{there.registrations.get().pk}/"
    assert "umgebucht" in text_of(client.get(path))
    assert moved_to in text_of(client.get("/mein-bereich/"))


def test_two_mails_say_what_ended_and_what_holds():
    here, there = two_dates()
    actions.rebook_registration(register(here, "Malte"), to=there)
    ended = mail("date_left")
    assert f"{there.local_start:%Y}" in ended.text
    assert "/platz/" not in ended.text
    kinds = OutboxMessage.objects.order_by("pk").values_list("kind", flat=True)
    assert list(kinds) == ["events.registration_confirmed", "events.date_left", "events.registration_confirmed"]


@pytest.mark.parametrize("reader", READERS)
def test_the_entry_moves_there_and_back_again(sending_for_real, reader):
    here, there = event_with_two_dates()
    program = MailProgram(READERS[reader], "malte@example.org")
    registration = register(here, "Malte")
    opened_mails = 0
    for to in (there, here, there):
        registration = actions.rebook_registration(registration, to=to)
        delivery.drain()
        for each in sending_for_real.to("malte@example.org")[opened_mails:]:
            program.open(each)
        opened_mails = len(sending_for_real.to("malte@example.org"))
        assert program.entry.uid == str(to.uid)


# The page


def test_the_page_says_what_is_free_and_asks_whether_the_list_would_do(client):
    page = make_page()
    here, free = make_date(page), make_date(page, in_days=20)
    waits, full = make_date(page, in_days=30, capacity=0), make_date(page, in_days=40, capacity=0, waiting_list=False)
    malte = register(here, "Malte")
    path = opened(client, malte)
    shown = text_of(client.get(f"{path}umbuchen/"))
    for words in ("Plätze frei", "Warteliste", "ausgebucht"):
        assert words in shown
    refused = rebook(client, malte, waits, path=path)
    assert refused.status_code == 422
    assert 'id="id_accepts_waiting_error"' in text_of(refused)
    assert refused["Referrer-Policy"] == "strict-origin"
    assert rebook(client, malte, full, path=path).status_code == 422
    assert rebook(client, malte, waits, path=path, accepts_waiting="on").status_code == 302
    assert waits.registrations.get().is_waiting
    assert not free.registrations.exists()


def test_without_the_address_and_with_extra_keys_nothing_else_moves(client, carol):
    here, there = two_dates()
    malte = register(here, "Malte")
    path = link_of(malte)
    assert rebook(client, malte, there, path=path).url == path
    assert fresh(malte).is_confirmed
    extra = {
        "status": "waiting",
        "user": carol.pk,
        "email": "evil@example.org",
        "queue_number": 9,
        "beyond_limit": "on",
    }
    rebook(client, malte, there, **extra)
    moved = there.registrations.get()
    assert (moved.status, moved.user, moved.email) == (Status.CONFIRMED, None, "malte@example.org")
    assert (moved.queue_number, moved.beyond_limit) == (1, False)


@pytest.mark.parametrize("wrong", ["", "x", "1", "00000000-0000-0000-0000-000000000000"])
def test_a_date_that_is_none_is_explained(client, wrong):
    here, _there = two_dates()
    malte = register(here, "Malte")
    response = client.post(f"{opened(client, malte)}umbuchen/", {"date": wrong})
    assert response.status_code == 422
    assert 'id="id_date_error"' in text_of(response)


def test_many_dates_cost_as_many_queries_as_two(client):
    page = make_page()
    malte = register(make_date(page), "Malte")
    make_date(page, in_days=28)
    path = f"{opened(client, malte)}umbuchen/"
    client.get(path)
    with CaptureQueriesContext(connection) as few:
        client.get(path)
    for number in range(15):
        make_date(page, in_days=30 + number)
    with CaptureQueriesContext(connection) as many:
        client.get(path)
    assert len(many) <= len(few)

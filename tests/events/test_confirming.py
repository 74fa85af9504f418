"""Whose address it is: a link that scanners cannot trip, a place that is kept, and an end for what nobody confirmed."""

import re
from datetime import timedelta
from urllib.parse import urlparse

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from events import actions
from events.models import Occurrence, Registration
from events.places import places_of
from home.accounts import confirm_address as prove
from networks.models import OutboxMessage

from .dates import make_date, register, statuses
from .test_self_service import form_url, link_of, no_hurry, send, text_of  # noqa: F401

pytestmark = pytest.mark.django_db

Status = Registration.Status


def asking_date(**fields):
    return make_date(confirm_address=True, **fields)


def confirm_link(registration):
    mail = OutboxMessage.objects.filter(to=registration.email, kind="events.confirm_address").order_by("-pk").first()
    return urlparse(re.search(r"http\S+/bestaetigen/\S+", mail.text)[0]).path


def kinds_to(registration):
    return list(OutboxMessage.objects.filter(to=registration.email).order_by("pk").values_list("kind", flat=True))


def later(hours):
    return time_machine.travel(timezone.now() + timedelta(hours=hours), tick=True)


def test_a_strangers_place_is_kept_until_the_address_is_confirmed():
    date = asking_date(capacity=1)
    malte, aylin = register(date, "Malte"), register(date, "Aylin")
    assert statuses(date) == [Status.UNCONFIRMED, Status.UNCONFIRMED]
    assert (malte.holds_a_place, aylin.holds_a_place) == (True, False)
    assert (places_of(date).taken, places_of(date).free) == (1, 0)
    actions.confirm_address(aylin)
    actions.confirm_address(malte)
    assert statuses(date) == [Status.CONFIRMED, Status.WAITING]


def test_who_confirms_later_keeps_the_number_of_their_coming():
    date = asking_date(capacity=1)
    register(date, "Malte", source="staff")
    aylin, thees = register(date, "Aylin"), register(date, "Thees")
    for person in (thees, aylin):
        actions.confirm_address(person)
    assert [person.given_name for person in date.registrations.waiting()] == ["Aylin", "Thees"]


def test_what_nobody_confirms_runs_out_and_the_place_goes_on():
    date = asking_date(capacity=1)
    malte = register(date, "Malte")
    aylin = register(date, "Aylin", source="staff")
    assert statuses(date) == [Status.UNCONFIRMED, Status.WAITING]
    with later(hours=47):
        assert actions.expire_due() == 0
    with later(hours=49):
        assert actions.expire_due() == 1
        assert actions.expire_due() == 0
    assert statuses(date) == [Status.EXPIRED, Status.CONFIRMED]
    assert kinds_to(malte) == ["events.confirm_address"]
    assert "events.registration_moved_up" in kinds_to(aylin)


def test_too_late_is_too_late_even_before_the_worker_came():
    date = asking_date(capacity=1)
    malte = register(date, "Malte")
    with later(hours=49):
        assert actions.confirm_address(malte).status == Status.EXPIRED
        assert register(date, "Malte").status == Status.UNCONFIRMED


def test_nobody_can_confirm_after_the_beginning():
    date = asking_date(in_days=1)
    malte = register(date, "Malte")
    assert malte.confirm_by == date.start


def test_the_first_mail_carries_the_one_link_and_nothing_that_was_typed():
    date = asking_date()
    registration = register(date, "Gewinnspiel", organisation="www.example.com", language="de")
    mail = OutboxMessage.objects.get()
    assert mail.subject.startswith("Bitte bestätigen Sie Ihre Adresse")
    assert len(re.findall(r"/bestaetigen/", mail.text)) == len(re.findall(r"/bestaetigen/", mail.html)) == 1
    for word in ("/platz/", "Gewinnspiel", "Vardenhoop", "www.example.com", "Warteliste"):
        assert word not in mail.text + mail.html
    assert confirm_link(registration)


def test_the_mail_speaks_english_too():
    register(asking_date(), "Malte", language="en")
    mail = OutboxMessage.objects.get()
    assert mail.subject.startswith("Please confirm your address")
    assert "/en/kalender/bestaetigen/" in mail.text


def test_opening_the_link_changes_nothing_and_the_button_confirms(client):
    date = asking_date()
    registration = register(date)
    path = confirm_link(registration)
    for method in (client.get, client.head, client.get):
        response = method(path)
        assert response.status_code == 200
        assert "no-store" in response["Cache-Control"]
        assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert statuses(date) == [Status.UNCONFIRMED]
    for _time in range(2):
        page = text_of(client.post(path, follow=True))
        assert "Alles gut: Ihre Adresse ist bestätigt" in page
        assert "Sie haben einen Platz" in page
    assert statuses(date) == [Status.CONFIRMED]
    assert kinds_to(registration) == ["events.confirm_address", "events.registration_confirmed"]


def test_the_button_needs_the_form_of_this_site():
    registration = register(asking_date())
    assert Client(enforce_csrf_checks=True).post(confirm_link(registration)).status_code == 403


def test_a_link_to_confirm_opens_nothing_else_and_the_other_confirms_nothing(client):
    registration = register(asking_date())
    token = confirm_link(registration).rstrip("/").rpartition("/")[2]
    assert client.get(reverse("events:registration", args=[token])).status_code == 404
    assert client.post(reverse("events:registration_cancel", args=[token])).status_code == 404
    actions.confirm_address(registration)
    manage = link_of(registration).rstrip("/").rpartition("/")[2]
    assert client.post(reverse("events:confirm_address", args=[manage])).status_code == 404


def test_a_link_that_has_run_out_says_so_and_leads_to_the_form(client):
    date = asking_date()
    path = confirm_link(register(date))
    with later(hours=49):
        for response in (client.get(path), client.post(path, follow=True), client.get(path)):
            page = text_of(response)
            assert "nicht rechtzeitig bestätigt" in page
            assert form_url(date) in page
    assert statuses(date) == [Status.EXPIRED]


def test_a_date_that_was_cancelled_meanwhile_says_so(client):
    date = asking_date()
    path = confirm_link(register(date))
    actions.cancel_occurrence(occurrence=date)
    assert "abgesagt" in text_of(client.get(path))
    assert client.post(path).status_code == 409
    assert statuses(date) == [Status.UNCONFIRMED]


def test_the_form_says_that_a_mail_must_be_answered_to_known_and_unknown_alike(client):
    date = asking_date()
    known = register(date, "Malte")
    actions.confirm_address(known)
    Registration.objects.update(created_at=timezone.now() - timedelta(hours=1))
    answers = [send(client, date, email=email).url for email in (known.email, "xi@example.org")]
    assert len(set(answers)) == 1
    assert "Bitte bestätigen Sie Ihre Adresse" in text_of(client.get(answers[0]))
    assert kinds_to(known)[-1] == "events.already_registered"


def test_who_uses_the_form_again_before_confirming_gets_the_same_mail_and_nothing_more(client):
    date = asking_date()
    registration = register(date)
    Registration.objects.update(created_at=timezone.now() - timedelta(hours=1))
    for _time in range(2):
        send(client, date, email=registration.email)
    assert kinds_to(registration) == ["events.confirm_address"] * 2
    assert "Alles gut" in text_of(client.post(confirm_link(registration), follow=True))


def test_members_who_are_logged_in_with_an_address_they_have_proved_need_not_confirm(client, bob):
    date, other = asking_date(), asking_date()
    client.force_login(bob)
    send(client, date, email="bob@example.org")
    assert statuses(date) == [Status.UNCONFIRMED]
    prove(bob)
    send(client, other, email="Bob@Example.org")
    send(client, other, email="kollegin@example.org")
    assert statuses(other) == [Status.CONFIRMED, Status.UNCONFIRMED]


def test_people_whom_staff_enters_need_not_confirm(ada):
    date = asking_date()
    assert register(date, source="staff", by=ada).status == Status.CONFIRMED


def test_a_full_date_without_a_list_says_so_before_anything_else(client):
    date = asking_date(capacity=1, waiting_list=False)
    key = re.search(r'name="key" value="([^"]+)"', text_of(client.get(form_url(date))))[1]
    register(date, "Malte")
    assert send(client, date, key=key).url == form_url(date)
    assert OutboxMessage.objects.filter(to="joerdis@example.org").count() == 0


def test_who_will_wait_counts_for_the_length_of_the_list():
    date = asking_date(capacity=1, waiting_list_limit=1)
    people = [register(date, name) for name in ("Malte", "Aylin")]
    assert places_of(date).outcome_for(is_member=False) is None
    for person in people:
        actions.confirm_address(person)
    assert statuses(date) == [Status.CONFIRMED, Status.WAITING]


def test_an_address_that_is_not_confirmed_hears_nothing_of_cancellations(ada):
    date = asking_date()
    malte, aylin = register(date, "Malte"), register(date, "Aylin")
    actions.cancel_registration(malte, by=ada)
    actions.cancel_occurrence(occurrence=date)
    assert kinds_to(malte) == kinds_to(aylin) == ["events.confirm_address"]


def test_staff_lets_in_somebody_whose_mail_did_not_arrive(ada):
    date = asking_date(capacity=1)
    registration = actions.let_in(register(date), by=ada)
    assert (registration.status, registration.beyond_limit) == (Status.CONFIRMED, False)
    assert kinds_to(registration)[-1] == "events.registration_confirmed"


def test_what_nobody_confirmed_is_erased_soon_after_it_ran_out():
    date = asking_date()
    for name in ("Malte", "Aylin"):
        register(date, name)
    actions.confirm_address(date.registrations.get(given_name="Aylin"))
    with later(hours=95):
        actions.expire_due()
        assert actions.anonymise_registrations() == 0
    with later(hours=97):
        assert actions.anonymise_registrations() == 1
    assert sorted(date.registrations.values_list("given_name", "status")) == [("", "expired"), ("Aylin", "confirmed")]


def test_my_area_reminds_of_a_mail_that_waits_for_an_answer(client, bob):
    register(asking_date(), "Bob", user=bob)
    client.force_login(bob)
    assert "Adresse noch nicht bestätigt" in text_of(client.get("/mein-bereich/"))


def test_a_date_that_began_ends_what_was_not_confirmed():
    date = asking_date()
    register(date)
    Occurrence.objects.filter(pk=date.pk).update(start=timezone.now() - timedelta(minutes=1))
    assert actions.expire_due() == 1

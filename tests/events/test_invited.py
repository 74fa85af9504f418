"""By personal invitation only: one link, one address, one registration, and nothing that a mail scanner could do."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.conf import settings as django_settings
from django.db import OperationalError
from django.test import Client
from django.utils import timezone

from events import actions, invitation_emails
from events.booking import booking_of
from events.errors import InvitationVoid, RegistrationClosed
from events.models import Invitation, Occurrence, Registration, RegistrationLink
from events.places import why_closed
from networks.models import Affiliation, ContactCard, OutboxMessage
from tests.cast import make_person

from .asking import ask, choice, event_that_asks, field
from .dates import make_date, make_page, register, statuses
from .invited import guest, invite, link_in, mail_to, status_of
from .test_self_service import PERSON, form_url, key_in, no_hurry, send, text_of  # noqa: F401

pytestmark = pytest.mark.django_db

Status = Registration.Status


@pytest.fixture
def date(db):
    return make_date(audience="invited", capacity=2, confirm_address=True)


@pytest.fixture
def jördis(date):
    return invite(date)[0]


@pytest.fixture
def path(jördis):
    return link_in(mail_to(jördis.email))


def accept(client, path, **fields):
    return client.post(path, PERSON | {"key": key_in(client.get(path))} | fields)


def shown(date):
    return Occurrence.objects.filter(pk=date.pk).with_page().get()


def test_nobody_registers_without_an_invitation(client, date, bob, eve):
    assert why_closed(date, bob) == "invited_only"
    assert why_closed(date, eve) is None
    with pytest.raises(RegistrationClosed):
        register(date, "Bob", user=bob)
    page = text_of(client.get(form_url(date)))
    assert "nur persönlich Eingeladene" in page
    assert "nutzen Sie bitte den Link in der E-Mail" in page
    assert "Als Mitglied einloggen" not in page
    assert client.post(form_url(date), PERSON).status_code == 409
    assert register(date, "Malte", source="staff").is_confirmed


def test_lists_say_that_one_comes_by_invitation(date):
    assert {"label": "Nur mit Einladung", "tone": "quiet"} in shown(date).chips_for(None)
    assert not any(chip["label"] == "Nur für Mitglieder" for chip in shown(date).chips_for(None))
    booking = booking_of(shown(date))
    assert (booking.url, booking.text.startswith("Zu dieser Veranstaltung")) == ("", True)


def test_the_link_leads_to_a_form_with_the_address_and_until_when(client, date, path):
    response = client.get(path)
    page = text_of(response)
    assert "Sie sind persönlich eingeladen" in page
    assert re.search(r'name="email"[^>]*value="joerdis@example.org"[^>]*disabled', page)
    assert 'value="Vardenhoop"' in page
    assert "Sie können sich bis" in page
    assert "Mehrere Personen anmelden" not in page
    assert "bestätigen Sie, dass die Adresse" not in page
    assert (response["X-Robots-Tag"], "no-store" in response["Cache-Control"]) == ("noindex, nofollow", True)
    assert response["Referrer-Policy"] == "strict-origin"


def test_a_mail_scanner_changes_nothing(client, date, jördis, path):
    before = Invitation.objects.values().get()
    for _time in range(3):
        assert client.get(path).status_code == client.head(path).status_code == 200
    assert Invitation.objects.values().get() == before
    assert statuses(date) == []


def test_who_comes_by_invitation_needs_no_second_proof_of_the_address(client, date, jördis, path):
    response = accept(client, path)
    assert response.url == path
    registration = date.registrations.get()
    assert (registration.status, registration.source) == (Status.CONFIRMED, "invitation")
    assert registration.address_confirmed_at is not None
    assert mail_to("joerdis@example.org", "events.registration_confirmed")
    assert status_of(jördis) == "registered"


def test_the_server_takes_the_invited_address_whatever_is_sent(client, date, path):
    accept(client, path, email="kollegin@example.org", status="confirmed", source="staff", beyond_limit="on")
    registration = date.registrations.get()
    assert (registration.email, registration.beyond_limit) == ("joerdis@example.org", False)
    assert not OutboxMessage.objects.filter(to="kollegin@example.org").exists()


def test_a_link_is_used_up_and_then_says_how_it_stands_without_names(client, date, path):
    accept(client, path)
    page = text_of(client.get(path))
    assert "Alles gut: Sie sind schon angemeldet" in page
    assert "Sie haben einen Platz" in page
    for word in ("Vardenhoop", "joerdis@", "Möhlenkolk", "66969"):
        assert word not in page
    assert client.post(path, PERSON).status_code == 302
    assert date.registrations.count() == 1


def test_whoever_lost_the_link_to_the_registration_gets_it_anew_at_the_invited_address(client, date, path):
    accept(client, path)
    Registration.objects.update(created_at=timezone.now() - timedelta(hours=1))
    for _click in range(2):
        assert "auf dem Weg in Ihr Postfach" in text_of(client.post(path, follow=True))
    assert OutboxMessage.objects.filter(kind="events.already_registered").count() == 1


def test_two_windows_make_one_registration(client, date, path):
    keys = [key_in(client.get(path)) for _window in range(2)]
    for key in keys:
        client.post(path, PERSON | {"key": key})
    assert statuses(date) == [Status.CONFIRMED]


def test_a_used_invitation_makes_no_second_registration_through_the_door(date, jördis):
    register(date, invitation=jördis)
    with pytest.raises(InvitationVoid):
        register(date, "Malte", invitation=jördis)


def test_the_button_needs_the_form_of_this_site(path):
    assert Client(enforce_csrf_checks=True).post(path, PERSON).status_code == 403


def test_a_withdrawn_invitation_says_so_and_registers_nobody(client, date, jördis, path, ada):
    key = key_in(client.get(path))
    actions.withdraw_invitation(jördis, by=ada)
    page = text_of(client.get(path))
    assert "Diese Einladung wurde zurückgezogen" in page
    assert "Vardenhoop" not in page
    assert client.post(path, PERSON | {"key": key}).status_code == 409
    assert statuses(date) == []
    with pytest.raises(InvitationVoid):
        register(date, invitation=jördis)


def test_it_ends_with_the_registration_of_the_date(client, date, path):
    with time_machine.travel(date.start + timedelta(minutes=1)):
        assert "Die Anmeldung ist beendet" in text_of(client.get(path))
        assert client.post(path, PERSON).status_code == 409
    actions.cancel_occurrence(occurrence=date)
    assert "abgesagt" in text_of(client.get(path))


def test_a_wrong_link_and_a_link_for_another_purpose_lead_nowhere(client, date, jördis, path):
    token = path.rstrip("/").rpartition("/")[2]
    assert client.get(path[:-2] + "x/").status_code == 404
    assert client.get(f"/kalender/platz/{token}/").status_code == 404
    assert client.get(f"/kalender/bestaetigen/{token}/").status_code == 404
    manage = RegistrationLink.issue(register(date, "Malte", source="staff"))
    assert client.get(f"/kalender/einladung/{manage}/").status_code == 404


def test_no_token_is_stored(path):
    token = path.rstrip("/").rpartition("/")[2]
    assert len(token) >= 32
    assert RegistrationLink.objects.get(purpose="register").token_hash != token


def test_all_places_may_be_taken_for_the_invited_too(client, date, path):
    for name in ("Malte", "Aylin"):
        register(date, name, source="staff")
    assert "Auf die Warteliste" in text_of(client.get(path))
    accept(client, path)
    assert "Nummer 1 auf der Warteliste" in text_of(client.get(path))


def test_a_full_date_without_a_list_says_so(client, date, jördis, path):
    key = key_in(client.get(path))
    Occurrence.objects.update(waiting_list=False, capacity=1)
    register(date, "Malte", source="staff")
    assert "keine Warteliste" in text_of(client.get(path)) or "vergeben" in text_of(client.get(path))
    response = client.post(path, PERSON | {"key": key})
    assert response.status_code == 409
    assert "Möhlenkolk &amp; Töchter" in text_of(response)
    assert status_of(jördis) == "written"


def test_where_staff_approves_the_invited_ask_too(client):
    date = make_date(audience="invited", needs_approval=True)
    [jördis] = invite(date)
    accept(client, link_in(mail_to(jördis.email)))
    assert statuses(date) == [Status.REQUESTED]


def test_an_invitation_opens_a_members_event_for_a_guest(client, health):
    date = make_date(networks=[health], audience="members")
    [jördis] = invite(date)
    accept(client, link_in(mail_to(jördis.email)))
    assert statuses(date) == [Status.CONFIRMED]


def test_questions_are_asked_and_what_was_typed_stays(client):
    date = event_that_asks(ask("choice", "Workshop?", "A", "B", required=True), audience="invited")
    [jördis] = invite(date)
    path = link_in(mail_to(jördis.email))
    page = text_of(accept(client, path))
    assert "joerdis@example.org" in page
    assert "Ich komme mit dem Zug." in page
    accept(client, path, **{field(date, "Workshop?"): choice(date, "Workshop?", "B")})
    assert statuses(date) == [Status.CONFIRMED]


def test_who_typed_the_address_before_and_never_proved_it_makes_way(client):
    date = make_date(confirm_address=True)
    typed = register(date)
    [jördis] = invite(date)
    accept(client, link_in(mail_to(jördis.email)))
    typed.refresh_from_db()
    assert typed.status == Status.CANCELLED
    assert date.registrations.live().get().status == Status.CONFIRMED


def test_who_registers_by_another_way_is_registered(client, date, jördis, path):
    register(date, source="staff")
    assert status_of(jördis) == "registered"
    assert "Sie sind schon angemeldet" in text_of(client.get(path))


def test_who_cancels_has_used_the_invitation_until_staff_sends_it_again(client, date, jördis, path, ada):
    accept(client, path)
    actions.cancel_registration(date.registrations.get())
    assert status_of(jördis) == "gone"
    assert "Diese Einladung ist verbraucht" in text_of(client.get(path))
    actions.invite_again(jördis, by=ada)
    actions.write_invitations()
    accept(client, link_in(mail_to(jördis.email)))
    assert statuses(date) == [Status.CANCELLED, Status.CONFIRMED]


def test_no_is_an_answer_and_not_the_last_word(client, date, jördis, path):
    page = text_of(client.post(path, {"decline": ""}, follow=True))
    assert "dass Sie nicht kommen" in page
    assert status_of(jördis) == "declined"
    assert actions.remind_invited(occurrence=date, words={}, by=None) == 0
    accept(client, path)
    assert status_of(jördis) == "registered"


def test_a_person_who_is_logged_in_with_the_address_finds_it_in_their_area(client, date, bob, carol):
    for person in (bob, carol):
        [one] = invite(date, guest(person.first_name))
        client.force_login(bob)
        accept(client, link_in(mail_to(one.email)))
    assert [registration.user for registration in date.registrations.order_by("pk")] == [bob, None]


def test_a_member_with_somebody_elses_link_reads_what_that_person_gets(client, health, bob):
    date = make_date(networks=[health], audience="invited", capacity=2, held_for_members=1)
    register(date, "Malte", source="staff")
    own, other = (link_in(mail_to(one.email)) for one in invite(date, guest("Bob"), guest("Folke")))
    client.force_login(bob)
    assert "Auf die Warteliste" not in text_of(client.get(own))
    assert "Auf die Warteliste" in text_of(client.get(other))
    accept(client, other)
    assert statuses(date) == [Status.CONFIRMED, Status.WAITING]


def test_the_form_is_guarded_as_the_one_for_everybody(client, settings, path):
    settings.NETWORKS_FORM_LIMIT_PER_ADDRESS = 1
    assert accept(client, path, website="x").status_code == 422
    assert accept(client, path, given_name="").status_code == 422
    settings.NETWORKS_FORM_MINIMUM_SECONDS = 60
    assert accept(client, path).status_code == 422


# The mail.


@pytest.fixture
def contact(company):
    acts_for = Affiliation.objects.create(person=make_person("Wiebke"), organisation=company, starts_on="2020-01-01")
    return ContactCard.objects.create(affiliation=acts_for, tasks="Gesundheitstage")


def test_the_mail_says_who_asks_why_from_where_and_until_when(contact):
    date = make_date(make_page("Gesundheitstag", contact=contact), audience="invited")
    invite(date, words={"de": "Kommen Sie, {vorname}?\nEs gibt Kuchen {x}."}, origin="von der Kreishandwerkerschaft")
    mail = mail_to("joerdis@example.org")
    assert mail.subject.startswith("Einladung: Gesundheitstag, ")
    assert mail.reply_to == "wiebke@example.org"
    for part in (mail.text, mail.html):
        assert "Guten Tag Jördis Vardenhoop," in part
        assert "Kommen Sie, Jördis?" in part
        assert "{x}" in part
        assert "Woher wir Ihre Adresse haben: von der Kreishandwerkerschaft." in part
        assert "Art. 6 Abs. 1 Buchst. f DSGVO" in part
        assert "löschen sie am" in part
        assert len(re.findall(r"/einladung/", part)) == 1


def test_it_speaks_the_language_of_the_invited():
    invite(make_date(audience="invited"), guest("Folke", language="en", given_name="", family_name=""))
    mail = mail_to("folke@example.org")
    assert mail.subject.startswith("Invitation: ")
    assert mail.text.startswith("Hello,\n")
    assert "Will you come, ?" in mail.text
    assert link_in(mail).startswith("/en/kalender/einladung/")


def test_nothing_that_staff_or_a_list_says_becomes_markup():
    poison = "\"'><img src=x onerror=alert(1)>{veranstaltung}"
    person = guest(given_name=poison, family_name=poison, organisation=poison)
    invite(make_date(), person, words={"de": f"{poison} {{vorname}}"}, origin=poison)
    mail = mail_to(person.email)
    assert "<img src=x" not in mail.html
    assert "\n" not in mail.subject
    assert mail.text.count("{veranstaltung}") >= 2  # a name is not looked at again


# The worker.


def test_mails_are_written_in_pieces_and_each_once(date, monkeypatch):
    monkeypatch.setattr("events.actions.inviting.BATCH", 2)
    people = [guest(f"P{number}") for number in range(11)]
    actions.invite(occurrence=date, guests=people, origin="x", words={}, by=None)
    assert [actions.write_invitations() for _time in range(3)] == [8, 3, 0]
    assert OutboxMessage.objects.filter(kind="events.invitation").count() == 11


def test_nobody_is_written_to_who_registered_or_whose_date_was_cancelled_meanwhile(date):
    gone = make_date()
    for where in (date, gone):
        actions.invite(occurrence=where, guests=[guest()], origin="x", words={}, by=None)
    register(date, source="staff")
    actions.cancel_occurrence(occurrence=gone)
    OutboxMessage.objects.all().delete()
    assert actions.write_invitations() == 2
    assert not OutboxMessage.objects.exists()
    assert not Invitation.objects.to_write().exists()


def test_one_mail_that_cannot_be_written_stops_no_other(date, monkeypatch, caplog):
    write = invitation_emails.write

    def picky(invitation):
        return write(invitation) if invitation.given_name != "Xi" else 1 / 0

    monkeypatch.setattr(invitation_emails, "write", picky)
    invite(date, guest("Xi"), guest("Malte"))
    assert mail_to("malte@example.org")
    assert "cannot be written" in caplog.text
    assert "xi@" not in caplog.text
    assert actions.write_invitations() == 0
    assert status_of(Invitation.objects.get(given_name="Xi")) == Invitation.Status.FAILED


def test_a_fault_of_the_database_that_passes_loses_no_mail(date, monkeypatch):
    def busy(_invitation):
        raise OperationalError("database is locked")

    actions.invite(occurrence=date, guests=[guest()], origin="x", words={}, by=None)
    with monkeypatch.context() as fault:
        fault.setattr(invitation_emails, "write", busy)
        with pytest.raises(OperationalError):
            actions.write_invitations()
    assert status_of(Invitation.objects.get()) == Invitation.Status.TO_WRITE
    actions.write_invitations()
    assert mail_to("joerdis@example.org")


def test_mails_wait_while_the_date_is_not_shown(date):
    actions.invite(occurrence=date, guests=[guest()], origin="x", words={}, by=None)
    Occurrence.objects.update(published=False)
    assert actions.write_invitations() == 0
    assert status_of(Invitation.objects.get()) == Invitation.Status.TO_WRITE
    Occurrence.objects.update(published=True)
    assert actions.write_invitations() == 1
    assert mail_to("joerdis@example.org")


def test_the_language_of_the_worker_is_no_matter(date):
    from django.utils import translation

    with translation.override("en"):
        invite(date)
    assert mail_to("joerdis@example.org").subject.startswith("Einladung")
    assert django_settings.LANGUAGE_CODE == "de"

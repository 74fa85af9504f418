"""Staff corrects answers, by the rules of the public form, and the address, which is looked at twice."""

import pytest
from django.contrib.auth.models import Permission

from events import actions
from events.actions.corrections import CORRECTED
from events.models import Registration
from events.question_fields import Given
from networks import delivery
from networks.models import OutboxMessage, RowLogEntry

from .asking import answered, ask, choice, event_that_asks, field, questions_of
from .dates import make_date, register
from .groups import register_group
from .mail_programs import READERS, MailProgram
from .test_choices_with_places import WHICH, come, left
from .test_correcting import form_of, text_of, url_of
from .test_self_service import link_of

pytestmark = pytest.mark.django_db

Status = Registration.Status
NEW = "joerdis@vardenhoop.example.org"


@pytest.fixture
def as_ada(client, ada):
    client.force_login(ada)
    return client


@pytest.fixture
def registration(health):
    return register(make_date(networks=[health]), "Jördis")


def workshops(health, **fields):
    question = ask("choice", WHICH, ("Rücken", 1), ("Schlaf", 2), "keiner")
    return event_that_asks(question, networks=[health], capacity=5, **fields)


def correct(client, registration, **fields):
    return client.post(url_of(registration), form_of(client, registration) | fields)


def fresh(registration):
    return Registration.objects.get(pk=registration.pk)


def mails(kind):
    return OutboxMessage.objects.filter(kind=f"events.{kind}").order_by("pk")


def test_an_answer_is_corrected_and_the_person_told(as_ada, ada, health):
    date = event_that_asks(ask("text", "Kost?", required=True), ask("number", "Wie viele?"), networks=[health])
    person = register(date, "Jördis")
    assert "Kost?" in text_of(as_ada.get(url_of(person)))
    assert list(correct(as_ada, person).context["form"].errors) == [field(date, "Kost?")]
    correct(as_ada, person, **{field(date, "Kost?"): "vegan", field(date, "Wie viele?"): "3"})
    assert answered(person) == {"Kost?": "vegan", "Wie viele?": 3}
    assert form_of(as_ada, person)[field(date, "Wie viele?")] == 3
    entry = RowLogEntry.objects.get(action="events.correct_registration")
    assert (entry.user, entry.data) == (ada, {"fields": ["answers"]})
    assert "vegan" in mails("registration_changed").get().text
    correct(as_ada, person)
    assert mails("registration_changed").count() == 1


def test_a_workshop_goes_to_whoever_waits_for_it_and_a_full_one_to_nobody(as_ada, health):
    date = workshops(health)
    malte, aylin, thees = (come(date, name) for name in ("Malte", "Aylin", "Thees"))
    schlaf = {field(date, WHICH): choice(date, WHICH, "Schlaf")}
    assert correct(as_ada, malte, **schlaf).status_code == 302
    assert (fresh(aylin).status, fresh(thees).status) == (Status.CONFIRMED, Status.WAITING)
    assert left(date) == {"Rücken": 0, "Schlaf": 1}
    page = text_of(correct(as_ada, malte, **{field(date, WHICH): choice(date, WHICH, "Rücken")}))
    assert "ausgebucht" in page
    assert answered(malte) == {WHICH: "Schlaf"}


def test_whoever_has_a_place_kept_while_they_confirm_is_given_no_workshop_that_is_full(as_ada, health):
    date = workshops(health, confirm_address=True)
    come(date, "Malte", source=Registration.Source.STAFF)
    aylin = come(date, "Aylin", "Schlaf")
    assert (aylin.is_unconfirmed, aylin.takes_a_place) == (True, True)
    page = text_of(correct(as_ada, aylin, **{field(date, WHICH): choice(date, WHICH, "Rücken")}))
    assert "ausgebucht" in page
    assert "Rücken – Warteliste" not in page
    actions.confirm_address(aylin)
    assert left(date) == {"Rücken": 0, "Schlaf": 1}
    assert answered(aylin) == {WHICH: "Schlaf"}


def test_answers_are_not_overwritten_unseen(as_ada, health):
    date = workshops(health)
    malte = come(date, "Malte")
    first, second = form_of(as_ada, malte), form_of(as_ada, malte)
    name = field(date, WHICH)
    as_ada.post(url_of(malte), first | {name: choice(date, WHICH, "Schlaf")})
    page = text_of(as_ada.post(url_of(malte), second | {name: choice(date, WHICH, "keiner")}))
    assert "Nichts wurde gespeichert" in page
    assert "Inzwischen gespeichert: Schlaf" in page
    assert answered(malte) == {WHICH: "Schlaf"}


def test_who_may_not_read_special_needs_neither_sees_nor_loses_them(client, carol, as_ada, health):
    date = event_that_asks(ask("text", "Essen?", special_need=True), ask("text", "Firma?"), networks=[health])
    person = register(date, "Jördis")
    correct(as_ada, person, **{field(date, "Essen?"): "Quittengelee"})
    assert "Quittengelee" in text_of(as_ada.get(url_of(person)))
    seen = ["access_admin", "view_registration", "change_registration"]
    carol.user_permissions.add(*Permission.objects.filter(codename__in=seen))
    health.coordinations.create(user=carol)
    client.force_login(carol)
    assert "Quittengelee" not in text_of(client.get(url_of(person)))
    correct(client, person, **{field(date, "Firma?"): "Wacholder"})
    assert answered(person) == {"Essen?": "Quittengelee", "Firma?": "Wacholder"}


def test_nobody_agrees_for_somebody_else(as_ada, health):
    date = event_that_asks(ask("consent", "Fotos"), networks=[health])
    person = register(date, "Jördis")
    assert "Fotos" not in text_of(as_ada.get(url_of(person)))
    correct(as_ada, person, **{field(date, "Fotos"): "on", "phone": "040 66969 100"})
    assert (answered(person), fresh(person).phone) == ({}, "040 66969 100")


def test_a_consent_stays_as_it_was_given_until_somebody_notes_that_it_was_taken_back(as_ada, health):
    date = event_that_asks(ask("consent", "Fotos"), networks=[health])
    person = register(date, "Jördis", answers=[Given(questions_of(date)["Fotos"], True)])
    before = person.answers.get()
    correct(as_ada, person, phone="040 66969 100")
    assert person.answers.get() == before
    not_ticked = form_of(as_ada, person)
    del not_ticked[field(date, "Fotos")]
    as_ada.post(url_of(person), not_ticked)
    assert answered(person) == {}
    assert field(date, "Fotos") not in form_of(as_ada, person)


def test_answers_that_the_person_changes_meanwhile_are_not_overwritten_unseen(as_ada, health):
    date = event_that_asks(ask("consent", "Fotos"), ask("text", "Kost?"), networks=[health], change_until_hours=1)
    person = register(date, "Jördis", answers=[Given(questions_of(date)["Fotos"], True)])
    form = form_of(as_ada, person)
    actions.change_registration(person, answers=[Given(questions_of(date)["Kost?"], "vegan")])
    page = text_of(as_ada.post(url_of(person), form))
    assert "Nichts wurde gespeichert" in page
    assert "Inzwischen gespeichert: vegan" in page
    assert answered(person) == {"Kost?": "vegan"}


def test_another_address_is_looked_at_twice(as_ada, registration):
    assert "Die neue Adresse stimmt" not in text_of(as_ada.get(url_of(registration)))
    page = text_of(correct(as_ada, registration, email=NEW))
    assert "Die neue Adresse stimmt" in page
    assert f"dass sie stimmt: {NEW}" in page
    assert fresh(registration).email == "joerdis@example.org"


def test_with_the_new_address_old_links_die_and_a_mail_brings_another(as_ada, ada, registration):
    old = link_of(registration)
    response = correct(as_ada, registration, email=NEW.upper(), address_is_right="on")
    assert response.status_code == 302
    assert fresh(registration).email == NEW
    mail = mails("address_changed").get()
    assert mail.to == NEW
    assert "gelten nicht mehr" in mail.text
    assert "gelten nicht mehr" in mail.html
    assert mail.attachments.exists()
    assert RowLogEntry.objects.get(action="events.correct_registration").data == {"fields": ["email"]}
    as_ada.logout()
    assert as_ada.get(link_of(fresh(registration))).status_code == 200
    assert as_ada.get(old).status_code != 200


def test_the_earlier_address_is_told_too_by_the_name_that_it_knew(as_ada, registration):
    correct(as_ada, registration, email=NEW, address_is_right="on", family_name="Kröger")
    mail = mails("address_left").get()
    assert mail.to == "joerdis@example.org"
    for part in (mail.text, mail.html):
        assert "Guten Tag Jördis Vardenhoop," in part
        assert NEW not in part
        assert "/platz/" not in part


@pytest.mark.parametrize("reader", READERS)
def test_the_entry_goes_out_of_one_calendar_and_into_the_other_and_back(sending_for_real, registration, reader):
    old = registration.email
    programs = {address: MailProgram(READERS[reader], address) for address in (old, NEW)}
    for address, other in ((NEW, old), (old, NEW)):
        registration = fresh(registration)
        values = {name: getattr(registration, name) for name in CORRECTED}
        actions.correct(registration, by=None, seen=registration.updated_at, email=address, **values)
        delivery.drain()
        for to, program in programs.items():
            for each in sending_for_real.to(to)[len(program.received) :]:
                program.open(each)
        assert (len(programs[address].entries), programs[other].entries) == (1, {})


def test_one_live_registration_an_address(as_ada, registration):
    register(registration.occurrence, "Malte")
    page = text_of(correct(as_ada, registration, email="malte@example.org", address_is_right="on"))
    assert "schon angemeldet" in page
    assert fresh(registration).email == "joerdis@example.org"
    actions.cancel_registration(registration.occurrence.registrations.get(given_name="Malte"))
    assert correct(as_ada, registration, email="malte@example.org", address_is_right="on").status_code == 302


def test_whoever_is_to_confirm_their_address_confirms_the_new_one(as_ada, health):
    stranger = register(make_date(networks=[health], confirm_address=True), "Tjark")
    correct(as_ada, stranger, email=NEW, address_is_right="on")
    assert [mail.to for mail in mails("confirm_address")] == ["tjark@example.org", NEW]
    assert not mails("address_changed")
    assert not mails("address_left")
    assert fresh(stranger).is_unconfirmed


def test_whoever_had_confirmed_the_earlier_address_keeps_their_status(as_ada, health):
    tjark = actions.confirm_address(register(make_date(networks=[health], confirm_address=True), "Tjark"))
    correct(as_ada, tjark, email=NEW, address_is_right="on")
    assert (fresh(tjark).status, fresh(tjark).address_confirmed_at) == (Status.CONFIRMED, None)
    assert [mail.to for mail in mails("confirm_address")] == ["tjark@example.org"]


def test_somebody_of_a_group_that_nobody_has_confirmed_hears_nothing(as_ada, health):
    date = make_date(networks=[health], confirm_address=True)
    register_group(date, "Malte", "Aylin")
    correct(as_ada, date.registrations.get(given_name="Malte"), email=NEW, address_is_right="on")
    assert not OutboxMessage.objects.filter(to=NEW)


def test_what_is_over_keeps_its_address_and_its_answers(as_ada, health):
    date = workshops(health)
    malte = come(date, "Malte")
    actions.cancel_registration(malte)
    form = form_of(as_ada, fresh(malte))
    assert ("email" in form, field(date, WHICH) in form) == (False, False)
    sent = {"email": NEW, "address_is_right": "on", "family_name": "Kröger"}
    correct(as_ada, malte, **sent)
    assert (fresh(malte).email, fresh(malte).family_name) == ("malte@example.org", "Kröger")
    assert answered(malte) == {WHICH: "Rücken"}


def test_two_addresses_at_once_do_not_overwrite_each_other(as_ada, registration):
    first, second = form_of(as_ada, registration), form_of(as_ada, registration)
    as_ada.post(url_of(registration), first | {"email": NEW, "address_is_right": "on"})
    other = second | {"email": "x@example.org", "address_is_right": "on"}
    assert f"Inzwischen gespeichert: {NEW}" in text_of(as_ada.post(url_of(registration), other))
    assert fresh(registration).email == NEW

"""What people read in their mailbox: complete in text and HTML, German or English, from the contact person."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from events import actions, emails
from events.actions.corrections import CORRECTED
from events.models import Registration, Venue
from networks.models import Affiliation, ContactCard, OutboxMessage
from tests.cast import make_person

from .dates import make_date, make_page, register

pytestmark = pytest.mark.django_db

KINDS = [
    "registration_confirmed",
    "registration_requested",
    "registration_declined",
    "registration_waiting",
    "registration_moved_up",
    "place_offered",
    "offer_expired",
    "registration_cancelled",
    "registration_changed",
    "place_handed_over",
    "date_left",
    "address_left",
    "already_registered",
    "occurrence_cancelled",
]


AYLIN = {"given_name": "Aylin", "family_name": "Wacholder", "email": "aylin@example.org"}


@pytest.fixture
def venue():
    return Venue.objects.create(name="Kreishaus", street="Albrecht-Thaer-Straße 101", postcode="29525", city="Uelzen")


@pytest.fixture
def contact(company):
    acts_for = Affiliation.objects.create(person=make_person("Wiebke"), organisation=company, starts_on="2020-01-01")
    return ContactCard.objects.create(affiliation=acts_for, tasks="Gesundheitstage")


def nobody_answers(_registration):
    Registration.objects.filter(status="offered").update(held_until=timezone.now())
    actions.expire_due()


def somebody_else_comes(registration):
    actions.replace_participant(registration, language=registration.language, **AYLIN)


def another_date_suits_better(registration):
    date = registration.occurrence
    actions.rebook_registration(registration, to=make_date(date.page.specific, in_days=28, venue=date.venue))


def staff_notes_another_address(registration):
    values = {name: getattr(registration, name) for name in CORRECTED}
    actions.correct(registration, by=None, seen=registration.updated_at, email="neu@example.org", **values)


WAYS = {
    "offer_expired": nobody_answers,
    "registration_cancelled": actions.cancel_registration,
    "registration_changed": lambda registration: actions.change_registration(registration, phone="040 66969 100"),
    "place_handed_over": somebody_else_comes,
    "date_left": another_date_suits_better,
    "address_left": staff_notes_another_address,
    "registration_declined": lambda registration: actions.decline(registration, by=None, note="Nächstes Mal gern."),
    "occurrence_cancelled": lambda registration: actions.cancel_occurrence(
        occurrence=registration.occurrence, note="Wegen Sturm."
    ),
    "already_registered": emails.used_again,
}


def mail_of_kind(kind, date, language="de"):
    """The mail that the story leads to; each kind has its own way to come about."""
    is_offer = kind in {"place_offered", "offer_expired"}
    date.moving_up = "offer" if is_offer else "at_once"
    date.needs_approval = kind in {"registration_requested", "registration_declined"}
    date.save()
    if is_offer or kind in {"registration_waiting", "registration_moved_up"}:
        first = register(date, "Malte", language=language)
    registration = register(date, "Jördis", language=language)
    if is_offer or kind == "registration_moved_up":
        actions.cancel_registration(first)
    if way := WAYS.get(kind):
        way(registration)
    return OutboxMessage.objects.get(kind=f"events.{kind}", to=registration.email)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("language", "greeting"), [("de", "Guten Tag Jördis Vardenhoop,"), ("en", "Hello Jördis")])
def test_each_mail_says_all_in_text_and_in_html(kind, language, greeting, venue):
    date = make_date(make_page("O'Hartmanns <Tag> & mehr"), capacity=1, venue=venue)
    mail = mail_of_kind(kind, date, language)
    assert mail.language == language
    assert greeting in mail.text
    assert "O'Hartmanns <Tag> & mehr" in mail.text
    assert "O&#x27;Hartmanns &lt;Tag&gt; &amp; mehr" in mail.html
    assert "O'Hartmanns <Tag> & mehr" in mail.subject
    assert "29525 Uelzen" in mail.text
    assert "29525 Uelzen" in mail.html
    assert f'<html lang="{language}"' in mail.html
    assert mail.html.count("<h1>") == 1
    assert "\n\n\n" not in mail.text
    assert "{{" not in mail.text + mail.html


HAS_ENTERED = [("de", "hat Sie für diese Veranstaltung eingetragen"), ("en", "has entered you")]


@pytest.mark.parametrize(("language", "said"), HAS_ENTERED)
def test_whoever_is_entered_by_somebody_else_reads_who_did_it_and_what_is_stored(language, said, venue, contact):
    date = make_date(make_page("O'Hartmanns <Tag> & mehr", contact=contact), venue=venue)
    actions.replace_participant(register(date, "Malte"), language=language, **AYLIN)
    mail = OutboxMessage.objects.get(kind="events.place_taken_over")
    assert (mail.language, mail.reply_to) == (language, contact.email)
    for text in (mail.text, mail.html):
        assert said in text
        for word in ("Malte Vardenhoop", "Aylin Wacholder", "29525 Uelzen", "Art. 6", "Wiebke Beispiel"):
            assert word in text
    assert "O'Hartmanns <Tag> & mehr" in mail.text
    assert "\n\n\n" not in mail.text
    assert f'<html lang="{language}"' in mail.html


def test_whoever_waits_reads_their_number():
    date = make_date(capacity=1)
    for name in ("Malte", "Aylin", "Thees"):
        register(date, name)
    mail = OutboxMessage.objects.get(to="thees@example.org")
    assert "als Nummer 2 auf der Warteliste" in mail.text


def test_answers_go_to_the_contact_person_or_their_deputy(contact, company):
    date = make_date(make_page(contact=contact))
    register(date, "Malte")
    assert OutboxMessage.objects.get(to="malte@example.org").reply_to == "wiebke@example.org"
    other = Affiliation.objects.create(person=make_person("Thees"), organisation=company, starts_on="2020-01-01")
    contact.deputy = ContactCard.objects.create(affiliation=other)
    contact.away_until = timezone.localdate() + timedelta(days=5)
    contact.save()
    register(date, "Aylin")
    assert OutboxMessage.objects.get(to="aylin@example.org").reply_to == "thees@example.org"
    contact.deputy = None
    contact.save()
    register(date, "Bob")
    mail = OutboxMessage.objects.get(to="bob@example.org")
    assert mail.reply_to == ""
    assert "Wiebke" not in mail.text


def test_links_lead_to_the_address_of_the_site_in_the_language_of_the_mail(settings):
    date = make_date()
    register(date, "Malte")
    register(date, "Aylin", language="en")
    german, english = (OutboxMessage.objects.get(to=f"{name}@example.org") for name in ("malte", "aylin"))
    assert re.search(r"http://localhost(:\d+)?/kalender/platz/", german.text)
    assert re.search(r"http://localhost(:\d+)?/en/kalender/platz/", english.text)


def test_only_mails_to_registered_people_carry_a_secret_link():
    date = make_date(capacity=1)
    assert "/platz/" not in mail_of_kind("registration_cancelled", date).text


def test_everybody_is_told_once_when_a_date_is_cancelled():
    date = make_date(capacity=1)
    people = [register(date, name) for name in ("Malte", "Aylin", "Thees")]
    actions.cancel_registration(people[2])
    actions.cancel_occurrence(occurrence=date, note="Wegen Sturm.")
    date.refresh_from_db()
    actions.tell_registrants_cancelled(date)
    told = OutboxMessage.objects.filter(kind="events.occurrence_cancelled")
    assert sorted(told.values_list("to", flat=True)) == ["aylin@example.org", "malte@example.org"]
    assert "Wegen Sturm." in told[0].text
    assert set(date.registrations.live().values_list("status", flat=True)) == {"confirmed", "waiting"}


def test_somebody_entered_by_staff_learns_who_did_it(ada):
    register(make_date(), source="staff", by=ada)
    assert "Wir haben diese Anmeldung für Sie eingetragen" in OutboxMessage.objects.get().text


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), min_size=1, max_size=60))
def test_whatever_people_are_called_is_text_and_is_never_run(name):
    registration = Registration(pk=1, given_name=name, family_name="{{ site_url }}{% now 'Y' %}{a.b}")
    from django.template.loader import get_template

    text = get_template("events/emails/includes/facts.html").template.render(_context(registration))
    assert "{{ site_url }}{% now &#x27;Y&#x27; %}{a.b}" in text


def _context(registration):
    from django.template import Context

    return Context({"registration": registration, "title": "T", "when": "W"})


def test_no_mail_names_a_contact_who_has_left(contact):
    registration = register(make_date(make_page(contact=contact)), "Jördis")
    assert OutboxMessage.objects.get().reply_to == contact.email
    Affiliation.objects.update(ends_on=timezone.localdate() - timedelta(days=1))
    actions.cancel_registration(Registration.objects.get(pk=registration.pk))
    assert OutboxMessage.objects.get(kind="events.registration_cancelled").reply_to == ""

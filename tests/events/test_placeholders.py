"""An editor's text in a mail: known placeholders are replaced once, and nothing else is looked at."""

import os

import pytest
from django.urls import reverse
from django.utils.html import linebreaks
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from events.models import Registration
from events.placeholders import NAMES, fill, unknown
from networks import outbox
from networks.models import OutboxMessage

from .dates import make_date, make_page, register
from .stories import publish_event

VALUES = {name: f"<{name}>" for name in NAMES.values()}
# EXAMPLES=10000 looks for longer.
EXAMPLES = int(os.environ.get("EXAMPLES", "300"))
many = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])

words = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00\r"), max_size=40)
NO_PLACEHOLDERS = [
    *(
        "{a.b}",
        "{a[0]}",
        "{a!r:>9}",
        "{{x}}",
        "{{vorname}}",
        "{% now 'Y' %}",
        "{{ site_url }}",
        "{token}",
        "{ vorname }",
    ),
    *("{vorname.__class__}", "{vorname!r}", "{Vorname}", "{0}", "{}", "{", "}"),
]
nasty = st.sampled_from([*NO_PLACEHOLDERS, "%(name)s", "$name", r"\1", r"\g<0>", "<b>&amp;"])
literal = st.one_of(words.filter(lambda text: "{" not in text and "}" not in text), nasty)
known = st.sampled_from(sorted(NAMES))
part = st.one_of(st.tuples(literal, st.just(False)), st.tuples(known, st.just(True)))


@pytest.mark.parametrize("text", NO_PLACEHOLDERS)
def test_what_is_no_placeholder_stays_text(text):
    assert fill(text, VALUES) == text


def test_german_and_english_names_mean_the_same():
    assert fill("{vorname} {given_name} {wann}", VALUES) == "<given_name> <given_name> <when>"


def test_a_name_that_looks_like_a_placeholder_is_not_replaced():
    values = VALUES | {"given_name": "{nachname}", "family_name": "{token}"}
    assert fill("{vorname} {nachname}", values) == "{nachname} {token}"


def test_what_would_go_out_as_it_stands_is_named_once():
    assert unknown("{vorname}, {vornahme} {x.y} {{wo}} {vornahme} {wo} { }") == ["{vornahme}", "{x.y}", "{wo}", "{ }"]


@many
@given(parts=st.lists(part, max_size=12), value=words)
def test_nothing_is_evaluated_and_nothing_is_lost(parts, value):
    values = dict.fromkeys(NAMES.values(), value)
    # A space between the parts: braces of neighbours are a matter of their own.
    text = " ".join(f"{{{said}}}" if is_known else said for said, is_known in parts)
    expected = " ".join(value if is_known else said for said, is_known in parts)
    assert fill(text, values) == expected


@many
@given(text=st.one_of(words, st.lists(nasty, max_size=6).map("".join)), name=st.one_of(words, nasty))
def test_without_a_placeholder_no_sign_changes(text, name):
    values = dict.fromkeys(NAMES.values(), name)
    if not any(f"{{{known_name}}}" in text for known_name in NAMES):
        assert fill(text, values) == text


@pytest.mark.thorough
@many
@given(text=st.lists(nasty, max_size=6).map(" ".join), name=st.one_of(words, nasty))
@pytest.mark.django_db
def test_text_and_html_show_every_sign(text, name):
    said = fill(f"A {text} {{vorname}} Z", dict.fromkeys(NAMES.values(), name))
    mail = outbox.rendered("events/emails/date_changed", "de", {"words": said, "registration": Registration()})
    assert said.strip() in mail["text"]
    assert linebreaks(said, autoescape=True) in mail["html"]


# In the mails


@pytest.mark.django_db
def test_whoever_gets_a_place_reads_the_editor_s_text():
    page = make_page("Rückentag", mail_text="Moin {vorname},\nbis {wann}! {unbekannt} <b>")
    register(make_date(page), "Jördis")
    mail = OutboxMessage.objects.get()
    assert "Moin Jördis,\nbis " in mail.text
    assert "Uhr! {unbekannt} <b>" in mail.text
    assert "{unbekannt} &lt;b&gt;" in mail.html


@pytest.mark.django_db
def test_whoever_waits_reads_it_once_they_have_a_place():
    from events import actions

    date = make_date(make_page(mail_text="Parken hinter dem Haus."), capacity=1)
    malte = register(date, "Malte")
    register(date, "Aylin")
    assert "Parken" not in OutboxMessage.objects.get(to="aylin@example.org").text
    actions.cancel_registration(malte)
    assert "Parken" in OutboxMessage.objects.get(kind="events.registration_moved_up").text


@pytest.mark.django_db
def test_a_translation_brings_its_own_text(english):
    page = publish_event(mail_text="Bequeme Schuhe!")
    translation = page.copy_for_translation(english, copy_parents=True)
    translation.mail_text = "Comfortable shoes!"
    translation.save_revision().publish()
    register(page.occurrences.get(), "Malte", language="en")
    assert "Comfortable shoes!" in OutboxMessage.objects.get().text


@pytest.mark.django_db
def test_the_editor_sees_which_placeholder_is_none(client, eve):
    client.force_login(eve)
    page = publish_event(mail_text="{vorname} {vornahme}")
    page_html = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert "Unbekannt, geht so hinaus: {vornahme}." in page_html
    assert "Platzhalter: {vorname} {nachname}" in page_html

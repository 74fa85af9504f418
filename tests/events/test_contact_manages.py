"""Whoever registered a group hands over the places of theirs and corrects what was said of them."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse

from events.models import Answer, Occurrence, Registration
from events.question_fields import Given
from networks.models import OutboxMessage

from .asking import answered, ask, event_that_asks, field, questions_of
from .dates import make_date, register, statuses
from .groups import KIM, register_group
from .test_group_pages import link_to, opened_group
from .test_self_service import key_in, no_hurry, seen_in, text_of  # noqa: F401

pytestmark = pytest.mark.django_db

Status = Registration.Status
JONTE = {"given_name": "Jonte", "family_name": "Wacholder", "email": "jonte@example.org"}
DETAILS = {"given_name": "Malte", "family_name": "Vardenhoop", "organisation": "", "phone": ""}


def first_of(date, *names):
    return register_group(date, *(names or ("Malte", "Aylin"))).group.people[0]


def hand_over(client, url, **fields):
    page = client.get(url)
    key = key_in(page) if page.status_code == 200 else ""
    return client.post(url, JONTE | {"key": key} | fields)


def mail_to(name, kind):
    return OutboxMessage.objects.get(to=f"{name}@example.org", kind=f"events.{kind}")


def test_the_contact_hands_over_the_place_of_one_of_theirs(client):
    date = make_date(capacity=2)
    malte = first_of(date)
    group = opened_group(client)
    url = f"{group}weitergeben/{malte.pk}/"
    assert f'href="{url}"' in text_of(client.get(group))
    assert "Malte Vardenhoop" in text_of(client.get(url))
    assert hand_over(client, url).url == group
    jonte = date.registrations.get(email="jonte@example.org")
    assert (jonte.status, jonte.group, jonte.replaces) == (Status.CONFIRMED, malte.group, malte)
    assert "Jonte Wacholder" in text_of(client.get(group))
    assert mail_to("malte", "place_handed_over")
    taken_over = mail_to("jonte", "place_taken_over")
    for part in (taken_over.text, taken_over.html):
        assert "Kim Torfwerder hat Sie anstelle von Malte Vardenhoop" in part
    assert client.get(url).url == group  # the place of Malte is gone


def test_the_contact_changes_details_and_answers_of_one_of_theirs(client):
    date = event_that_asks(ask("text", "Halle?"))
    malte = first_of(date)
    group = opened_group(client)
    url = f"{group}aendern/{malte.pk}/"
    assert f'href="{url}"' in text_of(client.get(group))
    assert "Angaben ändern: Malte Vardenhoop" in text_of(client.get(url))
    sent = DETAILS | {"seen": seen_in(client.get(url)), "family_name": "Vardenhoop-Ay", field(date, "Halle?"): "4"}
    assert client.post(url, sent).url == group
    malte.refresh_from_db()
    assert (malte.family_name, answered(malte)) == ("Vardenhoop-Ay", {"Halle?": "4"})
    assert "Vardenhoop-Ay" in mail_to("malte", "registration_changed").text


def test_what_concerns_the_person_alone_is_not_shown_to_the_contact_and_stays(client):
    date = event_that_asks(
        ask("choice", "Assistenz?", "Ja, gern", "Nein", special_need=True),
        ask("text", "Welche?", only_if_question="Assistenz?", only_if_answer="Ja, gern"),
        ask("consent", "Fotos?"),
        ask("file", "Nachweis?"),
        ask("text", "Halle?", required=True),
    )
    malte, asked = first_of(date), questions_of(date)
    option = asked["Assistenz?"].options.get(label="Ja, gern")
    needs = Given(asked["Assistenz?"], options=(option,)).as_answer(malte)
    needs.save()
    needs.options.set([option])
    for label, value in (("Welche?", "Gebärden"), ("Halle?", "3"), ("Fotos?", True)):
        Given(asked[label], value).as_answer(malte).save()
    Answer.objects.create(
        registration=malte, question=asked["Nachweis?"], text="a.pdf", file=ContentFile(b"%PDF", name="a.pdf")
    )
    Registration.objects.filter(pk=malte.pk).update(remarks="Sitzplatz vorn")
    url = f"{opened_group(client)}aendern/{malte.pk}/"
    text = text_of(client.get(url))
    for word in ("Assistenz", "Ja, gern", "Welche?", "Gebärden", "Fotos", "Nachweis", "Sitzplatz"):
        assert word not in text
    before = answered(malte)
    sent = DETAILS | {"seen": seen_in(client.get(url)), field(date, "Halle?"): "4"}
    assert client.post(url, sent | {field(date, "Welche?"): "x", "remarks": "x"}).status_code == 302
    malte.refresh_from_db()
    assert answered(malte) == before | {"Halle?": "4"}
    assert malte.remarks == "Sitzplatz vorn"


def test_before_the_address_the_contact_reaches_nobody(client):
    date = make_date()
    malte = first_of(date)
    path = link_to("gruppe")
    for verb in ("aendern", "weitergeben"):
        for response in (client.get(f"{path}{verb}/{malte.pk}/"), client.post(f"{path}{verb}/{malte.pk}/", JONTE)):
            assert response.url == path
    assert statuses(date) == [Status.CONFIRMED] * 2


def test_the_contact_reaches_nobody_of_another_group(client):
    date = make_date()
    first_of(date)
    other = register(date, "Thees")
    path = opened_group(client)
    for verb in ("aendern", "weitergeben"):
        assert client.get(f"{path}{verb}/{other.pk}/").status_code == 404
        assert client.post(f"{path}{verb}/{other.pk}/", JONTE).status_code == 404


def test_the_contact_is_bound_to_the_same_deadlines(client):
    date = make_date()
    malte = first_of(date)
    path = opened_group(client)
    hours = int((date.start - malte.created_at) / timedelta(hours=1)) + 2
    Occurrence.objects.update(change_until_hours=hours, replace_until_hours=hours)
    for verb in ("aendern", "weitergeben"):
        assert f"{verb}/" not in text_of(client.get(path))
        assert client.post(f"{path}{verb}/{malte.pk}/", DETAILS | JONTE).url == path
    assert statuses(date) == [Status.CONFIRMED] * 2


def test_a_registered_address_is_refused_to_the_contact_too(client):
    date = make_date()
    malte = first_of(date)
    register(date, "Thees")
    url = f"{opened_group(client)}weitergeben/{malte.pk}/"
    assert hand_over(client, url, email="thees@example.org").status_code == 409
    assert Client(enforce_csrf_checks=True).post(url, JONTE).status_code == 403


def test_the_contact_with_an_account_does_it_from_my_area(client, bob, carol):
    date = make_date()
    group = register_group(date, "Malte", "Aylin", contact=KIM | {"email": bob.email}, user=bob).group
    malte = group.people[0]
    for name in ("my_group_change_one", "my_group_replace_one"):
        url = reverse(f"events:{name}", args=[group.pk, malte.pk])
        client.force_login(carol)
        assert client.get(url).status_code == 404
        client.force_login(bob)
        assert client.get(url).status_code == 200
    assert hand_over(client, url).url == reverse("events:my_group", args=[group.pk])
    assert date.registrations.live().filter(email="jonte@example.org").exists()

"""One's own registration without an account: little behind the link, more behind the address, until a deadline."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from events import actions
from events.errors import CancellationClosed
from events.models import Occurrence, Registration
from networks.models import FormUse

from .asking import ask, event_that_asks, questions_of
from .dates import make_date, register
from .stories import make_venue
from .test_admin import a_day, add
from .test_self_service import link_of, opened, text_of

pytestmark = pytest.mark.django_db

DETAILS = {"organisation": "Möhlenkolk & Töchter", "phone": "040 66969 100", "remarks": "Ich komme mit dem Zug."}
PRIVATE = ("Vardenhoop", "joerdis@example.org", "Möhlenkolk &amp; Töchter", "040 66969 100", "mit dem Zug", "Halle 4")


def somebody(**fields):
    from events.question_fields import Given

    date = event_that_asks(ask("text", "Halle?"), **fields)
    return register(date, answers=[Given(questions_of(date)["Halle?"], "Halle 4")], **DETAILS)


def shown_in(page):
    return [word for word in PRIVATE if word in page]


# What is shown


def test_behind_the_link_is_the_least_and_behind_the_address_all(client):
    registration = somebody()
    path = link_of(registration)
    page = text_of(client.get(path))
    assert shown_in(page) == []
    for least in (
        "Gesundheitstag Uelzen",
        "Sie haben einen Platz",
        f"{registration.occurrence.local_start:%Y}",
        "absagen/",
    ):
        assert least in page
    opened(client, registration)
    response = client.get(path)
    assert shown_in(text_of(response)) == list(PRIVATE)
    assert response["Referrer-Policy"] == "no-referrer"
    assert "no-store" in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noindex, nofollow"


@pytest.mark.parametrize("typed", ["malte@example.org", "joerdis", "", " ", "joerdis@example.org.evil.example"])
def test_a_wrong_address_brings_the_page_back_with_a_message_beside_the_field(client, typed):
    path = link_of(somebody())
    response = client.post(path, {"email": typed})
    assert response.status_code == 422
    assert "Vardenhoop" not in text_of(response)
    assert 'id="id_email_error"' in text_of(response)
    assert response["Referrer-Policy"] == "strict-origin"
    assert shown_in(text_of(client.get(path))) == []


@pytest.mark.parametrize("typed", ["JOERDIS@Example.org", "  joerdis@example.org "])
def test_the_address_counts_and_not_how_it_is_written(client, typed):
    path = link_of(somebody())
    assert client.post(path, {"email": typed}).status_code == 302
    assert shown_in(text_of(client.get(path))) == list(PRIVATE)


def test_what_was_proved_holds_for_one_session_and_one_registration(client):
    mine, other = somebody(), register(make_date(), "Malte", organisation="Wacholder AG")
    path = opened(client, mine)
    assert "Wacholder AG" not in text_of(client.get(link_of(other)))
    assert shown_in(text_of(Client().get(path))) == []
    assert "joerdis" not in str(dict(client.session))


def test_who_has_the_session_of_somebody_else_from_before_learns_nothing(client):
    registration = somebody()
    client.get(link_of(registration))
    session = client.session
    session.save()
    before = session.session_key
    opened(client, registration)
    assert client.session.session_key != before


def test_guessing_is_stopped_from_everywhere_even_with_the_right_address(client, settings):
    settings.NETWORKS_FORM_LIMIT_PER_ADDRESS = 3
    registration = somebody()
    path = link_of(registration)
    for number in range(3):
        answer = client.post(path, {"email": f"p{number}@example.org"}, REMOTE_ADDR=f"203.0.113.{number}")
        assert answer.status_code == 422
    answer = client.post(path, {"email": registration.email}, REMOTE_ADDR="203.0.113.99")
    assert answer.status_code == 429
    assert "Vardenhoop" not in text_of(answer)
    assert "zu oft" in text_of(answer)
    assert shown_in(text_of(client.get(path))) == []
    assert "joerdis" not in str(list(FormUse.objects.values()))


def test_the_owner_who_is_signed_in_proves_nothing(client, bob, carol):
    date = make_date()
    registration = register(date, "Bob", user=bob, organisation="Wacholder AG")
    client.force_login(carol)
    assert "Wacholder AG" not in text_of(client.get(link_of(registration)))
    client.force_login(bob)
    assert "Wacholder AG" in text_of(client.get(link_of(registration)))
    assert "Wacholder AG" in text_of(client.get(reverse("events:my_registration", args=[registration.pk])))


def test_the_form_for_the_address_needs_this_site():
    path = link_of(somebody())
    assert Client(enforce_csrf_checks=True).post(path, {"email": "joerdis@example.org"}).status_code == 403


# Until when


def test_an_editor_says_until_when_and_the_date_knows(client, eve):
    hours = {
        "cancel_until_hours": "48",
        "change_until_hours": "72",
        "replace_until_hours": "",
        "rebook_until_hours": "0",
    }
    client.force_login(eve)
    assert add(client, a_day(), venue=make_venue().pk, **hours).status_code == 302
    date = Occurrence.objects.get()
    assert date.start - date.cancel_until == timedelta(hours=48)
    assert date.start - date.change_until == timedelta(hours=72)
    assert (date.replace_until, date.rebook_until) == (None, date.start)


def test_cancelling_ends_when_the_editor_says_and_the_page_says_so(client):
    date = make_date(cancel_until_hours=48, in_days=3)
    registration = register(date)
    path = link_of(registration)
    assert "Hier absagen können Sie bis" in text_of(client.get(path))
    Occurrence.objects.update(start=timezone.now() + timedelta(hours=47), end=timezone.now() + timedelta(hours=50))
    page = text_of(client.get(path))
    assert "absagen/" not in page
    assert "Absagen ließ sich hier bis" in page
    assert client.post(f"{path}absagen/").url == path
    assert Registration.objects.get().is_confirmed
    with pytest.raises(CancellationClosed):
        actions.cancel_registration(registration)


def test_whoever_waits_can_leave_until_the_event_begins():
    date = make_date(capacity=1, cancel_until_hours=24 * 30)
    register(date, "Malte")
    waiting = register(date, "Aylin")
    assert not actions.cancel_registration(waiting).is_live


def test_staff_and_erasure_cancel_later(eve):
    date = make_date(cancel_until_hours=24 * 30)
    by_staff, erased = register(date, "Malte"), register(date, "Aylin")
    assert not actions.cancel_registration(by_staff, by=eve).is_live
    actions.forget_people(Registration.objects.filter(pk=erased.pk))
    assert not Registration.objects.get(pk=erased.pk).is_live

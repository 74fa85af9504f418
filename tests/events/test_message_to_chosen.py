"""A message to exactly those whom staff ticked in the list."""

import uuid

import pytest
from wagtail.models import ModelLogEntry

from events import actions
from networks.models import OutboxMessage

from .dates import make_date, make_page, register

pytestmark = pytest.mark.django_db

LIST = "/admin/registrations/"
PAGE = f"{LIST}bulk/message/"
KEY = str(uuid.UUID(int=7))


@pytest.fixture
def date(health):
    """Aylin and Thees have places, Wiebke waits, Malte has cancelled."""
    date = make_date(make_page("Rückentag"), networks=[health], capacity=2)
    for name in ("Malte", "Aylin", "Thees"):
        register(date, name)
    actions.cancel_registration(date.registrations.get(given_name="Malte"))
    register(date, "Wiebke")
    return date


@pytest.fixture
def as_ada(client, ada):
    client.force_login(ada)
    return client


def ids(date, *names):
    return {"id": list(date.registrations.filter(given_name__in=names).values_list("pk", flat=True))}


def written(**fields):
    return {"key": KEY, "subject": "Raum, {vorname}", "text": "Moin {vorname}!"} | fields


def sent():
    return OutboxMessage.objects.filter(kind="events.message").order_by("pk")


def text_of(response):
    assert response.status_code == 200
    return response.content.decode()


def test_the_list_leads_to_it(as_ada, date):
    assert f'formaction="{PAGE}"' in text_of(as_ada.get(LIST))


def test_the_page_names_them_and_those_who_hear_nothing(as_ada, date):
    page = text_of(as_ada.get(PAGE, ids(date, "Malte", "Aylin", "Wiebke")))
    assert "An: Aylin Vardenhoop, Wiebke Vardenhoop" in page
    assert "1 der Ausgewählten erhält keine E-Mail" in page
    assert "Thees" not in page
    assert "An wen" not in page
    assert not sent()


def test_a_preview_and_a_trial_are_as_ever(as_ada, ada, date):
    chosen = ids(date, "Aylin", "Wiebke")
    page = text_of(as_ada.post(PAGE, chosen | written(trial="")))
    assert "An 2 Personen senden" in page
    assert all(f'name="id" value="{pk}"' in page for pk in chosen["id"])
    mail = OutboxMessage.objects.get(kind="events.message_on_trial")
    assert (mail.to, mail.subject) == (ada.email, "Raum, Kim")
    assert not sent()


def test_it_goes_to_those_and_to_nobody_else_and_once(as_ada, ada, date):
    here = f"{LIST}?occurrence={date.pk}"
    for _click in range(2):
        response = as_ada.post(PAGE, ids(date, "Malte", "Aylin", "Wiebke") | written(send="", next=here))
        assert response.url == here
    assert [mail.subject for mail in sent()] == ["Raum, Aylin", "Raum, Wiebke"]
    entry = ModelLogEntry.objects.get(action="events.message")
    assert (entry.user, entry.data["number"], entry.data["chosen"]) == (ada, 2, True)


def test_people_of_two_dates_get_no_message_together(as_ada, date, health):
    other = register(make_date(networks=[health]), "Gesa")
    both = {"id": [*ids(date, "Aylin")["id"], other.pk]}
    assert "nur eines Termins" in text_of(as_ada.get(PAGE, both, follow=True))
    as_ada.post(PAGE, both | written(send=""))
    assert "Es war nichts ausgewählt." in text_of(as_ada.get(PAGE, follow=True))
    assert not sent()


def test_foreign_ids_are_nobody(as_ada, date, training):
    theirs = register(make_date(networks=[training]), "Quendelborn")
    as_ada.post(PAGE, {"id": [theirs.pk]} | written(send=""))
    as_ada.post(PAGE, {"id": [*ids(date, "Aylin")["id"], theirs.pk, "x", "²"]} | written(send=""))
    assert [mail.subject for mail in sent()] == ["Raum, Aylin"]


@pytest.mark.parametrize("name", ["bob", "carol"])
def test_members_and_strangers_do_not_come_in(client, request, date, name):
    client.force_login(request.getfixturevalue(name))
    assert client.post(PAGE, ids(date, "Aylin") | written(send="")).status_code == 302
    assert not sent()

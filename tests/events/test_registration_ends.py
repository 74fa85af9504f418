"""The end of the data, what the worker does by itself, and the member's own view."""

import logging
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from events import actions
from events.log_filter import HideTokens
from events.models import Occurrence, Registration, RegistrationLink
from events.places import places_of
from networks.due_work import all_due_work
from networks.models import FormUse, OutboxMessage

from .dates import make_date, register
from .invited import guest, invite
from .test_self_service import link_of

pytestmark = pytest.mark.django_db

CANARY = "Zwirnkanarie"
Status = Registration.Status


def canary(date, **fields):
    words = {name: f"{CANARY} {name}" for name in ("given_name", "family_name", "organisation", "phone", "remarks")}
    return register(date, **words, email=f"{CANARY}@example.org", **fields)


def end_before(date, days):
    moment = timezone.now() - timedelta(days=days)
    Occurrence.objects.filter(pk=date.pk).update(start=moment - timedelta(hours=2), end=moment)


def tables_with(word):
    """The tables of this app, and of the log, in which a word is found in any column."""
    found = set()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table.startswith("events_") or "logentry" in table:
                cursor.execute(f'SELECT * FROM "{table}"')
                found |= {table for row in cursor.fetchall() if word.lower() in str(row).lower()}
    return found


def test_after_its_time_nothing_of_a_person_is_left_and_the_numbers_stay(carol):
    date = make_date(capacity=1)
    registration = canary(date, user=carol)
    register(date, "Aylin")
    words = {"de": f"{CANARY} {{vorname}}"}
    [invited] = invite(date, guest(f"{CANARY}2", family_name=CANARY, organisation=CANARY), words=words, origin=CANARY)
    actions.decline_invitation(invited)
    assert tables_with(CANARY) == {"events_registration", "events_invitation"}
    end_before(date, days=91)
    assert actions.anonymise_registrations() == 2
    assert actions.anonymise_invitations() == 1
    assert tables_with(CANARY) == set()
    assert not RegistrationLink.objects.exists()
    registration.refresh_from_db()
    assert (registration.status, registration.user, registration.full_name) == (Status.CONFIRMED, None, "(gelöscht)")
    assert (places_of(date).confirmed, places_of(date).waiting) == (1, 1)
    assert actions.anonymise_registrations() == 0


def test_before_its_time_everything_stays(settings):
    date = make_date()
    canary(date)
    end_before(date, days=89)
    assert actions.anonymise_registrations() == 0
    settings.EVENTS_RETENTION_DAYS = 30
    assert actions.anonymise_registrations() == 1


def test_the_link_of_an_erased_registration_explains(client):
    date = make_date()
    path = link_of(canary(date))
    end_before(date, days=91)
    actions.anonymise_registrations()
    response = client.get(path)
    assert response.status_code == 404
    assert "wie versprochen gelöscht" in response.content.decode()


def test_erasing_works_in_pieces():
    date = make_date()
    for number in range(5):
        register(date, f"P{number}")
    end_before(date, days=91)
    assert [actions.anonymise_registrations(limit=2) for _time in range(4)] == [2, 2, 1, 0]


def test_the_worker_fills_places_erases_people_and_forgets_uses_of_forms():
    waiting, over = make_date(capacity=1), make_date()
    register(waiting, "Malte")
    aylin = register(waiting, "Aylin")
    canary(over)
    end_before(over, days=91)
    FormUse.objects.create(form="registration", address_hash="a", network_hash="b")
    FormUse.objects.update(created_at=timezone.now() - timedelta(days=2))
    Occurrence.objects.filter(pk=waiting.pk).update(capacity=2)
    names = {"free places", "registrations' retention", "uses of forms"}
    work = [piece for piece in all_due_work() if piece.name in names]
    assert {piece.name for piece in work} == names
    assert sum(piece() for piece in work) == 3
    assert sum(piece() for piece in work) == 0
    aylin.refresh_from_db()
    assert aylin.is_confirmed
    assert not FormUse.objects.exists()


def test_tick_sends_the_mails_of_a_registration(mailoutbox):
    register(make_date())
    call_command("tick")
    assert [mail.to for mail in mailoutbox] == [["joerdis@example.org"]]
    assert OutboxMessage.objects.get().state == "sent"


def test_a_member_finds_their_registrations_and_cancels_without_a_link(client, bob, carol):
    date = make_date(capacity=1)
    mine = register(date, "Bob", user=bob)
    theirs = register(date, "Carol", user=carol)
    client.force_login(bob)
    area = client.get("/mein-bereich/").content.decode()
    assert f"/kalender/meine-anmeldung/{mine.pk}/" in area
    assert date.title in area
    assert client.get(f"/kalender/meine-anmeldung/{theirs.pk}/").status_code == 404
    assert client.post(f"/kalender/meine-anmeldung/{theirs.pk}/absagen/").status_code == 404
    assert "Sie haben einen Platz" in client.get(f"/kalender/meine-anmeldung/{mine.pk}/").content.decode()
    client.post(f"/kalender/meine-anmeldung/{mine.pk}/absagen/")
    theirs.refresh_from_db()
    assert theirs.is_confirmed


def test_my_registrations_need_a_login(client, bob):
    mine = register(make_date(), "Bob", user=bob)
    assert client.get(f"/kalender/meine-anmeldung/{mine.pk}/").status_code == 302
    assert client.post(f"/kalender/meine-anmeldung/{mine.pk}/absagen/").status_code == 302
    mine.refresh_from_db()
    assert mine.is_confirmed


def test_the_member_area_costs_the_same_with_one_and_with_twenty(client, bob):
    from django.test.utils import CaptureQueriesContext

    client.force_login(bob)
    register(make_date(), "Bob", user=bob)
    client.get("/mein-bereich/")
    with CaptureQueriesContext(connection) as few:
        client.get("/mein-bereich/")
    for _number in range(20):
        register(make_date(), "Bob", user=bob)
    with CaptureQueriesContext(connection) as many:
        client.get("/mein-bereich/")
    assert len(many) <= len(few)


@pytest.mark.parametrize("name", ["django.request", "django.security.csrf", "django.server"])
def test_no_log_line_holds_the_secret_of_a_link(name):
    secret = "x" * 32
    logger = logging.getLogger(name)
    assert any(isinstance(each, HideTokens) for each in logger.filters)
    record = logger.makeRecord(name, 40, "f", 1, "Not Found: %s", (f"/kalender/platz/{secret}/absagen/",), None)
    for each in logger.filters:
        each.filter(record)
    assert secret not in record.getMessage()
    assert "/kalender/platz/…/absagen/" in record.getMessage()

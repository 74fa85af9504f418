"""Mails to all who come to a date are written while its row is held: with as few queries for many as for one."""

import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from events import actions
from events.models import ChangeNotice, EventReminder, Group, Occurrence, Registration
from networks.models import OutboxAttachment, OutboxMessage
from tests.home.making import make_card

from .groups import KIM
from .many import fill
from .stories import draft_event, make_venue, only_date, publish

pytestmark = pytest.mark.django_db

LONG_AGO = timedelta(days=400)
LANGUAGES = ("de", "en")


@pytest.fixture
def contact():
    return make_card("Imke")


def date_with(number, contact):
    """So many people, each registered by somebody else, read German and English in turn; a reminder is due."""
    soon = timezone.localtime() + timedelta(hours=47)
    page = draft_event(soon, venue=make_venue(), contact=contact, minimum=2, mail_text="Bis bald, {vorname}!")
    page.reminders = [EventReminder(amount=2, unit="days")]
    date = only_date(publish(page))
    fill(date, None, number)
    people = list(date.registrations.order_by("pk"))
    for place, person in enumerate(people):
        person.group, person.language = group_of(date, place), LANGUAGES[place % 2]
        person.created_at = person.confirmed_at = timezone.now() - LONG_AGO
        person.is_in_calendar, person.calendar_sequence = True, 0
    changed = ["group", "language", "created_at", "confirmed_at", "is_in_calendar", "calendar_sequence"]
    Registration.objects.bulk_update(people, changed)
    return date


def group_of(date, place):
    contact = KIM | {"email": f"kim{place}@example.org"}
    language = LANGUAGES[place // 2 % 2]
    return Group.objects.create(occurrence=date, language=language, submission_key=uuid.uuid4(), **contact)


def call_off(date):
    actions.cancel_occurrence(occurrence=date, note="Sturm", by=None)


def tell_that_it_moved(date):
    before = date.facts | {"place": "Rathaus", "online_url": "https://example.org/alt"}
    notice = ChangeNotice.objects.create(occurrence=date, before=before, after=date.facts)
    actions.tell_change(notice, texts={"de": "Bitte merken."}, by=None)


def say_that_it_takes_place(date):
    actions.confirm_occurrence(occurrence=date, texts={"de": "Wir freuen uns."}, by=None)


def write_a_message(date):
    actions.write_to_participants(
        occurrence=date, statuses=["confirmed"], subject="Parken", text="Am Markt.", key=uuid.uuid4(), by=None
    )


def remind(date):
    actions.remind()


ACTIONS = {call_off: 2, tell_that_it_moved: 2, say_that_it_takes_place: 1, write_a_message: 1, remind: 1}
WITH_CALENDAR = {call_off, tell_that_it_moved, say_that_it_takes_place}


@pytest.mark.parametrize(
    ("action", "mails_for_each"), ACTIONS.items(), ids=lambda value: getattr(value, "__name__", "")
)
def test_it_costs_the_same_for_few_and_for_many(action, mails_for_each, contact):
    cost(action, date_with(2, contact))  # what is looked up once and then known
    few = cost(action, date_with(4, contact))
    many = cost(action, date_with(50, contact))
    assert OutboxMessage.objects.count() == 50 * mails_for_each
    assert OutboxAttachment.objects.count() == (100 if action in WITH_CALENDAR else 0)
    assert many == few


def cost(action, date):
    """The queries that it takes; afterwards the date is out of the way."""
    OutboxMessage.objects.all().delete()
    date = Occurrence.objects.get(pk=date.pk)
    with CaptureQueriesContext(connection) as queries:
        action(date)
    Occurrence.objects.filter(pk=date.pk).update(published=False)
    return len(queries)

"""Reminders go out at their time: once, to those with a place, and along with a date that moves."""

from datetime import datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from events import actions
from events.models import EventPage, EventReminder
from networks.models import OutboxMessage

from .dates import register
from .stories import berlin, move, only_date, publish, publish_event

pytestmark = pytest.mark.django_db

START = berlin(2027, 1, 14, 14)
NEW_YEAR = berlin(2027, 1, 1, 9)


@pytest.fixture
def clock():
    with time_machine.travel(NEW_YEAR, tick=False) as clock:
        yield clock


@pytest.fixture
def page(clock):
    """Reminds two days and three hours before; one place, which Malte has; Aylin waits."""
    page = publish_event(START, capacity=1, mail_text="Parken hinter dem Haus, {vorname}.")
    page = page.get_latest_revision_as_object()
    page.reminders = [EventReminder(amount=2, unit="days"), EventReminder(amount=3, unit="hours")]
    page = publish(page)
    register(only_date(page), "Malte")
    register(only_date(page), "Aylin")
    return page


def reminded():
    return list(OutboxMessage.objects.filter(kind="events.reminder").order_by("pk").values_list("to", flat=True))


def remind_at(clock, moment: datetime):
    clock.move_to(moment)
    return actions.remind()


def test_whoever_has_a_place_is_reminded_once_at_each_time(page, clock):
    assert remind_at(clock, START - timedelta(days=2, minutes=1)) == 0
    assert remind_at(clock, START - timedelta(days=2)) == 1
    assert remind_at(clock, START - timedelta(days=2, minutes=-1)) == 0
    assert remind_at(clock, START - timedelta(hours=3)) == 1
    assert remind_at(clock, START - timedelta(hours=1)) == 0
    assert reminded() == ["malte@example.org"] * 2
    text = OutboxMessage.objects.filter(kind="events.reminder").first().text
    assert "Parken hinter dem Haus, Malte." in text
    assert "/platz/" in text


def test_a_moved_date_takes_its_reminders_along(page, clock):
    assert remind_at(clock, START - timedelta(days=2)) == 1
    later = START + timedelta(days=7)
    move(EventPage.objects.get(pk=page.pk), later)
    assert remind_at(clock, START - timedelta(hours=3)) == 0
    assert remind_at(clock, later - timedelta(days=2)) == 1


def test_whoever_got_a_place_after_the_time_is_not_reminded(page, clock):
    clock.move_to(START - timedelta(days=1))
    actions.cancel_registration(only_date(page).registrations.get(given_name="Malte"))
    assert only_date(page).registrations.get(given_name="Aylin").is_confirmed
    assert actions.remind() == 0
    assert remind_at(clock, START - timedelta(hours=3)) == 1
    assert reminded() == ["aylin@example.org"]


def test_nobody_is_reminded_of_a_cancelled_date(page, clock):
    actions.cancel_occurrence(occurrence=only_date(page))
    assert remind_at(clock, START - timedelta(days=2)) == 0


def test_a_worker_that_slept_for_hours_still_reminds_and_one_that_slept_for_days_does_not(page, clock):
    assert remind_at(clock, START - timedelta(days=1)) == 0
    assert remind_at(clock, START - timedelta(hours=1)) == 1


def test_a_day_without_reminders_asks_little(page, clock, django_assert_max_num_queries):
    with django_assert_max_num_queries(4):
        assert actions.remind() == 0


def test_the_worker_reminds(page, clock):
    from networks.due_work import all_due_work

    clock.move_to(START - timedelta(days=2))
    (work,) = [work for work in all_due_work() if work.name == "reminders"]
    assert work.run() == 1
    assert timezone.now() == START - timedelta(days=2)

"""The organisers' mail about what happened: numbers and links, as often as the event says, and never twice."""

import itertools
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from events import actions, windows
from events.models import Invitation, Registration
from networks.models import Coordination, OutboxMessage
from tests.home.making import make_card

from .dates import register
from .stories import berlin, only_date, publish_event

pytestmark = pytest.mark.django_db

START = berlin(2027, 6, 14, 18)
MONDAY = berlin(2027, 1, 4, 15)
NEXT_MORNING = berlin(2027, 1, 5, 7)
NEXT_MONDAY = berlin(2027, 1, 11, 7)
BERLIN = "Europe/Berlin"


@pytest.fixture
def clock():
    with time_machine.travel(MONDAY, tick=False) as clock:
        yield clock


@pytest.fixture
def imke(clock):
    return make_card("Imke")


def event(card, **fields):
    return only_date(publish_event(START, contact=card, **fields))


def written():
    return list(OutboxMessage.objects.filter(kind="events.news").order_by("pk"))


def send_at(clock, moment):
    clock.move_to(moment)
    return actions.send_news()


def test_each_morning_the_contact_hears_what_happened_the_day_before(imke, clock):
    date = event(imke, capacity=2)
    malte, _aylin, _thees = (register(date, name) for name in ("Malte", "Aylin", "Thees"))
    actions.cancel_registration(malte)
    assert send_at(clock, NEXT_MORNING - timedelta(minutes=1)) == 0
    assert send_at(clock, NEXT_MORNING) == 1
    [mail] = written()
    assert (mail.to, mail.language) == ("imke@kammer.example.org", "de")
    assert mail.subject == "3 neue Anmeldungen: Gesundheitstag Uelzen (Montag, 4.\xa0Januar 2027)"
    for words in ("3 neue Anmeldungen", "1 Absage", "1 Person ist nachgerückt", "Jetzt sind 2 von 2 Plätzen vergeben."):
        assert words in mail.text
        assert words in mail.html
    assert f"/admin/registrations/?occurrence={date.pk}" in mail.text


def test_nobody_who_comes_is_named(imke, clock):
    date = event(imke)
    register(date, "Malte", remarks="Rollstuhl")
    register(date, "Aylin")
    send_at(clock, NEXT_MORNING)
    [mail] = written()
    for word in ("Malte", "Aylin", "Vardenhoop", "Rollstuhl", "example.org/"):
        assert word not in mail.text
    assert "malte" not in mail.dedupe_key
    assert "imke" not in mail.dedupe_key


def test_never_twice_for_a_day_and_nothing_for_nothing(imke, clock):
    register(event(imke), "Malte")
    assert [send_at(clock, NEXT_MORNING + timedelta(hours=hours)) for hours in (0, 1, 5, 23, 24, 30)] == [
        1,
        0,
        0,
        0,
        0,
        0,
    ]
    assert len(written()) == 1


def test_after_a_pause_of_the_worker_yesterday_is_still_told_and_last_week_no_more(imke, clock):
    register(event(imke), "Malte")
    assert send_at(clock, NEXT_MORNING + timedelta(hours=35)) == 1
    clock.move_to(MONDAY + timedelta(days=3))
    register(event(imke), "Malte")
    assert send_at(clock, MONDAY + timedelta(days=9)) == 0


def test_weekly_on_monday(imke, clock):
    date = event(imke, news="weekly")
    register(date, "Malte")
    clock.move_to(berlin(2027, 1, 10, 23, 59))
    register(date, "Aylin")
    assert send_at(clock, NEXT_MONDAY - timedelta(minutes=1)) == 0
    assert send_at(clock, NEXT_MONDAY) == 1
    [mail] = written()
    assert "2 neue Anmeldungen" in mail.subject
    assert "Montag, 4. bis Sonntag, 10.\xa0Januar 2027" in mail.text


def test_at_once_means_within_a_quarter_of_an_hour(imke, clock):
    date = event(imke, news="at_once")
    register(date, "Malte")
    register(date, "Aylin")
    assert send_at(clock, MONDAY + timedelta(minutes=14)) == 0
    assert send_at(clock, MONDAY + timedelta(minutes=15)) == 0  # what is being written has time to be
    assert send_at(clock, MONDAY + timedelta(minutes=18)) == 1
    register(date, "Thees")
    assert send_at(clock, MONDAY + timedelta(minutes=19)) == 0
    assert send_at(clock, MONDAY + timedelta(minutes=34)) == 1
    assert ["2 neue" in mail.subject for mail in written()] == [True, False]


def test_never_is_never(imke, clock):
    register(event(imke, news="never"), "Malte")
    assert send_at(clock, NEXT_MORNING) == send_at(clock, NEXT_MONDAY) == 0


def test_one_mail_for_all_dates_of_an_organiser(imke, clock):
    for title in ("Erster", "Zweiter", "Stiller"):
        date = event(imke, title=title)
        if title != "Stiller":
            register(date, "Malte")
    assert send_at(clock, NEXT_MORNING) == 1
    [mail] = written()
    assert "Erster" in mail.text
    assert "Zweiter" in mail.text
    assert "Stiller" not in mail.text


def test_requests_are_counted_as_they_stand(imke, clock):
    date = event(imke, needs_approval=True)
    register(date, "Malte")
    register(date, "Aylin")
    clock.move_to(MONDAY + timedelta(days=1))
    actions.approve(date.registrations.first(), by=None)
    send_at(clock, NEXT_MORNING)
    assert "2 neue Anmeldungen" in written()[0].text
    assert "1 Anfrage ist zu entscheiden" in written()[0].text


def test_an_address_that_nobody_confirmed_is_no_news(imke, clock):
    date = event(imke, confirm_address=True)
    actions.cancel_registration(register(date, "Malte"))
    register(date, "Aylin")
    assert send_at(clock, NEXT_MORNING) == 0
    actions.confirm_address(Registration.objects.get(email="aylin@example.org"))
    assert send_at(clock, NEXT_MORNING + timedelta(days=1)) == 1
    assert "1 neue Anmeldung" in written()[0].text


def test_mails_that_failed_are_told_once(imke, clock):
    date = event(imke)
    register(date, "Malte")
    send_at(clock, NEXT_MORNING)
    OutboxMessage.objects.filter(to="malte@example.org").update(state="failed", claimed_at=timezone.now())
    assert send_at(clock, NEXT_MORNING + timedelta(days=1)) == 1
    assert send_at(clock, NEXT_MORNING + timedelta(days=2)) == 0
    mail = written()[-1]
    assert "1 E-Mail konnte nicht zugestellt werden" in mail.text
    assert "/admin/outbox/" not in mail.text  # not every contact may open it


def test_an_invitation_that_failed_is_told_to_those_who_invited(imke, clock):
    here, there = event(imke, title="Hier"), event(make_card("Wiebke"), title="Dort")
    other = register(there, "Aylin")
    send_at(clock, NEXT_MORNING)
    Invitation(pk=other.pk, occurrence=here, email="malte@example.org", language="de", next_mail="invitation").save()
    actions.write_invitations()
    OutboxMessage.objects.filter(to="malte@example.org").update(state="failed", claimed_at=timezone.now())
    send_at(clock, NEXT_MORNING + timedelta(days=1))
    assert [mail.to for mail in written()] == ["wiebke@kammer.example.org", "imke@kammer.example.org"]
    assert "1 E-Mail konnte nicht zugestellt werden" in written()[-1].text


def test_who_has_no_contact_is_told_through_the_coordinators_in_one_mail_each(ada, health, clock):
    date = only_date(publish_event(START, networks=[health]))
    register(date, "Malte")
    send_at(clock, NEXT_MORNING)
    assert [mail.to for mail in written()] == ["ada@example.org"]
    assert Coordination.objects.count() == 1


def test_an_english_contact_reads_english(imke, clock, english):
    person = imke.person
    person.language = "en"
    person.save()
    register(event(imke), "Malte")
    send_at(clock, NEXT_MORNING)
    assert "1 new registration" in written()[0].text


def test_looking_costs_the_same_for_one_registration_and_for_many(imke, clock, django_assert_max_num_queries):
    register(event(imke), "Malte")
    send_at(clock, NEXT_MORNING)
    with django_assert_max_num_queries(10):
        actions.send_news()
    clock.move_to(MONDAY)
    for number in range(5):
        date = event(imke, title=f"Termin {number}")
        for name in ("Aylin", "Thees", "Jördis"):
            register(date, name)
    clock.move_to(NEXT_MORNING)
    with django_assert_max_num_queries(10):
        actions.send_news()


# The stretches of time


@pytest.mark.parametrize(("day", "hours"), [((2027, 3, 28), 23), ((2027, 10, 31), 25), ((2027, 6, 1), 24)])
def test_a_day_is_as_long_as_the_clock_makes_it(day, hours):
    morning = berlin(*day, 12) + timedelta(days=1)
    [before, window] = windows.days(morning.replace(hour=12), BERLIN)[-2:]
    assert window.end - window.start == timedelta(hours=hours)
    assert before.end == window.start
    assert window.holds(berlin(*day, 23, 59).astimezone(UTC))
    assert not window.holds(berlin(*day, 0).astimezone(UTC) - timedelta(seconds=1))


@pytest.mark.parametrize("week", [berlin(2027, 3, 22), berlin(2027, 10, 25), berlin(2026, 12, 28)])
def test_each_moment_of_a_week_is_told_in_one_day_and_one_week(week):
    told_on_days, told_in_weeks = {}, {}
    start = week.astimezone(UTC)
    for hours in range(24 * 30):
        now = start + timedelta(hours=hours)
        for found, told in ((windows.days, told_on_days), (windows.weeks, told_in_weeks)):
            told.update({window.name: window for window in found(now, BERLIN)})
    for hours in range(24 * 7):
        moment = start + timedelta(hours=hours)
        for told in (told_on_days, told_in_weeks):
            assert len([window for window in told.values() if window.holds(moment)]) == 1


def test_quarters_have_ended_and_join(clock):
    found = windows.quarters(datetime(2027, 1, 4, 14, 7, tzinfo=UTC), BERLIN)
    assert found[-1].end == datetime(2027, 1, 4, 14, tzinfo=UTC)
    assert all(one.end == other.start for one, other in itertools.pairwise(found))

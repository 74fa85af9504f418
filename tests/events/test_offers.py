"""A place that becomes free, offered with a deadline: yes, no, no answer, too late."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from events import actions
from events.models import Occurrence, Registration
from events.places import places_of
from networks.models import OutboxMessage

from .dates import make_date, register, statuses
from .groups import register_group
from .test_self_service import form_url, link_of, opened, text_of

pytestmark = pytest.mark.django_db

Status = Registration.Status


@pytest.fixture
def queue():
    """One place, held by Malte; Aylin and Thees wait for offers."""
    date = make_date(capacity=1, moving_up="offer", in_days=60)
    return date, *[register(date, name) for name in ("Malte", "Aylin", "Thees")]


def kinds_to(registration):
    return list(OutboxMessage.objects.filter(to=registration.email).order_by("pk").values_list("kind", flat=True))


def fresh(registration):
    return Registration.objects.get(pk=registration.pk)


def in_days(days):
    return time_machine.travel(timezone.now() + timedelta(days=days), tick=True)


def test_a_place_that_becomes_free_is_kept_for_whoever_waits_longest(queue):
    date, malte, aylin, _thees = queue
    actions.cancel_registration(malte)
    assert statuses(date) == [Status.CANCELLED, Status.OFFERED, Status.WAITING]
    assert fresh(aylin).holds_a_place
    assert places_of(date).free == 0
    assert register(date, "Wiebke").status == Status.WAITING
    assert actions.fill_all_free_places() == 0
    assert kinds_to(aylin)[-1] == "events.place_offered"


def test_yes_gives_the_place_as_often_as_it_is_said(queue):
    _date, malte, aylin, _thees = queue
    actions.cancel_registration(malte)
    for _time in range(2):
        assert actions.accept_offer(aylin).is_confirmed
    assert kinds_to(aylin) == ["events.registration_waiting", "events.place_offered", "events.registration_confirmed"]


def test_no_gives_it_to_the_next_person_at_once(queue):
    date, malte, aylin, _thees = queue
    actions.cancel_registration(malte)
    actions.cancel_registration(fresh(aylin))
    assert statuses(date) == [Status.CANCELLED, Status.CANCELLED, Status.OFFERED]


def test_without_an_answer_it_goes_to_the_next_person(queue):
    date, malte, aylin, _thees = queue
    actions.cancel_registration(malte)
    assert actions.expire_due() == 0
    with in_days(12):
        assert actions.expire_due() == 1
        assert statuses(date) == [Status.CANCELLED, Status.EXPIRED, Status.OFFERED]
        assert actions.accept_offer(aylin).status == Status.EXPIRED
    assert kinds_to(aylin)[-1] == "events.offer_expired"


@pytest.mark.parametrize("together", [False, True])
def test_at_a_date_that_is_cancelled_an_offer_ends_in_silence(together):
    date = make_date(capacity=2, moving_up="offer", in_days=60)
    before = [register(date, name) for name in ("Malte", "Thees")]
    register_group(date, "Aylin", "Wiebke") if together else register(date, "Aylin")
    for one in before:
        actions.cancel_registration(one)
    aylin = date.registrations.get(given_name="Aylin")
    assert aylin.is_offered
    actions.cancel_occurrence(occurrence=date)
    written = OutboxMessage.objects.count()
    with in_days(12):
        assert actions.expire_due() == (2 if together else 1)
    assert fresh(aylin).status == Status.EXPIRED
    assert OutboxMessage.objects.count() == written


def test_too_late_is_too_late_even_before_the_worker_came(queue):
    _date, malte, aylin, thees = queue
    actions.cancel_registration(malte)
    with in_days(12):
        assert actions.accept_offer(aylin).status == Status.EXPIRED
        assert fresh(thees).status == Status.OFFERED


def test_the_deadline_is_the_end_of_a_working_day_and_the_mail_says_it():
    date = make_date(capacity=1, moving_up="offer", offer_working_days=1, in_days=60)
    malte, aylin = register(date, "Malte"), register(date, "Aylin")
    with time_machine.travel("2026-12-23 10:00+01:00", tick=False):
        Occurrence.objects.filter(pk=date.pk).update(start="2027-02-01 10:00+01:00", end="2027-02-01 12:00+01:00")
        actions.cancel_registration(malte)
    mail = OutboxMessage.objects.get(to=aylin.email, kind="events.place_offered")
    assert "Donnerstag, 24.\xa0Dezember 2026, 23:59\xa0Uhr" in mail.text


def test_no_offer_lasts_beyond_the_end_of_moving_up_and_none_is_made_after_it(queue):
    date, malte, aylin, thees = queue
    Occurrence.objects.filter(pk=date.pk).update(start=timezone.now() + timedelta(hours=30), moves_until_hours=24)
    date.refresh_from_db()
    actions.cancel_registration(malte)
    assert fresh(aylin).held_until == date.moves_until
    with time_machine.travel(date.moves_until + timedelta(minutes=1), tick=True):
        assert actions.expire_due() == 1
        assert actions.fill_all_free_places() == 0
        assert statuses(date) == [Status.CANCELLED, Status.EXPIRED, Status.WAITING]
        assert actions.let_in(thees, by=None).is_confirmed


def test_nobody_jumps_the_queue_after_the_end_of_moving_up(queue):
    date, malte, _aylin, _thees = queue
    Occurrence.objects.filter(pk=date.pk).update(start=timezone.now() + timedelta(hours=30), moves_until_hours=48)
    date.refresh_from_db()
    actions.cancel_registration(malte)
    assert statuses(date) == [Status.CANCELLED, Status.WAITING, Status.WAITING]
    assert register(date, "Wiebke").status == Status.WAITING


def test_staff_lets_in_whom_a_place_was_offered(queue, ada):
    _date, malte, aylin, _thees = queue
    actions.cancel_registration(malte)
    registration = actions.let_in(aylin, by=ada)
    assert (registration.status, registration.beyond_limit) == (Status.CONFIRMED, False)


def test_the_page_behind_the_link_has_both_buttons_and_only_they_do_something(client, queue):
    _date, malte, aylin, _thees = queue
    actions.cancel_registration(malte)
    path = link_of(aylin)
    page = client.get(path)
    assert "Ein Platz ist frei für Sie" in text_of(page)
    assert "Platz annehmen" in text_of(page)
    assert "Platz ablehnen" in text_of(page)
    assert page["Referrer-Policy"] == "strict-origin"
    assert client.get(f"{path}annehmen/").url == path
    assert "Platz ablehnen?" in text_of(client.get(f"{path}absagen/"))
    assert Client(enforce_csrf_checks=True).post(f"{path}annehmen/").status_code == 403
    assert fresh(aylin).status == Status.OFFERED
    assert "Sie haben einen Platz" in text_of(client.post(f"{path}annehmen/", follow=True))
    assert client.get(opened(client, aylin))["Referrer-Policy"] == "no-referrer"


def test_whoever_comes_too_late_reads_so(client, queue):
    _date, malte, aylin, _thees = queue
    actions.cancel_registration(malte)
    path = link_of(aylin)
    with in_days(12):
        page = text_of(client.post(f"{path}annehmen/", follow=True))
    assert "Diese Anmeldung ist abgelaufen" in page


def test_a_member_accepts_in_their_area_and_nobody_else_does(client, bob, carol):
    date = make_date(capacity=1, moving_up="offer", in_days=60)
    malte, mine = register(date, "Malte"), register(date, "Bob", user=bob)
    actions.cancel_registration(malte)
    url = f"/kalender/meine-anmeldung/{mine.pk}/annehmen/"
    client.force_login(carol)
    assert client.post(url).status_code == 404
    client.force_login(bob)
    assert "Ein Platz ist frei für Sie" in text_of(client.get("/mein-bereich/"))
    client.post(url)
    assert fresh(mine).is_confirmed


def test_whoever_may_come_to_wait_is_told_how_places_are_given(client):
    offering = make_date(capacity=0, moving_up="offer", offer_working_days=3)
    assert "3 Arbeitstage" in text_of(client.get(form_url(offering)))
    assert "3 Arbeitstage" in OutboxMessage.objects.get(to=register(offering).email).text
    assert "Arbeitstage" not in text_of(client.get(form_url(make_date(capacity=0))))

"""Everybody at once, over HTTP, against several processes: never oversold, nobody twice, nobody turned away."""

import os
import re
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from events.models import Option, Registration
from networks.models import OutboxMessage
from tests.conftest import start_on_a_copy, stop_and_drop
from tests.events.asking import ask, event_that_asks, questions_of
from tests.events.dates import make_date, register
from tests.events.stories import only_date, publish, publish_event

from .crowd import gather, wait_for

ROUNDS = int(os.environ.get("RACE_ROUNDS", "1"))

PLACE, LIST_PLACE = "Wir haben einen Platz für Sie reserviert", "Wir haben Sie auf die Warteliste gesetzt"

pytestmark = pytest.mark.race


@pytest.fixture(scope="module")
def site(tmp_path_factory, django_db_setup, django_db_blocker):
    """Four processes for all rushes of this module, each of which has a date of its own."""
    options = {"workers": 4, "threads": 2, "DJANGO_SETTINGS_MODULE": "tests.race.settings"}
    site, name = start_on_a_copy(tmp_path_factory.mktemp("rush"), django_db_blocker, **options)
    yield site
    stop_and_drop(site, name, django_db_blocker)


def open_date(site, **fields):
    with site.database():
        return make_date(**fields).uid


def form_of(site, uid, number):
    fields = {"given_name": "Person", "family_name": f"Nr. {number}", "email": f"person{number}@example.org"}
    return {"url": f"{site.url}/kalender/anmeldung/{uid}/", "fields": fields}


def what_became_of(site, uid):
    """Of a date: (e-mail, status, queue number) of each registration, and how many mails of each kind were written."""
    with site.database():
        rows = Registration.objects.filter(occurrence__uid=uid).order_by("queue_number")
        mine = {str(row.pk) for row in rows}
        mails = Counter(mail.kind for mail in OutboxMessage.objects.all() if mail.dedupe_key.split(":")[1] in mine)
        return list(rows.values_list("email", "status", "queue_number")), mails


def test_a_hundred_people_at_once(site):
    for _round in range(ROUNDS):
        check_a_round(site, capacity=10, times=3)


def test_a_hundred_people_for_one_place(site):
    check_a_round(site, capacity=1, times=1)


def check_a_round(site, *, capacity, times):
    uid = open_date(site, capacity=capacity)
    statuses, headings = gather([form_of(site, uid, number) for number in range(100)], times=times)
    rows, mails = what_became_of(site, uid)
    waiting = 100 - capacity

    assert statuses == {302: 100 * times}
    assert headings == {PLACE: capacity, LIST_PLACE: waiting}
    assert len({email for email, _status, _number in rows}) == 100
    assert [number for _email, _status, number in rows] == list(range(1, 101))
    assert [status for _email, status, _number in rows] == ["confirmed"] * capacity + ["waiting"] * waiting
    assert mails == {"events.registration_confirmed": capacity, "events.registration_waiting": waiting}


def test_without_the_lock_places_are_sold_twice(new_site):
    """If this fails, the tests above could not find the bug that they are for."""
    if connection.vendor == "sqlite":
        pytest.skip("SQLite lets one writer at a time in, with or without the lock")
    site = new_site(workers=4, threads=2, DJANGO_SETTINGS_MODULE="tests.race.settings_without_lock")
    uid = open_date(site, capacity=10)
    gather([form_of(site, uid, number) for number in range(60)])
    statuses = Counter(status for _email, status, _number in what_became_of(site, uid)[0])
    assert statuses["confirmed"] > 10


def test_all_who_have_a_place_cancel_while_others_register(site):
    with site.database():
        date = make_date(capacity=15)
        uid, people = date.uid, [register(date, f"Person{n}", email=f"person{n}@example.org") for n in range(35)]
        leaving = [{"url": f"{link_of(person)}absagen/", "fields": {}} for person in people[:15]]
    coming = [form_of(site, uid, number) for number in range(100, 110)]
    statuses, _headings = gather([*leaving, *coming], times=2)
    rows, mails = what_became_of(site, uid)

    assert statuses == {302: 50}
    assert [status for _email, status, _number in rows] == ["cancelled"] * 15 + ["confirmed"] * 15 + ["waiting"] * 15
    assert mails == {
        "events.registration_confirmed": 15,
        "events.registration_waiting": 30,
        "events.registration_cancelled": 15,
        "events.registration_moved_up": 15,
    }


def test_strangers_confirm_their_addresses_while_all_who_have_a_place_cancel(site):
    with site.database():
        date = make_date(capacity=15, confirm_address=True)
        uid, entered = date.uid, [register(date, f"Staff{n}", source="staff") for n in range(15)]
        leaving = [{"url": f"{link_of(person)}absagen/", "fields": {}} for person in entered]
        strangers = [register(date, f"Stranger{n}") for n in range(20)]
        confirming = [{"url": link_of(person, "bestaetigen"), "fields": {}} for person in strangers]
    statuses, headings = gather([*leaving, *confirming], times=2)
    rows, mails = what_became_of(site, uid)

    assert statuses == {302: 70}
    assert headings["Alles gut: Ihre Adresse ist bestätigt"] == 20
    assert Counter(status for _email, status, _number in rows) == {"cancelled": 15, "confirmed": 15, "waiting": 5}
    assert mails["events.registration_cancelled"] == 15
    assert mails["events.registration_confirmed"] + mails["events.registration_moved_up"] == 30


def test_an_editor_lowers_the_capacity_meanwhile(site):
    with site.database():
        page = publish_event(capacity=40)
        uid = only_date(page).uid
    people = [form_of(site, uid, number) for number in range(50)]
    with ThreadPoolExecutor(1) as beside, site.database():
        gathering = beside.submit(gather, people)
        wait_for(lambda: confirmed_at(uid) >= 5)
        page = page.get_latest_revision_as_object()
        page.capacity = 8
        publish(page)
        had_a_place = confirmed_at(uid)
    statuses, _headings = gathering.result()
    rows, _mails = what_became_of(site, uid)
    confirmed = max(8, had_a_place)

    assert statuses == {302: 50}
    assert confirmed < 40
    assert [status for _email, status, _number in rows] == ["confirmed"] * confirmed + ["waiting"] * (50 - confirmed)


def confirmed_at(uid):
    return Registration.objects.filter(occurrence__uid=uid, status="confirmed").count()


def test_groups_and_single_people_at_once_and_no_group_is_split(site):
    uid = open_date(site, capacity=20)
    groups = [group_form_of(site, uid, number) for number in range(10)]
    singles = [form_of(site, uid, number) for number in range(20)]
    statuses, _headings = gather([*groups, *singles], times=2)
    rows, mails = what_became_of(site, uid)
    by_group: dict[str, list[tuple[str, int]]] = {}
    for email, status, number in rows:
        by_group.setdefault(email.partition("-")[2], []).append((status, number))

    assert statuses == {302: 60}
    assert len({email for email, _status, _number in rows}) == len(rows) == 50
    assert 18 <= mails["events.registration_confirmed"] <= 20  # a group of three may wait for one place more
    del by_group[""]  # whoever came alone
    for people in by_group.values():
        (first, number), second, third = people
        assert (second, third) == ((first, number + 1), (first, number + 2))


def group_form_of(site, uid, number):
    fields = {"given_name": "Kim", "family_name": "Torfwerder", "email": f"contact{number}@example.org"}
    fields |= {"person": ["0", "1", "2"]}
    for place in range(3):
        who = {"given_name": "Person", "family_name": f"Nr. {place}", "email": f"p{place}-group{number}@example.org"}
        fields |= {f"person-{place}-{name}": value for name, value in who.items()}
    return {"url": f"{site.url}/kalender/anmeldung/{uid}/gruppe/", "fields": fields}


def link_of(registration, page="platz"):
    """The link in somebody's first mail that leads to a page, as they find it."""
    mail = OutboxMessage.objects.filter(to=registration.email, text__contains=f"/{page}/").latest("pk")
    return re.search(rf"http\S+/{page}/\S+", mail.text)[0]


def test_many_people_for_two_choices_with_places_of_their_own(site):
    with site.database():
        date = event_that_asks(ask("choice", "Welcher?", ("Rücken", 7), ("Schlaf", 3)), capacity=50)
        question = questions_of(date)["Welcher?"]
        back, sleep = [str(option.pk) for option in question.options.all()]
    people = [form_of(site, date.uid, number) for number in range(60)]
    for number, person in enumerate(people):
        person["fields"] |= {question.field_name: back if number % 2 else sleep}
    statuses, headings = gather(people, times=2)
    with site.database():
        taken = {str(option.pk): option.taken for option in Option.objects.with_taken(date)}

    assert statuses == {302: 120}
    assert headings == {PLACE: 10, LIST_PLACE: 50}
    assert taken == {back: 7, sleep: 3}

"""Several people to another date of their event: foreseen, in turn, and beyond the limit only on purpose."""

import pytest

from events import actions
from events.bulk import Move
from events.models import Occurrence, Registration
from networks.models import OutboxMessage, RowLogEntry

from .dates import make_date, make_page, register, statuses
from .groups import register_group

pytestmark = pytest.mark.django_db

Status = Registration.Status
LIST = "/admin/registrations/"
MOVE = f"{LIST}bulk/move/"


@pytest.fixture
def here(health):
    """Two places: Malte and Aylin have them, Thees waits."""
    here = make_date(make_page("Rückentag"), networks=[health], capacity=2)
    for name in ("Malte", "Aylin", "Thees"):
        register(here, name)
    return here


@pytest.fixture
def there(here, health):
    return make_date(here.page, networks=[health], in_days=28, capacity=2)


@pytest.fixture
def as_ada(client, ada):
    client.force_login(ada)
    return client


def ids(people):
    return {"id": [person.pk for person in people]}


def people_of(date, *names):
    people = date.registrations.order_by("queue_number")
    return list(people.filter(given_name__in=names) if names else people)


def text_of(response):
    assert response.status_code == 200
    return response.content.decode()


def names_at(date):
    return {person.given_name: person.status for person in date.registrations.live()}


def test_first_it_is_asked_which_date(as_ada, here, there, training):
    make_date(here.page, networks=[training])  # nobody's business
    make_date(here.page, in_days=-3)
    page = text_of(as_ada.get(MOVE, ids(people_of(here))))
    assert f'name="to" value="{there.pk}"' in page
    assert page.count('name="to"') == 1
    assert "noch 2 Plätze" in page
    assert all(f'name="id" value="{person.pk}"' in page for person in people_of(here))


def test_the_page_says_what_becomes_of_each_and_changes_nothing(as_ada, here, there):
    register(there, "Aylin")
    page = text_of(as_ada.get(MOVE, ids(people_of(here)) | {"to": there.pk}))
    assert "Erhält dort einen Platz" in page
    assert "Dort ist kein Platz frei: bleibt hier" in page
    assert "ist zu diesem Termin schon angemeldet" in page
    assert f'name="to" value="{there.pk}"' in page
    assert len(names_at(here)) == 3


def test_all_are_moved_by_one_click_and_told(as_ada, ada, here, there):
    response = as_ada.post(MOVE, ids(people_of(here, "Malte", "Aylin")) | {"to": there.pk}, follow=True)
    assert "2 Personen haben jetzt einen Platz." in text_of(response)
    assert names_at(there) == {"Malte": Status.CONFIRMED, "Aylin": Status.CONFIRMED}
    assert names_at(here) == {"Thees": Status.CONFIRMED}
    assert set(OutboxMessage.objects.filter(kind="events.date_left").values_list("to", flat=True)) == {
        "malte@example.org",
        "aylin@example.org",
    }
    assert RowLogEntry.objects.filter(action="events.rebook", user=ada).count() == 2


def test_whoever_has_a_place_keeps_it_where_none_is_free_there(as_ada, here, there):
    Occurrence.objects.filter(pk=there.pk).update(capacity=1)
    page = text_of(as_ada.post(MOVE, ids(people_of(here, "Malte", "Aylin")) | {"to": there.pk}, follow=True))
    assert "1 blieb, wie sie war" in page
    assert names_at(here) == {"Aylin": Status.CONFIRMED, "Thees": Status.CONFIRMED}


def test_beyond_the_limit_on_purpose_and_written_down(as_ada, ada, here, there):
    Occurrence.objects.filter(pk=there.pk).update(capacity=1)
    as_ada.post(MOVE, ids(people_of(here)) | {"to": there.pk, "beyond_limit": "on"})
    assert set(names_at(there).values()) == {Status.CONFIRMED}
    beyond = [entry.data.get("beyond_limit") for entry in RowLogEntry.objects.filter(action="events.rebook")]
    assert sorted(beyond, key=str) == [None, True, True]
    assert there.registrations.filter(beyond_limit=True).count() == 2


def test_staff_moves_people_after_their_own_deadline_and_from_a_cancelled_date(as_ada, ada, here, there):
    actions.cancel_occurrence(occurrence=here, by=ada)
    as_ada.post(MOVE, ids(people_of(here)) | {"to": there.pk})
    assert names_at(there) == {"Malte": Status.CONFIRMED, "Aylin": Status.CONFIRMED, "Thees": Status.WAITING}


@pytest.mark.parametrize("capacity", [0, 1, 2, 3, None])
@pytest.mark.parametrize("limit", [0, 1, None])
@pytest.mark.parametrize("waiting_there", [0, 1])
def test_it_comes_as_it_was_foreseen(health, ada, here, there, capacity, limit, waiting_there):
    strict = make_date(here.page, networks=[health], needs_approval=True)
    register(strict, "Jördis")
    actions.cancel_registration(register(here, "Folke"))
    unsure = make_date(here.page, networks=[health], confirm_address=True)
    register(unsure, "Tjark")
    register_group(here, "Gesa", "Imke")
    member = register(make_date(here.page, networks=[health]), "Wiebke", as_member=True)
    double = register(member.occurrence, "Malte")
    for number in range(waiting_there):
        register(there, f"Da{number}")
    Occurrence.objects.filter(pk=there.pk).update(
        capacity=capacity, waiting_list_limit=limit, held_for_members=1 if capacity else 0
    )
    there.refresh_from_db()
    many = list(Registration.objects.exclude(occurrence=there).with_event())
    assert double in many
    outlooks = Move(to=there).foresee(many)
    expected = {one.registration.pk: _expected(one) for one in outlooks}
    Move(to=there).carry_out(many, by=ada)
    came = {one.replaces_id: one.status for one in there.registrations.exclude(replaces=None)}
    assert {pk: came.get(pk) for pk in expected} == expected


def _expected(outlook):
    if not outlook.is_possible:
        return None
    if "zu bestätigen" in outlook.words:
        return Status.REQUESTED
    return Status.WAITING if "Warteliste" in outlook.words else Status.CONFIRMED


def test_people_of_two_events_are_not_moved_together(as_ada, health, here, there):
    other = register(make_date(make_page("Prüfertag"), networks=[health]), "Gesa")
    both = ids([*people_of(here), other])
    assert "nur einer Veranstaltung" in text_of(as_ada.get(MOVE, both, follow=True))
    as_ada.post(MOVE, both | {"to": there.pk})
    assert statuses(there) == []


def test_nowhere_to_go_is_said(as_ada, here):
    assert "keinen anderen Termin" in text_of(as_ada.get(MOVE, ids(people_of(here)), follow=True))


def test_no_other_date_can_be_named(as_ada, training, here, there):
    foreign = make_date(here.page, networks=[training])
    other_event = make_date(make_page("Prüfertag"), networks=list(here.networks.all()))
    for date in (foreign, other_event, here):
        as_ada.post(MOVE, ids(people_of(here)) | {"to": date.pk})
    as_ada.post(MOVE, ids(people_of(here)) | {"to": "x"})
    assert len(names_at(here)) == 3
    assert (statuses(foreign), statuses(other_event)) == ([], [])


def test_foreign_ids_change_nothing(as_ada, training, there):
    theirs = register(make_date(there.page, networks=[training]), "Quendelborn")
    assert "Quendelborn" not in text_of(as_ada.get(MOVE, ids([theirs]) | {"to": there.pk}, follow=True))
    as_ada.post(MOVE, ids([theirs]) | {"to": there.pk})
    assert statuses(there) == []


def test_many_cost_the_page_as_much_as_few(as_ada, health, here, there, django_assert_max_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    few = people_of(here)[:1]
    as_ada.get(MOVE, ids(few) | {"to": there.pk})
    with CaptureQueriesContext(connection) as asked:
        as_ada.get(MOVE, ids(few) | {"to": there.pk})
    for number in range(30):
        register(here, f"P{number}")
    many = people_of(here)
    with django_assert_max_num_queries(len(asked)):
        as_ada.get(MOVE, ids(many) | {"to": there.pk})

"""The one door: who gets a place, who waits, who is refused, and what is written down."""

import uuid
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from events import actions, transitions
from events.errors import AlreadyRegistered, FullyBooked, RegistrationClosed
from events.models import Occurrence, Registration
from networks.models import OutboxMessage, RowLogEntry
from tests.servers import ROOT

from .dates import make_date, register, statuses

pytestmark = pytest.mark.django_db

Status = Registration.Status


def test_whoever_comes_while_places_are_free_gets_one():
    date = make_date(capacity=2)
    assert register(date, "Malte").status == Status.CONFIRMED
    assert register(date, "Aylin").status == Status.CONFIRMED


def test_whoever_comes_too_late_waits_in_the_order_of_coming():
    date = make_date(capacity=1)
    register(date, "Malte")
    late = [register(date, name) for name in ("Aylin", "Thees", "Wiebke")]
    assert [r.status for r in late] == [Status.WAITING] * 3
    assert list(date.registrations.waiting()) == late
    assert [r.waiting_position for r in date.registrations.with_position().order_by("queue_number")] == [None, 1, 2, 3]


def test_a_date_without_a_limit_is_never_full():
    date = make_date(capacity=None)
    assert {register(date, f"P{n}").status for n in range(20)} == {Status.CONFIRMED}


def test_without_a_waiting_list_a_full_date_refuses():
    date = make_date(capacity=1, waiting_list=False)
    register(date, "Malte")
    with pytest.raises(FullyBooked):
        register(date, "Aylin")
    assert statuses(date) == [Status.CONFIRMED]


def test_a_full_waiting_list_refuses():
    date = make_date(capacity=1, waiting_list_limit=1)
    register(date, "Malte")
    register(date, "Aylin")
    with pytest.raises(FullyBooked):
        register(date, "Thees")


def test_a_date_with_zero_places_has_only_a_waiting_list():
    date = make_date(capacity=0)
    assert register(date).status == Status.WAITING


def test_an_address_is_registered_once_whatever_its_case():
    date = make_date()
    register(date, email="Joerdis@Example.org")
    with pytest.raises(AlreadyRegistered):
        register(date, email="joerdis@example.ORG")
    assert date.registrations.count() == 1


def test_a_known_address_would_get_the_answer_of_a_new_one():
    date = make_date(capacity=1)
    register(date, "Malte")
    with pytest.raises(AlreadyRegistered) as known:
        register(date, "Malte")
    assert known.value.outcome == Status.WAITING


def test_whoever_cancelled_may_come_back_at_the_end_of_the_queue():
    date = make_date(capacity=1)
    first = register(date, "Malte")
    register(date, "Aylin")
    actions.cancel_registration(first)
    again = register(date, "Malte")
    assert again.pk != first.pk
    assert again.status == Status.WAITING


def test_the_same_form_sent_twice_gives_the_same_registration_and_one_mail():
    date, key = make_date(), uuid.uuid4()
    first = register(date, submission_key=key)
    assert register(date, submission_key=key) == first
    assert OutboxMessage.objects.filter(to=first.email).count() == 1


def test_the_database_itself_holds_one_live_registration_a_person():
    date = make_date()
    first = register(date)
    twin = Registration(
        occurrence=date, email=first.email, status="waiting", queue_number=9, submission_key=uuid.uuid4(), language="de"
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save()


def test_the_mail_is_written_in_the_transaction_of_the_registration():
    date = make_date()
    try:
        with transaction.atomic():
            register(date)
            raise RuntimeError("the lights went out")
    except RuntimeError:
        pass
    assert not Registration.objects.exists()
    assert not OutboxMessage.objects.exists()
    assert not RowLogEntry.objects.filter(action="events.register").exists()


def test_the_log_knows_ids_and_no_names():
    registration = register(make_date(), "Jördis")
    entry = RowLogEntry.objects.get(action="events.register")
    assert entry.object_id == str(registration.pk)
    assert "Jördis" not in f"{entry.label}{entry.data}"
    assert "example.org" not in f"{entry.label}{entry.data}"


CLOSED = [
    ("cancelled", {"status": Occurrence.Status.CANCELLED}),
    ("past", {"in_days": -3}),
    ("not_published", {"published": False}),
    ("not_needed", {"registration": "none"}),
    ("elsewhere", {"registration": "external"}),
    ("not_yet", {"registration_opens_at": timezone.now() + timedelta(days=300)}),
    ("over", {"registration_closes_at": timezone.now() - timedelta(days=1)}),
]


@pytest.mark.parametrize(("reason", "fields"), CLOSED, ids=[reason for reason, _fields in CLOSED])
def test_a_closed_date_says_why(reason, fields):
    date = make_date(**fields)
    with pytest.raises(RegistrationClosed) as refusal:
        register(date)
    assert refusal.value.reason == reason
    assert str(refusal.value)


def test_registration_ends_with_the_beginning():
    date = make_date(in_days=0)
    Occurrence.objects.filter(pk=date.pk).update(start=timezone.now() - timedelta(minutes=1))
    with pytest.raises(RegistrationClosed) as refusal:
        register(date)
    assert refusal.value.reason == "over"


@pytest.mark.parametrize("reason", ["not_yet", "over"])
def test_staff_may_enter_people_outside_the_times(reason):
    date = make_date(**dict(CLOSED)[reason])
    assert register(date, source="staff").status == Status.CONFIRMED


@pytest.mark.parametrize("reason", ["cancelled", "past", "not_published", "not_needed"])
def test_not_even_staff_registers_for_what_does_not_happen_or_takes_no_registrations(reason):
    with pytest.raises(RegistrationClosed):
        register(make_date(**dict(CLOSED)[reason]), source="staff")


def test_staff_obeys_the_limit_unless_it_says_so_and_that_is_logged(ada):
    date = make_date(capacity=1)
    register(date, "Malte")
    assert register(date, "Aylin", source="staff", by=ada).status == Status.WAITING
    guest = register(date, "Wiebke", source="staff", by=ada, beyond_limit=True)
    assert guest.status == Status.CONFIRMED
    assert guest.beyond_limit
    entry = RowLogEntry.objects.get(action="events.register", object_id=str(guest.pk))
    assert (entry.user, entry.data["beyond_limit"]) == (ada, True)


def test_cancelling_twice_changes_nothing():
    date = make_date(capacity=1)
    registration = register(date)
    first = actions.cancel_registration(registration)
    assert actions.cancel_registration(registration).cancelled_at == first.cancelled_at
    assert OutboxMessage.objects.filter(kind="events.registration_cancelled").count() == 1


@pytest.mark.parametrize("before", [None, *Status.values])
@pytest.mark.parametrize("after", Status.values)
def test_every_pair_of_statuses_is_allowed_or_refused(before, after):
    allowed = {
        None: {"unconfirmed", "requested", "confirmed", "waiting"},
        "unconfirmed": {"confirmed", "waiting", "requested", "expired", "cancelled"},
        "requested": {"confirmed", "waiting", "declined", "cancelled"},
        "waiting": {"confirmed", "offered", "cancelled"},
        "offered": {"confirmed", "expired", "cancelled"},
        "confirmed": {"cancelled"},
    }
    is_allowed = after in allowed.get(before, set())
    assert transitions.may_move(before, after) == is_allowed
    if not is_allowed:
        with pytest.raises(transitions.ForbiddenTransition):
            transitions.check(before, after)


def test_the_docs_print_the_transitions():
    page = (ROOT / "docs" / "registration.md").read_text()
    assert f"<!-- transitions -->\n{transitions.as_markdown()}\n<!-- /transitions -->" in page

"""A place that becomes free goes to whoever waits longest, by whatever cause it became free."""

import os
from contextlib import contextmanager, suppress
from datetime import timedelta

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from events import actions
from events.errors import AddressTaken, AlreadyRegistered, FullyBooked, NotWaiting, OnlyWaiting, TooLate
from events.followers import who_follows
from events.models import Group, Occurrence, Option, Question, Registration
from events.places import next_in_line, places_for, places_of
from events.question_fields import Given
from networks.models import OutboxMessage

from .dates import make_date, make_page, register, statuses
from .groups import register_group

pytestmark = pytest.mark.django_db

Status = Registration.Status


def set_fields(date, **fields):
    Occurrence.objects.filter(pk=date.pk).update(**fields)
    date.refresh_from_db()


def full_date(**fields):
    """One place, held by Malte; Aylin and Thees wait."""
    date = make_date(capacity=1, **fields)
    return date, *[register(date, name) for name in ("Malte", "Aylin", "Thees")]


def mails(registration):
    return sorted(OutboxMessage.objects.filter(to=registration.email).values_list("kind", flat=True))


def test_a_cancelled_place_goes_to_the_first_who_waits():
    date, malte, aylin, _thees = full_date()
    actions.cancel_registration(malte)
    assert statuses(date) == [Status.CANCELLED, Status.CONFIRMED, Status.WAITING]
    assert mails(aylin) == ["events.registration_moved_up", "events.registration_waiting"]


def test_leaving_the_waiting_list_moves_nobody_up():
    date, _malte, aylin, _thees = full_date()
    actions.cancel_registration(aylin)
    assert statuses(date) == [Status.CONFIRMED, Status.CANCELLED, Status.WAITING]


def test_more_places_move_up_as_many_in_order():
    date, *_people = full_date()
    register(date, "Wiebke")
    set_fields(date, capacity=3)
    moved = actions.fill_free_places(date)
    assert [registration.given_name for registration in moved] == ["Aylin", "Thees"]
    assert actions.fill_free_places(date) == []


def test_without_a_limit_everybody_moves_up():
    date, *_people = full_date()
    set_fields(date, capacity=None)
    actions.fill_free_places(date)
    assert set(statuses(date)) == {Status.CONFIRMED}


def test_fewer_places_throw_nobody_out_and_nobody_moves_up_until_there_is_room():
    date = make_date(capacity=3)
    people = [register(date, name) for name in ("Malte", "Aylin", "Thees", "Wiebke")]
    set_fields(date, capacity=1)
    assert actions.fill_free_places(date) == []
    assert statuses(date) == [Status.CONFIRMED] * 3 + [Status.WAITING]
    actions.cancel_registration(people[0])
    actions.cancel_registration(people[1])
    assert statuses(date)[2:] == [Status.CONFIRMED, Status.WAITING]
    actions.cancel_registration(people[2])
    assert statuses(date)[3] == Status.CONFIRMED


@pytest.mark.parametrize(
    "fields",
    [
        {"status": Occurrence.Status.CANCELLED},
        {"published": False},
        {"start": timezone.now() - timedelta(hours=1)},
        {"start": timezone.now() - timedelta(days=2), "end": timezone.now() - timedelta(days=1)},
    ],
    ids=["cancelled", "withdrawn", "begun", "over"],
)
def test_nobody_moves_up_at_a_date_that_is_over_or_does_not_happen(fields):
    date, *_people = full_date()
    set_fields(date, capacity=5, **fields)
    assert actions.fill_free_places(date) == []


def test_a_newcomer_never_jumps_the_queue():
    date, *_people = full_date()
    set_fields(date, capacity=2)
    assert register(date, "Wiebke").status == Status.WAITING
    assert statuses(date) == [Status.CONFIRMED, Status.CONFIRMED, Status.WAITING, Status.WAITING]


def test_staff_lets_somebody_in_out_of_turn(ada):
    date, _malte, _aylin, thees = full_date()
    let_in = actions.let_in(thees, by=ada)
    assert (let_in.status, let_in.beyond_limit) == (Status.CONFIRMED, True)
    assert statuses(date) == [Status.CONFIRMED, Status.WAITING, Status.CONFIRMED]
    assert actions.let_in(thees, by=ada).confirmed_at == let_in.confirmed_at


def test_the_periodic_run_heals_what_was_forgotten():
    date, *_people = full_date()
    other, *_others = full_date()
    set_fields(date, capacity=2)
    assert actions.fill_all_free_places() == 1
    assert actions.fill_all_free_places() == 0
    assert statuses(other) == [Status.CONFIRMED, Status.WAITING, Status.WAITING]


def test_the_periodic_run_asks_once_for_all_dates(django_assert_num_queries):
    for _number in range(5):
        full_date()
    with django_assert_num_queries(2):
        actions.fill_all_free_places()


def test_places_of_many_dates_are_counted_in_one_query(django_assert_num_queries):
    full, *_people = full_date()
    empty, endless = make_date(capacity=4), make_date(capacity=None)
    with django_assert_num_queries(1):
        places = places_for([full, empty, endless])
    assert [places[date.pk].free for date in (full, empty, endless)] == [0, 4, None]
    assert places[full.pk] == places_of(full)
    assert places[full.pk].waiting == 2


@pytest.mark.parametrize("held", [None, timedelta(hours=-1), timedelta(hours=1)])
@pytest.mark.parametrize("status", Status.values)
def test_a_person_has_a_place_as_a_question_to_the_database_says(status, held):
    now = timezone.now()
    one = register(make_date())
    fields = {"held_until": held and now + held, "cancelled_at": now if status == Status.CANCELLED else None}
    Registration.objects.filter(pk=one.pk).update(status=status, **fields)
    one.refresh_from_db()
    assert one.takes_a_place == Registration.objects.with_place().exists()


STEPS = {
    "confirm_address": st.booleans(),
    "needs_approval": st.booleans(),
    "moving_up": st.sampled_from(["at_once", "offer"]),
    "held_for_members": st.integers(0, 2),
}


class SelfService(RuleBasedStateMachine):
    """An event with two dates, at which people hand over their place to others and move from one to the other."""

    def open_dates(self, capacity, **fields):
        page = make_page()
        self.date = make_date(page, capacity=capacity, in_days=300, **fields)
        self.other = make_date(page, capacity=2, in_days=310, **fields)

    def of(self, person):
        return list(Registration.objects.live().filter(email=f"p{person}@example.org"))

    @rule(person=st.integers(0, 9), somebody=st.integers(0, 9))
    def replace(self, person, somebody):
        name = {"given_name": f"P{somebody}", "family_name": "V", "email": f"p{somebody}@example.org"}
        for registration in self.of(person):
            with suppress(AddressTaken, TooLate), self.order_kept(without=[registration]):
                successor = actions.replace_participant(registration, language="de", **name)
                assert (successor.status, successor.queue_number) == (registration.status, registration.queue_number)

    @rule(person=st.integers(0, 9), accepts_waiting=st.booleans())
    def rebook(self, person, accepts_waiting):
        for registration in self.of(person)[:1]:
            to = self.other if registration.occurrence == self.date else self.date
            refused = suppress(AlreadyRegistered, FullyBooked, OnlyWaiting, TooLate)
            with refused, self.order_kept(without=[registration]):
                moved = actions.rebook_registration(registration, to=to, accepts_waiting=accepts_waiting)
                assert moved.is_confirmed or accepts_waiting or not registration.takes_a_place

    def cancel_as_foretold(self, registration):
        date = registration.occurrence
        waited, foretold = set(date.registrations.waiting()), who_follows(date, [registration])
        actions.cancel_registration(registration)
        assert set(foretold) == waited - {registration} - set(date.registrations.waiting())

    @contextmanager
    def order_kept(self, without=()):
        yield

    @invariant()
    def never_more_than_the_places_of_the_other_date(self):
        assert places_of(self.other).taken <= self.other.capacity

    @invariant()
    def nobody_waits_while_a_place_is_free_for_them(self):
        assert [next_in_line(date) for date in (self.date, self.other)] == [[], []]

    @invariant()
    def one_live_registration_a_person_and_date(self):
        people = list(Registration.objects.live().values_list("occurrence", "email"))
        assert len(people) == len(set(people))


class Queue(SelfService):
    """Whatever people and staff do, in whatever order: never too many, nobody waits for nothing, order is kept."""

    @initialize(capacity=st.integers(0, 4), limit=st.none() | st.integers(0, 3), steps=st.fixed_dictionaries(STEPS))
    def open_a_date(self, capacity, limit, steps):
        self.open_dates(capacity, waiting_list_limit=limit, **steps)
        self.ceiling, self.others_before = capacity, 0

    @rule(person=st.integers(0, 9), source=st.sampled_from(["website", "staff"]), as_member=st.booleans())
    def register(self, person, source, as_member):
        with suppress(AlreadyRegistered, FullyBooked):
            register(self.date, f"P{person}", source=source, as_member=as_member)

    @rule(people=st.lists(st.integers(0, 9), min_size=2, max_size=3, unique=True))
    def register_a_group(self, people):
        with suppress(FullyBooked):
            register_group(self.date, *[f"P{person}" for person in people])

    def groups(self):
        return list(Group.objects.filter(registrations__in=self.date.registrations.live()).distinct().order_by("pk"))

    @precondition(lambda self: self.groups())
    @rule(data=st.data(), verb=st.sampled_from([actions.confirm_group, actions.accept_group]))
    def answer_for_a_group(self, data, verb):
        verb(data.draw(st.sampled_from(self.groups())))

    @precondition(lambda self: self.groups())
    @rule(data=st.data())
    def cancel_a_group(self, data):
        group = data.draw(st.sampled_from(self.groups()))
        with self.order_kept(without=list(group.people)):
            actions.cancel_group(group)
        assert not group.people.live().exists()

    @rule(person=st.integers(0, 9))
    def cancel(self, person):
        for registration in self.date.registrations.live().filter(email=f"p{person}@example.org"):
            with self.order_kept(without=[registration]):
                self.cancel_as_foretold(registration)

    @rule(person=st.integers(0, 9))
    def confirm_address(self, person):
        for registration in self.date.registrations.filter(email=f"p{person}@example.org"):
            kept = registration.is_unconfirmed and registration.holds_a_place
            after = actions.confirm_address(registration)
            assert not kept or after.is_confirmed

    @precondition(lambda self: self.date.registrations.to_approve().exists())
    @rule(data=st.data(), says_yes=st.booleans())
    def approve_or_decline(self, data, says_yes):
        registration = data.draw(st.sampled_from(list(self.date.registrations.to_approve())))
        with suppress(FullyBooked):
            (actions.approve if says_yes else actions.decline)(registration, by=None)

    @precondition(lambda self: self.date.registrations.filter(status=Status.OFFERED).exists())
    @rule(data=st.data())
    def accept_offer(self, data):
        offered = data.draw(st.sampled_from(list(self.date.registrations.filter(status=Status.OFFERED))))
        assert actions.accept_offer(offered).is_confirmed == (offered.group is None)

    @rule(hours=st.sampled_from([1, 20, 50]))
    def time_passes(self, hours):
        self.clock.shift(timedelta(hours=hours))
        with self.order_kept():
            actions.expire_due()

    @rule(capacity=st.integers(0, 6))
    def change_capacity(self, capacity):
        self.ceiling = max(capacity, places_of(self.date).taken)
        self.others_before = places_of(self.date).taken_by_others
        set_fields(self.date, capacity=capacity)
        assert places_of(self.date).moves_somebody or not next_in_line(self.date)
        with self.order_kept():
            actions.fill_free_places(self.date)

    @precondition(lambda self: self.date.registrations.live().exists())
    @rule(data=st.data())
    def let_in(self, data):
        self.ceiling = max(self.ceiling, places_of(self.date).taken + 1)
        self.others_before = places_of(self.date).taken_by_others + 1
        actions.let_in(data.draw(st.sampled_from(list(self.date.registrations.live()))), by=None)

    @contextmanager
    def order_kept(self, without=()):
        before = [registration for registration in self.date.registrations.waiting() if registration not in without]
        first = {}
        for registration in before:  # a group stands where its first does
            first.setdefault(registration.group_id or registration, registration.queue_number)
        before.sort(key=lambda registration: first[registration.group_id or registration])
        yield
        left = set(self.date.registrations.waiting())
        for group in (True, False):  # members may pass by others, nobody else by anybody
            stays = [registration in left for registration in before if registration.as_member == group]
            assert stays == sorted(stays)
        for group in {registration.group_id for registration in before} - {None}:  # moving up splits nobody
            assert len({registration in left for registration in before if registration.group_id == group}) == 1

    @invariant()
    def never_more_than_the_places_but_by_a_cut_or_by_staff(self):
        taken = places_of(self.date).taken
        assert taken <= self.ceiling
        self.ceiling = max(self.date.capacity, taken)

    @invariant()
    def what_a_visitor_is_told_is_what_they_get(self):
        number, places = self.date.registrations.next_queue_number(), places_of(self.date)
        for as_member in (True, False):
            newcomer = Registration(queue_number=number, as_member=as_member)
            gets_a_place = newcomer in next_in_line(self.date, newcomer)
            assert (places.outcome_for(is_member=as_member) == Status.CONFIRMED) == gets_a_place

    @invariant()
    def others_leave_what_is_kept_for_members(self):
        places = places_of(self.date)
        allowed = max(self.date.capacity - self.date.held_for_members, 0) if self.date.held_for_members else 99
        assert places.taken_by_others <= max(allowed, self.others_before)
        self.others_before = max(allowed, places.taken_by_others)

    @invariant()
    def the_waiting_list_keeps_its_limit(self):
        limit = self.date.waiting_list_limit
        assert limit is None or places_of(self.date).waiting <= limit


class Workshops(SelfService):
    """Choices with places of their own, which people take, change, hand over and take along."""

    choices = st.sampled_from(["A", "B", "C"])

    @initialize(capacity=st.integers(1, 4))
    def open_workshops(self, capacity):
        self.open_dates(capacity)
        self.question = Question.objects.create(event_key=self.date.event_key, key="w", kind="choice", label="Workshop")
        places = {"A": 1, "B": 2, "C": None}
        self.options = {
            key: Option.objects.create(question=self.question, key=key, label=key, places=number)
            for key, number in places.items()
        }

    def given(self, choice):
        return [Given(self.question, options=(self.options[choice],))]

    @rule(person=st.integers(0, 9), choice=choices, at_the_other=st.booleans())
    def register(self, person, choice, at_the_other):
        with suppress(AlreadyRegistered, FullyBooked):
            date = self.other if at_the_other else self.date
            register(date, f"P{person}", answers=self.given(choice))

    @rule(person=st.integers(0, 9))
    def cancel(self, person):
        for registration in self.of(person):
            self.cancel_as_foretold(registration)

    @rule(person=st.integers(0, 9), choice=choices)
    def change(self, person, choice):
        for registration in self.of(person):
            with suppress(FullyBooked):
                status = registration.status
                after = actions.change_registration(registration, answers=self.given(choice))
                assert [option.key for option in after.answers.get().options.all()] == [choice]
                assert status == Status.WAITING or after.is_confirmed

    @invariant()
    def never_more_than_the_places(self):
        assert places_of(self.date).taken <= self.date.capacity

    @invariant()
    def never_more_than_the_places_of_a_choice(self):
        for date in (self.date, self.other):
            assert all(option.taken <= option.places for option in Option.objects.limited().with_taken(date))


@pytest.mark.parametrize("machine", [Queue, Workshops])
def test_any_story_keeps_the_promises(machine):
    class Story(machine):
        def __init__(self):
            super().__init__()
            self.around = transaction.atomic()
            self.around.__enter__()
            self.travel = time_machine.travel(timezone.now(), tick=False)
            self.clock = self.travel.start()

        def teardown(self):
            self.travel.stop()
            transaction.set_rollback(True)
            self.around.__exit__(None, None, None)

    quiet = settings(
        max_examples=int(os.environ.get("EXAMPLES", "12")),  # EXAMPLES=500 looks for longer
        stateful_step_count=20,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
    )
    run_state_machine_as_test(Story, settings=quiet)


def test_who_has_cancelled_meanwhile_cannot_be_let_in(ada):
    date = make_date(capacity=1)
    register(date, "Malte")
    waiting = register(date, "Xi")
    actions.cancel_registration(waiting)
    with pytest.raises(NotWaiting):
        actions.let_in(waiting, by=ada)

"""Several people whom one registers: whole or not at all, each with their own mail, one who answers for all."""

import uuid
from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.utils import timezone

from events import actions
from events.errors import FullyBooked, RegistrationClosed
from events.models import Group, Registration, RegistrationLink
from events.places import places_of
from networks.models import OutboxMessage

from .dates import make_date, register, statuses
from .groups import KIM, register_group

pytestmark = pytest.mark.django_db

Status = Registration.Status


def kinds_to(address):
    return list(OutboxMessage.objects.filter(to=address).order_by("pk").values_list("kind", flat=True))


def later(**delta):
    return time_machine.travel(timezone.now() + timedelta(**delta), tick=True)


def test_a_group_gets_places_for_all():
    date = make_date(capacity=3)
    answer = register_group(date, "Malte", "Aylin", "Thees")
    assert (answer.status, statuses(date)) == (Status.CONFIRMED, [Status.CONFIRMED] * 3)
    assert [person.given_name for person in answer.group.people] == ["Malte", "Aylin", "Thees"]
    assert places_of(date).free == 0


def test_who_registers_others_is_no_participant_by_that():
    date = make_date()
    register_group(date, "Malte", "Aylin")
    assert not date.registrations.filter(email=KIM["email"]).exists()


def test_a_group_for_which_there_are_too_few_places_waits_whole():
    date = make_date(capacity=2)
    assert register_group(date, "Malte", "Aylin", "Thees").status == Status.WAITING
    assert statuses(date) == [Status.WAITING] * 3
    assert register(date, "Wiebke").status == Status.WAITING  # the group stands before her


def test_the_waiting_list_counts_people_and_takes_a_group_whole_or_not():
    date = make_date(capacity=0, waiting_list_limit=3)
    register(date, "Wiebke")
    with pytest.raises(FullyBooked):
        register_group(date, "Malte", "Aylin", "Thees")
    assert not Group.objects.exists()
    assert register_group(date, "Malte", "Aylin").status == Status.WAITING


def test_without_a_waiting_list_a_group_that_is_too_large_is_refused_whole():
    date = make_date(capacity=2, waiting_list=False)
    with pytest.raises(FullyBooked):
        register_group(date, "Malte", "Aylin", "Thees")
    assert statuses(date) == []


def test_a_closed_date_takes_no_group():
    with pytest.raises(RegistrationClosed):
        register_group(make_date(registration="none"), "Malte", "Aylin")


def test_a_group_moves_up_together_and_nobody_behind_it_before():
    date = make_date(capacity=3)
    singles = [register(date, name) for name in ("Wiebke", "Jonte", "Fiete")]
    register_group(date, "Malte", "Aylin")
    register(date, "Gesa")
    actions.cancel_registration(singles[0])
    assert statuses(date)[3:] == [Status.WAITING] * 3
    actions.cancel_registration(singles[1])
    assert statuses(date)[3:] == [Status.CONFIRMED, Status.CONFIRMED, Status.WAITING]
    assert kinds_to("malte@example.org") == ["events.registration_waiting", "events.registration_moved_up"]
    assert kinds_to(KIM["email"]) == ["events.group_registered", "events.group_moved_up"]


def test_a_group_that_becomes_smaller_may_fit():
    date = make_date(capacity=2)
    group = register_group(date, "Malte", "Aylin", "Thees").group
    actions.cancel_registration(group.people[0])
    assert statuses(date) == [Status.CANCELLED, Status.CONFIRMED, Status.CONFIRMED]


def test_whoever_registered_them_takes_all_off_at_once_and_the_places_go_on():
    date = make_date(capacity=2)
    group = register_group(date, "Malte", "Aylin").group
    register(date, "Wiebke")
    register(date, "Jonte")
    actions.cancel_group(group)
    assert statuses(date) == [Status.CANCELLED] * 2 + [Status.CONFIRMED] * 2
    assert kinds_to("malte@example.org")[-1] == "events.registration_cancelled"
    actions.cancel_group(group)
    assert len(kinds_to("malte@example.org")) == 2


def test_a_group_that_waits_and_is_cancelled_moves_nobody_of_it_up_on_the_way():
    date = make_date(capacity=1)
    group = register_group(date, "Malte", "Aylin").group
    actions.cancel_group(group)
    assert statuses(date) == [Status.CANCELLED] * 2
    assert "events.registration_moved_up" not in kinds_to("aylin@example.org")


def test_the_same_form_sent_twice_is_one_group_and_one_mail_each():
    date, key = make_date(), uuid.uuid4()
    first = register_group(date, "Malte", "Aylin", submission_key=key)
    assert register_group(date, "Malte", "Aylin", submission_key=key) == first
    assert date.registrations.count() == 2
    assert [len(kinds_to(address)) for address in ("malte@example.org", KIM["email"])] == [1, 1]


def test_whoever_is_registered_already_is_left_out_and_the_answer_does_not_tell():
    date = make_date(capacity=3)
    register(date, "Malte")
    with later(minutes=20):
        answer = register_group(date, "Malte", "Aylin", "Thees")
    assert answer.status == Status.WAITING  # as for three new ones
    assert [person.given_name for person in answer.group.people] == ["Aylin", "Thees"]
    assert statuses(date) == [Status.CONFIRMED] * 3
    assert kinds_to("malte@example.org")[-1] == "events.already_registered"


def test_a_group_of_people_who_are_all_registered_stores_nothing():
    date = make_date()
    for name in ("Malte", "Aylin"):
        register(date, name)
    answer = register_group(date, "Malte", "Aylin")
    assert (answer.group, answer.status) == (None, Status.CONFIRMED)
    assert kinds_to(KIM["email"]) == []
    assert not Group.objects.exists()


def test_whoever_lost_the_mail_enters_the_group_again_and_gets_a_fresh_link():
    date = make_date()
    register_group(date, "Malte", "Aylin")
    with later(minutes=20):
        register_group(date, "Malte", "Aylin")
    assert kinds_to(KIM["email"]) == ["events.group_registered"] * 2
    assert len(kinds_to("malte@example.org")) == 1


def test_whoever_mistyped_their_address_enters_the_group_again():
    date = make_date(capacity=2, waiting_list=False, confirm_address=True)
    register_group(date, "Malte", "Aylin", contact=KIM | {"email": "kmi@example.org"})
    group = register_group(date, "Malte", "Aylin").group
    assert statuses(date) == [Status.CANCELLED] * 2 + [Status.UNCONFIRMED] * 2
    actions.confirm_group(group)
    assert statuses(date)[2:] == [Status.CONFIRMED] * 2
    assert kinds_to("malte@example.org") == ["events.registration_confirmed"]


def test_nobody_else_replaces_a_group_that_waits_for_its_link():
    date = make_date(confirm_address=True)
    register_group(date, "Malte", "Aylin")
    stranger = {"given_name": "Wer", "family_name": "Anders", "email": "wer@example.org"}
    assert register_group(date, "Malte", "Aylin", contact=stranger).group is None
    assert statuses(date) == [Status.UNCONFIRMED] * 2
    assert kinds_to("wer@example.org") == []


def test_an_address_cannot_come_twice():
    with pytest.raises(ValueError, match="twice"):
        register_group(make_date(), "Malte", "malte")


def test_colleagues_of_a_member_come_as_members(health, bob):
    date = make_date(networks=[health], capacity=2, held_for_members=2)
    assert register_group(date, "Malte", "Aylin").status == Status.WAITING
    date = make_date(networks=[health], capacity=2, held_for_members=2)
    assert register_group(date, "Malte", "Aylin", user=bob).status == Status.CONFIRMED


def test_the_account_belongs_to_whoever_registers_and_to_nobody_else(bob):
    date = make_date()
    contact = KIM | {"email": bob.email}
    group = register_group(date, "Bob", "Malte", contact=contact, user=bob).group
    assert group.user == bob
    assert [person.user for person in group.people] == [bob, None]


def test_a_stranger_confirms_for_all_and_until_then_nobody_else_hears_of_it():
    date = make_date(capacity=2, confirm_address=True)
    register(date, "Wiebke", source="staff")
    actions.cancel_registration(date.registrations.get())
    group = register_group(date, "Malte", "Aylin").group
    assert statuses(date)[1:] == [Status.UNCONFIRMED] * 2
    assert places_of(date).held == 2
    assert kinds_to(KIM["email"]) == ["events.group_confirm_address"]
    assert kinds_to("malte@example.org") == []
    for _time in range(2):
        actions.confirm_group(group)
    assert statuses(date)[1:] == [Status.CONFIRMED] * 2
    assert kinds_to("malte@example.org") == ["events.registration_confirmed"]
    assert kinds_to(KIM["email"]) == ["events.group_confirm_address", "events.group_registered"]


def test_a_group_that_had_no_places_waits_by_its_old_number():
    date = make_date(capacity=1, confirm_address=True)
    register(date, "Wiebke", source="staff")
    group = register_group(date, "Malte", "Aylin").group
    register(date, "Jonte", source="staff")
    actions.confirm_group(group)
    assert [person.given_name for person in date.registrations.waiting()] == ["Malte", "Aylin", "Jonte"]


def test_a_group_that_nobody_confirms_runs_out_whole():
    date = make_date(capacity=2, confirm_address=True)
    group = register_group(date, "Malte", "Aylin").group
    with later(hours=49):
        actions.confirm_group(group)
        assert statuses(date) == [Status.EXPIRED] * 2
        assert actions.expire_due() == 0
    assert kinds_to(KIM["email"]) == ["events.group_confirm_address"]


def test_whoever_proves_their_own_address_meanwhile_is_on_their_own():
    date = make_date(capacity=3, confirm_address=True)
    group = register_group(date, "Malte", "Aylin").group
    with later(minutes=20):
        malte = date.registrations.get(email="malte@example.org")
        actions.tell_already_registered(malte)
    assert kinds_to("malte@example.org") == ["events.confirm_address"]
    malte = actions.confirm_address(malte)
    assert (malte.status, malte.group) == (Status.CONFIRMED, None)
    assert [person.given_name for person in group.people] == ["Aylin"]


def test_staff_approves_or_declines_each_person_alone():
    date = make_date(capacity=5, needs_approval=True)
    group = register_group(date, "Malte", "Aylin", "Thees").group
    assert statuses(date) == [Status.REQUESTED] * 3
    malte, aylin, _thees = group.people
    actions.approve(malte, by=None)
    actions.decline(aylin, by=None)
    assert statuses(date) == [Status.CONFIRMED, Status.DECLINED, Status.REQUESTED]


def offered_group():
    date = make_date(capacity=2, moving_up="offer", in_days=60)
    first = [register(date, name) for name in ("Wiebke", "Jonte")]
    group = register_group(date, "Malte", "Aylin").group
    for registration in first:
        actions.cancel_registration(registration)
    assert statuses(date)[2:] == [Status.OFFERED] * 2
    return date, group


def test_places_are_offered_to_the_whole_group_and_accepted_for_all():
    date, group = offered_group()
    assert kinds_to(KIM["email"]) == ["events.group_registered", "events.group_offered"]
    assert kinds_to("malte@example.org") == ["events.registration_waiting"]
    assert actions.accept_offer(group.people[0]).status == Status.OFFERED  # nobody accepts for themselves alone
    for _time in range(2):
        actions.accept_group(group)
    assert statuses(date)[2:] == [Status.CONFIRMED] * 2
    assert kinds_to("malte@example.org")[-1] == "events.registration_confirmed"


def test_an_offer_that_nobody_accepts_is_over_for_all():
    date, group = offered_group()
    with later(days=20):
        assert actions.expire_due() == 2
        actions.accept_group(group)
    assert statuses(date)[2:] == [Status.EXPIRED] * 2
    assert kinds_to(KIM["email"])[-1] == "events.group_offer_expired"
    assert kinds_to("aylin@example.org")[-1] == "events.offer_expired"


def test_a_link_opens_a_registration_or_a_group_and_never_both():
    date = make_date()
    group, registration = register_group(date, "Malte", "Aylin").group, register(date)
    for fields in ({}, {"group": group, "registration": registration}):
        with pytest.raises(IntegrityError), transaction.atomic():
            RegistrationLink.objects.create(token_hash="x", **fields)


def test_without_their_contact_the_others_stand_on_their_own():
    date = make_date()
    group = register_group(date, "Malte", "Aylin").group
    actions.forget_contacts(Group.objects.filter(pk=group.pk))
    assert list(date.registrations.values_list("group", "status")) == [(None, Status.CONFIRMED)] * 2


def test_the_end_of_the_data_comes_with_the_last_of_the_group():
    date = make_date()
    group = register_group(date, "Malte", "Aylin").group
    actions.forget_people(Registration.objects.filter(email="malte@example.org"))
    assert Group.objects.get().email == KIM["email"]
    with later(days=200):
        actions.anonymise_registrations()
    group.refresh_from_db()
    assert (group.given_name, group.email, group.organisation, group.phone) == ("", "", "", "")
    assert group.anonymised_at
    assert not RegistrationLink.objects.filter(group=group).exists()
    assert date.registrations.filter(group=group).count() == 2


def test_whoever_registered_others_can_be_erased_alone():
    date = make_date()
    register_group(date, "Malte", "Aylin")
    assert actions.forget_contacts(Group.objects.filter(email=KIM["email"])) == 1
    assert statuses(date) == [Status.CONFIRMED] * 2
    assert not Group.objects.exclude(email="").exists()


def test_a_group_that_nobody_confirmed_is_erased_as_soon_as_a_single_person():
    date = make_date(confirm_address=True, in_days=60)
    register_group(date, "Malte", "Aylin")
    with later(hours=49):
        actions.expire_due()
    with later(hours=97):
        assert actions.anonymise_registrations() == 2
    assert Group.objects.get().email == ""

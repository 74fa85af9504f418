"""For whom a date is, who comes first, and which places are kept for members."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from events import actions
from events.booking import booking_of
from events.errors import RegistrationClosed
from events.models import Occurrence, Registration
from events.places import places_of, why_closed
from networks.models import Membership

from .dates import make_date, register, statuses
from .stories import draft_event, in_days
from .test_self_service import form_url, no_hurry, send, text_of  # noqa: F401

pytestmark = pytest.mark.django_db

Status = Registration.Status


def shown(date):
    """As lists show a date."""
    return Occurrence.objects.filter(pk=date.pk).with_page().get()


@pytest.mark.parametrize(
    ("audience", "who"),
    [("all", "bob dora carol"), ("members", "bob dora"), ("networks", "bob")],
)
def test_who_can_register(request, health, audience, who, bob, dora, carol):
    date = make_date(networks=[health], audience=audience)
    for name in ("bob", "dora", "carol"):
        user = request.getfixturevalue(name)
        if name in who.split():
            assert register(date, name, user=user).status == Status.CONFIRMED
        else:
            with pytest.raises(RegistrationClosed):
                register(date, name, user=user)


def test_an_event_without_networks_is_for_members_of_any(bob, carol):
    date = make_date(audience="networks")
    assert why_closed(date, bob) is None
    assert why_closed(date, carol) == "networks_only"


def test_rights_end_with_the_membership(health, bob):
    date = make_date(networks=[health], audience="networks")
    Membership.objects.update(ends_on=timezone.localdate() - timedelta(days=1), starts_on="2020-01-01")
    assert why_closed(date, bob) == "networks_only"


def test_a_membership_in_the_translation_of_a_network_counts(health, bob, english):
    translated = health.copy_for_translation(english, copy_parents=True)
    assert why_closed(make_date(networks=[translated.networkpage_ptr], audience="networks"), bob) is None


def test_staff_enters_whom_it_wants(health, ada):
    assert register(make_date(networks=[health], audience="networks"), source="staff", by=ada).is_confirmed


def test_a_stranger_is_told_for_whom_it_is_and_how_to_log_in(client, health, carol):
    date = make_date(networks=[health], audience="members")
    page = text_of(client.get(form_url(date)))
    assert "Nur Mitglieder können sich" in page
    assert f"/konto/login/?next={form_url(date)}" in page
    assert send_without_form(client, date).status_code == 409
    assert booking_of(shown(date)).url.startswith("/konto/login/")
    assert {"label": "Nur für Mitglieder", "tone": "quiet"} in shown(date).chips_for(None)
    client.force_login(carol)
    page = text_of(client.get(form_url(date)))
    assert "Nur Mitglieder können sich" in page
    assert "Als Mitglied einloggen" not in page
    assert (booking_of(shown(date), carol).url, date.registrations.count()) == ("", 0)


def send_without_form(client, date):
    return client.post(form_url(date), {"given_name": "Xi"})


@pytest.fixture
def members_first(health):
    now = timezone.now()
    return make_date(
        networks=[health],
        opens_for_members_at=now - timedelta(days=1),
        registration_opens_at=now + timedelta(days=3),
    )


def test_members_come_first(client, members_first, bob, carol):
    assert why_closed(members_first, bob) is None
    assert why_closed(members_first, carol) == why_closed(members_first) == "not_yet"
    page = text_of(client.get(form_url(members_first)))
    assert "Mitglieder können sich schon anmelden." in page
    assert "Als Mitglied einloggen" in page
    booking = booking_of(shown(members_first))
    assert booking.text.endswith("; Mitglieder können sich schon anmelden.")
    assert booking.label == "Als Mitglied einloggen"
    assert booking_of(shown(members_first), carol).label == ""
    with time_machine.travel(timezone.now() + timedelta(days=4)):
        assert why_closed(members_first) is None
    client.force_login(bob)
    send(client, members_first, email="bob@example.org")
    assert statuses(members_first) == [Status.CONFIRMED]


def test_a_stranger_learns_when_members_can_register_and_when_everybody(client, members_first):
    with time_machine.travel(timezone.now() - timedelta(days=2)):
        booking = booking_of(shown(members_first))
        page = text_of(client.get(form_url(members_first)))
    assert "für Mitglieder am" in booking.text
    assert booking.label == ""
    assert "Mitglieder können sich ab" in page
    assert "Als Mitglied einloggen" not in page


@pytest.fixture
def half_kept(health):
    """Two places, one of them for members."""
    return make_date(networks=[health], capacity=2, held_for_members=1)


def test_others_leave_what_is_kept_for_members(half_kept, bob, dora):
    assert register(half_kept, "Malte").status == Status.CONFIRMED
    assert register(half_kept, "Dora", user=dora).status == Status.WAITING
    mine = register(half_kept, "Bob", user=bob)
    assert (mine.status, mine.as_member) == (Status.CONFIRMED, True)
    assert actions.fill_all_free_places() == 0


def test_members_pass_by_those_who_wait_for_other_places(half_kept):
    people = [register(half_kept, name, source="staff") for name in ("Malte", "Aylin", "Thees")]
    assert statuses(half_kept) == [Status.CONFIRMED, Status.WAITING, Status.WAITING]
    assert register(half_kept, "Bob", as_member=True).status == Status.CONFIRMED
    assert register(half_kept, "Ulf", as_member=True).status == Status.WAITING
    actions.cancel_registration(people[0])
    assert statuses(half_kept)[1:] == [Status.CONFIRMED, Status.WAITING, Status.CONFIRMED, Status.WAITING]


def test_what_is_kept_becomes_free_for_all_at_its_time(half_kept):
    Occurrence.objects.update(held_for_members_until=timezone.now() + timedelta(days=2))
    half_kept.refresh_from_db()
    for name in ("Malte", "Aylin"):
        register(half_kept, name)
    assert statuses(half_kept) == [Status.CONFIRMED, Status.WAITING]
    with time_machine.travel(timezone.now() + timedelta(days=3)):
        assert actions.fill_all_free_places() == 1
    assert statuses(half_kept) == [Status.CONFIRMED, Status.CONFIRMED]


def test_each_visitor_sees_what_is_free_for_them(client, half_kept, bob):
    assert "Noch 1 Platz" in text_of(client.get(form_url(half_kept)))
    register(half_kept, "Malte")
    assert places_of(half_kept).free == 1
    assert "Auf die Warteliste" in text_of(client.get(form_url(half_kept)))
    assert [chip["label"] for chip in shown(half_kept).chips_for(None)] == ["Warteliste"]
    assert [chip["label"] for chip in shown(half_kept).chips_for(bob)] == ["Noch 1 Platz"]
    assert booking_of(shown(half_kept)).label == "Auf die Warteliste setzen"
    assert booking_of(shown(half_kept), bob).label == "Platz sichern"
    client.force_login(bob)
    assert "Platz sichern" in text_of(client.get(form_url(half_kept)))


def test_the_calendar_shows_members_their_own_chips(client, bob):
    from .stories import an_index, publish_event

    publish_event(in_days(5), parent=an_index(), capacity=1, held_for_members=1)
    url = an_index().get_url()
    assert "Warteliste" in text_of(client.get(url))
    client.force_login(bob)
    assert "Warteliste" not in text_of(client.get(url))


def form_of(page, **fields):
    from wagtail.test.utils.form_data import nested_form_data  # noqa: F401

    form_class = type(page).get_edit_handler().get_form_class()
    form = form_class(instance=page)
    form.cleaned_data = fields
    form._errors = form.error_class()
    form._errors = {}
    form._check_members(fields)
    return set(form._errors)


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"opens_for_members_at": in_days(1)}, "opens_for_members_at"),
        ({"opens_for_members_at": in_days(3), "registration_opens_at": in_days(2)}, "opens_for_members_at"),
        ({"held_for_members": 3, "capacity": 2}, "held_for_members"),
        ({"held_for_members": 3, "capacity": None}, "held_for_members"),
        ({"audience": "networks", "networks": []}, "audience"),
    ],
)
def test_what_cannot_be_is_said_beside_the_field(fields, wrong):
    assert form_of(draft_event(in_days(9)), **fields) == {wrong}

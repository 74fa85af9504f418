from datetime import date, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.utils import timezone

from networks.models import Affiliation, ContactCard, HealthNetworkPage, Membership, NetworkPage, Organisation
from tests.cast import make_membership, make_person

pytestmark = pytest.mark.django_db


def membership(network, member, **fields):
    defaults = {"organisation": member, "decision": "approved", "starts_on": date(2026, 1, 1)}
    return Membership(network=network, **defaults | fields)


@pytest.mark.parametrize(
    ("moment", "state"),
    [
        ("2025-12-31T23:59:00+01:00", "pending"),
        ("2026-01-01T00:00:00+01:00", "active"),
        ("2026-05-30T23:59:00+02:00", "active"),
        ("2026-05-31T00:00:00+02:00", "expiring"),
        ("2026-06-30T23:59:59+02:00", "expiring"),
        ("2026-07-01T00:00:00+02:00", "expired"),
    ],
)
def test_the_state_turns_at_midnight_in_the_region(health, company, moment, state):
    row = make_membership(health, company, starts_on=date(2026, 1, 1), ends_on=date(2026, 6, 30))
    with time_machine.travel(moment, tick=False):
        assert row.state == state
        assert row.is_active == Membership.objects.active().filter(pk=row.pk).exists()


@pytest.mark.parametrize("decision", ["applied", "declined", "excluded"])
def test_other_decisions_are_states_of_their_own(health, company, decision):
    row = make_membership(health, company, decision=decision)
    assert row.state == decision
    assert row not in Membership.objects.active()


def test_who_resigns_stays_until_the_last_day(health, company):
    row = make_membership(health, company, decision="resigned", starts_on=date(2026, 1, 1), ends_on=date(2026, 12, 31))
    with time_machine.travel("2026-12-31T12:00:00+01:00"):
        assert row.state == "expiring"
        assert row in Membership.objects.active()
    with time_machine.travel("2027-01-01T00:00:00+01:00"):
        assert row.state == "resigned"
        assert row not in Membership.objects.active()


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "fits"),
    [
        (date(2027, 1, 1), None, True),
        (date(2026, 12, 31), None, False),
        (date(2025, 1, 1), date(2025, 12, 31), True),
        (date(2025, 1, 1), date(2026, 1, 1), False),
        (date(2025, 1, 1), None, False),
    ],
)
def test_a_member_is_in_a_network_once_at_a_time(health, company, starts_on, ends_on, fits):
    make_membership(health, company, starts_on=date(2026, 1, 1), ends_on=date(2026, 12, 31))
    new = membership(health, company, starts_on=starts_on, ends_on=ends_on)
    if fits:
        new.full_clean()
    else:
        with pytest.raises(ValidationError):
            new.full_clean()


def test_a_company_may_be_in_two_networks_and_come_back_to_one(health, training, company):
    make_membership(health, company, ends_on=date(2026, 1, 1))
    membership(health, company, starts_on=date(2026, 2, 1)).full_clean()
    membership(training, company).full_clean()


def test_a_second_open_application_is_refused_with_a_sentence(health, company):
    make_membership(health, company, decision="applied", starts_on=None)
    with pytest.raises(ValidationError, match=r"already applied|bereits"):
        membership(health, company, decision="applied", starts_on=None).full_clean()


@pytest.mark.parametrize(
    "fields",
    [
        {"starts_on": None},
        {"decision": "resigned"},
        {"ends_on": date(2020, 1, 1)},
        {"organisation": None},
    ],
)
def test_a_half_row_is_refused(health, company, fields):
    with pytest.raises(ValidationError):
        membership(health, company, **{"ends_on": None} | fields).full_clean()


def test_a_member_is_a_company_or_a_person_never_both(health, company):
    with pytest.raises(ValidationError):
        membership(health, company, person=make_person("Malte")).full_clean()


def test_translations_of_a_network_share_their_members(health, company, bob, english):
    english_page = health.copy_for_translation(english, copy_parents=True)
    row = make_membership(english_page, make_person("Xi"))
    assert row.network_id == health.pk
    assert set(Membership.objects.of_network(english_page)) == set(Membership.objects.of_network(health))
    assert [page.pk for page in NetworkPage.objects.first_translations()] == [health.pk]


def test_forms_offer_each_published_network_once_and_what_is_chosen(health, training, english):
    translation = health.copy_for_translation(english, copy_parents=True)
    translation.save_revision().publish()
    training.unpublish()
    assert [page.pk for page in NetworkPage.objects.to_choose()] == [health.pk]
    chosen = [training, translation]
    assert {page.pk for page in NetworkPage.objects.to_choose(chosen)} == {health.pk, training.pk, translation.pk}


def test_an_organisation_with_memberships_is_not_deleted(health, company):
    make_membership(health, company)
    with pytest.raises(Exception, match="protected"):
        company.delete()


def test_a_contact_card_vanishes_when_its_person_stops_acting(company):
    affiliation = Affiliation.objects.create(
        person=make_person("Aylin"), organisation=company, starts_on=date(2026, 1, 1), ends_on=date(2026, 6, 30)
    )
    card = ContactCard.objects.create(affiliation=affiliation)
    with time_machine.travel("2026-06-30T23:00:00+02:00"):
        assert card.is_current
        assert card in ContactCard.objects.current()
    with time_machine.travel("2026-07-01T00:00:00+02:00"):
        assert not card.is_current
        assert card not in ContactCard.objects.current()


def test_a_changed_phone_number_changes_on_each_card(company):
    person = make_person("Aylin")
    card = ContactCard.objects.create(affiliation=Affiliation.objects.create(person=person, organisation=company))
    person.phone = "040 66969 111"
    person.save()
    assert ContactCard.objects.get(pk=card.pk).phone == "040 66969 111"
    card.show_phone = False
    assert card.phone == ""


def test_the_deputy_answers_while_somebody_is_away_and_nobody_after_both_have_left(company):
    today = timezone.localdate()
    aylin, malte = (
        Affiliation.objects.create(person=make_person(name), organisation=company) for name in ("Aylin", "Malte")
    )
    deputy = ContactCard.objects.create(affiliation=malte)
    card = ContactCard.objects.create(affiliation=aylin, deputy=deputy)
    assert card.answering() == card
    card.away_until = today
    assert card.answering() == deputy
    malte.starts_on, malte.ends_on = today - timedelta(days=9), today - timedelta(days=1)
    assert card.answering() is None
    card.away_until, aylin.starts_on, aylin.ends_on = None, malte.starts_on, malte.ends_on
    assert card.answering() is None


def test_nobody_stands_in_for_themselves(company):
    affiliation = Affiliation.objects.create(person=make_person("Aylin"), organisation=company)
    card = ContactCard.objects.create(affiliation=affiliation)
    card.deputy = card
    with pytest.raises(ValidationError):
        card.full_clean()


def test_rows_point_at_the_base_of_all_networks(health):
    assert NetworkPage.objects.get(pk=health.pk).specific_class is HealthNetworkPage
    assert Organisation.objects.count() == 0

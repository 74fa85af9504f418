"""What keeps machines out of our forms: each form and each visitor for themselves, and never by a riddle."""

from datetime import timedelta

import pytest
from django import forms
from django.utils import timezone

from networks.guards import GuardedForm, Limits, client_of, forget_uses, network_of, read_key, too_many
from networks.models import FormUse

ONCE = Limits(per_address=1, per_network=3)


class LetterForm(GuardedForm):
    form_name = "letter"

    email = forms.EmailField(required=False)


def use(form="letter", email="ada@example.org", client="203.0.113.7", limits=ONCE):
    return too_many(form=form, email=email, client=client, limits=limits)


@pytest.mark.django_db
def test_each_form_is_counted_for_itself():
    assert [use(), use(), use(form="report")] == [False, True, False]


@pytest.mark.django_db
def test_who_names_no_address_is_counted_by_the_network_alone():
    assert [use(email="") for _ in range(4)] == [False, False, False, True]
    assert not use(email="", client="203.0.113.8")


@pytest.mark.django_db
def test_an_address_is_the_same_in_capitals():
    assert [use(), use(email=" ADA@example.org ")] == [False, True]


@pytest.mark.django_db
def test_what_was_used_an_hour_ago_counts_no_more_and_is_forgotten_after_a_day():
    use()
    FormUse.objects.update(created_at=timezone.now() - timedelta(minutes=61))
    assert not use()
    FormUse.objects.update(created_at=timezone.now() - timedelta(hours=25))
    assert forget_uses() == 2


@pytest.mark.django_db
def test_visitors_with_mapped_addresses_are_not_one_crowd(settings, rf):
    settings.NETWORKS_FORM_LIMIT_PER_NETWORK = 1
    for number in range(3):
        form = LetterForm({"email": f"p{number}@example.org"})
        form.is_valid()
        assert not form.is_one_too_many(rf.post("/", REMOTE_ADDR=f"::ffff:203.0.113.{number}"))


@pytest.mark.parametrize("broken", ["", "made-up", "a:b:c", "\x00", "x" * 5000])
def test_a_broken_key_is_replaced_and_the_second_try_works(settings, broken):
    settings.NETWORKS_FORM_MINIMUM_SECONDS = 0
    first = LetterForm({"key": broken, "email": ""})
    assert not first.is_valid()
    assert LetterForm({"key": first["key"].value(), "email": ""}).is_valid()


def test_a_form_gives_everybody_a_submission_of_their_own(settings):
    settings.NETWORKS_FORM_MINIMUM_SECONDS = 0
    key = LetterForm()["key"].value()
    addresses = ["a@example.org", "A@example.org", "b@example.org"]
    forms_sent = [LetterForm({"key": key, "email": address}) for address in addresses]
    assert all(form.is_valid() for form in forms_sent)
    first, again, colleague = [form.submission_key for form in forms_sent]
    assert first == again != colleague
    assert read_key(key).id != first


def test_an_ipv6_household_counts_as_one():
    assert network_of("2001:db8:1:2::1") == network_of("2001:db8:1:2:ffff::9") == "2001:db8:1:2::/64"
    assert network_of("2001:db8:1:3::1") != network_of("2001:db8:1:2::1")
    assert network_of("::ffff:203.0.113.7") == network_of("203.0.113.7") == "203.0.113.7"
    assert network_of("") == ""


def test_visitors_cannot_choose_their_address(settings, rf):
    request = rf.get("/", HTTP_X_FORWARDED_FOR="1.1.1.1, 2.2.2.2", REMOTE_ADDR="9.9.9.9")
    assert client_of(request) == "9.9.9.9"
    settings.NETWORKS_TRUSTED_PROXY_COUNT = 1
    assert client_of(request) == "2.2.2.2"
    settings.NETWORKS_TRUSTED_PROXY_COUNT = 3
    assert client_of(request) == "9.9.9.9"

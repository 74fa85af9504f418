"""What becomes of a date is told to whoever registered others for it, too; once, and no more than is theirs."""

import uuid

import pytest

from events import actions
from events.models import ChangeNotice
from networks.models import OutboxMessage

from .dates import register
from .groups import KIM, person, register_group
from .stories import berlin, make_venue, move, only_date, publish, publish_event

pytestmark = pytest.mark.django_db

THURSDAY, FRIDAY = berlin(2027, 1, 14, 14), berlin(2027, 1, 15, 14)


@pytest.fixture
def page():
    """Two places: Malte and Aylin have them, whom Kim registered; so did he Thees, who waits."""
    page = publish_event(THURSDAY, venue=make_venue(), capacity=2)
    register_group(only_date(page), "Malte", "Aylin", language="en")
    register_group(only_date(page), "Thees", contact=KIM | {"email": "gesa@example.org", "given_name": "Gesa"})
    register(only_date(page), "Wiebke")
    return page


def tell(eve, **texts):
    return actions.tell_change(ChangeNotice.objects.get(), texts=texts, by=eve)


def mails_to_contacts():
    return OutboxMessage.objects.filter(kind__startswith="events.group_").exclude(kind="events.group_registered")


def test_whoever_registered_others_is_told_that_the_date_moved(page, eve):
    move(page, FRIDAY)
    for _twice in range(2):
        tell(eve, de="Der Saal war belegt, {vorname}.", en="The hall was taken, {given_name}.")
    gesa, kim = mails_to_contacts().order_by("to")
    assert (gesa.to, kim.to, kim.kind) == ("gesa@example.org", KIM["email"], "events.group_date_changed")
    for part in (kim.text, kim.html):
        assert "The hall was taken, Kim." in part
        assert "Friday, 15\xa0January 2027" in part
        assert "Malte Vardenhoop" in part
        assert "Thees" not in part
        assert "/gruppe/" in part
    assert "Der Saal war belegt, Gesa." in gesa.text
    assert "Thees Vardenhoop (auf der Warteliste)" in gesa.text


def test_whoever_registered_others_is_told_that_it_is_cancelled(page, eve):
    for _twice in range(2):
        actions.cancel_occurrence(occurrence=only_date(page), note="Sturmflut.", by=eve)
    gesa, kim = mails_to_contacts().order_by("to")
    assert (kim.kind, kim.language) == ("events.group_occurrence_cancelled", "en")
    assert "you have registered others has been cancelled" in kim.text
    assert "Sturmflut." in gesa.text
    assert "Sturmflut." in gesa.html
    assert "für die Sie andere angemeldet haben" in gesa.text


def test_whoever_comes_along_has_a_mail_of_their_own_already(page, eve):
    both = [(person("Jonte"), ()), ({**person("Kim"), "email": KIM["email"]}, ())]
    key = uuid.uuid4()
    actions.register_group(occurrence=only_date(page), contact=KIM, people=both, language="de", submission_key=key)
    move(page, FRIDAY)
    tell(eve)
    assert [mail.to for mail in mails_to_contacts()] == ["gesa@example.org"]
    actions.cancel_occurrence(occurrence=only_date(page), by=eve)
    assert KIM["email"] not in {mail.to for mail in mails_to_contacts()}


def test_whose_people_have_all_gone_hears_nothing(page, eve):
    for registration in only_date(page).registrations.filter(group__email=KIM["email"]):
        actions.cancel_registration(registration)
    actions.cancel_occurrence(occurrence=only_date(page), by=eve)
    cancelled = mails_to_contacts().filter(kind="events.group_occurrence_cancelled")
    assert [mail.to for mail in cancelled] == ["gesa@example.org"]


def test_the_link_to_the_meeting_is_for_those_who_take_part(eve):
    page = publish_event(THURSDAY, attendance="online", online_url="https://meet.example.org/alt")
    register_group(only_date(page), "Malte", "Aylin")
    page.online_url = "https://meet.example.org/neu"
    publish(page)
    tell(eve)
    assert not mails_to_contacts()
    move(page, FRIDAY)
    actions.tell_change(ChangeNotice.objects.to_decide().get(), texts={}, by=eve)
    assert "meet.example.org" not in mails_to_contacts().get().text


def test_staff_writes_in_the_languages_of_contacts_too(page):
    move(page, FRIDAY)
    assert ChangeNotice.objects.get().languages() == ["de", "en"]

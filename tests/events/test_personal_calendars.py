"""Calendars of one's own: behind a secret that is shown once, and gone for good when it is taken back."""

import re

import icalendar
import pytest

from events import actions
from events.models import PersonalCalendar
from networks.visibility import Tier

from .dates import register
from .stories import in_days, only_date, publish_event

pytestmark = pytest.mark.django_db
Kind = PersonalCalendar.Kind
PAGE = "/kalender/meine-kalender/"


def make(client, user, kind=Kind.PLACES):
    """As people do it: a button, and the address once on the page. Returns its path."""
    client.force_login(user)
    page = client.post(PAGE, {"kind": kind}).content.decode()
    client.logout()
    [address] = re.findall(r"http://localhost(/kalender/p/[\w-]{32}/[a-z-]+\.ics)", page)
    return address


def events(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return icalendar.Calendar.from_ical(response.content).walk("VEVENT")


def titles(client, address):
    return [str(event["SUMMARY"]) for event in events(client, address)]


def register_somebody(date, user):
    return register(date, "Bob", user=user)


def test_one_s_places_are_in_it_whoever_asks_with_the_secret(client, bob, health):
    mine = only_date(publish_event(title="Rückentag"))
    publish_event(title="Ohne mich")
    internal = only_date(publish_event(in_days(20), title="Intern", networks=[health], visibility=Tier.MEMBERS))
    for date in (mine, internal):
        register_somebody(date, bob)
    address = make(client, bob)
    first, second = events(client, address)
    assert [first["SUMMARY"], second["SUMMARY"]] == ["Rückentag", "Intern"]
    assert first["UID"] == str(mine.uid)
    assert (first["TRANSP"], first["CLASS"]) == ("OPAQUE", "PRIVATE")


def test_a_place_that_is_given_up_leaves_it(client, bob):
    registration = register_somebody(only_date(publish_event()), bob)
    address = make(client, bob)
    assert len(events(client, address)) == 1
    actions.cancel_registration(registration)
    assert events(client, address) == []


def test_whoever_waits_has_no_entry(client, bob):
    date = only_date(publish_event(capacity=1))
    register(date, "Aylin")
    register_somebody(date, bob)
    assert events(client, make(client, bob)) == []


def test_internal_meetings_of_one_s_networks_are_in_the_other(client, bob, carol, health, training):
    publish_event(in_days(1), title="Öffentlich", networks=[health])
    publish_event(in_days(2), title="Vorstand", networks=[health], visibility=Tier.GROUP)
    publish_event(in_days(3), title="Alle Mitglieder", networks=[health], visibility=Tier.MEMBERS)
    publish_event(in_days(4), title="Nur Stab", networks=[health], visibility=Tier.STAFF)
    publish_event(in_days(5), title="Woanders", networks=[training], visibility=Tier.GROUP)
    address = make(client, bob, Kind.MEETINGS)
    assert titles(client, address) == ["Vorstand", "Alle Mitglieder"]
    assert {str(event["TRANSP"]) for event in events(client, address)} == {"TRANSPARENT"}
    assert titles(client, make(client, carol, Kind.MEETINGS)) == []


def test_whoever_leaves_a_network_reads_its_meetings_no_longer(client, bob, health):
    from networks.models import Membership

    publish_event(title="Vorstand", networks=[health], visibility=Tier.GROUP)
    address = make(client, bob, Kind.MEETINGS)
    assert titles(client, address) == ["Vorstand"]
    Membership.objects.all().delete()
    assert titles(client, address) == []


def test_the_secret_is_shown_once_and_stored_nowhere(client, bob):
    address = make(client, bob)
    token = address.split("/")[3]
    client.force_login(bob)
    page = client.get(PAGE)
    assert token not in page.content.decode()
    assert "no-store" in page["Cache-Control"]
    kept = PersonalCalendar.objects.get()
    assert token not in str(vars(kept))
    assert len(token) * 6 >= 128


def test_a_new_address_ends_the_old_one(client, bob):
    old, new = make(client, bob), make(client, bob)
    assert old != new
    assert client.get(old).status_code == 410
    assert client.get(new).status_code == 200


def test_an_address_that_was_taken_back_is_gone_for_good(client, bob):
    address = make(client, bob)
    client.force_login(bob)
    told = client.post(PAGE, {"kind": Kind.PLACES, "close": ""}, follow=True).content.decode()
    assert "führt jetzt ins Leere" in told
    for answer in (client.get(address), client.head(address)):
        assert (answer.status_code, answer.content) == (410, b"")
    assert "no address yet" in client.get(f"/en{PAGE}").content.decode()


def test_it_goes_with_the_account(client, bob):
    address = make(client, bob)
    bob.delete()
    assert client.get(address).status_code == 410


def test_an_account_that_is_closed_reads_nothing(client, bob):
    address = make(client, bob)
    bob.is_active = False
    bob.save()
    assert client.get(address).status_code == 410


def test_what_is_no_secret_opens_nothing(client, bob):
    address = make(client, bob)
    other_name = address.replace("meine-anmeldungen", "interne-treffen")
    for wrong in (f"/kalender/p/{'x' * 32}/meine-anmeldungen.ics", other_name):
        assert client.get(wrong).status_code == 404


def test_nobody_keeps_it_and_it_goes_nowhere(client, bob):
    response = client.get(make(client, bob))
    assert response["Cache-Control"] == "private, no-cache"
    assert response["Referrer-Policy"] == "no-referrer"
    assert response["X-Robots-Tag"] == "noindex"
    assert "Access-Control-Allow-Origin" not in response
    assert response["Content-Type"] == "text/calendar; charset=utf-8"


def test_an_unchanged_one_is_not_sent_again(client, bob):
    register_somebody(only_date(publish_event()), bob)
    address = make(client, bob)
    first = client.get(address)
    again = client.get(address, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again["ETag"]) == (304, first["ETag"])


@pytest.mark.parametrize("kind", Kind)
def test_no_secret_link_stands_in_it(client, bob, health, kind):
    secret = "https://meet.example.org/geheim"
    page = publish_event(attendance="online", online_url=secret, networks=[health], visibility=Tier.MEMBERS)
    register_somebody(only_date(page), bob)
    address = make(client, bob, kind)
    content = client.get(address).content.replace(b"\r\n ", b"").decode()
    assert "SUMMARY" in content
    for word in ("geheim", address.split("/")[3], "/platz/", "bob@"):
        assert word not in content


def test_the_secret_is_kept_out_of_the_log(client, bob, caplog):
    address = make(client, bob)
    PersonalCalendar.objects.all().delete()
    assert client.get(address).status_code == 404
    assert "Not Found: /kalender/p/…/meine-anmeldungen.ics" in caplog.messages
    assert address.split("/")[3] not in caplog.text


def test_a_stranger_manages_nothing(client):
    response = client.get(PAGE)
    assert response.status_code == 302
    assert "/konto/" in response["Location"]
    assert client.post(PAGE, {"kind": "places"}).status_code == 302
    assert not PersonalCalendar.objects.exists()


def test_nonsense_makes_no_calendar(client, bob):
    client.force_login(bob)
    assert client.post(PAGE, {"kind": "all"}).status_code == 404

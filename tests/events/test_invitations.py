"""The date in a person's calendar follows their place: our mails, read by programs that are not ours."""

import re
from datetime import UTC, datetime

import pytest

from events import actions, ical, itip
from events.errors import RegistrationClosed
from events.models import Registration
from networks import delivery
from networks.models import OutboxAttachment, OutboxMessage

from .dates import make_date, make_page, register
from .mail_programs import READERS, MailProgram
from .stories import berlin, make_venue, only_date, publish_event

pytestmark = pytest.mark.django_db
MALTE = "malte@example.org"


@pytest.fixture(params=READERS)
def program(request):
    """The mail program of Malte."""
    return MailProgram(READERS[request.param], MALTE)


@pytest.fixture
def post(sending_for_real, program):
    """Sends what is written and lets Malte open what is new."""

    def deliver():
        seen = len(sending_for_real.to(MALTE))
        delivery.drain()
        for mail in sending_for_real.to(MALTE)[seen:]:
            program.open(mail)
        return program

    return deliver


def calendar_of(registration):
    return OutboxAttachment.objects.filter(message__to=registration.email).order_by("pk")


def test_an_entry_appears_with_the_place_and_goes_with_it(post):
    date = only_date(publish_event(berlin(2027, 1, 14, 14), venue=make_venue()))
    registration = register(date, "Malte")
    entry = post().entry
    assert entry.uid == str(date.uid)
    assert (entry.title, entry.place) == ("Gesundheitstag Uelzen", "Kurhaus, Markt 1, 29525 Uelzen")
    assert entry.start == berlin(2027, 1, 14, 14)
    actions.cancel_registration(registration)
    assert post().entries == {}


def test_an_entry_goes_when_the_date_is_cancelled(post):
    date = only_date(publish_event(berlin(2027, 1, 14, 14)))
    register(date, "Malte")
    assert len(post().entries) == 1
    actions.cancel_occurrence(occurrence=date)
    assert post().entries == {}


def test_whoever_comes_back_has_the_entry_again(post):
    date = only_date(publish_event(berlin(2027, 1, 14, 14)))
    for _turn in range(2):
        actions.cancel_registration(register(date, "Malte"))
    register(date, "Malte")
    program = post()
    assert program.entry.sequence == 4
    assert [method for method, _ in program.received] == ["REQUEST", "CANCEL"] * 2 + ["REQUEST"]
    assert [sequence for _, sequence in program.received] == [0, 1, 2, 3, 4]


def test_nobody_who_waits_gets_an_entry_until_they_move_up(post):
    date = make_date(capacity=1)
    first = register(date, "Aylin")
    register(date, "Malte")
    assert post().entries == {}
    actions.cancel_registration(first)
    assert len(post().entries) == 1


def test_whoever_only_waited_is_sent_no_cancellation(post):
    date = make_date(capacity=1)
    register(date, "Aylin")
    actions.cancel_registration(register(date, "Malte"))
    assert post().received == []


def test_a_place_that_is_given_up_after_the_cancellation_is_not_cancelled_twice(post, ada):
    date = make_date()
    registration = register(date, "Malte")
    actions.cancel_occurrence(occurrence=date)
    with pytest.raises(RegistrationClosed):
        actions.cancel_registration(registration, by=ada)
    assert [method for method, _ in post().received] == ["REQUEST", "CANCEL"]


def test_somebody_who_uses_the_form_again_gets_no_second_invitation(post):
    from events import emails

    registration = register(make_date(), "Malte")
    emails.used_again(registration)
    assert [method for method, _ in post().received] == ["REQUEST"]


# The bytes


@pytest.fixture
def raw(sending_for_real):
    register(make_date(make_page("Rückentag, mit Übungen")), "Malte")
    delivery.drain()
    return sending_for_real.raw[0]


def test_programs_find_the_invitation_where_they_look_for_it(raw, sending_for_real):
    mail = sending_for_real.mails[0]
    text, attached = mail.iter_parts()
    assert mail.get_content_type() == "multipart/mixed"
    forms = [part.get_content_type() for part in text.iter_parts()]
    assert forms == ["text/plain", "text/html", "text/calendar"]
    invitation = list(text.iter_parts())[-1]
    assert attached.get_content_type() == "application/ics"
    assert attached.get_filename() == "invite.ics"
    assert attached.get_payload(decode=True) == invitation.get_payload(decode=True)
    assert {part["Content-Transfer-Encoding"] for part in (invitation, attached)} == {"base64"}


def test_the_method_stands_outside_as_inside_and_in_no_quotation_marks(raw, sending_for_real):
    assert re.findall(rb"^Content-Type: text/calendar;.*\r\n", raw, re.MULTILINE) == [
        b"Content-Type: text/calendar; method=REQUEST; charset=utf-8\r\n"
    ]
    assert raw.count(b"\r\nMIME-Version:") >= 1
    assert max(len(line) for line in raw.split(b"\r\n")) <= 998
    assert b"\n" not in raw.replace(b"\r\n", b"")


def test_the_invitation_is_a_file_as_the_standard_wants_it(raw):
    content = bytes(OutboxAttachment.objects.first().content)
    assert content.startswith(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")
    assert content.count(b"\r\nMETHOD:REQUEST\r\n") == content.count(b"\r\nSEQUENCE:") == 1
    assert b"BEGIN:VTIMEZONE" in content
    assert b"TRANSP:OPAQUE" in content
    assert max(len(line) for line in content.split(b"\r\n")) <= 75
    unfolded = content.replace(b"\r\n ", b"").decode()
    assert "ORGANIZER;CN=" in unfolded
    assert ":mailto:netzwerk@heideregion.example.org\r\n" in unfolded
    said = "ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;RSVP=FALSE;CN=Malte Vardenhoop"
    assert f"{said}:mailto:{MALTE}\r\n" in unfolded
    assert unfolded.count("\r\nATTENDEE") == 1


def test_no_secret_stands_in_what_people_pass_on():
    page = make_page(online_url="https://meet.example.org/geheim", attendance="online")
    register(make_date(page, attendance="online"), "Malte", remarks="vertraulich")
    content = bytes(OutboxAttachment.objects.first().content).replace(b"\r\n ", b"")
    assert "geheim" in OutboxMessage.objects.get().text
    for secret in (b"geheim", b"/platz/", b"vertraulich"):
        assert secret not in content


def test_the_date_is_told_in_the_language_of_the_person():
    registration = register(make_date(attendance="online"), "Malte", language="en")
    assert b"//EN\r\n" in bytes(calendar_of(registration)[0].content)


# Anything that people are called


@pytest.mark.parametrize("read", READERS.values(), ids=READERS)
@pytest.mark.parametrize(
    "name", ['Bob "der Bär" O\'Hara', "Meier, Anna; GmbH: Co", "a\r\nATTENDEE:mailto:x@y.de", "ü" * 90, "^n^'", ""]
)
def test_names_break_nothing(name, read):
    start, end = (datetime(2027, 1, 14, hour, tzinfo=UTC) for hour in (13, 15))
    event = ical.Event("1", start, end, "Europe/Berlin", "Rückentag")
    message = itip.Message(
        itip.REQUEST, event, itip.Mailbox(name, "a@example.org"), itip.Mailbox(name, MALTE), 3, event.start
    )
    invitation = read(message.to_ical())
    assert invitation.attendees == (f"mailto:{MALTE}",)
    assert (invitation.organizer, invitation.sequence) == ("mailto:a@example.org", 3)


def test_an_address_with_signs_of_its_own_is_one_address():
    assert itip.address("o'hara+news@example.org") == "mailto:o'hara+news@example.org"
    assert itip.address('"a?b"@example.org') == "mailto:%22a%3Fb%22@example.org"


def test_what_was_sent_is_written_down_with_the_registration():
    registration = register(make_date(), "Malte")
    assert (registration.is_in_calendar, registration.calendar_sequence) == (True, 0)
    actions.cancel_registration(registration)
    kept = Registration.objects.get()
    assert (kept.is_in_calendar, kept.calendar_sequence) == (False, 1)

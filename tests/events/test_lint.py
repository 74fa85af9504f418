"""Our feeds under the strictest eye that we have, and that eye under a look of its own."""

import re
from datetime import datetime

import pytest

from events import actions
from events.models import EventDate
from networks.visibility import Tier

from .lint import problems
from .stories import BERLIN, berlin, in_days, make_venue, only_date, publish_event

pytestmark = pytest.mark.django_db
ALL = "/kalender/alle.ics"


@pytest.fixture
def feed(client, health, uelzen):
    """All kinds of times, texts and states."""
    again = datetime(2027, 10, 31, 2, 30, fold=1, tzinfo=BERLIN)
    for title, date in {
        "Ein Tag": EventDate(starts_at=berlin(2027, 3, 28, 9), all_day=True),
        "Mehrere Tage": EventDate(starts_at=berlin(2027, 3, 27, 9), ends_at=berlin(2027, 3, 29, 9), all_day=True),
        "Die Stunde noch einmal": EventDate(starts_at=again, ends_at=berlin(2027, 10, 31, 5)),
        "Anderswo": EventDate(starts_at=in_days(3), zone="Europe/Bucharest"),
        "Ohne Sommerzeit": EventDate(starts_at=in_days(3), zone="UTC"),
        'Komma, Strich; "Zitat" \\ und ein sehr langer Titel mit Umlauten: äöüß äöüß äöüß äöüß': in_days(4),
    }.items():
        venue = make_venue(name="Kurhaus; Saal, 2", latitude="52.965", longitude="10.56")
        publish_event(date, title=title, summary="Eins\r\nZwei\n" * 9, venue=venue, networks=[health])
    actions.cancel_occurrence(occurrence=only_date(publish_event(title="Fällt aus")), note="Sturm\nund Hagel")
    publish_event(title="Mit Mindestzahl", minimum=5, districts=[uelzen], attendance="online")
    publish_event(title="Intern", visibility=Tier.MEMBERS)
    return client.get(ALL).content


def test_our_feeds_are_without_a_problem(feed, client):
    assert feed.count(b"BEGIN:VEVENT") == 8
    assert problems(feed) == []
    assert problems(client.get("/kalender/alle.en.ics").content) == []


def test_a_feed_without_dates_is_without_a_problem(client):
    assert problems(client.get(ALL).content) == []


SPOILT = {
    "no last line end": (rb"\r\n\Z", b""),
    "bare line feeds": (rb"\r\n", b"\n"),
    "a BOM": (rb"\A", b"\xef\xbb\xbf"),
    "a long row": (rb"SUMMARY:", b"SUMMARY:" + b"x" * 80),
    "a split character": ("ä".encode(), b"\xc3\r\n \xa4"),
    "a split escape": (rb"\\,", b"\\\\\r\n ,"[1:]),
    "small letters": (rb"\r\nSUMMARY:", b"\r\nsummary:"),
    "an empty property": (rb"\r\nSEQUENCE:", b"\r\nLOCATION:\r\nSEQUENCE:"),
    "a comment behind": (rb"\Z", b"<!-- 12 ms -->\r\n"),
    "an empty line": (rb"\r\nEND:VCALENDAR", b"\r\n\r\nEND:VCALENDAR"),
    "two calendars": (rb"\A(?s:.*)\Z", rb"\g<0>\g<0>"),
    "a UID of the calendar": (rb"\r\nCALSCALE", b"\r\nUID:1\r\nCALSCALE"),
    "an invitation": (rb"\r\nSEQUENCE:", b"\r\nORGANIZER:mailto:a@example.org\r\nSEQUENCE:"),
    "a status of our own": (rb"STATUS:CONFIRMED", b"STATUS:PLANNED"),
    "no end": (rb"\r\nDTEND[^\r]*", b""),
    "an end at the start": (rb"\r\nDTSTART(.*)\r\nDTEND.*\r", rb"\r\nDTSTART\1\r\nDTEND\1\r"),
    "a date without its kind": (rb";VALUE=DATE:", b":"),
    "no rules of a zone": (rb"TZID:Europe/Bucharest", b"TZID:Europe/Athens"),
    "one date twice": (rb"BEGIN:VEVENT\r\n(?s:.*?)END:VEVENT\r\n", rb"\g<0>\g<0>"),
    "an alarm": (rb"END:VEVENT", b"BEGIN:VALARM\r\nACTION:DISPLAY\r\nEND:VALARM\r\nEND:VEVENT"),
    "an interval without its kind": (rb";VALUE=DURATION", b""),
    "a quotation mark": (rb";TZID=Europe/Berlin", b';TZID=Europe/"Berlin'),
    "another stamp": (rb"LAST-MODIFIED:\d{8}", b"LAST-MODIFIED:20200101"),
}


def test_the_eye_sees_what_readers_stumble_over(feed, subtests):
    for spoilt, (pattern, instead) in SPOILT.items():
        with subtests.test(spoilt):
            worse = re.sub(pattern, instead, feed, count=0 if spoilt == "bare line feeds" else 1)
            assert worse != feed
            assert problems(worse)

"""The bytes of calendars, read back by readers that are not ours."""

import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import icalendar
import pytest
import vobject
from dateutil import rrule
from hypothesis import given
from hypothesis import strategies as st

from events import ical, tzrules

BERLIN = ZoneInfo("Europe/Berlin")
ANY_TEXT = st.text(st.characters(codec=None), max_size=300)
PLAIN_TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Zl", "Zp"]), max_size=300)


def an_event(**values):
    defaults = {
        "uid": "7b1d1c0e-5f1e-4c57-9d4c-0f6f7a4f1a11",
        "start": datetime(2027, 1, 14, 14, 0, tzinfo=BERLIN),
        "end": datetime(2027, 1, 14, 17, 0, tzinfo=BERLIN),
        "zone": "Europe/Berlin",
        "summary": "Netzwerktreffen",
        "modified": datetime(2026, 11, 1, 9, 0, tzinfo=UTC),
    }
    return ical.Event(**(defaults | values))


def a_feed(*events, **values):
    calendar = ical.Calendar(
        **({"name": "Alle Veranstaltungen", "url": "https://example.org/kalender/alle.ics"} | values)
    )
    return ical.join(calendar, {e.zone for e in events}, [ical.vevent(e) for e in events])


def read(data):
    return icalendar.Calendar.from_ical(data)


def only_event(data):
    (event,) = read(data).walk("VEVENT")
    return event


def rows(data):
    assert data.endswith(b"\r\n")
    return data[:-2].split(b"\r\n")


def unfolded(data):
    return data.replace(b"\r\n ", b"").decode().split("\r\n")


def test_a_plain_event_reads_as_it_was_written():
    event = only_event(a_feed(an_event(location="Möhlenkolk, Uelzen", categories=("Treffen", "A, B"))))
    assert event["SUMMARY"] == "Netzwerktreffen"
    assert event.start == datetime(2027, 1, 14, 14, 0, tzinfo=BERLIN)
    assert event.end == datetime(2027, 1, 14, 17, 0, tzinfo=BERLIN)
    assert event["LOCATION"] == "Möhlenkolk, Uelzen"
    assert event["STATUS"] == "CONFIRMED"
    assert event["CATEGORIES"].cats == ["Treffen", "A, B"]


def test_the_stamp_is_the_moment_of_the_last_change():
    event = only_event(a_feed(an_event(sequence=3)))
    assert event.stamp == event.last_modified == datetime(2026, 11, 1, 9, 0, tzinfo=UTC)
    assert event["SEQUENCE"] == 3


@given(summary=ANY_TEXT, description=ANY_TEXT, location=ANY_TEXT, name=ANY_TEXT)
def test_any_text_makes_a_feed_of_short_rows_that_two_readers_accept(summary, description, location, name):
    data = a_feed(an_event(summary=summary, description=description, location=location), name=name)
    for row in rows(data):
        assert 0 < len(row) <= 75
        row.decode()
        assert not re.search(rb"[\x00-\x08\x0a-\x1f\x7f]", row)
    assert only_event(data).start == datetime(2027, 1, 14, 14, 0, tzinfo=BERLIN)
    assert vobject.readOne(data.decode()).vevent.dtstart.value == datetime(2027, 1, 14, 14, 0, tzinfo=BERLIN)


@given(description=PLAIN_TEXT)
def test_text_survives_the_way_to_the_reader(description):
    data = ical.vevent(an_event(description=description))
    (line,) = [line for line in unfolded(data) if line.startswith("DESCRIPTION:")] or ["DESCRIPTION:"]
    assert re.sub(r"\\(.)", r"\1", line.removeprefix("DESCRIPTION:")) == description


@given(description=st.text(r"ab\;,N^n" + "\n", max_size=200))
def test_escapes_are_read_back_by_icalendar(description):
    event = only_event(a_feed(an_event(description=description)))
    assert str(event.get("DESCRIPTION", "")) == description


@given(value=st.text("\\,;^aä€😀", min_size=60, max_size=200))
def test_no_row_ends_inside_a_character_or_an_escape(value):
    for row in rows(ical.lines(("DESCRIPTION", ical.text(value)))):
        trailing = len(row) - len(row.rstrip(b"\\"))
        assert trailing % 2 == 0
        row.decode()


def test_a_line_break_becomes_a_space_in_the_title_and_an_escape_in_the_text():
    data = ical.vevent(an_event(summary="Eins\r\nBEGIN:VALARM", description="Eins\r\nZwei\u2028Drei\x85Vier\rFünf"))
    assert b"SUMMARY:Eins BEGIN:VALARM\r\n" in data
    assert r"DESCRIPTION:Eins\nZwei\nDrei\nVier\nFünf" in unfolded(data)


def test_what_is_empty_is_left_out():
    data = ical.vevent(an_event())
    assert b"LOCATION" not in data
    assert b"DESCRIPTION" not in data
    assert b"CATEGORIES" not in data
    assert all(not row.endswith(b":") for row in rows(data))


def test_all_day_ends_on_the_day_after():
    start, end = datetime(2027, 3, 28, tzinfo=BERLIN), datetime(2027, 3, 29, tzinfo=BERLIN)
    data = ical.vevent(an_event(start=start, end=end, all_day=True))
    assert b"DTSTART;VALUE=DATE:20270328\r\nDTEND;VALUE=DATE:20270329\r\n" in data


def test_several_days_keep_their_hours():
    event = only_event(a_feed(an_event(end=datetime(2027, 1, 16, 12, 0, tzinfo=BERLIN))))
    assert event.end - event.start == timedelta(days=1, hours=22)


def test_only_the_repeated_hour_is_written_in_utc():
    """In both passes: whoever is told the zone and 02:30 may take either, and programs differ."""
    first = datetime(2027, 10, 31, 2, 30, tzinfo=BERLIN)
    second = first.replace(fold=1)
    end = datetime(2027, 10, 31, 5, 0, tzinfo=BERLIN)
    assert b"DTSTART:20271031T003000Z\r\nDTEND:20271031T040000Z\r\n" in ical.vevent(an_event(start=first, end=end))
    assert b"DTSTART:20271031T013000Z\r\nDTEND:20271031T040000Z\r\n" in ical.vevent(an_event(start=second, end=end))
    before, after = first - timedelta(minutes=31), datetime(2027, 10, 31, 3, 0, tzinfo=BERLIN)
    assert b"DTSTART;TZID=Europe/Berlin:20271031T015900\r\n" in ical.vevent(an_event(start=before, end=after))
    assert b"DTEND;TZID=Europe/Berlin:20271031T030000\r\n" in ical.vevent(an_event(start=before, end=after))


def test_a_time_that_the_clock_leaves_out_is_written_as_the_clock_shows_it():
    never, end = datetime(2027, 3, 28, 2, 30, tzinfo=BERLIN), datetime(2027, 3, 28, 5, 0, tzinfo=BERLIN)
    assert b"DTSTART;TZID=Europe/Berlin:20270328T033000\r\n" in ical.vevent(an_event(start=never, end=end))


def test_what_the_rule_of_a_zone_does_not_say_is_written_in_utc():
    """In Morocco clocks go back for Ramadan, which no RRULE says."""
    zone = "Africa/Casablanca"
    january, ramadan = (datetime(2027, month, 20, 18, tzinfo=ZoneInfo(zone)) for month in (1, 2))
    usual = ical.vevent(an_event(zone=zone, start=january, end=january + timedelta(hours=2)))
    assert b"DTSTART;TZID=Africa/Casablanca:20270120T180000\r\n" in usual
    then = ical.vevent(an_event(zone=zone, start=ramadan, end=ramadan + timedelta(hours=2)))
    assert b"DTSTART:20270220T180000Z\r\nDTEND:20270220T200000Z\r\n" in then


def test_a_cancelled_event_says_so_to_programs():
    data = ical.vevent(an_event(cancelled=True, summary="ABGESAGT: Netzwerktreffen"))
    assert b"STATUS:CANCELLED" in data
    assert b"SUMMARY:ABGESAGT: Netzwerktreffen" in data
    assert b"TRANSP:TRANSPARENT" in data


def test_a_feed_holds_nothing_that_makes_it_an_invitation_or_one_event():
    data = a_feed(an_event())
    for name in (b"METHOD", b"ORGANIZER", b"ATTENDEE", b"VALARM"):
        assert name not in data
    assert data.count(b"\r\nUID:") == 1
    assert data.index(b"UID:") > data.index(b"BEGIN:VEVENT")


def test_the_head_names_the_calendar_and_where_it_comes_from():
    data = a_feed(name="Gesundheit, Uelzen; Celle", colour="teal", description="Termine, für alle")
    assert rows(data)[:4] == [
        b"BEGIN:VCALENDAR",
        b"VERSION:2.0",
        b"PRODID:-//Kammernetz//Events 3//DE",
        b"CALSCALE:GREGORIAN",
    ]
    for line in (
        r"NAME:Gesundheit\, Uelzen\; Celle",
        r"X-WR-CALNAME:Gesundheit\, Uelzen\; Celle",
        "X-WR-TIMEZONE:Europe/Berlin",
        "REFRESH-INTERVAL;VALUE=DURATION:PT4H",
        "X-PUBLISHED-TTL:PT4H",
        "SOURCE;VALUE=URI:https://example.org/kalender/alle.ics",
        "COLOR:teal",
        "X-APPLE-CALENDAR-COLOR:#008080",
        r"DESCRIPTION:Termine\, für alle",
        r"X-WR-CALDESC:Termine\, für alle",
    ):
        assert line in unfolded(data)


def test_an_empty_feed_is_still_a_calendar():
    data = a_feed()
    assert read(data).walk("VTIMEZONE")
    vobject.readOne(data.decode())


BERLIN_RULES = """\
BEGIN:VTIMEZONE
TZID:Europe/Berlin
X-LIC-LOCATION:Europe/Berlin
BEGIN:DAYLIGHT
DTSTART:19700329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19701025T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
END:VTIMEZONE
"""


def test_berlin_is_written_as_every_reader_knows_it():
    assert ical.vtimezone("Europe/Berlin").decode().replace("\r\n", "\n") == BERLIN_RULES


REGIONS = sorted(z for z in available_timezones() if z.split("/")[0] in {"Europe", "America", "Australia", "Asia"})


def readings(zone):
    """Moments of two years with the offset that a reader of the rules finds: that of the last change before."""
    changes = []
    for t in tzrules.transitions(zone):
        since, until = t.first.replace(year=2026), datetime(2029, 1, 1)  # noqa: DTZ001
        firsts = rrule.rrulestr(t.rule, dtstart=t.first).between(since, until, inc=True) if t.rule else [t.first]
        changes += [((wall - timedelta(seconds=t.offset_from)).replace(tzinfo=UTC), t.offset_to) for wall in firsts]
    changes.sort()
    for (begins, offset), (ends, _) in zip(changes, [*changes[1:], (datetime(2029, 1, 1, tzinfo=UTC), 0)], strict=True):
        for moment in (begins, begins + timedelta(hours=1), ends - timedelta(seconds=1)):
            yield moment, offset


EUROPE = [zone for zone in REGIONS if zone.startswith("Europe/")]
FARTHER = [
    "America/New_York",
    "America/Nuuk",
    "America/Santiago",
    "Asia/Gaza",
    "Australia/Lord_Howe",
    "Australia/Sydney",
]


@pytest.mark.parametrize("zone", EUROPE + FARTHER)
def test_rules_agree_with_the_clock_of_the_zone(zone):
    for moment, offset in readings(zone):
        if moment.year > 2025:
            assert moment.astimezone(ZoneInfo(zone)).utcoffset().total_seconds() == offset, moment


def test_nearly_every_zone_has_a_rule():
    assert sum(1 for zone in REGIONS if not ical.vtimezone(zone)) <= 10


def test_a_zone_without_a_rule_is_written_in_utc(monkeypatch):
    monkeypatch.setattr(ical, "_zones", {})
    monkeypatch.setattr(tzrules, "footer", lambda zone: "CET-1CEST,J60,J300")
    data = a_feed(an_event())
    assert b"DTSTART:20270114T130000Z" in data
    assert b"VTIMEZONE" not in data


def test_web_addresses_are_ascii_and_nothing_else_is_an_address():
    assert ical.uri("https://example.org/größe/?a=1&b=ü") == "https://example.org/gr%C3%B6%C3%9Fe/?a=1&b=%C3%BC"
    assert ical.uri("javascript:alert(1)") == ""
    assert "\n" not in ical.uri("https://example.org/\r\nBEGIN:VEVENT")


def test_parameters_are_quoted_and_escaped():
    assert ical.parameter('Dr. "Ada": Rat\nZwei^') == "\"Dr. ^'Ada^': Rat^nZwei^^\""


def test_a_broken_row_is_recognised():
    good = ical.vevent(an_event())
    assert ical.are_sound([good, good])
    for bad in (b"", b"BEGIN:VEVENT\r\n", good + good, good[:-2], b"<!-- -->" + good):
        assert not ical.are_sound([good, bad])


def test_one_date_is_a_file_of_its_own():
    data = ical.single(ical.vevent(an_event()), "Europe/Berlin", "de")
    assert only_event(data)["SUMMARY"] == "Netzwerktreffen"
    assert b"REFRESH-INTERVAL" not in data

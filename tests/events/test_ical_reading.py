"""Whatever is sent as a calendar is read within bounds, or refused in words."""

import time
from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from events.foreign_text import plain_line, plain_text, shortened, unescaped
from events.ical_reading import MOST_DATES, MOST_EVENTS, Window, read_calendar
from events.ical_zones import by_name
from events.import_problems import SENTENCES, NotTaken, Problem
from tests.events.partners import CALENDARS, calendar_of, event

pytestmark = pytest.mark.thorough  # no database has a part in it
WINDOW = Window(datetime(2026, 11, 23, 10, tzinfo=UTC), datetime(2028, 5, 1, tzinfo=UTC), "Europe/Berlin")


def read(*events, head=()):
    return read_calendar(calendar_of(*events, head=head), WINDOW)


def dates(*lines):
    reading = read(["UID:a", "SUMMARY:A", *lines])
    assert not reading.problems, reading.problems[0].sentence
    return [f"{date.start:%Y-%m-%d %H:%M}" for date in reading.events[0].dates]


def codes(reading):
    return [problem.code for problem in reading.problems]


@pytest.mark.parametrize(
    ("name", "zone"),
    [
        ("Europe/Berlin", "Europe/Berlin"),
        ("W. Europe Standard Time", "Europe/Berlin"),
        ("Romance Standard Time", "Europe/Paris"),
        ("/mozilla.org/20070129_1/Europe/Berlin", "Europe/Berlin"),
        ("/freeassociation.sourceforge.net/Tzfile/Europe/Vienna", "Europe/Vienna"),
        ('"Europe/Berlin"', "Europe/Berlin"),
        ("MEZ", "Europe/Berlin"),
        ("Vereinszeit", ""),
        ("../../etc/passwd", ""),
        ("", ""),
    ],
)
def test_zones_are_known_by_many_names(name, zone):
    assert by_name(name) == zone


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["DTSTART:20270114T130000Z"], ["2027-01-14 13:00"]),
        (["DTSTART;TZID=Europe/Berlin:20270714T150000"], ["2027-07-14 13:00"]),
        (["DTSTART;VALUE=DATE:20270114"], ["2027-01-13 23:00"]),
        (["DTSTART:20270114"], ["2027-01-13 23:00"]),
        (["DTSTART;VALUE=DATE:20270114T000000"], ["2027-01-13 23:00"]),
        (["DTSTART;TZID=Europe/Berlin:2027-01-14T14:00"], ["2027-01-14 13:00"]),
        (
            ["DTSTART;TZID=Europe/Berlin:20270326T180000", "RRULE:FREQ=DAILY;COUNT=3"],
            ["2027-03-26 17:00", "2027-03-27 17:00", "2027-03-28 16:00"],
        ),
        (
            ["DTSTART;TZID=Europe/Berlin:20270114T180000", "RRULE:FREQ=WEEKLY;UNTIL=20270121"],
            ["2027-01-14 17:00", "2027-01-21 17:00"],
        ),
        (
            ["DTSTART;TZID=Europe/Berlin:20270114T180000", "RRULE:UNTIL=20270121T180000;FREQ=WEEKLY"],
            ["2027-01-14 17:00", "2027-01-21 17:00"],
        ),
        (
            ["DTSTART;VALUE=DATE:20270114", "RRULE:FREQ=YEARLY;UNTIL=20280114T000000Z"],
            ["2027-01-13 23:00", "2028-01-13 23:00"],
        ),
        (
            ["DTSTART:20270114T100000Z", "RDATE;VALUE=PERIOD:20270115T100000Z/PT1H,20270116T100000Z/20270116T110000Z"],
            ["2027-01-14 10:00", "2027-01-15 10:00", "2027-01-16 10:00"],
        ),
        (
            ["DTSTART:20261012T080000Z", "RRULE:FREQ=WEEKLY;COUNT=8"],  # most of them are over
            ["2026-11-23 08:00", "2026-11-30 08:00"][1:],
        ),
    ],
)
def test_dates_are_those_that_were_meant(lines, expected):
    assert dates(*lines) == expected


def test_a_series_without_end_has_so_many_dates_and_says_so():
    reading = read(event("a", "20261124T080000", "20261124T090000", "Täglich", "RRULE:FREQ=DAILY"))
    assert len(reading.events[0].dates) == MOST_DATES
    assert codes(reading) == ["too_many_dates"]


EVIL = [
    "FREQ=SECONDLY",
    "FREQ=MINUTELY;COUNT=99999",
    "FREQ=HOURLY;UNTIL=99991231",
    "FREQ=DAILY;BYHOUR=" + ",".join(map(str, range(24))) + ";BYMINUTE=0,1,2,3,4,5,6,7,8,9",
    "FREQ=DAILY;INTERVAL=0",
    "FREQ=DAILY;INTERVAL=-1",
    "FREQ=DAILY;COUNT=-1",
    "FREQ=DAILY;INTERVAL=100000" + "0" * 300,
    "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
    "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;COUNT=5",
    "FREQ=WEEKLY;BYDAY=XX",
    "FREQ=NEVER",
    "FREQ",
    "",
    "FREQ=DAILY;RSCALE=HEBREW",
    "FREQ=YEARLY;BYSETPOS=400;BYDAY=MO",
    "FREQ=MONTHLY;UNTIL=99999999",
    "FREQ=DAILY;UNTIL=",
    "FREQ=DAILY;BYWEEKNO=9",
    "FREQ=DAILY;BYMONTHDAY=--",
    "FREQ=WEEKLY;BYSETPOS=366;BYDAY=MO",
    "FREQ=DAILY;INTERVAL=7;BYDAY=TU",
    "FREQ=WEEKLY;BYSETPOS=" + ",".join(map(str, range(200, 299))),
    "FREQ=MONTHLY;BYSETPOS=" + ",".join(map(str, range(200, 299))),
    "FREQ=MONTHLY;BYSETPOS=200,201,202,203,204",
    "FREQ=WEEKLY;COUNT=5;BYMONTH=2;BYMONTHDAY=30",
]


@pytest.mark.parametrize("rule", EVIL)
def test_a_rule_that_would_never_end_is_bounded_or_refused(rule):
    begun = time.process_time()
    reading = read(event("a", "19700105T080000", "19700105T090000", "Ewig", f"RRULE:{rule}"), event("gut"))
    assert "gut" in {one.uid for one in reading.events}
    assert time.process_time() - begun < 5


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        (["SUMMARY:A", "DTSTART:20270114T100000Z"], "no_uid"),
        (["UID:a", "DTSTART:20270114T100000Z"], "no_title"),
        (["UID:a", "SUMMARY:A"], "no_start"),
        (["UID:a", "SUMMARY:A", "DTSTART:morgen"], "bad_date"),
        (["UID:a", "SUMMARY:A", "DTSTART:20271314T100000Z"], "bad_date"),
        (["UID:a", "SUMMARY:A", "DTSTART:20270114T100000Z", "RRULE:Unsinn"], "bad_rule"),
        (["UID:a", "SUMMARY:A", "DTSTART:20270114T100000Z", "RRULE:FREQ=DAILY;COUNT=1" + "0" * 200], "bad_rule"),
        (["UID:a", "SUMMARY:A", "DTSTART;VALUE=DATE:20270114", "DTEND;VALUE=DATE:20290114"], "too_long"),
    ],
)
def test_what_cannot_be_taken_says_why_and_stops_no_other(lines, code):
    reading = read(lines, event("gut"))
    assert codes(reading) == [code]
    assert [one.uid for one in reading.events] == ["gut"]


@pytest.mark.parametrize("word", ["PRIVATE", "confidential", "X-INTERN"])
def test_what_is_not_meant_for_the_public_is_not_taken_and_not_named(word):
    reading = read(event("a", "20270114T140000", "20270114T150000", "Zahnarzt", f"CLASS:{word}"), event("gut"))
    assert [one.uid for one in reading.events] == ["gut"]
    assert (reading.uids, reading.withheld) == ({"a", "gut"}, {"a"})
    assert codes(reading) == ["not_public"]
    assert "Zahnarzt" not in repr(reading)


def test_a_series_with_a_private_date_is_private_and_the_word_public_is_none():
    series = ["UID:a", "SUMMARY:A", "DTSTART:20270104T100000Z", "RRULE:FREQ=WEEKLY;COUNT=2", "CLASS:Public"]
    assert len(read(series).events) == 1
    private = ["UID:a", "SUMMARY:A", "RECURRENCE-ID:20270111T100000Z", "DTSTART:20270112T100000Z", "CLASS:PRIVATE"]
    assert not read(series, private).events


def test_an_event_without_its_end_leaves_the_next_one_whole():
    content = calendar_of(event("a"), event("b")).replace(b"END:VEVENT\r\n", b"", 1)
    reading = read_calendar(content, WINDOW)
    assert {one.uid for one in reading.events} == {"a", "b"}
    assert not reading.is_whole


def test_very_many_events_are_the_next_ones_and_nothing_counts_as_gone():
    begun = time.process_time()
    reading = read(*[event(f"u{n}", summary=f"Forum {n}") for n in range(MOST_EVENTS + 20)])
    assert len(reading.events) == MOST_EVENTS
    assert not reading.is_whole
    assert time.process_time() - begun < 20


@pytest.mark.parametrize(
    "content",
    [
        b"BEGIN:VCALENDAR\n" * 100_000,
        b"BEGIN:VCALENDAR\n" + b"BEGIN:X\n" * 200_000,
        b"BEGIN:VCALENDAR\n" + b"BEGIN:VEVENT\n" * 150_000,
        b"BEGIN:VCALENDAR\n" + b"BEGIN:VEVENT\nEND:VEVENT\n" * 80_000,
        b"BEGIN:VCALENDAR\nX-A:b\n" + b"a\n" * 900_000,
        b"BEGIN:VCALENDAR\nX:" + b"\n x" * 600_000,
        b"BEGIN:VCALENDAR\nX" + b';A="b' * 400_000,
        b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nSUMMARY:" + b"<b" * 900_000 + b"\nDTSTART:20270101\nEND:VEVENT",
        b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nSUMMARY:a\nDTSTART:20270101\nRDATE:" + b"20270101," * 200_000,
    ],
)
def test_a_file_made_to_keep_us_busy_does_not(content):
    begun = time.process_time()
    with suppress(NotTaken):
        read_calendar(content, WINDOW)
    assert time.process_time() - begun < 10


def test_names_of_zones_are_short_and_so_are_parameters():
    assert by_name("a/" * 200 + "Europe/Berlin") == ""
    start = "20270101T100000"
    for much in ["DTSTART;TZID=" + "a/" * 200_000, "DTSTART;TZID=Europe/Paris" + ";X=1" * 300_000]:
        reading = read(["UID:a", "SUMMARY:A", f"{much}:{start}"], event("gut", start, start))
        assert [event.dates[0].start.hour for event in reading.events] == [9, 9]
        assert codes(reading) == ["floating"]
    reading = read(["UID:a", "SUMMARY:A", f"DTSTART:{start}Z", "RDATE" + ";X=1" * 300_000 + ":" + f"{start}," * 1000])
    assert codes(reading) == ["floating"]


def test_zones_that_are_explained_by_their_hours_are_compared_with_one_table():
    head, dates = [], []
    for number in range(1000):
        offset = f"TZOFFSETTO:+{20 + number // 60}{number % 60:02}"
        head += ["BEGIN:VTIMEZONE", f"TZID:z{number}", "BEGIN:STANDARD", offset, "END:STANDARD", "END:VTIMEZONE"]
        dates.append(f"RDATE;TZID=z{number}:20270102T100000")
    reading = read(["UID:a", "SUMMARY:A", "DTSTART:20270101T100000Z", *dates], head=head)
    assert [f"{date.start:%d %H}" for date in reading.events[0].dates] == ["01 10", "02 09"]
    assert set(codes(reading)) == {"zone_unknown"}


def test_an_event_repeats_by_one_rule_and_a_date_that_was_changed_by_none():
    start, rule, other = "DTSTART:20270104T100000Z", "RRULE:FREQ=WEEKLY;COUNT=2", "RRULE:FREQ=WEEKLY;COUNT=3"
    assert dates(start, rule, rule) == ["2027-01-04 10:00", "2027-01-11 10:00"]
    assert codes(read(["UID:a", "SUMMARY:A", start, rule, other])) == ["many_rules"]
    changed = ["UID:a", "SUMMARY:A", "RECURRENCE-ID:20270111T100000Z", "DTSTART:20270112T100000Z", other]
    reading = read(["UID:a", "SUMMARY:A", start, rule], changed)
    assert [f"{date.start:%d}" for date in reading.events[0].dates] == ["04", "12"]


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_a_calendar_with_any_bytes_in_it_is_read_or_refused_and_nothing_else_happens(data):
    name = data.draw(st.sampled_from(sorted(path.name for path in CALENDARS.glob("*.ics"))))
    raw = (CALENDARS / name).read_bytes()
    place = data.draw(st.integers(0, len(raw)))
    length = data.draw(st.integers(0, 60))
    raw = raw[:place] + data.draw(st.binary(max_size=40)) + raw[place + length :]
    try:
        reading = read_calendar(raw, WINDOW)
    except NotTaken:
        return
    for one in reading.events:
        assert 0 < len(one.title) <= 255
        assert "\n" not in one.title
        assert one.dates
        assert all(date.end is None or date.end >= date.start for date in one.dates)
    assert all(problem.sentence for problem in reading.problems)


@given(st.text(max_size=300))
def test_any_text_becomes_text_without_controls(text):
    plain = plain_text(unescaped(text))
    assert plain.isprintable() or all(c == "\n" or ord(c) >= 32 for c in plain)
    assert len(plain_line(text, 40)) <= 40


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("<p>Eins</p><p>Zwei &amp; drei</p>", "Eins\n\nZwei & drei"),
        ("a &lt; b", "a < b"),
        ("1 < 2 und 3 > 2", "1 < 2 und 3 > 2"),
        ("<ul><li>a</li><li>b</li></ul>", "– a\n– b"),
        ("<style>p{}</style><b>Hallo</b><br/>Welt", "Hallo\nWelt"),
        ("C:\\Netz", "C:\\Netz"),
    ],
)
def test_html_loses_its_tags_and_everything_else_stays(text, plain):
    assert plain_text(text) == plain


def test_a_text_is_cut_behind_a_word():
    assert shortened("Forum für Energie und Wärme", 20) == "Forum für Energie…"
    assert len(shortened("x" * 300, 255)) == 255


def test_each_problem_has_a_sentence_that_can_be_said_and_kept():
    facts = dict.fromkeys(["most", "line", "zone", "taken", "value", "reason", "host", "seconds", "size", "status"], 7)
    for code in SENTENCES:
        problem = Problem(code, "Titel", facts)
        assert Problem.from_json(problem.to_json()) == problem
        assert "%" not in problem.sentence

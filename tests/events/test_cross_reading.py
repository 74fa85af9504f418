"""Five programs that are not ours read whatever we may write, and every one of them reads what was meant."""

import os
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache, partial
from itertools import pairwise
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from events import ical
from events.walltime import midnight
from tests.readers import differences
from tests.readers.entry import entry_of
from tests.readers.programs import MARK

from .lint import problems
from .test_ical import BERLIN, EUROPE, FARTHER, a_feed, an_event

pytestmark = pytest.mark.thorough
# EXAMPLES=20000 looks for longer.
EXAMPLES = int(os.environ.get("EXAMPLES", "2000"))
AT_ONCE = 100
YEARS = range(2026, 2036)
NASTY = "\\nN\";,:^'<=\t \r\n\x0b\x85\u2028\x00\x7f\ud800\ufeffé👩\u200däx"
LINES = [
    "\r\nEND:VEVENT\r\n",
    "BEGIN:VEVENT",
    "ä" * 80,
    "\\" * 80,
    "=\r\n UID:1",
    "C:\\Netz\\neu",
    "👩\u200d👩\u200d👧" * 9,
]
MORE = ["Africa/Cairo", "Africa/Casablanca", "America/Havana", "America/St_Johns", "Antarctica/Troll", "Asia/Beirut"]
ZONES = [*EUROPE, *FARTHER, *MORE, "Asia/Kathmandu", "Pacific/Chatham", "Pacific/Easter", "UTC"]

any_text = st.one_of(
    st.text(st.characters(codec=None, exclude_characters=MARK), max_size=80),
    st.text(NASTY, max_size=80),
    st.sampled_from(LINES),
)
titles = st.builds("{}{}".format, any_text, st.sampled_from(["Netzwerktreffen", "x", "ß", "\\", ",n"]))
addresses = any_text.map(lambda text: f"https://example.org/{text}")
places = st.tuples(st.floats(-90, 90), st.floats(-180, 180)) | st.none()
states = st.sampled_from([{}, {"cancelled": True}, {"tentative": True}])
minutes = st.integers(-200, 200)

checks = [HealthCheck.too_slow, HealthCheck.data_too_large]
many = partial(settings, phases=[Phase.generate], database=None, deadline=None, suppress_health_check=checks)


@cache
def clock_changes(zone, year):
    """The first moment after each, found by asking the clock every day."""
    days = [datetime(year, 1, 1, tzinfo=UTC) + timedelta(days=day) for day in range(366)]
    clock = ZoneInfo(zone)
    return [
        next(hour for hour in (day + timedelta(minutes=30 * n) for n in range(49)) if offset(hour, clock) != before)
        for day, tomorrow in pairwise(days)
        if (before := offset(day, clock)) != offset(tomorrow, clock)
    ]


def offset(moment, clock):
    return moment.astimezone(clock).utcoffset()


@st.composite
def starts(draw, zone):
    """Near a change of the clock every other time; there also such as the clock never or twice shows."""
    changes = clock_changes(zone, draw(st.sampled_from(YEARS)))
    if not changes or draw(st.booleans()):
        naive = st.datetimes(datetime(2026, 1, 1), datetime(2035, 12, 31))  # noqa: DTZ001
        return draw(naive).replace(microsecond=0, tzinfo=ZoneInfo(zone))
    moment = draw(st.sampled_from(changes)) + timedelta(minutes=draw(minutes))
    if draw(st.booleans()):
        return moment
    wall = moment.astimezone(ZoneInfo(zone)) + timedelta(minutes=draw(minutes))
    return wall.replace(fold=draw(st.integers(0, 1)))


@st.composite
def times(draw):
    zone = draw(st.sampled_from(ZONES))
    start = draw(starts(zone))
    if draw(st.integers(0, 3)) == 0:
        day = start.astimezone(ZoneInfo(zone)).date()
        last = day + timedelta(days=draw(st.integers(1, 9)))
        return {"zone": zone, "start": midnight(day, zone), "end": midnight(last, zone), "all_day": True}
    lasts = draw(st.one_of(st.integers(1, 300), st.integers(1, 5000)))
    return {"zone": zone, "start": start, "end": start.astimezone(UTC) + timedelta(minutes=lasts)}


@st.composite
def events(draw):
    return ical.Event(
        uid="",
        summary=draw(titles),
        description=draw(any_text),
        location=draw(any_text),
        url=draw(addresses),
        categories=tuple(draw(st.lists(any_text, max_size=3))),
        geo=draw(places),
        sequence=draw(st.integers(0, 99)),
        modified=datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=draw(st.integers(0, 10**8))),
        busy=draw(st.booleans()),
        **draw(times()),
        **draw(states),
    )


def generated(number):
    """All of them are read at once: to read each by itself would take ten times as long."""
    found = []

    @many(max_examples=-(-number // 10))
    @given(st.tuples(*[events()] * 10))
    def collect(ten):
        found.extend(ten)

    collect()
    return [replace(event, uid=str(UUID(int=number, version=4))) for number, event in enumerate(found)]


def test_whatever_we_write_five_programs_read_what_was_meant():
    """In feeds of few zones, since each reader thinks longest about their rules."""
    events = sorted(generated(EXAMPLES), key=lambda event: event.zone)
    assert len(events) >= EXAMPLES
    some = [events[start : start + AT_ONCE] for start in range(0, len(events), AT_ONCE)]
    feeds = [a_feed(*few) for few in some]
    assert [problem for feed in feeds for problem in problems(feed)] == []
    found = differences(feeds, [{event.uid: entry_of(event) for event in few} for few in some])
    wrong = [event for event in events if any(event.uid in difference for difference in found)]
    assert found == [], wrong[:3]


DEFECTS = {
    "rules as a list of dates": (rb"RRULE:.*BYMONTH=3;.*\r", b"RDATE:20260329T020000,20270328T020000\r"),
    "summer begins in another month": (rb"BYMONTH=3", b"BYMONTH=8"),
    "another offset": (rb"TZOFFSETTO:\+0200", b"TZOFFSETTO:+0300"),
    "the repeated hour in its zone": (
        rb"DTSTART:20271031T003000Z\r\nDTEND:20271031T040000Z",
        b"DTSTART;TZID=Europe/Berlin:20271031T023000\r\nDTEND;TZID=Europe/Berlin:20271031T050000",
    ),
    "a row broken with a space too many": (rb"SUMMARY:Netz", b"SUMMARY:Netz\r\n  "),
    "an escape too few": (rb"C:\\\\Netz", rb"C:\\Netz"),
    "one UID for two dates": (rb"UID:2", b"UID:1"),
}


def test_each_defect_that_we_know_of_is_found():
    """If this fails, the test above could not find what it is for."""
    summer = datetime(2027, 7, 1, 14, tzinfo=BERLIN)
    again = datetime(2027, 10, 31, 2, 30, tzinfo=BERLIN)
    events = [
        an_event(uid="1", start=summer, end=summer + timedelta(hours=2), description="C:\\Netz"),
        an_event(uid="2", start=again, end=datetime(2027, 10, 31, 5, tzinfo=BERLIN)),
    ]
    meant = {event.uid: entry_of(event) for event in events}
    feed = a_feed(*events)
    worse = [re.sub(pattern, instead, feed) for pattern, instead in DEFECTS.values()]
    assert feed not in worse
    found = differences([feed, *worse], [meant] * (len(DEFECTS) + 1))
    in_feeds = {int(re.search(r"in feed (\d+),", difference)[1]) for difference in found}
    assert in_feeds == {*range(1, len(DEFECTS) + 1)}

"""The readers. Where one has a fault of its own, it is worked around here, in that reader only, with the reason."""

import json
import re
import subprocess
from collections.abc import Iterator
from datetime import date, datetime
from functools import cache, lru_cache
from itertools import islice
from pathlib import Path

import icalendar
import recurring_ical_events
import vobject
from vdirsyncer.vobject import Item, split_collection

from tools import machine

from .entry import Entry, as_utc, span

HERE = Path(__file__).parent
CATEGORIES = re.compile(r"^CATEGORIES:[^\r]*(?:\r\n [^\r]*)*", re.MULTILINE)
ESCAPE = re.compile(r"\\[^\r]")
MARK = "\ue000"  # no text of ours has it


def _in_categories(feed, escape, instead):
    """The text of a feed, with one of the escapes in CATEGORIES written otherwise."""
    return CATEGORIES.sub(lambda row: ESCAPE.sub(lambda e: instead if e[0] == escape else e[0], row[0]), feed.decode())


# icalendar, and recurring-ical-events on top of it


def by_icalendar(feeds: list[bytes]) -> Iterator[dict[str, Entry]]:
    yield from map(_read_by_icalendar, feeds)


@lru_cache(maxsize=100)
def _read_by_icalendar(feed):
    """Remembered, since vdirsyncer gives back the very bytes that it was given."""
    calendar = icalendar.Calendar.from_ical(feed)
    # It takes the name of the zone for what all moments are in, and shifts those in the repeated hour, in UTC.
    del calendar["X-WR-TIMEZONE"]
    zones = {zone["TZID"]: _zone_of(zone.to_ical()) for zone in calendar.walk("VTIMEZONE")}
    dates = {}
    for one in recurring_ical_events.of(calendar).all():
        dates.setdefault(str(one["UID"]), []).append(span(one.start, one.end))
    return {str(event["UID"]): _of_icalendar(event, zones, dates[event["UID"]]) for event in calendar.walk("VEVENT")}


@cache
def _zone_of(vtimezone):
    """As the rules in the file say it, not as the zone of that name is known here."""
    return icalendar.Timezone.from_ical(vtimezone).to_tz(lookup_tzid=False)


def _of_icalendar(event, zones, dates):
    return Entry(
        *(_by_its_own_rules(event[name], zones) for name in ("DTSTART", "DTEND")),
        dates=tuple(dates),
        **{name: str(event.get(name, "")) for name in ("summary", "description", "location", "url", "status")},
        categories=tuple(str(name) for name in event["CATEGORIES"].cats) if "CATEGORIES" in event else (),
        transparent=event["TRANSP"] == "TRANSPARENT",
        sequence=event["SEQUENCE"],
        stamp=event.stamp,
        modified=event.last_modified,
        geo=(event["GEO"].latitude, event["GEO"].longitude) if "GEO" in event else None,
    )


def _by_its_own_rules(when, zones):
    zone = when.params.get("TZID")
    return as_utc(when.dt.replace(tzinfo=zones[zone]) if zone else when.dt)


# ical, which Home Assistant uses. It cuts CATEGORIES at the comma in a name as well: that goes past it marked.


def by_ical(feeds: list[bytes]) -> Iterator[dict[str, Entry]]:
    from ical.calendar_stream import IcsCalendarStream  # takes as long to load as all other readers together

    for feed in feeds:
        calendar = IcsCalendarStream.calendar_from_ics(_in_categories(feed, "\\,", MARK))
        dates = {}
        for one in calendar.timeline:
            dates.setdefault(one.uid, []).append(span(one.start, one.end))
        yield {event.uid: _of_ical(event, dates[event.uid]) for event in calendar.events}


def _of_ical(event, dates):
    return Entry(
        *span(event.dtstart, event.dtend),
        dates=tuple(dates),
        summary=event.summary or "",
        description=event.description or "",
        location=event.location or "",
        url=str(event.url or ""),
        categories=tuple(name.replace(MARK, ",") for name in event.categories),
        status=event.status.value,
        transparent=event.transparency == "TRANSPARENT",
        sequence=event.sequence,
        stamp=event.dtstamp,
        modified=event.last_modified,
        geo=(event.geo.lat, event.geo.lng) if event.geo else None,
    )


# vobject


def by_vobject(feeds: list[bytes]) -> Iterator[dict[str, Entry]]:
    for feed in feeds:
        # It keeps the rules of a zone from the first file that had them; each is to be read by its own.
        vobject.icalendar.__dict__["__tzidMap"].clear()
        vobject.icalendar.registerTzid("UTC", vobject.icalendar.utc)
        calendar = vobject.readOne(feed.decode())
        yield {event.uid.value: _of_vobject(event) for event in calendar.contents.get("vevent", [])}


def _of_vobject(event):
    start, end = span(event.dtstart.value, event.dtend.value)
    starts = [start] if event.rruleset is None else map(as_utc, islice(event.rruleset, 9))
    return Entry(
        start,
        end,
        dates=tuple((one, one + (end - start)) for one in starts),
        **{name: event.getChildValue(name, "") for name in ("summary", "description", "location", "url", "status")},
        categories=tuple(event.getChildValue("categories", ())),
        transparent=event.transp.value == "TRANSPARENT",
        sequence=int(event.sequence.value),
        stamp=event.dtstamp.value,
        modified=event.last_modified.value,
        geo=tuple(map(float, event.geo.value.split(";"))) if "geo" in event.contents else None,
    )


# vdirsyncer, as it cuts a feed into items; as a client over HTTP, see `syncing`


def by_vdirsyncer(feeds: list[bytes]) -> Iterator[dict[str, Entry]]:
    for feed in feeds:
        items = [Item(text) for text in split_collection(feed.decode())]
        [calendar] = by_icalendar([put_together(feed, [item.raw for item in items])])
        yield {item.uid: calendar[item.uid] for item in items}


def put_together(feed: bytes, items: list[str]) -> bytes:
    """The events that it has kept, below the head of the feed, so that its zones need be read only once."""
    head = feed.partition(b"BEGIN:VEVENT")[0].removesuffix(b"END:VCALENDAR\r\n")
    events = [re.search(r"BEGIN:VEVENT\r\n.*\r\nEND:VEVENT\r\n", item, re.DOTALL)[0] for item in items]
    return b"".join([head, *(event.encode() for event in events), b"END:VCALENDAR\r\n"])


# ical.js, which Thunderbird and Nextcloud use. It takes the comma behind a backslash for an escaped one, though the
# backslash is one half of an escape itself: a mark parts them.


def by_icaljs(feeds: list[bytes]) -> Iterator[dict[str, Entry]]:
    """All of them in one process."""
    machine.node_modules()
    texts = json.dumps([_in_categories(feed, "\\\\", "\\\\" + MARK) for feed in feeds]).encode()
    command = [machine.program("node", "ical.js"), str(HERE / "icaljs.mjs")]
    done = subprocess.run(command, input=texts, capture_output=True, check=True, cwd=machine.ROOT)
    for calendar in json.loads(done.stdout):
        yield {uid: _of_javascript(**said) for uid, said in calendar.items()}


def _of_javascript(*, start, end, dates, categories, stamp, modified, geo, **texts):
    return Entry(
        _moment(start),
        _moment(end),
        dates=tuple((_moment(one), _moment(other)) for one, other in dates),
        categories=tuple(name.replace(MARK, "") for name in categories),
        stamp=_moment(stamp),
        modified=_moment(modified),
        geo=tuple(geo) if geo else None,
        **texts,
    )


def _moment(text):
    return date.fromisoformat(text) if len(text) == 10 else datetime.fromisoformat(text)

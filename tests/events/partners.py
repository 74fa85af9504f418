"""Calendars of partners, as they are sent to us."""

from datetime import UTC, datetime
from pathlib import Path

import time_machine

from events import actions
from events.models import EventKind, PartnerCalendar
from events.partner_plan import plan_of
from tests.events.stories import an_index

CALENDARS = Path(__file__).parent / "calendars"
# Before the dates of those files.
NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)


def on_the_day():
    return time_machine.travel(NOW, tick=False)


def make_partner(**fields):
    given = {"name": "Landkreis Wacholder", "kind": EventKind.objects.get(slug="gesundheitstag")} | fields
    return PartnerCalendar.objects.create(**{"parent": an_index(), "website": "https://kreis.example/"} | given)


def calendar_of(*events, head=()):
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Partner//DE", *head]
    for event in events:
        lines += ["BEGIN:VEVENT", "DTSTAMP:20261101T080000Z", *event, "END:VEVENT"]
    return "\r\n".join([*lines, "END:VCALENDAR", ""]).encode()


def event(uid="eins", start="20270114T140000", end="20270114T170000", summary="Forum Energie", *more):
    times = [f"DTSTART;TZID=Europe/Berlin:{start}", f"DTEND;TZID=Europe/Berlin:{end}"]
    return [f"UID:{uid}", f"SUMMARY:{summary}", *times, *more]


def take(partner, content):
    return actions.take_over(plan_of(partner, content))


def numbers(plan):
    return {name: number for name, number in plan.counts.items() if number}

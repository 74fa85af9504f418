"""Calendar programs that read our feeds: ical.js (Thunderbird, Nextcloud), vobject, and vdirsyncer as a real client.

Each gives `{uid: (start, end)}` in UTC; a date without time stands at midnight UTC.
"""

import json
import subprocess
import sys
from datetime import UTC, date, datetime, time
from pathlib import Path

import icalendar
import vobject

from tools import machine

ROOT = Path(__file__).resolve().parents[2]


# Left to itself, its storage for feeds names each item anew by a hash of its text; here it is to keep our UIDs.
VDIRSYNCER = """
from vdirsyncer.storage.http import HttpStorage
HttpStorage._ignore_uids = False
from vdirsyncer.cli import app
app()
"""


def as_utc(moment):
    if isinstance(moment, datetime):
        return moment.astimezone(UTC)
    return datetime.combine(moment, time(), UTC)


def read_with_vobject(feed):
    events = vobject.readOne(feed.decode()).vevent_list
    return {event.uid.value: (as_utc(event.dtstart.value), as_utc(event.dtend.value)) for event in events}


def read_with_icaljs(feed):
    machine.node_modules()
    done = subprocess.run(
        ["node", str(ROOT / "tests/e2e/read_ical.mjs")], input=feed, capture_output=True, check=True, cwd=ROOT
    )
    return {uid: tuple(map(_from_javascript, moments)) for uid, moments in json.loads(done.stdout).items()}


def _from_javascript(text):
    if len(text) == 10:
        return as_utc(date.fromisoformat(text))
    return datetime.fromisoformat(text)


def read_with_vdirsyncer(url, folder):
    """Let vdirsyncer subscribe to a feed and read the items that it has kept, one file each."""
    folder.mkdir(exist_ok=True)
    config = folder / "config"
    config.write_text(
        f"""[general]
status_path = "{folder}/status"
[pair feed]
a = "web"
b = "kept"
collections = null
[storage web]
type = "http"
url = "{url}"
[storage kept]
type = "filesystem"
path = "{folder}/kept"
fileext = ".ics"
"""
    )
    (folder / "kept").mkdir(exist_ok=True)
    command = [sys.executable, "-c", VDIRSYNCER, "-c", str(config)]
    subprocess.run([*command, "discover"], check=True, capture_output=True, input=b"y\n")
    subprocess.run([*command, "sync"], check=True, capture_output=True)
    kept = (folder / "kept").glob("*.ics")
    return dict(_only_event(path.read_bytes()) for path in kept)


def _only_event(item):
    [event] = icalendar.Calendar.from_ical(item).walk("VEVENT")
    return str(event["UID"]), (as_utc(event["DTSTART"].dt), as_utc(event["DTEND"].dt))

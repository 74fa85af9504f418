"""A client that keeps what it knows: vdirsyncer fetches feeds over HTTP into folders, khal shows what is in them."""

import json
import subprocess
import sys
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from pathlib import Path
from zoneinfo import ZoneInfo

from tools.machine import ROOT

# Left to itself, its storage for feeds names each item anew by a hash of its text; here it is to keep our UIDs.
VDIRSYNCER = """
from vdirsyncer.storage.http import HttpStorage
HttpStorage._ignore_uids = False
from vdirsyncer.cli import app
app()
"""
PAIR = """
[pair {name}]
a = "{name}_web"
b = "{name}_kept"
collections = null
[storage {name}_web]
type = "http"
url = "{url}"
[storage {name}_kept]
type = "filesystem"
path = "{folder}/{name}"
fileext = ".ics"
"""
KHAL = """
[calendars]
[[{name}]]
path = {folder}/{name}
readonly = True
[sqlite]
path = {folder}/khal.db
[locale]
local_timezone = Europe/Berlin
default_timezone = Europe/Berlin
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%dT%H:%M
longdatetimeformat = %Y-%m-%dT%H:%M
"""


@dataclass(frozen=True)
class Shown:
    """A line of khal."""

    uid: str
    title: str
    start: datetime
    place: str


@dataclass
class Subscriber:
    """`feeds`: their addresses, by a name of letters and digits."""

    folder: Path
    feeds: dict[str, str]

    def subscribe(self):
        """To be followed by `sync`, as ever again from then on."""
        pairs = [PAIR.format(name=name, url=url, folder=self.folder) for name, url in self.feeds.items()]
        for name in self.feeds:
            (self.folder / name).mkdir(parents=True)
        self._config.write_text(f'[general]\nstatus_path = "{self.folder}/status"\n{"".join(pairs)}')
        self._vdirsyncer("discover")

    def sync(self):
        self._vdirsyncer("sync")

    def items(self, name: str) -> list[str]:
        """The files that it keeps of a feed."""
        return [path.read_bytes().decode() for path in sorted((self.folder / name).glob("*.ics"))]

    def shows(self, name: str, first: datetime, days: int) -> list[Shown]:
        """Every line that khal has for these days; an event that it has twice is there twice."""
        config = self.folder / "khal.conf"
        config.write_text(KHAL.format(name=name, folder=self.folder))
        fields = chain.from_iterable(("--json", field) for field in ("uid", "title", "start-long", "location"))
        days = (f"{first:%Y-%m-%d}", f"{days}d")
        said = self._run("-m", "khal", "-c", str(config), "list", "--notstarted", *fields, *days)
        return [_shown(**line) for day in said.splitlines() for line in json.loads(day)]

    @property
    def _config(self):
        return self.folder / "vdirsyncer.conf"

    def _vdirsyncer(self, command):
        return self._run("-c", VDIRSYNCER, "-c", str(self._config), command)

    def _run(self, *arguments):
        done = subprocess.run([sys.executable, *arguments], capture_output=True, text=True, check=False, cwd=ROOT)
        assert done.returncode == 0, done.stderr
        return done.stdout


def _shown(*, uid, title, location, **start):
    begins = datetime.fromisoformat(start["start-long"]).replace(tzinfo=ZoneInfo("Europe/Berlin"))
    return Shown(uid, title, begins, location)

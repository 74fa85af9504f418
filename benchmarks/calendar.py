"""`python -m benchmarks.calendar`: what a feed costs the server, beside a static file and `icalendar` on each request.

A real server (gunicorn, one process) with a database of its own: SQLite, or one on the PostgreSQL that DATABASE_URL
names. 10,000 dates in the table; a feed of what its window and its megabyte hold, and one of all. The client shares the
machine, so look at the processor time of the server first: others do not disturb it much.
"""

import argparse
import gzip
import os
import shutil
import tempfile
import time
import urllib.error
import urllib.request
import uuid
from datetime import timedelta
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kammernetz.settings.test")
django.setup()

# ruff: noqa: E402
from django.db import connection
from django.utils import timezone
from wagtail.models import Site

from events import actions
from events.models import CalendarEntry, Occurrence, Venue
from tests import databases
from tests.events.dates import make_page
from tests.servers import collected_static, make_site

from . import load

TICKS = os.sysconf("SC_CLK_TCK")
SUMMARY = "Austausch mit Möhlenkolk & Töchter: was hält gesund, was kostet es, und wer fängt an? Danach Brezeln."
DATES_PER_EVENT = 50
PLAIN, ZIPPED = {"Accept-Encoding": "identity"}, {"Accept-Encoding": "gzip"}


def main():
    options = _arguments()
    with tempfile.TemporaryDirectory(prefix="kammernetz-bench-") as folder:
        name = databases.name_for("site", "bench")
        url = databases.create_copy(name)
        try:
            with databases.connected_to(name):
                print(f"{connection.vendor}, gunicorn with one process, {load.program()}, {os.cpu_count()} cores\n")
                _fill(options.dates)
                print(_one_change())
            for title, settings in (("the window and its megabyte", {}), ("all dates", {"FEED_OF_ALL": "1"})):
                print(f"\nFeed of {title}")
                _Bench(name, url, Path(folder), settings, options).table()
        finally:
            databases.drop(name)


def _arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--dates", type=int, default=10_000, help="dates in the table (default: 10000)")
    parser.add_argument("--seconds", type=int, default=5, help="for each row (default: 5)")
    parser.add_argument("--builds", type=int, default=20, help="first builds of each feed (default: 20)")
    return parser.parse_args()


def _fill(number):
    venue = Venue.objects.create(name="Kurhaus", street="Markt 1", postcode="29525", city="Uelzen")
    first = timezone.now().replace(minute=0, second=0, microsecond=0) - timedelta(days=30)
    for place in range(0, number, DATES_PER_EVENT):
        page = make_page(f"Gesundheitstag {place}", summary=SUMMARY, venue=venue)
        Occurrence.objects.bulk_create(
            _date(page, first + timedelta(hours=2 * n)) for n in range(place, min(place + DATES_PER_EVENT, number))
        )
    started = time.process_time()
    actions.rebuild_calendar()
    took = time.process_time() - started
    entries = CalendarEntry.objects.count()
    print(f"{entries} entries of {number} dates, all written anew: {took:.1f} s of processor time")


def _date(page, start):
    return Occurrence(
        page=page,
        event_key=page.translation_key,
        key=uuid.uuid4(),
        title=page.title,
        kind=page.kind,
        venue=page.venue,
        zone="Europe/Berlin",
        start=start,
        end=start + timedelta(hours=2),
    )


def _one_change():
    before = dict(CalendarEntry.objects.values_list("pk", "ical"))
    started = time.process_time()
    actions.cancel_occurrence(occurrence=Occurrence.objects.order_by("pk").last())
    took = (time.process_time() - started) * 1000
    after = dict(CalendarEntry.objects.values_list("pk", "ical"))
    changed = sum(bytes(before[pk]) != bytes(ical) for pk, ical in after.items())
    return f"One date cancelled: {changed} entries changed (one a language), {took:.0f} ms of processor time"


class _Bench:
    """One feed of the site under measurement."""

    def __init__(self, name, url, folder, settings, options):
        self.name, self.options, self.static = name, options, folder / "static"
        shutil.copytree(collected_static(), self.static, dirs_exist_ok=True)
        settings |= {"DJANGO_SETTINGS_MODULE": "benchmarks.calendar_site", "STATIC_ROOT": str(self.static)}
        self.site = make_site(url, folder, **settings)
        self.feed = f"{self.site.url}/kalender/alle.ics"
        self.file = f"{self.site.url}/static/alle.ics"
        with databases.connected_to(name):
            Site.objects.update(hostname="127.0.0.1", port=self.site.port)
            actions.rebuild_calendar()

    def table(self):
        self._write_static_file()
        self._serve()
        try:
            before = self._memory()
            self._rows()
            print(f"memory of the process: {before:.0f} MiB before, {self._memory():.0f} MiB after")
        finally:
            self.site.stop()

    def _write_static_file(self):
        """The same bytes as a file, for the same server."""
        self._serve()
        body = _ask(self.feed, PLAIN).read()
        self.site.stop()
        (self.static / "alle.ics").write_bytes(body)
        (self.static / "alle.ics.gz").write_bytes(gzip.compress(body, 1, mtime=0))
        self.dates = body.count(b"BEGIN:VEVENT")
        print(f"{self.dates} dates, {len(body) / 1024:.0f} KiB\n")

    def _serve(self):
        self.site.serve(workers=1, threads=1)
        children = Path(f"/proc/{self.site.process.pid}/task/{self.site.process.pid}/children")
        [self.worker] = children.read_text().split()

    def _rows(self):
        print(f"{'':<28}{'KiB':>9}{'requests/s':>12}{'median ms':>11}{'processor ms':>14}")
        self._row_of_builds("first build, 200", PLAIN)
        self._row_of_builds("first build, gzip", ZIPPED)
        for title, address, headers, more in (
            ("200", self.feed, PLAIN, {}),
            ("static file, 200", self.file, PLAIN, {}),
            ("200, gzip", self.feed, ZIPPED, {}),
            ("static file, gzip", self.file, ZIPPED, {}),
            ("304", self.feed, ZIPPED, {"If-None-Match": "ETag"}),
            ("static file, 304", self.file, ZIPPED, {"If-Modified-Since": "Last-Modified"}),
        ):
            self._row(title, address, headers | self._known(address, headers, more))
        self._row_of_heads()
        of_as_many = f"{self.site.url}/icalendar/{self.dates}.ics"
        self._row_of_asking("icalendar on each request", lambda: _ask(of_as_many, PLAIN).read, turns=2)

    def _known(self, address, headers, more):
        told = _ask(address, headers).headers if more else {}
        return {name: told[source] for name, source in more.items()}

    def _row(self, title, address, headers):
        size = len(_body(address, headers)) / 1024
        before = self._processor_time()
        measured = load.measure(address, self.options.seconds, headers)
        used = (self._processor_time() - before) / max(measured.per_second * self.options.seconds, 1)
        assert not measured.failed, f"{title}: {measured.failed} failed"
        self._print(title, size, measured.per_second, measured.median_ms, used)

    def _row_of_builds(self, title, headers):
        def change_and_ask():
            with databases.connected_to(self.name):
                actions.bump_generation()
            return _ask(self.feed, headers).read

        self._row_of_asking(title, change_and_ask)

    def _row_of_heads(self):
        self._row_of_asking("HEAD", lambda: _ask(self.feed, ZIPPED, method="HEAD").read, turns=300)

    def _row_of_asking(self, title, ask, turns=None):
        """One after the other: for what wrk cannot ask."""
        turns = turns or self.options.builds
        took, size, before = [], 0, self._processor_time()
        for _turn in range(turns):
            started = time.monotonic()
            size = len(ask()())
            took.append((time.monotonic() - started) * 1000)
        used = (self._processor_time() - before) / turns
        self._print(title, size / 1024, turns * 1000 / sum(took), sorted(took)[len(took) // 2], used)

    def _print(self, title, size, per_second, median, used):
        print(f"{title:<28}{size:>9.1f}{per_second:>12.1f}{median:>11.2f}{used * 1000:>14.2f}", flush=True)

    def _processor_time(self):
        """Seconds that the server's process has computed."""
        fields = Path(f"/proc/{self.worker}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    def _memory(self):
        lines = Path(f"/proc/{self.worker}/status").read_text().splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1024


def _ask(address, headers, method="GET"):
    return urllib.request.urlopen(urllib.request.Request(address, headers=headers, method=method))


def _body(address, headers):
    try:
        return _ask(address, headers).read()
    except urllib.error.HTTPError as answer:
        if answer.code != 304:
            raise
        return b""


if __name__ == "__main__":
    main()

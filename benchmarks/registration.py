"""`python -m benchmarks.registration`: registrations per second for one date, for many, and while no mail leaves;
mails built per second; time and memory of an export.

A real server (gunicorn, four processes) with a database of its own: SQLite, or one on the PostgreSQL that DATABASE_URL
names. Each registration is a form that was opened before, sent once over HTTP, with its place, its log entry and its
mail with a calendar part in one transaction. The client shares the machine.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
import tracemalloc
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kammernetz.settings.test")
django.setup()

# ruff: noqa: E402
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from wagtail.models import Site

from events.models import Occurrence, Question
from networks.mime import build
from networks.models import OutboxMessage
from tests import databases
from tests.events.dates import make_date, make_page
from tests.events.many import as_on_a_server, fill
from tests.race.crowd import Person
from tests.servers import make_site
from tests.smtp import MailServer

WORKERS, CONNECTIONS = 4, 8


def main():
    options = _arguments()
    with tempfile.TemporaryDirectory(prefix="kammernetz-bench-") as folder, _Bench(folder) as bench:
        print(f"{bench.vendor}, gunicorn with {WORKERS} processes, {CONNECTIONS} connections, {os.cpu_count()} cores\n")
        print(f"{'dates':>8}{'people':>8}{'registrations/s':>17}{'median ms':>11}{'95 % ms':>9}{'failed':>8}")
        for dates in (1, options.dates):
            print(f"{dates:>8}{options.people:>8}{bench.registrations(dates, options.people)}", flush=True)
        with bench.mail_server_that_hangs():
            print(
                f"{1:>8}{options.people:>8}{bench.registrations(1, options.people)}  the mail server hangs", flush=True
            )
        print(f"\nmails built per second, with a calendar part: {bench.mails_built():.0f}", flush=True)
        for kind in ("csv", "xlsx"):
            print(f"export of {options.rows} registrations as {kind}: {bench.export(kind, options.rows)}", flush=True)


def _arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, default=300, help="who register, for each row (default: 300)")
    parser.add_argument("--dates", type=int, default=40, help="dates of the second row (default: 40)")
    parser.add_argument("--rows", type=int, default=5000, help="registrations that are exported (default: 5000)")
    return parser.parse_args()


class _Bench:
    """The site under measurement."""

    def __init__(self, folder):
        self.vendor = connection.vendor
        self.name = databases.name_for("site", "bench")
        url = databases.create_copy(self.name)
        self.mail_server = MailServer()
        self.site = make_site(url, folder, DJANGO_SETTINGS_MODULE="tests.race.settings", EMAIL_URL=self.mail_server.url)

    def __enter__(self):
        with databases.connected_to(self.name):
            Site.objects.update(hostname="127.0.0.1", port=self.site.port)
        self.site.serve(workers=WORKERS)
        return self

    def __exit__(self, *_error):
        self.site.stop()
        databases.drop(self.name)

    def registrations(self, dates, number):
        """A row of the table. Half of the people get a place, half of them wait."""
        people = self._people(self._open_dates(dates, capacity=max(number // dates // 2, 1)), number)
        with ThreadPoolExecutor(CONNECTIONS) as threads:
            list(threads.map(lambda person: person.open_the_form(), people))
            started = time.monotonic()
            sent = list(threads.map(_send, people))
            took = time.monotonic() - started
        times = statistics.quantiles([milliseconds for _status, milliseconds in sent], n=100)
        failed = sum(status != 302 for status, _milliseconds in sent)
        return f"{number / took:>17.1f}{times[49]:>11.0f}{times[94]:>9.0f}{failed:>8}"

    def _open_dates(self, number, capacity):
        with databases.connected_to(self.name):
            page = make_page()
            return [make_date(page, in_days=14 + day, capacity=capacity).uid for day in range(number)]

    def _people(self, uids, number):
        addresses = [f"{self.site.url}/kalender/anmeldung/{uid}/" for uid in uids]
        return [Person(addresses[n % len(addresses)], _fields(n)) for n in range(number)]

    def mails_built(self):
        with databases.connected_to(self.name):
            mails = list(OutboxMessage.objects.filter(attachments__isnull=False).prefetch_related("attachments"))
            started = time.monotonic()
            for mail in mails:
                build(mail).message().as_bytes()
            return len(mails) / (time.monotonic() - started)

    @contextmanager
    def mail_server_that_hangs(self):
        """A worker that is busy with it all the time."""
        self.mail_server.delay = 3600
        self.mail_server.start()
        worker = subprocess.Popen([sys.executable, "manage.py", "work"], env=self.site.env, stdout=subprocess.DEVNULL)
        while not self.mail_server.sessions:
            time.sleep(0.1)
        try:
            yield
        finally:
            worker.kill()
            worker.wait()
            self.mail_server.stop()

    def export(self, kind, number):
        """Time alone, and the most memory that Python needs, in a second run."""
        with databases.connected_to(self.name):
            staff = Client(headers={"host": "localhost"})
            staff.force_login(self._administrator())
            self._fill(number)
            started = time.monotonic()
            self._download(staff, kind)
            took = time.monotonic() - started
            with as_on_a_server():
                self._download(staff, kind)
                peak = tracemalloc.get_traced_memory()[1]
        return f"{took:.1f} s, {peak / 2**20:.0f} MiB at most"

    def _administrator(self):
        return get_user_model().objects.get_or_create(email="bench@example.org", is_superuser=True, is_staff=True)[0]

    def _fill(self, number):
        date = Occurrence.objects.filter(title="Bench").first() or make_date(make_page("Bench"), capacity=number // 2)
        question = Question.objects.get_or_create(event_key=date.event_key, key="b", kind="text", label="Kost?")[0]
        fill(date, question, number)

    def _download(self, staff, kind):
        answer = staff.get(f"/admin/registrations/?export={kind}&q=Vardenhoop")
        return sum(len(part) for part in answer.streaming_content)


def _fields(number):
    return {"given_name": "Person", "family_name": f"Nr. {number}", "email": f"person{number}@example.org"}


def _send(person):
    started = time.monotonic()
    return person.send(), (time.monotonic() - started) * 1000


if __name__ == "__main__":
    main()

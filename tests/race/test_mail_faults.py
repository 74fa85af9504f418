"""Mail servers, workers and databases fail in every way that they have: nothing is lost, a kill doubles one mail.

Registrations are real ones, with calendar parts, and so are workers, processes and the mail server.
"""

import os
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from networks.models import OutboxMessage
from tests import databases
from tests.events.dates import make_date, register
from tests.servers import ROOT

from .crowd import PATIENCE, gather, wait_for
from .test_rush import form_of, what_became_of

KILLS = int(os.environ.get("RACE_KILLS", "2"))
PEOPLE = 20

pytestmark = pytest.mark.race


@pytest.fixture
def site(new_site, mail_server):
    """Its worker and its web server are started by each story."""
    return new_site(workers=0, EMAIL_URL=mail_server.url, DJANGO_SETTINGS_MODULE="tests.race.settings_impatient")


def registrations(site, people):
    with site.database():
        date = make_date()
        for number in range(people):
            register(date, f"Person{number}")
        return date.uid


@contextmanager
def worker(site):
    """`manage.py work`, killed at the end without a warning."""
    process = subprocess.Popen([sys.executable, "manage.py", "work"], cwd=ROOT, env=site.env, stdout=subprocess.DEVNULL)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def states(site):
    """Of each address its mail's state."""
    with site.database():
        return dict(OutboxMessage.objects.values_list("to", "state"))


def in_a_hurry(site):
    """What would be tried again in some minutes is due now."""
    with site.database():
        OutboxMessage.objects.filter(state="queued").update(due_at=timezone.now())


def tick(site):
    """In this process: a Django of its own takes longer to start than the mails to be sent."""
    with site.database():
        call_command("tick", stdout=StringIO())


def check_all_arrived(site, mail_server, *, doubled):
    with site.database():
        written = sorted(OutboxMessage.objects.values_list("message_id", flat=True))
    arrived = [mail["Message-ID"] for mail in mail_server.mails]
    assert sorted(set(arrived)) == written
    assert len(arrived) <= len(written) + doubled


def until_all_are_sent(site):
    wait_for(lambda: set(states(site).values()) == {"sent"})


def test_a_worker_that_is_killed_again_and_again_loses_nothing(site, mail_server):
    mail_server.delay = 0.02
    registrations(site, 5 * KILLS + 10)  # each worker sends some before it dies
    for _kill in range(KILLS):
        before = len(mail_server.mails)
        with worker(site):
            wait_for(lambda before=before: len(mail_server.mails) > before + 2)
    with worker(site):
        until_all_are_sent(site)
    check_all_arrived(site, mail_server, doubled=KILLS)


def test_on_a_server_s_bad_day_only_a_cut_doubles_a_mail(site, mail_server, sending_for_real):
    registrations(site, PEOPLE)
    mail_server.stop()
    tick(site)
    assert set(states(site).values()) == {"queued"}
    mail_server.refuse = {f"person{number}@example.org": "450 Come back later" for number in range(10)}
    mail_server.refuse_data = {"person11@example.org": "451 Not now", "person12@example.org": "550 No such user"}
    mail_server.cut_after_data = 2
    mail_server.start()
    in_a_hurry(site)
    tick(site)
    mail_server.refuse, mail_server.refuse_data = {}, {"person12@example.org": "550 No such user"}
    for _attempt in range(2):
        in_a_hurry(site)
        tick(site)
    told = states(site)
    assert told.pop("person12@example.org") == "failed"
    assert set(told.values()) == {"sent"}
    assert len({mail["Message-ID"] for mail in mail_server.mails}) == PEOPLE - 1
    assert len(mail_server.mails) <= PEOPLE - 1 + 2


def test_people_register_while_the_mail_server_hangs(site, mail_server):
    mail_server.delay = PATIENCE
    uid = registrations(site, 1)
    site.serve()
    with worker(site):
        wait_for(lambda: mail_server.sessions == 1)
        statuses, _headings = gather([form_of(site, uid, number) for number in range(100, 120)])
    assert statuses == {302: 20}
    assert len(states(site)) == 21
    assert mail_server.sessions == 1


def test_web_servers_that_are_killed_again_and_again_lose_nobody(site):
    uid, people = registrations(site, 0), 0
    site.serve(workers=4)
    deadline = time.monotonic() + PATIENCE * KILLS
    with kills_of_web_workers(site) as killed:
        while len(killed) < KILLS:
            assert time.monotonic() < deadline, f"only {len(killed)} workers could be killed"
            crowd = [form_of(site, uid, people + number) for number in range(PEOPLE)]
            statuses, _headings = gather(crowd, patient=True)
            assert statuses == {302: PEOPLE}
            people += PEOPLE
    rows, mails = what_became_of(site, uid)
    assert len(rows) == len({email for email, _status, _number in rows}) == people
    assert mails.total() == people


@contextmanager
def kills_of_web_workers(site):
    """One of them is killed, over and over, until the block ends or the server does. Yields the list of those who were.

    There may be none for a moment, or it is gone before it is hit: then the next one is.
    """
    killed, over = [], threading.Event()
    children = Path(f"/proc/{site.process.pid}/task/{site.process.pid}/children")

    def kill():
        while not over.wait(1.5) and site.process.poll() is None:
            for victim in children.read_text().split()[:1]:
                with suppress(ProcessLookupError):
                    os.kill(int(victim), signal.SIGKILL)
                    killed.append(victim)

    with ThreadPoolExecutor(1) as beside:
        killing = beside.submit(kill)
        try:
            yield killed
        finally:
            over.set()
        killing.result()


@pytest.mark.skipif(connection.vendor == "sqlite", reason="a file cannot be restarted")
def test_a_database_that_is_restarted_loses_nothing(site, mail_server):
    mail_server.delay = 0.02
    uid = registrations(site, PEOPLE)
    site.serve()
    coming = [form_of(site, uid, number) for number in range(100, 120)]
    with worker(site):
        wait_for(lambda: len(mail_server.mails) > 3)
        with ThreadPoolExecutor(1) as beside, site.database():
            gathering = beside.submit(gather, coming, times=3, patient=True)
            time.sleep(1)
            databases.interrupt(seconds=1)
        until_all_are_sent(site)
    rows, mails = what_became_of(site, uid)
    assert gathering.result()[0] == {302: 60}
    assert len(rows) == mails.total() == PEOPLE + 20
    check_all_arrived(site, mail_server, doubled=1)

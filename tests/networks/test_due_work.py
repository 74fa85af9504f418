import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from io import StringIO

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.utils import timezone
from wagtail import hooks

from networks import due_work
from networks.due_work import DueWork, lease
from networks.models import HealthNetworkPage, Lease, OutboxMessage
from tests.servers import ROOT


def tick():
    out = StringIO()
    call_command("tick", stdout=out)
    return out.getvalue()


@pytest.mark.django_db
def test_tick_does_what_apps_register_and_says_what_happened():
    calls = []
    with hooks.register_temporarily("register_due_work", lambda: DueWork("places", lambda: calls.append(1) or 3)):
        assert tick() == "places: 3\n"
    assert calls == [1]


@pytest.mark.django_db
def test_one_failing_piece_does_not_stop_the_others(caplog):
    done = []
    broken = hooks.register_temporarily("register_due_work", lambda: DueWork("broken", lambda: 1 / 0))
    fine = hooks.register_temporarily("register_due_work", lambda: DueWork("fine", lambda: done.append(1)))
    with broken, fine, pytest.raises(CommandError, match="broken"):
        tick()
    assert done == [1]
    assert "ZeroDivisionError" in caplog.text


@pytest.mark.django_db
def test_tick_publishes_what_is_scheduled(health):
    page = health.copy(update_attrs={"slug": "later", "title": "Later"}, keep_live=False)
    page.go_live_at = timezone.now() + timedelta(hours=1)
    page.save_revision().publish()
    tick()
    assert not HealthNetworkPage.objects.get(pk=page.pk).live
    with time_machine.travel(timezone.now() + timedelta(hours=2)):
        tick()
    assert HealthNetworkPage.objects.get(pk=page.pk).live


@pytest.mark.django_db
def test_a_lease_is_held_by_one_worker_and_ends_with_it():
    with lease("x") as first, lease("x") as second:
        assert first
        assert not second
    with lease("x") as third:
        assert third


@pytest.mark.django_db
def test_the_lease_of_a_dead_worker_runs_out():
    Lease.objects.create(name="x", taken_until=timezone.now() - timedelta(seconds=1))
    with lease("x") as is_mine:
        assert is_mine


def test_work_waits_between_two_runs_of_a_piece():
    piece = DueWork("slow", lambda: 1, every=60)
    assert piece.is_due()
    piece()
    assert not piece.is_due()


def test_mails_come_last_since_other_work_writes_them():
    assert [piece.name for piece in due_work.all_due_work()][-1] == "mail"


def queue(site, number):
    with site.database():
        OutboxMessage.objects.bulk_create(
            OutboxMessage(
                dedupe_key=str(n),
                message_id=f"<{n}@example.org>",
                kind="test",
                language="de",
                to="bob@example.org",
                subject="Hallo",
                text="Hallo",
                due_at=timezone.now(),
            )
            for n in range(number)
        )


def start_worker(site):
    worker = subprocess.Popen(
        [sys.executable, "manage.py", "work"], cwd=ROOT, env=site.env, stdout=subprocess.PIPE, text=True
    )
    assert worker.stdout.readline().startswith("Working:")
    return worker


def wait_for_mails(mail_server, number):
    deadline = time.monotonic() + 20
    while len(mail_server.mails) < number and time.monotonic() < deadline:
        time.sleep(0.005)


def test_two_ticks_at_once_send_each_mail_once(new_site, mail_server):
    site = new_site(workers=0, EMAIL_URL=mail_server.url)
    queue(site, 60)
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda _: site.tick(), range(2)))
    assert len(mail_server.mails) == 60
    assert len({mail["Message-ID"] for mail in mail_server.mails}) == 60


def test_a_worker_mails_promptly_and_ends_cleanly_on_sigterm(new_site, mail_server):
    site = new_site(workers=0, EMAIL_URL=mail_server.url)
    worker = start_worker(site)
    queue(site, 3)
    wait_for_mails(mail_server, 3)
    worker.send_signal(signal.SIGTERM)
    rest, _ = worker.communicate(timeout=20)
    assert len(mail_server.mails) == 3
    assert worker.returncode == 0
    assert rest.splitlines() == ["mail: 3", "Stopped."]

"""What falls due: mails, free places, publications. Each piece is safe to run twice and by two at once."""

import logging
import time
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta

from django.core.management import call_command
from django.utils import timezone
from wagtail import hooks

from . import delivery, guards, mail_folder, outbox
from .models import Lease

logger = logging.getLogger(__name__)


@dataclass
class DueWork:
    """`run()` does what is due and returns how much it did; `every` is how long `manage.py work` waits in between.

    `is_retention`: it ends data about people whose time is over, and nothing else.
    """

    name: str
    run: Callable[[], int | None]
    every: float = 1
    is_retention: bool = False
    next_run: float = field(default=0, compare=False)

    def is_due(self):
        return time.monotonic() >= self.next_run

    def __call__(self):
        self.next_run = time.monotonic() + self.every
        return self.run() or 0


def all_due_work() -> list[DueWork]:
    """Ours first, then what the apps register, then the mails that all of it has written."""
    return [
        DueWork("publish", publish_scheduled, every=20),
        *(fn() for fn in hooks.get_hooks("register_due_work")),
        DueWork("uses of forms", guards.forget_uses, every=3600, is_retention=True),
        DueWork("mails' retention", outbox.forget, every=3600, is_retention=True),
        DueWork("mail folder", mail_folder.forget_files, every=3600, is_retention=True),
        DueWork("mail", delivery.drain),
    ]


def publish_scheduled() -> int:
    """Wagtail's scheduled publishing, by one worker at a time: two would send each signal twice."""
    with lease("publish_scheduled") as is_mine:
        if is_mine:
            call_command("publish_scheduled")
    return 0


@contextmanager
def lease(name: str, seconds: int = 900):
    """`with lease("x") as is_mine:` True for one worker at a time; a worker that died loses it after `seconds`."""
    now = timezone.now()
    Lease.objects.get_or_create(name=name, defaults={"taken_until": now})
    until = now + timedelta(seconds=seconds)
    is_mine = bool(Lease.objects.filter(name=name, taken_until__lte=now).update(taken_until=until))
    try:
        yield is_mine
    finally:
        if is_mine:
            Lease.objects.filter(name=name, taken_until=until).update(taken_until=timezone.now())


def run_all(work: list[DueWork]) -> tuple[dict[str, int], list[str]]:
    """Run each piece; one that fails does not stop the others. Returns what was done and what failed."""
    done, failed = {}, []
    for piece in work:
        try:
            done[piece.name] = piece()
        except Exception:
            logger.exception("Due work %s failed", piece.name)
            failed.append(piece.name)
    return done, failed

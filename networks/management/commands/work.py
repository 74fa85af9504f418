import logging
import signal
import threading

from django.core.management.base import BaseCommand
from django.db import close_old_connections

from networks.due_work import all_due_work, run_all

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Do what is due, again and again, until stopped (SIGTERM or Ctrl-C ends it after the piece of work at hand)."

    def add_arguments(self, parser):
        parser.add_argument("--interval", type=float, default=1, help="Seconds between two looks (default: 1).")

    def handle(self, *, interval, **options):
        stop = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        work = all_due_work()
        self.say(f"Working: {', '.join(piece.name for piece in work)}")
        while not stop.is_set():
            self.look(work)
            stop.wait(interval)
        self.say("Stopped.")

    def look(self, work):
        close_old_connections()
        done, _failed = run_all([piece for piece in work if piece.is_due()])
        happened = {name: count for name, count in done.items() if count}
        if happened:
            self.say(", ".join(f"{name}: {count}" for name, count in happened.items()))

    def say(self, line):
        """At once, also where the output is a file or a journal."""
        self.stdout.write(line)
        self.stdout.flush()

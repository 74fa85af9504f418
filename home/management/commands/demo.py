"""`manage.py demo`: fill the database with an invented chamber's site. See `docs/demo.md`."""

import logging
import time
from datetime import date

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone, translation
from wagtail.signal_handlers import disable_reference_index_auto_update

from home.demo.load import load
from home.demo.load.accounts import ACCOUNTS, PASSWORD, address
from home.demo.load.site import OtherContent
from networks.delivery import open_connection


class Command(BaseCommand):
    help = "Fill the database with invented content. A second run adds what is missing and changes nothing else."

    def add_arguments(self, parser):
        parser.add_argument(
            "--date",
            type=date.fromisoformat,
            help="the day from which all dates are counted (YYYY-MM-DD), today if left out",
        )

    def handle(self, *args, **options):
        if not getattr(settings, "DEMO_ALLOWED", False):
            raise CommandError(
                "These settings do not allow the demo (DEMO_ALLOWED is False): it fills a database with invented "
                "people and well-known passwords. Use it with the development settings only."
            )
        for name in ("django_tasks", "wagtail"):
            logging.getLogger(name).setLevel(logging.WARNING)
        self.began = self.last = time.monotonic()
        demo = self._load(options["date"] or timezone.localdate())
        self._tell(demo)

    def _load(self, today):
        self.stdout.write(f"Loading the demo for {today:%d %B %Y} …")
        try:
            with translation.override("de"), transaction.atomic():
                return self._load_quickly(today)
        except OtherContent:
            raise CommandError(
                "This database holds a site of its own. The demo goes into an empty one: name another with "
                "DATABASE_URL or VAR_DIR."
            ) from None

    def _load_quickly(self, today):
        """What uses what is noted once at the end, not with each row."""
        with disable_reference_index_auto_update():
            demo = load(today, self._progress)
        if demo.created:
            call_command("rebuild_references_index", verbosity=0)
        return demo

    def _progress(self, part, new):
        now = time.monotonic()
        self.stdout.write(f"  {part:<36}{new:>5} new {now - self.last:>6.1f} s")
        self.stdout.flush()
        self.last = now

    def _tell(self, demo):
        base = settings.WAGTAILADMIN_BASE_URL.rstrip("/")
        new = f"{demo.created} things are new" if demo.created else "everything was there already"
        self.stdout.write(f"Done in {time.monotonic() - self.began:.1f} s, {new}.\n")
        self.stdout.write("This is a demo: all people, companies and dates are invented, no mail of theirs is sent.\n")
        self.stdout.write(f"  German   {base}/\n  English  {base}/en/\n  Admin    {base}/admin/\n")
        if folder := getattr(open_connection(), "file_path", None):
            self.stdout.write(f"  Mails    {folder}/, each as a file\n")
        self.stdout.write(f"Log in with the password {PASSWORD} as")
        for name, task, *_ in ACCOUNTS:
            self.stdout.write(f"  {address(name):<42} {task}")

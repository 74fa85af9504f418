from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from events import actions
from events.fetching import LIMITS, fetch
from events.import_problems import NotTaken
from events.models import PartnerCalendar
from events.partner_plan import plan_of
from events.partner_reports import sentences


class Command(BaseCommand):
    help = "Take over the events of a partner's calendar, or show with --dry-run what would be taken over."

    def add_arguments(self, parser):
        parser.add_argument("partner", help="the number or the name of the calendar, as in the admin")
        parser.add_argument("--file", type=Path, help="read this file instead of the address")
        parser.add_argument("--dry-run", action="store_true", help="change nothing")

    def handle(self, *, partner, file, dry_run, **options):
        calendar = self._calendar(partner)
        try:
            content = self._content(calendar, file)
            plan = plan_of(calendar, content)
        except NotTaken as refusal:
            raise CommandError(str(refusal)) from refusal
        if dry_run:
            self._tell(plan)
            return
        self._tell(actions.take_over(plan))
        while plan.left and plan.does_something:
            plan = actions.take_over(plan_of(calendar, content))
            self._tell(plan)
        if plan.left:
            raise CommandError(f"Nothing more can be stored; {plan.left} are left.")

    def _tell(self, plan):
        for problem in plan.problems:
            self.stdout.write(f"{problem.about}: {problem.sentence}" if problem.about else problem.sentence)
        self.stdout.write(", ".join(sentences(plan.counts)))

    def _calendar(self, partner):
        named = {"pk": int(partner)} if partner.isdecimal() else {"name": partner}
        found = list(PartnerCalendar.objects.filter(**named)[:2])
        if len(found) != 1:
            raise CommandError(f"There {'is no' if not found else 'is more than one'} calendar “{partner}”.")
        return found[0]

    def _content(self, calendar, file):
        if file is None and not calendar.address:
            raise NotTaken("no_file")
        if file is None:
            return fetch(calendar.address).content or b""
        try:
            if file.stat().st_size > LIMITS.size:
                raise NotTaken("too_large", size=LIMITS.size // 1_000_000)
            return file.read_bytes()
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}") from error

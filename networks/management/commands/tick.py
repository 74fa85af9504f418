from django.core.management.base import BaseCommand, CommandError

from networks.due_work import all_due_work, run_all


class Command(BaseCommand):
    help = "Do everything that is due once: mails, free places, publications. For cron; safe to run twice at a time."

    def handle(self, **options):
        done, failed = run_all(all_due_work())
        for name, count in done.items():
            if count or options["verbosity"] > 1:
                self.stdout.write(f"{name}: {count}")
        if failed:
            raise CommandError(f"Failed, see the log: {', '.join(failed)}")

from django.core.management.base import BaseCommand

from events import actions


class Command(BaseCommand):
    help = "Write the calendar entry of every date anew; those that say the same as before keep their stamps."

    def handle(self, **options):
        self.stdout.write(f"{actions.rebuild_calendar()} dates say something else than before.")

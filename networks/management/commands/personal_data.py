from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from networks.personal_data import as_markdown, problems


class Command(BaseCommand):
    help = "Print what is stored about people, why and how long, as every app declares it."

    def add_arguments(self, parser):
        parser.add_argument("--write", action="store_true", help="Write docs/personal-data.md instead.")

    def handle(self, *, write, **options):
        if found := problems():
            raise CommandError("\n".join(found))
        if write:
            Path(settings.BASE_DIR, "docs", "personal-data.md").write_text(as_markdown())
        else:
            self.stdout.write(as_markdown())

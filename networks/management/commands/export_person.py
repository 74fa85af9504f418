import os
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from networks.data_subjects import write_archive


class Command(BaseCommand):
    help = "Write all that is stored about a person into a ZIP file that only you can read."

    def add_arguments(self, parser):
        parser.add_argument("email", help="the person's address")
        parser.add_argument("file", type=Path, help="the ZIP file; it must not be there yet")

    def handle(self, *, email, file, **options):
        try:
            with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as target:
                numbers = write_archive(email, target)
        except FileExistsError:
            raise CommandError(f"{file} is there already.") from None
        except (OSError, ValueError) as error:
            raise CommandError(str(error)) from None
        for model, number in numbers.items():
            self.stdout.write(f"{number:>6}  {model}")
        self.stdout.write(f"Written to {file}." if numbers else f"Nothing is stored about {email}.")

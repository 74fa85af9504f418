import csv

from django.core.management.base import BaseCommand

from networks.retention import due_by_model, end_all, report
from networks.retention_table import HEADINGS, rows_of


class Command(BaseCommand):
    help = "Report what is kept of people, why, how long, and how much of it is due. Names nobody; changes nothing."

    def add_arguments(self, parser):
        way = parser.add_mutually_exclusive_group()
        way.add_argument("--dry-run", action="store_true", help="show only what the next run will end; change nothing")
        way.add_argument("--run", action="store_true", help="end what is due now, as the worker does by itself")
        parser.add_argument("--format", choices=["text", "csv"], default="text")

    def handle(self, *, dry_run, run, format, **options):
        if dry_run or run:
            numbers = end_all() if run else due_by_model()
            self._write(["data", "ended" if run else "due"], numbers.items(), format)
        else:
            self._write([str(heading) for heading in HEADINGS], rows_of(report()), format)

    def _write(self, headings, rows, format):
        if format == "csv":
            writer = csv.writer(self.stdout, delimiter=";", lineterminator="\n")
            writer.writerow(headings)
            writer.writerows(rows)
        elif len(headings) == 2:
            for name, number in rows:
                self.stdout.write(f"{number:>7}  {name}")
        else:
            for row in rows:
                self._write_block(headings, row)

    def _write_block(self, headings, row):
        self.stdout.write(str(row[0]))
        for heading, value in zip(headings[1:], row[1:], strict=True):
            self.stdout.write(f"    {heading}: {value}")

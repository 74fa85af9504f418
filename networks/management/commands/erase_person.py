from django.core.management.base import BaseCommand, CommandError

from networks.data_subjects import about, erase


class Command(BaseCommand):
    help = "Erase a person: take them off the dates to come, and their data out of everything that does not need it."

    def add_arguments(self, parser):
        parser.add_argument("email", help="the person's address")
        parser.add_argument("--yes", action="store_true", help="erase; without it only what would be erased is shown")

    def handle(self, *, email, yes, **options):
        try:
            if not yes:
                self._show(about(email))
            else:
                self._tell(erase(email))
        except ValueError as error:
            raise CommandError(str(error)) from None

    def _show(self, found):
        for each in found:
            self.stdout.write(f"{len(each.keys):>6}  {each.declaration.model}{self._by_hand(each.declaration)}")
        self.stdout.write(
            "Nothing was changed. Add --yes to erase." if found else "Nothing is stored about this address."
        )

    def _tell(self, erased):
        for each in erased:
            left = f", {each.left} left{self._by_hand(each.declaration)}" if each.left else ""
            self.stdout.write(f"{each.found:>6}  {each.declaration.model}{left}")
        self.stdout.write(
            "Done. Copies in backups are not reached." if erased else "Nothing is stored about this address."
        )

    def _by_hand(self, declaration):
        return f" ({declaration.by_hand})" if declaration.by_hand else ""

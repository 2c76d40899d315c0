"""``manage.py sync_municipalities``: the register of municipalities, from our own file or another."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from municipalities.csv_table import TableProblem, WrongRows
from municipalities.models import Municipality
from municipalities.register import REGISTER
from municipalities.register.reading import read_register
from municipalities.register.sync import Outcome, sync_register

NAMED_AT_MOST = 20


class Command(BaseCommand):
    help = (
        "Zet de gemeenten uit een CSV-bestand in het register, of werkt ze bij. Kolommen: code, name, province, "
        "latitude, longitude, start, end, successor, inhabitants, inhabitants_year; de laatste zeven mogen "
        "ontbreken. Een gemeente die niet in het bestand staat, blijft zoals zij is. Klopt een regel niet, dan "
        "wordt er niets geschreven."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "file",
            nargs="?",
            type=Path,
            default=REGISTER,
            metavar="FILE",
            help="Standaard: het eigen bestand.",
        )
        parser.add_argument("--dry-run", action="store_true", help="Alleen laten zien wat er zou veranderen.")

    def handle(self, *args: Any, file: Path, dry_run: bool, **options: Any) -> None:
        try:
            entries = read_register(file, Municipality.objects.values_list("code", flat=True))
        except TableProblem as problem:
            raise CommandError(str(problem)) from None
        except WrongRows as wrong:
            raise CommandError(f"{wrong}\nEr is niets geschreven.") from None
        outcome = sync_register(entries, dry_run=dry_run)
        self._report(outcome)
        if dry_run:
            self.stdout.write("Dit was een proef: er is niets geschreven.")

    def _report(self, outcome: Outcome) -> None:
        if len(outcome.new) <= NAMED_AT_MOST:
            for municipality in outcome.new:
                self.stdout.write(f"Nieuw: {municipality.code} {municipality.name}.")
        for municipality, columns in outcome.changed.items():
            self.stdout.write(f"Gewijzigd: {municipality.code} {municipality.name} ({', '.join(columns)}).")
        self.stdout.write(
            f"Gemeenten: {len(outcome.new)} nieuw, {len(outcome.changed)} gewijzigd, {outcome.unchanged} ongewijzigd."
        )

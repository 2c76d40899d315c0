"""``manage.py import_participants``: the pages of many participants from one table."""

from argparse import RawDescriptionHelpFormatter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from municipalities.csv_table import TableProblem, WrongRows
from municipalities.models import ParticipantIndexPage
from municipalities.participants_file import read_participants
from municipalities.participants_import import Outcome, import_participants

HELP = """\
Maakt of wijzigt de pagina's van deelnemers uit een CSV-bestand (UTF-8; komma, puntkomma of tab ertussen).

Kolommen, alleen de eerste is verplicht:
  name             naam van de gemeente of regio
  slug             naam in het webadres; leeg: afgeleid van de naam
  codes            gemeentecodes, bijvoorbeeld gm0785; meer codes maken er een regio van
  rounds           rondes waarin er een traject was, bijvoorbeeld ronde-1, ronde-3
  form             organisatievorm, met de naam of de naam in het webadres; er mogen er meer zijn
  how_organised    hoe is cliëntondersteuning georganiseerd?
  which_ambitions  welke ambities zijn er?
  which_actions    welke acties zijn er?
  mailbox          mailbox van een rol of afdeling; wordt nergens getoond
  summary          samenvatting in één zin

In de antwoorden maakt een lege regel een nieuwe alinea en '- ' een lijst. Een deelnemer wordt herkend aan de slug of
de naam; wat het bestand leeg laat, blijft zoals het is. Klopt een regel niet, dan wordt er niets geschreven.
"""


class Command(BaseCommand):
    help = HELP

    def create_parser(self, *args: Any, **kwargs: Any) -> CommandParser:
        parser = super().create_parser(*args, **kwargs)
        parser.formatter_class = RawDescriptionHelpFormatter
        return parser

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--dry-run", action="store_true", help="Alleen laten zien wat er zou veranderen.")

    def handle(self, *args: Any, file: Path, dry_run: bool, **options: Any) -> None:
        index = ParticipantIndexPage.objects.first()
        if index is None:
            raise CommandError("De site is nog niet ingericht; draai eerst manage.py setup_site.")
        try:
            outcome = import_participants(index, read_participants(file), dry_run=dry_run)
        except TableProblem as problem:
            raise CommandError(str(problem)) from None
        except WrongRows as wrong:
            raise CommandError(f"{wrong}\nEr is niets geschreven.") from None
        self._report(outcome)
        if dry_run:
            self.stdout.write("Dit was een proef: er is niets geschreven.")

    def _report(self, outcome: Outcome) -> None:
        for name in outcome.new:
            self.stdout.write(f"Nieuw: {name}.")
        for name, changed in outcome.changed.items():
            self.stdout.write(f"Gewijzigd: {name} ({', '.join(changed)}).")
        self.stdout.write(
            f"Deelnemers: {len(outcome.new)} nieuw, {len(outcome.changed)} gewijzigd, {outcome.unchanged} ongewijzigd."
        )

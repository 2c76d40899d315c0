from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from kennisbank.models.read_model import SearchDocument
from kennisbank.read_model.checking import differences, rebuild
from kennisbank.signals import rows_rebuilt


class Command(BaseCommand):
    help = "Maak de zoekregels opnieuw, of vergelijk ze (--check) met de pagina's."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--check", action="store_true", help="alleen vergelijken; eindigt met 1 bij verschillen"
        )

    def handle(self, *args: Any, check: bool, **options: Any) -> None:
        if not check:
            self.stdout.write(f"{rebuild()} pagina's opnieuw in de zoekregels gezet.")
            rows_rebuilt.send(SearchDocument, say=self.stdout.write)
            return
        found = list(differences())
        for line in found:
            self.stdout.write(line)
        if found:
            raise SystemExit(1)
        self.stdout.write("De zoekregels kloppen met de pagina's.")

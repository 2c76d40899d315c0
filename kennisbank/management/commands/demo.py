"""``manage.py demo``: example content and accounts, for trying the site."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from kennisbank.demo.accounts import ensure_accounts
from kennisbank.demo.pages import Loader
from kennisbank.demo.state import read_state, write_state
from kennisbank.demo.texts import CONTENT, ContentProblem


class Command(BaseCommand):
    """Idempotent: it makes what is missing, updates what its files changed, and spares what people edited."""

    help = (
        "Zet voorbeeldinhoud en een account per rol klaar, om de site te proberen. Wat iemand daarna bewerkte, blijft "
        "staan. Weigert op een productie-instelling."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--content", type=Path, default=CONTENT, metavar="FOLDER", help="Map met de inhoud (YAML)."
        )

    def handle(self, *args: Any, content: Path, **options: Any) -> None:
        if not settings.EXAMPLE_CONTENT_ALLOWED:
            raise CommandError(
                "Voorbeeldinhoud hoort niet op deze site: de instellingen staan haar niet toe."
            )
        call_command("setup_site", stdout=self.stdout)
        call_command("sync_municipalities", stdout=self.stdout)
        data = settings.ENVIRONMENT.data_dir
        self._load(content, data / "demo-content.json")
        accounts = data / "demo-accounts.txt"
        if number := ensure_accounts(accounts):
            self.stdout.write(f"{number} proefaccounts met een nieuw wachtwoord.")
        self.stdout.write(f"De proefaccounts staan in {accounts}.")

    def _load(self, content: Path, state_file: Path) -> None:
        loader = Loader(read_state(state_file))
        try:
            for path in sorted(content.glob("*.yaml")):
                loader.load(path)
        except ContentProblem as problem:
            raise CommandError(str(problem)) from problem
        finally:
            write_state(state_file, loader.state)
        for place in loader.spared:
            self.stdout.write(f"Bewerkt, en daarom zo gelaten: {place}.")
        self.stdout.write(f"Voorbeeldpagina's: {loader.made} nieuw, {loader.changed} bijgewerkt.")

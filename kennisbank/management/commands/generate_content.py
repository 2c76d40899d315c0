"""``manage.py generate_content``: thousands of made-up pages, for measuring and for trying the site at full size."""

import time
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from kennisbank.generated.pages import Generation
from kennisbank.generated.participants import GenerationProblem
from kennisbank.generated.removing import remove_generated

HELP = (
    "Maakt deelnemers uit het register en pagina's met verzonnen Nederlandse tekst, om de site op ware grootte te "
    "proberen en te meten. Elke pagina draagt een label. Dezelfde getallen geven dezelfde inhoud; een hoger aantal "
    "vult aan. Weigert op een productie-instelling."
)


class Command(BaseCommand):
    """Idempotent: it makes what is missing of what was asked for, and ``--remove`` takes all of it away again."""

    help = HELP

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--participants", type=int, default=342, metavar="N", help="Aantal deelnemers (342)."
        )
        parser.add_argument("--pages", type=int, default=2000, metavar="N", help="Aantal pagina's (2000).")
        parser.add_argument(
            "--seed", type=int, default=1, metavar="N", help="Andere inhoud bij elk getal (1)."
        )
        parser.add_argument("--remove", action="store_true", help="Haal alle gegenereerde inhoud weg.")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.EXAMPLE_CONTENT_ALLOWED:
            raise CommandError(
                "Gegenereerde inhoud hoort niet op deze site: de instellingen staan haar niet toe."
            )
        started = time.monotonic()
        if options["remove"]:
            self._remove()
        else:
            self._generate(options)
        self.stdout.write(f"Klaar in {time.monotonic() - started:.0f} seconden.")

    def _generate(self, options: dict[str, Any]) -> None:
        call_command("setup_site", stdout=self.stdout)
        call_command("sync_municipalities", stdout=self.stdout)
        try:
            generation = Generation(options["seed"], options["participants"], options["pages"])
            participants, pages = generation.run(self._progress)
        except GenerationProblem as problem:
            raise CommandError(str(problem)) from None
        self.stdout.write(f"Gegenereerd: {participants} nieuwe deelnemers en {pages} nieuwe pagina's.")

    def _remove(self) -> None:
        removed, kept = remove_generated(self._progress)
        for title in kept:
            self.stdout.write(f"Blijft staan, omdat er een eigen pagina onder staat: {title}.")
        self.stdout.write(f"Weggehaald: {removed} gegenereerde pagina's.")

    def _progress(self, done: int, of: int) -> None:
        if done % 2000 == 0 and done < of:
            self.stdout.write(f"  {done} van {of} pagina's …")

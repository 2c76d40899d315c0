"""``manage.py merge_municipalities``: participants that go into another."""

import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.formats import date_format

from municipalities.mergers.finding import MergerProblem
from municipalities.mergers.merging import Outcome, merge


class Command(BaseCommand):
    help = (
        "Laat deelnemers opgaan in een andere: hun pagina's blijven leesbaar en wijzen naar de opvolger, bewerken "
        "stopt, en hun mensen krijgen dezelfde rol bij de opvolger. Noem deelnemers bij hun naam, hun naam in het "
        "webadres of de gemeentecode. Is de opvolger nog geen deelnemer, dan wordt zij gemaakt uit het register."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("old", nargs="+", metavar="OLD", help="Wie opgaat in een ander.")
        parser.add_argument("new", metavar="NEW", help="De opvolger.")
        parser.add_argument(
            "--date",
            type=datetime.date.fromisoformat,
            metavar="YYYY-MM-DD",
            help="Vanaf welke dag; standaard zoals het register zegt, en anders vandaag.",
        )
        parser.add_argument("--dry-run", action="store_true", help="Alleen laten zien wat er zou veranderen.")

    def handle(
        self, *args: Any, old: list[str], new: str, date: datetime.date | None, dry_run: bool, **options: Any
    ) -> None:
        try:
            outcome = merge(old, new, day=date, dry_run=dry_run)
        except MergerProblem as problem:
            raise CommandError(f"{problem} Er is niets geschreven.") from None
        self._report(outcome)
        if dry_run:
            self.stdout.write("Dit was een proef: er is niets geschreven.")

    def _report(self, outcome: Outcome) -> None:
        if outcome.is_new:
            self.stdout.write(f"Nieuwe deelnemer: {outcome.successor}.")
        for page in outcome.ended_before:
            self.stdout.write(f"{page} ging al op in {outcome.successor}.")
        for page, day in outcome.ending.items():
            self.stdout.write(f"{page} gaat op in {outcome.successor} per {date_format(day)}.")
            if day > timezone.localdate():
                self.stdout.write(f"De rollen bij {page} gaan op die dag over; daar zorgt de klok voor.")
        for moved in outcome.moved:
            one = moved.membership
            what = "gaat mee" if moved.given else "vervalt, want heeft daar al een rol"
            self.stdout.write(f"{one.get_role_display()} {one.user} van {one.participant}: {what}.")
        given = sum(moved.given for moved in outcome.moved)
        self.stdout.write(f"Rollen: {given} overgegaan, {len(outcome.moved) - given} vervallen.")

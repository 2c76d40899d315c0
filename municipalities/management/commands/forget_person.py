"""``manage.py forget_person ADDRESS``: the account becomes a pseudonym, what the person wrote stays."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from municipalities.management.commands.export_person import account_of
from municipalities.privacy.forgetting import Report, forget, is_forgotten


class Command(BaseCommand):
    help = "Vergeet één persoon: het account krijgt een schuilnaam, rollen gaan weg, teksten blijven."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("address", metavar="ADRES", help="het e-mailadres van het account")
        parser.add_argument("--dry-run", action="store_true", help="alleen zeggen wat er zou gebeuren")

    def handle(self, *args: Any, address: str, dry_run: bool, **options: Any) -> None:
        person = account_of(address)
        if is_forgotten(person):
            raise CommandError(f"Het account {address} is al vergeten.")
        self._say(forget(person, dry_run=dry_run), dry_run=dry_run)

    def _say(self, report: Report, *, dry_run: bool) -> None:
        for what, number in report.removed.items():
            self.stdout.write(f"Gaat weg ({number}): {what}.")
        for title in report.pages:
            self.stdout.write(f"Zonder dit account heeft deze pagina geen eigenaar: ‘{title}’.")
        for title in report.without_manager:
            self.stdout.write(
                f"Let op: zonder dit account heeft {title} geen beheerder; dan keuren curatoren goed."
            )
        if report.last_superuser:
            self.stdout.write(
                "Let op: zonder dit account heeft niemand alle rechten (manage.py createsuperuser)."
            )
        self.stdout.write(
            "Er is niets veranderd (--dry-run)." if dry_run else f"Vergeten; heet nu ‘{report.pseudonym}’."
        )

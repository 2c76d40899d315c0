"""``manage.py provision``: bring groups and grants in line with the table and the roles that people have."""

import logging
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import transaction

from municipalities.models import ParticipantPage
from municipalities.rights.applying import apply_all_rights, without_manager

logger = logging.getLogger(__name__)

NAMED_AT_MOST = 20


class Command(BaseCommand):
    """Idempotent; needed after a new version with another table, or after somebody changed groups by hand."""

    help = (
        "Geeft elke deelnemer en het hele platform de groepen en rechten van docs/roles.md, met de mensen die nu een "
        "rol hebben. Zo vaak uit te voeren als u wilt."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="Alleen laten zien wat er zou veranderen.")

    def handle(self, *args: Any, dry_run: bool, **options: Any) -> None:
        with transaction.atomic():
            changes = apply_all_rights()
            without = without_manager()
            transaction.set_rollback(dry_run)
        for change in changes:
            self.stdout.write(f"{change.place}: {change.words}.")
        number = ParticipantPage.objects.count()
        self.stdout.write(f"Deelnemers nagelopen: {number}. Veranderd op {len(changes)} plaatsen.")
        if without:
            self._report_without_manager(without)
        if dry_run:
            self.stdout.write("Dit was een proef: er is niets geschreven.")

    def _report_without_manager(self, names: list[str]) -> None:
        logger.warning("Participants without a beheerder: %s", len(names))
        more = f" en nog {len(names) - NAMED_AT_MOST}" if len(names) > NAMED_AT_MOST else ""
        self.stdout.write(
            f"Zonder beheerder, daar keuren curatoren goed ({len(names)}): {', '.join(names[:NAMED_AT_MOST])}{more}."
        )

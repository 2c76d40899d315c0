"""``manage.py apply_rights``: bring groups and grants in line with the table and the memberships."""

from typing import Any

from django.core.management.base import BaseCommand

from municipalities.rights import apply_all_rights


class Command(BaseCommand):
    """Idempotent; needed only after a new version with another table, or after somebody changed grants by hand."""

    help = "Brengt groepen en rechten in lijn met de tabel en de lidmaatschappen. Zo vaak uit te voeren als u wilt."

    def handle(self, *args: Any, **options: Any) -> None:
        participants = apply_all_rights()
        self.stdout.write(f"De rechten kloppen: {participants} deelnemers met eigen groepen.")

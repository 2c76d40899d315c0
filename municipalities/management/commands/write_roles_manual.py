"""``manage.py write_roles_manual``: ``docs/roles.md`` from the table of roles."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from municipalities.rights.manual import manual

PAGE = Path(__file__).resolve().parents[3] / "docs" / "roles.md"


class Command(BaseCommand):
    help = "Schrijft docs/roles.md opnieuw uit de tabel van rollen; nodig na elke verandering van die tabel."

    def handle(self, *args: Any, **options: Any) -> None:
        PAGE.write_text(manual(), encoding="utf-8")
        self.stdout.write(f"Geschreven: {PAGE}")

"""``manage.py write_privacy_manual``: the table in ``docs/privacy.md`` from the register of personal data."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from municipalities.privacy.manual import with_table

PAGE = Path(__file__).resolve().parents[3] / "docs" / "privacy.md"


class Command(BaseCommand):
    help = "Schrijft de tabel in docs/privacy.md opnieuw uit het register van persoonsgegevens."

    def handle(self, *args: Any, **options: Any) -> None:
        PAGE.write_text(with_table(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
        self.stdout.write(f"Geschreven: {PAGE}")

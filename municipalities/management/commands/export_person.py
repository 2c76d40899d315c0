"""``manage.py export_person ADDRESS``: everything that the site knows about one person, as JSON."""

import json
import os
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from municipalities.models import User
from municipalities.privacy.exporting import export


class Command(BaseCommand):
    help = "Geeft alles wat de site over één persoon weet, als JSON; voor een verzoek om inzage."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("address", metavar="ADRES", help="het e-mailadres van het account")
        parser.add_argument(
            "--to", metavar="BESTAND", type=Path, help="een nieuw bestand, in plaats van het scherm"
        )

    def handle(self, *args: Any, address: str, to: Path | None, **options: Any) -> None:
        text = json.dumps(export(account_of(address)), ensure_ascii=False, indent=2, default=str)
        if to is None:
            self.stdout.write(text)
            return
        try:
            with open(to, "x", encoding="utf-8", opener=only_for_owner) as file:
                file.write(text)
        except FileExistsError:
            raise CommandError(f"Het bestand {to} bestaat al.") from None
        except OSError:
            raise CommandError(f"In {to} kan niet worden geschreven.") from None
        self.stdout.write(f"Geschreven: {to}")


def account_of(address: str) -> User:
    """The account with this address; one sentence where there is none."""
    found = User.objects.filter(email__iexact=address.strip()).first()
    if found is None:
        raise CommandError(f"Er is geen account met het adres {address}.")
    return found


def only_for_owner(path: str, flags: int) -> int:
    """Opens a file that nobody else on the machine may read."""
    return os.open(path, flags, 0o600)

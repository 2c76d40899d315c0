"""``manage.py bounced``: takes one mail that came back, from the pipe of a mail server."""

import sys
from os import EX_TEMPFAIL
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import OperationalError

from municipalities.questions.bounces import TellLater, note_bounce, read_bounce

LARGEST = 10_000_000


class Command(BaseCommand):
    """Succeeds for every mail that there is nothing to do about: an error would make the server send another one."""

    help = (
        "Leest een mail die terugkwam van standaardinvoer en meldt de curatoren welke mailbox niet werkt. Andere mail "
        "wordt overgeslagen."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "recipient",
            nargs="?",
            default="",
            help="Het adres waar de mail heen kwam, als de mailserver dat geeft.",
        )

    def handle(self, *args: Any, recipient: str, **options: Any) -> None:
        bounce = read_bounce(sys.stdin.buffer.read(LARGEST), recipient)
        if bounce is None:
            self.stdout.write("Geen melding over een vraag; overgeslagen.")
            return
        try:
            news = note_bounce(bounce)
        except (TellLater, OperationalError) as error:
            self.stderr.write(f"Nu niet gelukt, bied de mail later weer aan: {error}")
            sys.exit(EX_TEMPFAIL)
        self.stdout.write(
            "De curatoren weten het." if news else "Al bekend, of te lang geleden; overgeslagen."
        )

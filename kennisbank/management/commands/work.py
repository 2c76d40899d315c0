"""``manage.py work``: the background process."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand

from kennisbank.clock import Clock


class Command(BaseCommand):
    """Does queued tasks and keeps the clock, in one process, until SIGTERM or SIGINT."""

    help = "Doet het werk dat in de rij staat en houdt de klok bij, tot u stopt (Ctrl-C of SIGTERM)."

    def handle(self, *args: Any, **options: Any) -> None:
        clock = Clock()
        clock.start()
        try:
            # Ends by SystemExit on SIGTERM or SIGINT, after the task that is under way.
            call_command("db_worker", "--queue-name=*", "--backend=worker", "--no-reload")
        finally:
            clock.stop()

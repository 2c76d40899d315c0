"""``manage.py prepare``: one start of Django instead of three, because people wait for it."""

from typing import Any

from django.conf import settings
from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    """Tables, the site's own pages, register of municipalities, and example content where the settings allow it."""

    help = "Bring tables, the site's own pages and the register up to date, and example content where the settings allow it."

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("migrate", interactive=False, verbosity=0)
        call_command("setup_site")
        steps = ["sync_municipalities"] + (["demo"] if settings.EXAMPLE_CONTENT_ALLOWED else [])
        for name in steps:
            if name in get_commands():
                call_command(name)

"""``manage.py prepare``: one start of Django instead of four, because people wait for it."""

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection
from django.db.migrations.executor import MigrationExecutor


class Command(BaseCommand):
    """Tables, first pages, register of municipalities, and example content where the settings allow it."""

    help = (
        "Werkt de tabellen, de eerste pagina's en het register van gemeenten bij, en de voorbeeldinhoud waar de "
        "instellingen die toestaan. Zo vaak uit te voeren als u wilt."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        if _has_migrations_to_run():
            call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)
        # The demo does the other two itself.
        steps = ["demo"] if settings.EXAMPLE_CONTENT_ALLOWED else ["setup_site", "sync_municipalities"]
        for name in steps:
            call_command(name, stdout=self.stdout)


def _has_migrations_to_run() -> bool:
    """Without this, ``migrate`` looks at the permissions of every model at each start."""
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))

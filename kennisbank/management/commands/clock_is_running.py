"""``manage.py clock_is_running``: the worker's health check."""

from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from kennisbank.models.clock import PeriodicRun

LATE = timedelta(minutes=5)


class Command(BaseCommand):
    """Succeeds while some worker takes the periodic tasks, and fails when none has for five minutes."""

    help = "Mislukt als er vijf minuten lang geen werkproces de klok bijhield. Voor bewaking."

    def handle(self, *args: Any, **options: Any) -> None:
        if not PeriodicRun.objects.filter(started_at__gte=timezone.now() - LATE).exists():
            raise CommandError(
                "De klok staat stil: geen werkproces begon de laatste vijf minuten een vaste taak."
            )

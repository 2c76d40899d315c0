"""``manage.py clock_is_running``: the worker's health check."""

from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from kennisbank.models.clock import PeriodicRun

LATE = timedelta(minutes=5)


class Command(BaseCommand):
    """Succeeds while some worker takes the periodic tasks, and fails when none has for five minutes."""

    help = "Fail when no worker has started a periodic task for five minutes."

    def handle(self, *args: Any, **options: Any) -> None:
        if not PeriodicRun.objects.filter(started_at__gte=timezone.now() - LATE).exists():
            raise CommandError("No worker has started a periodic task in the last five minutes.")

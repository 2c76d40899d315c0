"""``manage.py search_health``: for administrators and for monitoring."""

import json
from argparse import ArgumentParser
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand

from search.engines.health import Health, look


class Command(BaseCommand):
    """Says of each engine how it is; ends with 1 when the one that answers visitors is down."""

    help = "Vertelt van elke zoekmachine hoe het ermee staat; eindigt met 1 als die van de instellingen niet antwoordt."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="als één lijst, voor bewaking")

    def handle(self, *args: Any, **options: Any) -> None:
        found = list(look())
        if options["json"]:
            self.stdout.write(json.dumps([asdict(health) for health in found], ensure_ascii=False, indent=2))
        else:
            for health in found:
                self.stdout.write(" ".join(sentences(health)))
        if any(health.answers_visitors and not health.up for health in found):
            raise SystemExit(1)


def sentences(health: Health) -> Iterator[str]:
    """What an administrator wants to know of one engine."""
    role = "" if health.answers_visitors else " (springt bij als de zoekserver niet antwoordt)"
    yield f"{health.title}{f' {health.version}' if health.version else ''}{role}:"
    if not health.up:
        yield "zoekt nu niet."
    if health.documents is not None:
        yield f"{_pages(health.documents)} doorzoekbaar."
    if health.lag:
        waits = f", de eerste al {_time(health.oldest_seconds)}" if health.oldest_seconds is not None else ""
        yield f"{_pages(health.lag)} {'wacht' if health.lag == 1 else 'wachten'} op bijwerken{waits}."
    elif health.lag is not None:
        yield "Er wacht niets."
    if health.refused:
        yield f"{_pages(health.refused)} geweigerd; de reden staat in het logboek."
    if health.problem:
        yield f"Melding: {health.problem}"


def _pages(number: int) -> str:
    return "1 pagina" if number == 1 else f"{number} pagina's"


def _time(seconds: float) -> str:
    if seconds < 60:
        return "minder dan een minuut"
    return f"{seconds / 60:.0f} min." if seconds < 7200 else f"{seconds / 3600:.0f} uur"

"""``manage.py analyse``: what the analysis makes of words, for whoever wonders why a page is found."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from search.analysis import Explanation, explain

_HEADER = ("woord", "lemma", "delen", "ook", "waarom")


class Command(BaseCommand):
    """Prints one line per word: what it is, what it falls apart into, and why."""

    help = "Show per word of a text its lemma, the parts of a compound, and why."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "texts", nargs="+", metavar="TEXT", help='Such as "de aangevraagde ondersteuning"'
        )
        parser.add_argument("--json", action="store_true", help="Print one JSON list of objects")

    def handle(self, *args: Any, texts: list[str], **options: Any) -> None:
        found = [explanation for text in texts for explanation in explain(text)]
        if not found:
            raise CommandError("There is no word in this text.")
        if options["json"]:
            self.stdout.write(json.dumps([each._asdict() for each in found], ensure_ascii=False, indent=2))
        else:
            self.stdout.write("\n".join(_in_columns([_HEADER, *map(_row, found)])))


def _row(found: Explanation) -> tuple[str, ...]:
    return (found.text, found.lemma, " + ".join(found.parts), ", ".join(found.also), found.why)


def _in_columns(rows: list[tuple[str, ...]]) -> list[str]:
    widths = [max(len(row[column]) for row in rows) for column in range(len(_HEADER) - 1)]
    return [
        "  ".join([*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[-1]]).rstrip()
        for row in rows
    ]

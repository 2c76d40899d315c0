"""What a search has to find and must not find, on the development pairs of this repository."""

from collections import defaultdict
from pathlib import Path

import pytest

from search.judging.reading import read_pairs
from tests.search.analysis.matching import matches

SETS = Path(__file__).resolve().parents[3] / "search/judging/sets"
# The other kinds are the work of the vocabulary and of corrections.
KINDS = (
    "compound",
    "derivation",
    "diacritics",
    "diminutive",
    "false compound",
    "false friend",
    "inflection",
    "participle",
    "separable verb",
    "spelling variant",
    "split compound",
    "strong verb",
    "weak verb",
)
NEEDED = 0.92


@pytest.mark.parametrize("kind", KINDS)
def test_nine_of_ten_pairs_of_a_kind_are_right(kind):
    by_kind = defaultdict(list)
    for pair in read_pairs(SETS / "pairs-seen.tsv"):
        by_kind[pair.kind].append(pair)
    wrong = [pair for pair in by_kind[kind] if matches(pair.query, pair.document) != pair.hit]
    assert len(wrong) <= (1 - NEEDED) * len(by_kind[kind]), wrong

"""The words of public pages, counted: for did-you-mean, for suggestions, and to know which words are rare.

The counts change in the transaction that changes the index. Words of pages that not everybody may read are never
in them.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping

from django.db import connections

from search.models import PublicWord

_TABLE = PublicWord._meta.db_table
_LONGEST = 40
_SHORTEST = 2
_ADD = {
    # Both take lists as parameters: SQLite one row at a time, PostgreSQL all of them in one statement.
    "sqlite": (
        f"INSERT INTO {_TABLE} (text, lemma, documents, number) VALUES (%s, %s, %s, %s)"  # noqa: S608 - constants only
        " ON CONFLICT (text) DO UPDATE SET documents = documents + excluded.documents,"
        " lemma = CASE WHEN excluded.lemma = '' THEN lemma ELSE excluded.lemma END, number = excluded.number"
    ),
    "postgresql": (
        f"INSERT INTO {_TABLE} AS known (text, lemma, documents, number)"  # noqa: S608 - constants only
        " SELECT * FROM unnest(%s::text[], %s::text[], %s::bigint[], %s::bigint[])"
        " ON CONFLICT (text) DO UPDATE SET documents = known.documents + excluded.documents,"
        " lemma = CASE WHEN excluded.lemma = '' THEN known.lemma ELSE excluded.lemma END,"
        " number = excluded.number"
    ),
}


def count_words(
    alias: str, coming: Iterable[Mapping[str, str]], leaving: Iterable[Iterable[str]], number: int
) -> None:
    """Count the words (folded word to lemma) of pages that come, and no longer those of pages that leave."""
    changes: Counter[str] = Counter()
    lemmas: dict[str, str] = {}
    for words in coming:
        changes.update(words.keys())
        lemmas |= words
    for gone in leaving:
        changes.subtract(set(gone))
    rows = [
        (word, lemmas.get(word, "")[:100], change, number)
        for word, change in sorted(changes.items())
        if change and is_word(word)
    ]
    if not rows:
        return
    connection = connections[alias]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_ADD["postgresql"], [list(column) for column in zip(*rows, strict=True)])
        else:
            cursor.executemany(_ADD["sqlite"], rows)


def is_word(folded: str) -> bool:
    """Whether this is a word that somebody could misspell: letters only, and neither very short nor endless."""
    return _SHORTEST <= len(folded) <= _LONGEST and folded.isalpha()


def document_frequencies(alias: str, lemmas: Iterable[str]) -> dict[str, int]:
    """In how many public pages, at most, each of these lemmas stands."""
    found: Counter[str] = Counter()
    known = PublicWord.objects.using(alias).filter(lemma__in=sorted(set(lemmas)), documents__gt=0)
    for lemma, documents in known.values_list("lemma", "documents"):
        found[lemma] += documents
    return dict(found)


def rarity(documents: int, frequency: int) -> float:
    """How much a word tells that stands in ``frequency`` of so many pages: the usual inverse document frequency."""
    frequency = min(frequency, documents)
    return math.log(1 + (documents - frequency + 0.5) / (frequency + 0.5)) + 0.1

"""Words in a tsvector. Vectors and queries are built from analysed tokens only and passed as parameters."""

import logging
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import connections

from search.engines.base import CANDIDATES
from search.engines.embedded import EmbeddedEngine
from search.fields import EXACT, FIELDS, GAP, NAME_FIELDS, PART, WEIGHTS, IndexedFields
from search.query import Query
from search.terms import NEAR, Form, Near, Row, Term, Together

logger = logging.getLogger(__name__)

_WEIGHTS = (
    "{0.05, 0.25, 0.5, 1.0}"  # D body and files, C summary and labels, B owner and parts of titles, A title.
)
_LETTERS = {"title": "A", "kind": "A", "owner": "B", "title_parts": "B", "lead": "C"}
_UNPLACED = ("title_parts", "parts")
_ALL_IN_NAMES = 2.0
# The words of a long page lie apart from its row and take PostgreSQL 50 µs to fetch.
_COUNTED_AT_MOST = 5 * CANDIDATES
_VECTORS = {"names": NAME_FIELDS, "words": tuple(WEIGHTS), "exact": ("exact",)}
_IN_WORDS = "SELECT row_id FROM search_in_words(%s::tsquery) AS row_id"
_IN_EXACT = "SELECT row_id FROM search_in_exact(%s::tsquery) AS row_id"
_NAMED = "SELECT row_id, rank FROM search_named(%s::float4[], %s::tsquery, %s::tsquery, %s) AS named (row_id, rank)"
_LAST_PLACE = 16_383  # PostgreSQL keeps no place beyond; words there are found, phrases are not.
_MOST_PLACES = 255
_MOST_BYTES = 1_000_000  # A tsvector holds a little more.
_BETWEEN_FIELDS = NEAR + 2


class PostgresEngine(EmbeddedEngine):
    name = "postgres"

    def write(self, fields: list[IndexedFields]) -> None:
        self._replace("search_words", FIELDS, [(row.row_id, *map(row.texts.get, FIELDS)) for row in fields])
        vectors = [
            (row.row_id, *(vector(row.row_id, row.texts, names) for names in _VECTORS.values()))
            for row in fields
        ]
        self._replace("search_vectors", tuple(_VECTORS), vectors)

    def _replace(self, table: str, columns: Sequence[str], rows: list[tuple[Any, ...]]) -> None:
        """Add these rows, or put them in the place of what was there; each begins with its number."""
        news = ", ".join(f"{column} = EXCLUDED.{column}" for column in columns)
        values = ", ".join(["%s"] * len(columns))
        with connections[self.alias].cursor() as cursor:
            cursor.executemany(
                f"INSERT INTO {table} (row_id, {', '.join(columns)}) VALUES (%s, {values})"  # noqa: S608 - constants only
                f" ON CONFLICT (row_id) DO UPDATE SET {news}",
                rows,
            )

    def erase(self, row_ids: list[int]) -> None:
        with connections[self.alias].cursor() as cursor:
            for table in ("search_words", "search_vectors"):
                cursor.execute(f"DELETE FROM {table} WHERE row_id = ANY(%s)", [row_ids])  # noqa: S608 - constants only

    def texts(self, row_ids: Sequence[int], fields: Sequence[str] = FIELDS) -> dict[int, dict[str, str]]:
        rows = self._ask(
            f"SELECT row_id, {', '.join(fields)} FROM search_words WHERE row_id = ANY(%s)",  # noqa: S608 - constants only
            [list(row_ids)],
        )
        return {row[0]: dict(zip(fields, row[1:], strict=True)) for row in rows}

    def match(self, query: Query) -> list[int]:
        asked = [
            (statement, " & ".join(_each(terms)))
            for statement, terms in ((_IN_WORDS, query.words), (_IN_EXACT, query.phrases))
            if terms
        ]
        return self._without_excluded(query, self._combined(" INTERSECT ", asked))

    def match_excluded(self, query: Query) -> list[int]:
        asked = [
            (_IN_EXACT if term.is_literal else _IN_WORDS, _each([term], parts=False)[0])
            for term in query.excluded
        ]
        return [row_id for (row_id,) in self._combined(" UNION ", asked)]

    def match_some(self, query: Query, needed: int) -> list[int]:
        each = " UNION ALL ".join([_IN_WORDS] * len(query.words))
        enough = f"SELECT row_id FROM ({each}) AS found GROUP BY row_id HAVING COUNT(*) >= %s"  # noqa: S608 - constants only
        values: list[Any] = [*_each(query.words), needed]
        if query.phrases:
            enough, values = f"{enough} INTERSECT {_IN_EXACT}", [*values, " & ".join(_each(query.phrases))]
        return self._without_excluded(query, self._ask(enough, values))

    def _combined(self, how: str, asked: list[tuple[str, str]]) -> list[tuple[int]]:
        statement = how.join(part for part, _value in asked)
        return self._ask(statement, [value for _part, value in asked]) if asked else []

    def _without_excluded(self, query: Query, found: list[tuple[int]]) -> list[int]:
        left_out = set(self.match_excluded(query)) if query.excluded else set()
        return [row_id for (row_id,) in found if row_id not in left_out]

    def rank_names(self, query: Query, documents: int) -> dict[int, float]:
        wanted = _each(query.wanted, places=False)
        ranked = self._ask(_NAMED, [_WEIGHTS, " | ".join(wanted), " & ".join(wanted), _ALL_IN_NAMES])
        return dict(ranked)

    def rank_texts(self, query: Query, row_ids: list[int], *, all_words: bool) -> dict[int, float]:
        words, phrases = (" | ".join(_each(terms, places=False)) for terms in (query.words, query.phrases))
        ranked = self._ask(
            "SELECT row_id, ts_rank(%s::float4[], words, %s::tsquery, 1) + ts_rank(%s::float4[], exact, %s::tsquery, 1)"
            " FROM search_vectors WHERE row_id = ANY(%s)",
            [_WEIGHTS, words, _WEIGHTS, phrases, row_ids[:_COUNTED_AT_MOST]],
        )
        return dict(ranked)

    def _ask(self, statement: str, values: list[Any]) -> list[Any]:
        """Run a statement that is made of constants; everything variable is in ``values``."""
        with connections[self.alias].cursor() as cursor:
            cursor.execute(statement, values)
            return cursor.fetchall()


def vector(row_id: int, texts: Mapping[str, str], fields: Sequence[str]) -> str:
    """The text form of a tsvector of these fields, each with its weight."""
    places: dict[str, list[str]] = defaultdict(list)
    place = 0
    for field in fields:
        letter = _LETTERS.get(field, "D")
        for token in texts[field].split(" "):
            place += field not in _UNPLACED
            if token not in {"", GAP} and len(places[token]) < _MOST_PLACES:
                places[token].append(f"{min(place, _LAST_PLACE)}{letter}")
        place += _BETWEEN_FIELDS
    size, kept = 0, []
    for lexeme, found in places.items():
        size += len(lexeme.encode()) + 2 * len(found) + 4
        if size > _MOST_BYTES:
            logger.warning("Row %s is too long to index whole", row_id)
            break
        kept.append(f"{_quoted(lexeme)}:{','.join(found)}")
    return " ".join(kept)


def _each(terms: Iterable[Term], *, parts: bool = True, places: bool = True) -> list[str]:
    """A query for each term. Without ``places`` words near each other need only occur: the index alone tells that."""
    return [
        f"({' | '.join(_form(form, parts=parts, places=places) for form in term.forms)})" for term in terms
    ]


def _form(form: Form, *, parts: bool, places: bool) -> str:
    match form.shape:
        case Row(words, literal=True):
            return f"({' <-> '.join(_quoted(EXACT + word) for word in words)})"
        case Row((lemma,)) if parts:
            return f"({_quoted(lemma)} | {_quoted(PART + lemma)})"
        case Row(words):
            return f"({' <-> '.join(map(_quoted, words))})"
        case Near(one, other) if not places:
            return f"({_quoted(one)} & {_quoted(other)})"
        case Near(one, other):
            pairs = ((_quoted(one), _quoted(other)), (_quoted(other), _quoted(one)))
            ways = [f"{a} <{gap}> {b}" for a, b in pairs for gap in range(1, NEAR + 2)]
            return f"({' | '.join(ways)})"
        case Together(terms):
            return f"({' & '.join(_each(terms, parts=parts, places=places))})"


def _quoted(lexeme: str) -> str:
    """A lexeme in quotes; tokens are letters and digits only, and stay one lexeme if they ever were not."""
    return "'" + lexeme.replace("\\", "").replace("'", "") + "'"

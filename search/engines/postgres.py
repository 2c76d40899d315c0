"""Words in a tsvector. Vectors and queries are built from analysed tokens only and passed as parameters."""

import logging
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import connections

from search.engines.base import CANDIDATES
from search.engines.embedded import EmbeddedEngine
from search.fields import EXACT, FIELDS, GAP, NAME_FIELDS, PART, IndexedFields
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
_FOUND = "SELECT row_id FROM search_found(%s::tsquery, NULL) AS row_id"
_LAST_PLACE = 16_383  # PostgreSQL keeps no place beyond; words there are found, phrases are not.
_MOST_PLACES = 255
_MOST_BYTES = 1_000_000  # A tsvector holds a little more.
_BETWEEN_FIELDS = NEAR + 2


class PostgresEngine(EmbeddedEngine):
    name = "postgres"

    def write(self, fields: list[IndexedFields]) -> None:
        columns = ("row_id", "audience", "names", "words", *FIELDS)
        values = ["%s", "%s", "%s::tsvector", "%s::tsvector", *["%s"] * len(FIELDS)]
        news = ", ".join(f"{column} = EXCLUDED.{column}" for column in columns[1:])
        with connections[self.alias].cursor() as cursor:
            cursor.executemany(
                f"INSERT INTO search_words ({', '.join(columns)}) VALUES ({', '.join(values)})"  # noqa: S608 - constants only
                f" ON CONFLICT (row_id) DO UPDATE SET {news}",
                [
                    (
                        row.row_id,
                        row.audience,
                        vector(row.row_id, row.texts, NAME_FIELDS),
                        vector(row.row_id, row.texts, FIELDS),
                        *(row.texts[field] for field in FIELDS),
                    )
                    for row in fields
                ],
            )

    def erase(self, row_ids: list[int]) -> None:
        with connections[self.alias].cursor() as cursor:
            cursor.execute("DELETE FROM search_words WHERE row_id = ANY(%s)", [row_ids])

    def texts(self, row_ids: Sequence[int], fields: Sequence[str] = FIELDS) -> dict[int, dict[str, str]]:
        rows = self._ask(
            f"SELECT row_id, {', '.join(fields)} FROM search_words WHERE row_id = ANY(%s)",  # noqa: S608 - constants only
            [list(row_ids)],
        )
        return {row[0]: dict(zip(fields, row[1:], strict=True)) for row in rows}

    def match(self, query: Query) -> list[int]:
        return self._without_excluded(query, self._ask(_FOUND, [" & ".join(_each(query.wanted))]))

    def match_excluded(self, query: Query) -> list[int]:
        found = self._ask(_FOUND, [" | ".join(_each(query.excluded, parts=False))])
        return [row_id for (row_id,) in found]

    def match_some(self, query: Query, needed: int) -> list[int]:
        phrases = _each(query.phrases)
        each = " UNION ALL ".join([_FOUND] * len(query.words))
        found = self._ask(
            f"SELECT row_id FROM ({each}) AS found GROUP BY row_id HAVING COUNT(*) >= %s",  # noqa: S608 - constants only
            [*(" & ".join([word, *phrases]) for word in _each(query.words)), needed],
        )
        return self._without_excluded(query, found)

    def _without_excluded(self, query: Query, found: list[tuple[int]]) -> list[int]:
        left_out = set(self.match_excluded(query)) if query.excluded else set()
        return [row_id for (row_id,) in found if row_id not in left_out]

    def rank_names(self, query: Query, documents: int) -> dict[int, float]:
        wanted = _each(query.wanted)
        asked = " | ".join(wanted)
        ranked = self._ask(
            "SELECT row_id, ts_rank(%s::float4[], names, %s::tsquery) + %s * (names @@ %s::tsquery)::int"
            " FROM search_words WHERE names @@ %s::tsquery",
            [_WEIGHTS, asked, _ALL_IN_NAMES, " & ".join(wanted), asked],
        )
        return dict(ranked)

    def rank_texts(self, query: Query, row_ids: list[int], *, all_words: bool) -> dict[int, float]:
        ranked = self._ask(
            "SELECT row_id, ts_rank(%s::float4[], words, %s::tsquery, 1) FROM search_words WHERE row_id = ANY(%s)",
            [_WEIGHTS, " | ".join(_each(query.wanted)), row_ids[:_COUNTED_AT_MOST]],
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
        if field == "exact":
            place = 0  # The same words once more, as they stand.
        for token in texts[field].split(" "):
            place += field not in _UNPLACED
            if token not in {"", GAP} and len(places[token]) < _MOST_PLACES:
                places[token].append(f"{min(place, _LAST_PLACE)}{letter}")
        place += _BETWEEN_FIELDS
    size, kept = 0, []
    # Of a page that is too long, words in phrases are lost before words.
    for lexeme, found in sorted(places.items(), key=lambda entry: entry[0].startswith(EXACT)):
        size += len(lexeme.encode()) + 2 * len(found) + 4
        if size > _MOST_BYTES:
            logger.warning("Row %s is too long to index whole", row_id)
            break
        kept.append(f"{_quoted(lexeme)}:{','.join(found)}")
    return " ".join(kept)


def _each(terms: Iterable[Term], *, parts: bool = True) -> list[str]:
    return [f"({' | '.join(_form(form, parts=parts) for form in term.forms)})" for term in terms]


def _form(form: Form, *, parts: bool) -> str:
    match form.shape:
        case Row(words, literal=True):
            return f"({' <-> '.join(_quoted(EXACT + word) for word in words)})"
        case Row((lemma,)) if parts:
            return f"({_quoted(lemma)} | {_quoted(PART + lemma)})"
        case Row(words):
            return f"({' <-> '.join(map(_quoted, words))})"
        case Near(one, other):
            pairs = ((_quoted(one), _quoted(other)), (_quoted(other), _quoted(one)))
            ways = [f"{a} <{gap}> {b}" for a, b in pairs for gap in range(1, NEAR + 2)]
            return f"({' | '.join(ways)})"
        case Together(terms):
            return f"({' & '.join(_each(terms, parts=parts))})"


def _quoted(lexeme: str) -> str:
    """A lexeme in quotes; tokens are letters and digits only, and stay one lexeme if they ever were not."""
    return "'" + lexeme.replace("\\", "").replace("'", "") + "'"

"""Words in a tsvector. Vectors and queries are built from analysed tokens only and passed as parameters."""

import logging
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db import connections

from search.engines.embedded import EmbeddedEngine, Scored
from search.fields import GAP, IndexedFields, Slot
from search.query import Form, Query, Term

logger = logging.getLogger(__name__)

_WEIGHTS = "{0.125, 0.25, 0.5, 1.0}"  # D body, C exact, B owner, A title.
_ALL_IN_TITLE = 2.0
_ALL_AS_TYPED = 0.5
_FOUND = "SELECT row_id FROM search_found(%s::tsquery, %s::text[]) AS row_id"
_EVERYTHING = "SELECT row_id FROM search_words WHERE %s::text[] IS NULL OR audience = ANY(%s::text[])"
_EXACT = "="  # Before a word as it stands, which so differs from every stem.
_LAST_PLACE = 16_383  # PostgreSQL keeps no place beyond; words there are found, phrases are not.
_MOST_PLACES = 255
_MOST_BYTES = 1_000_000  # A tsvector holds a little more.


class PostgresEngine(EmbeddedEngine):
    # The words of a long page lie apart from its row and take PostgreSQL 50 µs to fetch, so that counting them in
    # all of 5,000 hits takes a quarter of a second. Titles and owners are enough to choose the ones that are counted.
    refined_at_most = 300

    def write(self, fields: list[IndexedFields]) -> None:
        with connections[self.alias].cursor() as cursor:
            cursor.executemany(
                "INSERT INTO search_words (row_id, audience, names, words)"
                " VALUES (%s, %s, %s::tsvector, %s::tsvector) ON CONFLICT (row_id) DO UPDATE SET"
                " audience = EXCLUDED.audience, names = EXCLUDED.names, words = EXCLUDED.words",
                [
                    (
                        row.row_id,
                        row.audience,
                        vector(row.row_id, ("A", row.title), ("B", row.owner)),
                        vector(row.row_id, ("A", row.title), ("B", row.owner), ("D", row.body)),
                    )
                    for row in fields
                ],
            )

    def erase(self, row_ids: list[int]) -> None:
        with connections[self.alias].cursor() as cursor:
            cursor.execute("DELETE FROM search_words WHERE row_id = ANY(%s)", [row_ids])

    def match(self, query: Query, tokens: frozenset[str] | None) -> Scored:
        readable = None if tokens is None else sorted(tokens)
        wanted = _each(query.wanted)
        if wanted:
            found = self._ask(_FOUND, [" & ".join(wanted), readable])
        else:
            found = self._ask(_EVERYTHING, [readable, readable])
        return self._by_names(query, self._without_excluded(query, found))

    def match_some(self, query: Query, needed: int, tokens: frozenset[str] | None) -> Scored:
        readable = None if tokens is None else sorted(tokens)
        phrases = _each(query.phrases)
        asked = [value for word in _each(query.words) for value in (" & ".join([word, *phrases]), readable)]
        each = " UNION ALL ".join([_FOUND] * len(query.words))
        found = self._ask(
            f"SELECT row_id FROM ({each}) AS found GROUP BY row_id HAVING COUNT(*) >= %s",  # noqa: S608 - constants only
            [*asked, needed],
        )
        return self._by_names(query, self._without_excluded(query, found))

    def _without_excluded(self, query: Query, found: list[tuple[int]]) -> list[int]:
        excluded = self._ask(_FOUND, [" | ".join(_each(query.excluded)), None]) if query.excluded else []
        left_out = {row_id for (row_id,) in excluded}
        return [row_id for (row_id,) in found if row_id not in left_out]

    def _by_names(self, query: Query, row_ids: list[int]) -> Scored:
        """A first score, from titles, owners and words as they were typed."""
        wanted = _each(query.wanted)
        if not row_ids or not wanted:
            return [(row_id, 0.0) for row_id in row_ids]
        named = dict(
            self._ask(
                "SELECT row_id, ts_rank(%s::float4[], names, %s::tsquery) + %s * (names @@ %s::tsquery)::int"
                " FROM search_words WHERE names @@ %s::tsquery",
                [_WEIGHTS, " | ".join(wanted), _ALL_IN_TITLE, _in_titles(query.wanted), " | ".join(wanted)],
            )
        )
        exact = " & ".join(_each(query.wanted, exact=True))
        typed = {row_id for (row_id,) in self._ask(_FOUND, [exact, None])}
        return [
            (row_id, named.get(row_id, 0.0) + (_ALL_AS_TYPED if row_id in typed else 0)) for row_id in row_ids
        ]

    def refine(self, query: Query, row_ids: list[int]) -> dict[int, float]:
        rows = self._ask(
            "SELECT row_id, ts_rank(%s::float4[], words, %s::tsquery, 1) FROM search_words WHERE row_id = ANY(%s)",
            [_WEIGHTS, " | ".join([*_each(query.wanted), *_each(query.wanted, exact=True)]), row_ids],
        )
        return dict(rows)

    def _ask(self, statement: str, values: list[Any]) -> list[Any]:
        """Run a statement that is made of constants; everything variable is in ``values``."""
        with connections[self.alias].cursor() as cursor:
            cursor.execute(statement, values)
            return cursor.fetchall()


def vector(row_id: int, *fields: tuple[str, list[Slot]]) -> str:
    """The text form of a tsvector of these fields, each with its weight."""
    places: dict[str, list[str]] = defaultdict(list)
    place = 0
    for weight, slots in fields:
        place = _add(places, slots, weight, place)
    size, kept = 0, []
    # Of a page that is too long, words in phrases are lost before words.
    for lexeme, found in sorted(places.items(), key=lambda entry: entry[0].startswith(_EXACT)):
        size += len(lexeme.encode()) + 2 * len(found) + 4
        if size > _MOST_BYTES:
            logger.warning("Row %s is too long to index whole", row_id)
            break
        kept.append(f"{_quoted(lexeme)}:{','.join(found)}")
    return " ".join(kept)


def _add(places: dict[str, list[str]], slots: list[Slot], weight: str, place: int) -> int:
    """Note the places of the tokens, after ``place``; returns the last one taken."""
    for slot in slots:
        place += 1
        if slot is GAP:
            continue
        at = min(place, _LAST_PLACE)
        for lexeme, marked in ((slot.lemma, f"{at}{weight}"), (_EXACT + slot.text, f"{at}C")):
            if len(places[lexeme]) < _MOST_PLACES:
                places[lexeme].append(marked)
    return place


def _each(terms: Iterable[Term], *, exact: bool = False, weight: str = "") -> list[str]:
    return [f"({' | '.join(_form(form, exact, weight) for form in term.forms)})" for term in terms]


def _in_titles(terms: Iterable[Term]) -> str:
    return " & ".join(_each(terms, weight=":A"))


def _form(form: Form, exact: bool, weight: str) -> str:
    if form.literal or exact:
        # Words as they stand have a weight of their own, wherever they stand.
        lexemes = [_quoted(_EXACT + token.text) for token in form.tokens]
    else:
        lexemes = [_quoted(token.lemma) + weight for token in form.tokens]
    return f"({' <-> '.join(lexemes)})"


def _quoted(lexeme: str) -> str:
    """A lexeme in quotes; tokens are letters and digits only, and stay one lexeme if they ever were not."""
    return "'" + lexeme.replace("\\", "").replace("'", "") + "'"

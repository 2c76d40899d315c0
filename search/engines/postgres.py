"""Words in a tsvector. Vectors and queries are built from analysed tokens only and passed as parameters."""

import logging
from collections import defaultdict

from django.db import connections

from search.engines.embedded import EmbeddedEngine, Scored
from search.fields import GAP, IndexedFields, Slot
from search.query import Form, Query, Term

logger = logging.getLogger(__name__)

_WEIGHTS = "{0.125, 0.25, 0.5, 1.0}"  # D body, C exact, B owner, A title.
_EXACT = "="  # Before a word as it stands, which so differs from every stem.
_LAST_PLACE = 16_383  # PostgreSQL keeps no place beyond; words there are found, phrases are not.
_MOST_PLACES = 255
_MOST_BYTES = 1_000_000  # A tsvector holds a little more.


class PostgresEngine(EmbeddedEngine):
    def write(self, fields: list[IndexedFields]) -> None:
        with connections[self.alias].cursor() as cursor:
            cursor.executemany(
                "INSERT INTO search_words (row_id, audience, words) VALUES (%s, %s, %s::tsvector)"
                " ON CONFLICT (row_id) DO UPDATE SET audience = EXCLUDED.audience, words = EXCLUDED.words",
                [(row.row_id, row.audience, vector(row)) for row in fields],
            )

    def erase(self, row_ids: list[int]) -> None:
        with connections[self.alias].cursor() as cursor:
            cursor.execute("DELETE FROM search_words WHERE row_id = ANY(%s)", [row_ids])

    def match(self, query: Query, tokens: frozenset[str] | None) -> Scored:
        wanted = " & ".join(_term(term) for term in query.wanted)
        return self._rows(
            query, tokens, "words @@ %s::tsquery" if wanted else "TRUE", [wanted] if wanted else []
        )

    def match_some(self, query: Query, needed: int, tokens: frozenset[str] | None) -> Scored:
        words = [_term(term) for term in query.words]
        number = " + ".join(["(words @@ %s::tsquery)::int"] * len(words))
        phrases = [_term(term) for term in query.phrases]
        required = " & ".join([f"({' | '.join(words)})", *phrases])
        condition = f"words @@ %s::tsquery AND {number} >= %s"
        return self._rows(query, tokens, condition, [required, *words, needed])

    def _rows(self, query: Query, tokens: frozenset[str] | None, condition: str, values: list) -> Scored:
        """Run one search; ``condition`` is made of constants, everything variable is in ``values``."""
        if query.excluded:
            condition += " AND NOT words @@ %s::tsquery"
            values = [*values, " | ".join(_term(term) for term in query.excluded)]
        if tokens is not None:
            condition += " AND audience = ANY(%s)"
            values = [*values, sorted(tokens)]
        with connections[self.alias].cursor() as cursor:
            cursor.execute(
                "SELECT row_id, ts_rank(%s::float4[], words, %s::tsquery, 1)"  # noqa: S608 - constants only
                f" FROM search_words WHERE {condition}",
                [_WEIGHTS, " | ".join(_term(term) for term in query.wanted), *values],
            )
            return cursor.fetchall()


def vector(row: IndexedFields) -> str:
    """The text form of the tsvector of a row."""
    places: dict[str, list[str]] = defaultdict(list)
    place = 0
    for weight, slots in (("A", row.title), ("B", row.owner), ("D", row.body)):
        place = _add(places, slots, weight, place)
    size, kept = 0, []
    # Of a page that is too long, words in phrases are lost before words.
    for lexeme, found in sorted(places.items(), key=lambda entry: entry[0].startswith(_EXACT)):
        size += len(lexeme.encode()) + 2 * len(found) + 4
        if size > _MOST_BYTES:
            logger.warning("Row %s is too long to index whole", row.row_id)
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
        for lexeme, marked in ((slot.stem, f"{at}{weight}"), (_EXACT + slot.text, f"{at}C")):
            if len(places[lexeme]) < _MOST_PLACES:
                places[lexeme].append(marked)
    return place


def _term(term: Term) -> str:
    return f"({' | '.join(_form(form) for form in term.forms)})"


def _form(form: Form) -> str:
    exact = f"({' <-> '.join(_quoted(_EXACT + token.text) for token in form.tokens)})"
    if form.literal:
        return exact
    return f"({' <-> '.join(_quoted(token.stem) for token in form.tokens)}) | {exact}"


def _quoted(lexeme: str) -> str:
    """A lexeme in quotes; tokens are letters and digits only, and stay one lexeme if they ever were not."""
    return "'" + lexeme.replace("\\", "").replace("'", "") + "'"

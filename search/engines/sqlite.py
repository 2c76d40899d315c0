"""Words in an FTS5 table. What is asked of it is built from analysed tokens only, each in quotes."""

from collections.abc import Iterable

from django.db import connections

from search.engines.embedded import EmbeddedEngine, Scored
from search.fields import GAP, IndexedFields, Slot
from search.query import Form, Query, Term

# Weights of title, owner, body, exact and audience; the last two only filter.
_RANK = "-bm25(search_words, 8.0, 4.0, 1.0, 0.0, 0.0)"
_ALL_IN_TITLE = 2.0
_ALL_AS_TYPED = 1.25
# No letters, so no text gives tokens with these.
_GAP = "¶"
_EXACT = "¤"
_AUDIENCE = "§"
_EVERYBODY = f"{_AUDIENCE}iedereen"


class SqliteEngine(EmbeddedEngine):
    def write(self, fields: list[IndexedFields]) -> None:
        self.erase([row.row_id for row in fields])
        with connections[self.alias].cursor() as cursor:
            cursor.executemany(
                "INSERT INTO search_words (rowid, title, owner, body, exact, audience)"
                " VALUES (%s, %s, %s, %s, %s, %s)",
                [_columns(row) for row in fields],
            )

    def erase(self, row_ids: list[int]) -> None:
        with connections[self.alias].cursor() as cursor:
            cursor.executemany("DELETE FROM search_words WHERE rowid = %s", [(row_id,) for row_id in row_ids])

    def match(self, query: Query, tokens: frozenset[str] | None) -> Scored:
        found = self._rows(_expression([*_each(query.wanted), _audience(tokens)], query.excluded))
        if not found or not query.wanted:
            return found
        titled = self._ids(f"title : ({' AND '.join(_each(query.words))})") if query.words else set()
        typed = self._ids(" AND ".join(_each(query.wanted, exact=True)))
        return [
            (
                row_id,
                score
                * (_ALL_IN_TITLE if row_id in titled else 1)
                * (_ALL_AS_TYPED if row_id in typed else 1),
            )
            for row_id, score in found
        ]

    def match_some(self, query: Query, needed: int, tokens: frozenset[str] | None) -> Scored:
        words = _each(query.words)
        always = [_audience(tokens), *_each(query.phrases)]
        per_word = [_expression([word, *always], query.excluded) for word in words]
        each = " UNION ALL ".join(["SELECT rowid FROM search_words WHERE search_words MATCH %s"] * len(words))
        with connections[self.alias].cursor() as cursor:
            cursor.execute(
                f"SELECT rowid FROM ({each}) GROUP BY rowid HAVING COUNT(*) >= %s",  # noqa: S608 - constants only
                [*per_word, needed],
            )
            enough = {row_id for (row_id,) in cursor.fetchall()}
        if not enough:
            return []
        some = self._rows(_expression([f"({' OR '.join(words)})", *always], query.excluded))
        return [(row_id, score) for row_id, score in some if row_id in enough]

    def _rows(self, expression: str) -> Scored:
        with connections[self.alias].cursor() as cursor:
            cursor.execute(
                f"SELECT rowid, {_RANK} FROM search_words WHERE search_words MATCH %s",  # noqa: S608 - constants only
                [expression],
            )
            return cursor.fetchall()

    def _ids(self, expression: str) -> set[int]:
        with connections[self.alias].cursor() as cursor:
            cursor.execute("SELECT rowid FROM search_words WHERE search_words MATCH %s", [expression])
            return {row_id for (row_id,) in cursor.fetchall()}


def _columns(row: IndexedFields) -> tuple[int, str, str, str, str, str]:
    everything = [*row.title, *row.owner, *row.body]
    return (
        row.row_id,
        _stems(row.title),
        _stems(row.owner),
        _stems(row.body),
        " ".join(_GAP if slot is GAP else _EXACT + slot.text for slot in everything),
        f"{_EVERYBODY} {_audience_word(row.audience)}",
    )


def _stems(slots: list[Slot]) -> str:
    return " ".join(_GAP if slot is GAP else slot.lemma for slot in slots)


def _audience_word(token: str) -> str:
    """``deelnemer:12`` as one word of FTS5's ascii tokenizer."""
    return _AUDIENCE + token.replace(":", "")


def _expression(wanted: list[str], excluded: tuple[Term, ...]) -> str:
    expression = " AND ".join(wanted)
    if not excluded:
        return expression
    return f"({expression}) NOT ({' OR '.join(_each(excluded))})"


def _audience(tokens: frozenset[str] | None) -> str:
    words = [_EVERYBODY] if tokens is None else sorted(map(_audience_word, tokens))
    return f"({' OR '.join(map(_quoted, words))})"


def _each(terms: Iterable[Term], *, exact: bool = False) -> list[str]:
    return [f"({' OR '.join(_form(form, exact=exact) for form in term.forms)})" for term in terms]


def _form(form: Form, *, exact: bool) -> str:
    if form.literal or exact:
        return " + ".join(_quoted(_EXACT + token.text) for token in form.tokens)
    return " + ".join(_quoted(token.lemma) for token in form.tokens)


def _quoted(token: str) -> str:
    """A token as FTS5's string; tokens are letters and digits only, and stay one string if they ever were not."""
    return '"' + token.replace('"', "") + '"'

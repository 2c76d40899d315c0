"""Words in an FTS5 table. What is asked of it is built from analysed tokens only, each in quotes."""

from django.db import connections

from search.engines.embedded import EmbeddedEngine, Scored
from search.fields import GAP, IndexedFields, Slot
from search.query import Form, Query, Term

# Weights of title, owner, body, exact and audience; the last only filters.
_RANK = "-bm25(search_words, 8.0, 4.0, 1.0, 2.0, 0.0)"
_GAP = "¶"  # No letter, so no text gives this token.
_EVERYBODY = "iedereen"


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
        wanted = [_term(term) for term in query.wanted]
        return self._rows(_expression([*wanted, _audience(tokens)], query.excluded))

    def match_some(self, query: Query, needed: int, tokens: frozenset[str] | None) -> Scored:
        words = [_term(term) for term in query.words]
        always = [_audience(tokens), *(_term(term) for term in query.phrases)]
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


def _columns(row: IndexedFields) -> tuple[int, str, str, str, str, str]:
    everything = [*row.title, *row.owner, *row.body]
    return (
        row.row_id,
        _stems(row.title),
        _stems(row.owner),
        _stems(row.body),
        " ".join(_GAP if slot is GAP else slot.text for slot in everything),
        f"{_EVERYBODY} {_audience_word(row.audience)}",
    )


def _stems(slots: list[Slot]) -> str:
    return " ".join(_GAP if slot is GAP else slot.stem for slot in slots)


def _audience_word(token: str) -> str:
    """``deelnemer:12`` as one word of FTS5's ascii tokenizer."""
    return token.replace(":", "")


def _expression(wanted: list[str], excluded: tuple[Term, ...]) -> str:
    expression = " AND ".join(wanted)
    if not excluded:
        return expression
    return f"({expression}) NOT ({' OR '.join(_term(term) for term in excluded)})"


def _audience(tokens: frozenset[str] | None) -> str:
    words = [_EVERYBODY] if tokens is None else sorted(map(_audience_word, tokens))
    return f"audience : ({' OR '.join(map(_quoted, words))})"


def _term(term: Term) -> str:
    return f"({' OR '.join(_form(form) for form in term.forms)})"


def _form(form: Form) -> str:
    exact = f"exact : {' + '.join(_quoted(token.text) for token in form.tokens)}"
    if form.literal:
        return exact
    stems = " + ".join(_quoted(token.stem) for token in form.tokens)
    # The title a second time: few titles have the word, so there it tells more.
    return f"{{title owner body}} : {stems} OR title : {stems} OR {exact}"


def _quoted(token: str) -> str:
    """A token as FTS5's string; tokens are letters and digits only, and stay one string if they ever were not."""
    return '"' + token.replace('"', "") + '"'

"""Words in two FTS5 tables: of all texts, and of the names alone, where looking takes a tenth of the time.

What is asked of them is built from analysed tokens only, each in quotes.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.db import connections

from search.engines.embedded import MOST_RANKED_BY_TEXT, EmbeddedEngine
from search.fields import EXACT, FIELDS, NAME_FIELDS, PART, WEIGHTS, IndexedFields
from search.query import Query
from search.terms import NEAR, Form, Near, Row, Term, Together, lemmas_of
from search.words import document_frequencies, rarity

_TABLES = {"search_words": FIELDS, "search_names": NAME_FIELDS}
_TEXT_WEIGHTS = (str(0.0 if field in NAME_FIELDS else WEIGHTS.get(field, 0.0)) for field in FIELDS)
_TEXT_RANK = f"-bm25(search_words, {', '.join(_TEXT_WEIGHTS)})"
# As one JSON text: it is read three times as fast as thousands of rows.
_ROWS = "json_group_array(rowid) FROM {0} WHERE {0} MATCH %s"
_SENTENCES = {"title", "lead"}
_MOST_PARAMETERS = 500


class SqliteEngine(EmbeddedEngine):
    name = "sqlite"

    def write(self, fields: list[IndexedFields]) -> None:
        self.erase([row.row_id for row in fields])
        with connections[self.alias].cursor() as cursor:
            for table, columns in _TABLES.items():
                cursor.executemany(
                    f"INSERT INTO {table} (rowid, {', '.join(columns)})"  # noqa: S608 - constants only
                    f" VALUES (%s{', %s' * len(columns)})",
                    [(row.row_id, *(row.texts[field] for field in columns)) for row in fields],
                )

    def erase(self, row_ids: list[int]) -> None:
        with connections[self.alias].cursor() as cursor:
            for table in _TABLES:
                cursor.executemany(
                    f"DELETE FROM {table} WHERE rowid = %s",  # noqa: S608 - constants only
                    [(row_id,) for row_id in row_ids],
                )

    def texts(self, row_ids: Sequence[int], fields: Sequence[str] = FIELDS) -> dict[int, dict[str, str]]:
        found = {}
        with connections[self.alias].cursor() as cursor:
            for start in range(0, len(row_ids), _MOST_PARAMETERS):
                ids = list(row_ids[start : start + _MOST_PARAMETERS])
                cursor.execute(
                    f"SELECT rowid, {', '.join(fields)} FROM search_words"  # noqa: S608 - constants only
                    f" WHERE rowid IN ({', '.join(['%s'] * len(ids))})",
                    ids,
                )
                found |= {row[0]: dict(zip(fields, row[1:], strict=True)) for row in cursor.fetchall()}
        return found

    def match(self, query: Query) -> list[int]:
        return self._ids(_expression(_each(query.wanted), query.excluded))

    def match_excluded(self, query: Query) -> list[int]:
        return self._ids(" OR ".join(_each(query.excluded, parts=False)))

    def match_some(self, query: Query, needed: int) -> list[int]:
        words, phrases = _each(query.words), _each(query.phrases)
        if needed < 2:
            return self._ids(_expression([f"({' OR '.join(words)})", *phrases], query.excluded))
        per_word = [_expression([word, *phrases], query.excluded) for word in words]
        each = " UNION ALL ".join(["SELECT rowid FROM search_words WHERE search_words MATCH %s"] * len(words))
        with connections[self.alias].cursor() as cursor:
            cursor.execute(
                f"SELECT rowid FROM ({each}) GROUP BY rowid HAVING COUNT(*) >= %s",  # noqa: S608 - constants only
                [*per_word, needed],
            )
            return [row_id for (row_id,) in cursor.fetchall()]

    def rank_names(self, query: Query, documents: int) -> dict[int, float]:
        """By presence, as the final ranking does: FTS5's own rank hardly tells a title from a summary."""
        scores: dict[int, float] = defaultdict(float)
        frequencies = document_frequencies(self.alias, lemmas_of(query.wanted))
        for term in query.wanted:
            lemmas = lemmas_of((Term(term.forms[:1]),))
            telling = rarity(documents, min((frequencies.get(lemma, 0) for lemma in lemmas), default=0))
            for row_id, weight in self._names_with(term).items():
                scores[row_id] += weight * telling
        return scores

    def _names_with(self, term: Term) -> dict[int, float]:
        """The weight of the names in which this term stands, by row; of forms that weigh the same, any will do."""
        by_weight: dict[float, list[Form]] = defaultdict(list)
        for form in term.forms:
            if not isinstance(form.shape, Together):
                by_weight[form.weight].append(form)
        best: dict[int, float] = {}
        for form_weight, forms in by_weight.items():
            found: dict[int, float] = defaultdict(float)
            for field, row_ids in self._names_by_field(forms):
                for row_id in row_ids:
                    found[row_id] += WEIGHTS[field] * form_weight
            for row_id, weight in found.items():
                best[row_id] = max(best.get(row_id, 0.0), weight)
        return best

    def _names_by_field(self, forms: list[Form]) -> list[tuple[str, list[int]]]:
        """The rows with any of these forms in a name, for each of the fields of names: one query."""
        expressions = []
        for field in NAME_FIELDS:
            # Two words near each other make no kind, owner or part of a word.
            fitting = [form for form in forms if field in _SENTENCES or not isinstance(form.shape, Near)]
            if fitting:
                any_of = " OR ".join(_form(form, parts=True) for form in fitting)
                expressions += [field, f"{field} : ({any_of})"]
        each = " UNION ALL ".join([f"SELECT %s, {_ROWS.format('search_names')}"] * (len(expressions) // 2))
        with connections[self.alias].cursor() as cursor:
            cursor.execute(each, expressions)
            return [(field, json.loads(row_ids)) for field, row_ids in cursor.fetchall()]

    def rank_texts(self, query: Query, row_ids: list[int], *, all_words: bool) -> dict[int, float]:
        # FTS5 goes through every row with a word to weigh it, and a word of many rows weighs next to nothing.
        frequencies = document_frequencies(self.alias, lemmas_of(query.wanted))
        plain = [Term(term.forms[:1]) for term in query.wanted]
        rare = [
            term
            for term in plain
            if min((frequencies.get(lemma, 0) for lemma in lemmas_of((term,))), default=0)
            <= MOST_RANKED_BY_TEXT
        ]
        if not rare:
            return {}
        with connections[self.alias].cursor() as cursor:
            cursor.execute(
                f"SELECT rowid, {_TEXT_RANK} FROM search_words WHERE search_words MATCH %s",  # noqa: S608 - constants only
                [(" AND " if all_words else " OR ").join(_each(rare))],
            )
            return dict(cursor.fetchall())

    def _ids(self, expression: str) -> list[int]:
        with connections[self.alias].cursor() as cursor:
            cursor.execute(f"SELECT {_ROWS.format('search_words')}", [expression])
            return json.loads(cursor.fetchone()[0])


def _expression(wanted: list[str], excluded: tuple[Term, ...]) -> str:
    expression = " AND ".join(wanted)
    if not excluded:
        return expression
    return f"({expression}) NOT ({' OR '.join(_each(excluded, parts=False))})"


def _each(terms: Iterable[Term], *, parts: bool = True) -> list[str]:
    return [f"({' OR '.join(_form(form, parts=parts) for form in term.forms)})" for term in terms]


def _form(form: Form, *, parts: bool) -> str:
    match form.shape:
        case Row(words, literal=True):
            return " + ".join(_quoted(EXACT + word) for word in words)
        case Row((lemma,)) if parts:
            return f"{_quoted(lemma)} OR {_quoted(PART + lemma)}"
        case Row(words):
            return " + ".join(map(_quoted, words))
        case Near(one, other):
            return f"NEAR({_quoted(one)} {_quoted(other)}, {NEAR})"
        case Together(terms):
            return f"({' AND '.join(_each(terms, parts=parts))})"


def _quoted(token: str) -> str:
    """A token as FTS5's string; tokens are letters and digits only, and stay one string if they ever were not."""
    return '"' + token.replace('"', "") + '"'

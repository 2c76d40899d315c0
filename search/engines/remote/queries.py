"""Terms in the words of both servers.

Which rows are found is asked of one field with all words, or of the words as they stand; names only add to the score.
Nothing that a visitor typed reaches a grammar: a query holds tokens, each as the value of a term.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from elasticsearch.dsl.query import Bool, DisMax, MatchNone, Query, SpanNear
from elasticsearch.dsl.query import Term as Word

from search.engines.remote.mapping import EVERYTHING, LONGEST_TOKEN
from search.fields import EXACT, NAME_FIELDS, PART, WEIGHTS
from search.terms import NEAR, Form, Near, Row, Term, Together

_TEXT = 2.2
"""What a word in the text counts at most, beside the weights of names; see ``search.ranking``."""
MOST_CLAUSES = 1_000
"""As many words as OpenSearch accepts in one query, with some left for filters; Elasticsearch accepts more."""


def found(term: Term, *, parts: bool = True) -> Query:
    """The rows that have any form of the term, each scored by its best form in the whole text."""
    return DisMax(queries=[_found(form, parts=parts) for form in term.forms]) if term.forms else MatchNone()


def found_all(terms: Iterable[Term], *, parts: bool = True) -> list[Query]:
    return [found(term, parts=parts) for term in terms]


def clauses(terms: Iterable[Term]) -> int:
    """How many words it takes to find these terms."""
    return sum(_clauses(form) for term in terms for form in term.forms)


def _clauses(form: Form) -> int:
    match form.shape:
        case Row(words):
            return max(2, len(words))
        case Near():
            return 2
        case Together(terms):
            return clauses(terms)


def named(terms: Sequence[Term], room: int) -> list[Query]:
    """What the score gains for each of these terms that stands in a title or another name; finds nothing by itself.

    ``room`` is how many clauses it may take: of a very long query fewer names count.
    """
    fields = NAME_FIELDS[: room // max(1, clauses(terms))]
    gains = [[gain for form in term.forms for gain in _named(form, fields)] for term in terms]
    return [DisMax(queries=of_term) for of_term in gains if of_term]


def _found(form: Form, *, parts: bool) -> Query:
    weight = form.weight * _TEXT
    match form.shape:
        case Row(words, literal=True):
            return _row("exact", [EXACT + word for word in words], weight)
        case Row((lemma,)) if parts:
            part = _word(EVERYTHING, PART + lemma, weight * WEIGHTS["parts"])
            return Bool(should=[_word(EVERYTHING, lemma, weight), part])
        case Row(words):
            return _row(EVERYTHING, words, weight)
        case Near(one, other):
            return _near(EVERYTHING, one, other, weight)
        case Together(terms):
            return Bool(must=found_all(terms, parts=parts), boost=form.weight)


def _named(form: Form, fields: Sequence[str]) -> Iterator[Query]:
    match form.shape:
        case Row(literal=True) | Together():
            return
        case _ if not fields:
            return
        case Row((lemma,)):
            tokens = {field: PART + lemma if field == "title_parts" else lemma for field in fields}
            words = [_word(field, token, WEIGHTS[field]) for field, token in tokens.items()]
            yield Bool(should=words, boost=form.weight)
        case Row(words):
            rows = [_row(field, words, WEIGHTS[field]) for field in fields if field != "title_parts"]
            yield Bool(should=rows, boost=form.weight)
        case Near(one, other):
            pairs = [_near(field, one, other, WEIGHTS[field]) for field in fields if field != "title_parts"]
            yield DisMax(queries=pairs, boost=form.weight)


def _row(field: str, words: Sequence[str], weight: float) -> Query:
    """These words directly after each other."""
    if len(words) == 1:
        return _word(field, words[0], weight)
    return SpanNear(clauses=[_at(field, word) for word in words], slop=0, in_order=True, boost=weight)


def _near(field: str, one: str, other: str, weight: float) -> Query:
    return SpanNear(clauses=[_at(field, one), _at(field, other)], slop=NEAR, in_order=False, boost=weight)


def _word(field: str, token: str, weight: float) -> Query:
    return Word(field, {"value": token[:LONGEST_TOKEN], "boost": weight})


def _at(field: str, token: str) -> dict[str, Any]:
    return {"span_term": {field: token[:LONGEST_TOKEN]}}

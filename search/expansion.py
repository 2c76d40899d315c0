"""Adds to a query what else its words may be called, as the editors' vocabulary says."""

from collections.abc import Sequence
from itertools import pairwise

from search.analysis import Token
from search.query import Query, forms_of
from search.questions import is_light
from search.terms import Form, Near, Row, Shape, Term, Together
from search.vocabulary import Alternative, Vocabulary

_SYNONYM = 0.65


def expand(query: Query, vocabulary: Vocabulary) -> Query:
    """The query in which each expression of the vocabulary may also be found as what the vocabulary gives for it.

    Words that form an expression together become one term; of expressions that overlap, the longest counts.
    """
    tokens = [token for row in query.tokens for token in row]
    of_term = [number for number, row in enumerate(query.tokens) for _token in row]
    words = list(query.words)
    merged: dict[int, tuple[int, list[Form]]] = {}
    taken: set[int] = set()
    for alternative in vocabulary.alternatives(tokens):
        first, last = of_term[alternative.start], of_term[alternative.stop - 1]
        form = _form(alternative)
        if first == last:
            words[first] = Term((*words[first].forms, form), words[first].typed)
        elif merged.get(first, (None,))[0] == last:
            merged[first][1].append(form)
        elif taken.isdisjoint(range(first, last + 1)):
            taken.update(range(first, last + 1))
            merged[first] = (last, [form])
    light = {
        at for at, row in enumerate(query.tokens) if query.is_question and is_light(row) and at not in taken
    }
    if len(light) == len(words):
        light = set()
    return query.with_words(tuple(_with_merged(words, merged, light)))


def _with_merged(words: list[Term], merged: dict[int, tuple[int, list[Form]]], light: set[int]) -> list[Term]:
    """The terms, those of one expression as one, without the ``light`` ones."""
    result = []
    number = 0
    while number < len(words):
        last, forms = merged.get(number, (number, []))
        if forms:
            parts = tuple(words[number : last + 1])
            typed = tuple(word for term in parts for word in term.typed)
            result.append(Term((Form(Together(parts)), *forms), typed))
        elif number not in light:
            result.append(words[number])
        number = last + 1
    return result


def _form(alternative: Alternative) -> Form:
    return Form(_shape(alternative.tokens), _SYNONYM, alternative.text)


def _shape(tokens: Sequence[Token]) -> Shape:
    """The words of an expression, each near the one before; a compound may also stand apart in its two halves."""
    if len(tokens) == 1:
        forms = forms_of(tokens[0])
        return forms[0].shape if len(forms) == 1 else Together((Term(tuple(forms)),))
    pairs = [Near(one.lemma, other.lemma) for one, other in pairwise(tokens) if one.lemma != other.lemma]
    if len(pairs) > 1:
        return Together(tuple(Term((Form(pair),)) for pair in pairs))
    return pairs[0] if pairs else Row((tokens[0].lemma,))

"""Adds to a query what else its words may be called, as the editors' vocabulary says."""

from collections.abc import Sequence
from itertools import pairwise

from search.analysis import Token
from search.query import Query, forms_of
from search.questions import is_light, says_something
from search.terms import Form, Near, Row, Shape, Term, Together
from search.vocabulary import Vocabulary

_SYNONYM = 0.65
_OF_EXPRESSION = 0.3
"""Several words in a row are more easily meant just so than one word."""
_APART = 0.65
"""For an expression whose words do not stand near each other."""


def expand(query: Query, vocabulary: Vocabulary) -> Query:
    """The query in which each expression of the vocabulary may also be found as what the vocabulary gives for it.

    Words that form an expression together become one term; of expressions that overlap, the longest counts.
    """
    words = list(query.words)
    merged: dict[int, tuple[int, list[Form]]] = {}
    taken: set[int] = set()
    for alternative in vocabulary.alternatives([token for token, _number in query.tokens]):
        numbers = {number for _token, number in query.tokens[alternative.start : alternative.stop]} - {-1}
        if not numbers:
            continue
        first, last = min(numbers), max(numbers)
        form = Form(
            _shape(alternative.tokens), _SYNONYM if first == last else _OF_EXPRESSION, alternative.text
        )
        if first == last:
            words[first] = Term((*words[first].forms, form), words[first].typed)
        elif merged.get(first, (None,))[0] == last:
            merged[first][1].append(form)
        elif taken.isdisjoint(range(first, last + 1)):
            taken.update(range(first, last + 1))
            spoken = tuple(
                token for token, number in query.tokens if first <= number <= last and not token.joined
            )
            merged[first] = (last, [Form(_shape(spoken)), form])
    light = _light(query)
    if len(light) == len(words):
        light = set()
    return query.with_words(tuple(_with_merged(words, merged, light)))


def _light(query: Query) -> set[int]:
    """The numbers of the terms that a page need not have, because they only ask."""
    if not query.is_question:
        return set()
    of_term: dict[int, list[Token]] = {}
    for token, number in query.tokens:
        of_term.setdefault(number, []).append(token)
    return {number for number, tokens in of_term.items() if number >= 0 and is_light(tokens)}


def _with_merged(words: list[Term], merged: dict[int, tuple[int, list[Form]]], light: set[int]) -> list[Term]:
    """The terms, those of one expression as one, without the ``light`` ones."""
    result = []
    number = 0
    while number < len(words):
        last, forms = merged.get(number, (number, []))
        if forms:
            result.append(_as_one(words, range(number, last + 1), forms, light))
        elif number not in light:
            result.append(words[number])
        number = last + 1
    return result


def _as_one(words: list[Term], numbers: range, forms: list[Form], light: set[int]) -> Term:
    """One term for an expression: its words near each other, what it stands for, or its telling words anywhere."""
    telling = tuple(words[number] for number in numbers if number not in light)
    typed = tuple(word for number in numbers for word in words[number].typed)
    if says_something([word for term in telling for word in term.typed]):
        forms = [*forms, Form(Together(telling), _APART)]
    return Term(tuple(forms), typed)


def _shape(tokens: Sequence[Token]) -> Shape:
    """The words of an expression, each near the one before; a compound may also stand apart in its two halves."""
    if len(tokens) == 1:
        forms = forms_of(tokens[0])
        return forms[0].shape if len(forms) == 1 else Together((Term(tuple(forms)),))
    pairs = [Near(one.lemma, other.lemma) for one, other in pairwise(tokens) if one.lemma != other.lemma]
    if len(pairs) > 1:
        return Together(tuple(Term((Form(pair),)) for pair in pairs))
    return pairs[0] if pairs else Row((tokens[0].lemma,))

"""Finds the expressions of the rules in what a person typed."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import NamedTuple

from search.analysis import NO_EXCEPTIONS, Exceptions, Token, analyse, is_stop_word
from search.vocabulary.rules import Rule

Lemmas = frozenset[str]
Pattern = tuple[Lemmas, ...]
"""What each word of an expression may be a form of; a single word is only its likeliest: *borgen* is no *bergen*."""


@dataclass(frozen=True)
class Alternative:
    """The tokens ``[start:stop]`` of the query may also be found as ``tokens``, the content words of ``text``."""

    start: int
    stop: int
    tokens: tuple[Token, ...]
    text: str


class _Slot(NamedTuple):
    """One word of the query: what it may be a form of, and its place in the row of tokens."""

    lemmas: Lemmas
    parts: tuple[str, ...]
    start: int
    stop: int


class _Run(NamedTuple):
    """Slots in a row, at ``order`` among its words, that are all of an expression."""

    words: int
    order: int
    start: int
    stop: int


class _Reading(NamedTuple):
    """One way to read an expression. ``thin``: hardly a content word is left, so its small words count too.

    ``alleen zijn`` is not ``alleen``, ``wat kost het`` is not every ``kosten``: people ask such things, but no page
    is found by them.
    """

    tokens: tuple[Token, ...]
    pattern: Pattern
    thin: bool = False

    @classmethod
    def of(cls, tokens: tuple[Token, ...], *, thin: bool = False) -> "_Reading":
        if len(tokens) == 1:
            return cls(tokens, (frozenset((tokens[0].lemma,)),), thin)
        return cls(tokens, tuple(_lemmas(token) for token in tokens), thin)


@dataclass
class _Expression:
    """A left side: the lemmas of its words, and what it finds in the order of the rules."""

    text: str
    pattern: Pattern
    thin: bool
    found: list[tuple[str, tuple[Token, ...]]] = field(default_factory=list)


class Expressions:
    """The left sides of all rules, found through the word of each that the fewest others have."""

    def __init__(self, rules: Iterable[Rule], exceptions: Exceptions = NO_EXCEPTIONS) -> None:
        self._exceptions = exceptions
        self._readings: dict[str, list[_Reading]] = {}
        known: dict[Pattern, _Expression] = {}
        for rule in rules:
            for word in rule.words:
                self._add(known, rule, word)
        self._by_lemma: dict[str, list[_Expression]] = {}
        self._by_parts: dict[tuple[str, ...], _Expression] = {}
        self._index(list(known.values()))

    def alternatives(self, tokens: Sequence[Token]) -> list[Alternative]:
        """What may be found instead of the expressions in ``tokens``, those of most words first."""
        runs = sorted(self._runs(tokens), key=lambda found: (-found[0].words, found[0].order, found[0].start))
        seen = set()
        alternatives = []
        for run, expression in runs:
            for text, row in expression.found:
                known = (run.start, run.stop, tuple(token.text for token in row))
                if known not in seen:
                    seen.add(known)
                    alternatives.append(Alternative(run.start, run.stop, row, text))
        return alternatives

    def _add(self, known: dict[Pattern, _Expression], rule: Rule, word: str) -> None:
        for reading in self._readings_of(word):
            pattern = reading.pattern
            expression = known.setdefault(pattern, _Expression(word, pattern, reading.thin))
            expression.found += [
                (other, found.tokens)
                for other in rule.found_by(word)
                for found in self._readings_of(other)
                if found.pattern != pattern and not found.thin
            ]

    def _readings_of(self, text: str) -> list[_Reading]:
        """The content words of an expression; one with a hyphen or ``&`` also as the one word that it is then."""
        if text not in self._readings:
            self._readings[text] = _read(
                [token._replace(start=0, end=0) for token in analyse(text, self._exceptions)]
            )
        return self._readings[text]

    def _index(self, expressions: list[_Expression]) -> None:
        frequency = Counter(
            lemma for expression in expressions for lemmas in expression.pattern for lemma in lemmas
        )
        for expression in expressions:
            rarest = min(
                expression.pattern,
                key=lambda lemmas: (sum(frequency[lemma] for lemma in lemmas), min(lemmas)),
            )
            for lemma in sorted(rarest):
                self._by_lemma.setdefault(lemma, []).append(expression)
            if len(expression.pattern) == 2 and not expression.thin:
                for pair in product(*map(sorted, expression.pattern)):
                    self._by_parts.setdefault(pair, expression)

    def _runs(self, tokens: Sequence[Token]) -> Iterator[tuple[_Run, _Expression]]:
        every, joined = _slots(tokens)
        content = [slot for slot in every if not is_stop_word(tokens[slot.start].text)]
        for order, slot in enumerate(content):
            if slot.parts and (expression := self._by_parts.get(slot.parts[:2])):
                yield _Run(1, order, slot.start, slot.stop), expression
            for expression in self._with(slot):
                if not expression.thin:
                    yield from self._windows(expression, content, order)
        for order, slot in enumerate(every):
            for expression in self._with(slot):
                if expression.thin:
                    yield from self._windows(expression, every, order)
        for order, slot in joined:
            for expression in self._with(slot):
                if len(expression.pattern) == 1:
                    yield _Run(1, order, slot.start, slot.stop), expression

    def _with(self, slot: _Slot) -> Iterator[_Expression]:
        for lemma in sorted(slot.lemmas):
            yield from self._by_lemma.get(lemma, ())

    def _windows(
        self, expression: _Expression, slots: list[_Slot], order: int
    ) -> Iterator[tuple[_Run, _Expression]]:
        """Where around ``slots[order]`` all words of ``expression`` stand together, in any order."""
        size = len(expression.pattern)
        for first in range(max(0, order - size + 1), min(order, len(slots) - size) + 1):
            window = slots[first : first + size]
            if _covers(expression.pattern, [slot.lemmas for slot in window]):
                yield _Run(size, first, window[0].start, window[-1].stop), expression


def _lemmas(token: Token) -> Lemmas:
    return frozenset((token.lemma, *token.also))


def _read(tokens: list[Token]) -> list[_Reading]:
    row = tuple(token for token in tokens if not token.joined)
    content = tuple(token for token in row if not is_stop_word(token.text))
    joined = bool(tokens) and tokens[0].joined and tokens[0].text == "".join(token.text for token in row)
    if not joined and len(content) < 2 <= len(row):
        return [_Reading.of(row, thin=True)]
    readings = [_Reading.of(content)] if content else []
    if joined and any(len(token.text) > 1 for token in row):  # B&W is not the bw of beschermd wonen.
        readings.append(_Reading.of((tokens[0]._replace(joined=False),)))
    return readings


def _slots(tokens: Sequence[Token]) -> tuple[list[_Slot], list[tuple[int, _Slot]]]:
    """The words of ``tokens``, and the joined ones that span some of them."""
    slots: list[_Slot] = []
    joined: list[tuple[int, _Slot]] = []
    for place, token in enumerate(tokens):
        if token.joined:
            joined.append(
                (len(slots), _Slot(_lemmas(token), token.parts, place, _end_of_parts(tokens, place)))
            )
        else:
            slots.append(_Slot(_lemmas(token), token.parts, place, place + 1))
    return slots, joined


def _end_of_parts(tokens: Sequence[Token], place: int) -> int:
    """The place after the last of the tokens that the joined one at ``place`` repeats."""
    end, length = place + 1, 0
    while end < len(tokens) and not tokens[end].joined and length < len(tokens[place].text):
        length += len(tokens[end].text)
        end += 1
    return end


def _covers(pattern: Pattern, window: list[Lemmas]) -> bool:
    """Whether each word of the pattern can be a word of the window, all of them different."""
    if not pattern:
        return True
    first, rest = pattern[0], pattern[1:]
    return any(
        not first.isdisjoint(lemmas) and _covers(rest, window[:place] + window[place + 1 :])
        for place, lemmas in enumerate(window)
    )

"""Why a page was found: its words marked, in fragments of its text. One highlighter for every engine."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from search.analysis import NO_EXCEPTIONS, Exceptions, Token, analyse, written_words
from search.query import Query
from search.terms import NEAR, Near, Row, Term, Together

MOST_FRAGMENTS = 2
MOST_TEXT = 60_000  # Characters looked through per page; what stands further on is found but not shown.
_BEFORE, _AFTER = 70, 170
_SENTENCE_ENDS = ".!?\n"


@dataclass(frozen=True)
class Mark:
    start: int
    end: int
    term: int


class Passage(NamedTuple):
    """A text in which words may be found; ``label`` says what it is, ``url`` where it stands when not on the page."""

    label: str
    text: str
    url: str = ""


@dataclass(frozen=True)
class Fragment:
    """``label`` and ``url`` are those of the passage that it comes from."""

    label: str
    html: SafeString
    url: str = ""


class _Word(NamedTuple):
    """What a written word has to do with the query: how many places it takes, and its tokens that are looked for."""

    places: int
    tokens: tuple[Token, ...]


class _Standing(NamedTuple):
    """A token that is looked for, in a text: the number of its place in the row of words, and where it stands."""

    place: int
    start: int
    end: int
    token: Token


class Highlighter:
    """Finds the words of one query in any text; each different word of the texts is analysed once."""

    def __init__(self, query: Query, exceptions: Exceptions = NO_EXCEPTIONS) -> None:
        self._exceptions = exceptions
        self._lemmas: dict[str, int] = {}
        self._texts: dict[str, int] = {}
        self._rows: list[tuple[Row, int]] = []
        self._nears: list[tuple[Near, int]] = []
        self._seen: dict[str, _Word] = {}
        self.terms = len(query.wanted)
        for number, term in enumerate(query.wanted):
            self._learn(term, number)
        self._in_rows = {
            *(word for row, _term in self._rows for word in row.words),
            *(lemma for near, _term in self._nears for lemma in (near.one, near.other)),
        }

    def _learn(self, term: Term, number: int) -> None:
        for form in term.forms:
            match form.shape:
                case Together(terms):
                    for inner in terms:
                        self._learn(inner, number)
                case Near():
                    self._nears.append((form.shape, number))
                case Row((word,), literal=True):
                    self._texts.setdefault(word, number)
                case Row((lemma,)):
                    self._lemmas.setdefault(lemma, number)
                case Row():
                    self._rows.append((form.shape, number))

    def whole(self, text: str) -> SafeString:
        """All of ``text`` as HTML, its found words in ``<mark>``."""
        return _marked(text, 0, len(text), self.marks(text))

    def marks(self, text: str) -> list[Mark]:
        """The found words in their order."""
        if not self.terms:
            return []
        standing = list(self._standing(text))
        found = [
            Mark(word.start, word.end, term) for word in standing if (term := self._term_of(word.token)) >= 0
        ]
        if self._in_rows:
            by_place = {word.place: word for word in standing if not word.token.joined}
            found += self._marks_of_rows(by_place)
            found += self._marks_of_nears(by_place)
        return sorted(set(found), key=lambda mark: (mark.start, -mark.end))

    def _standing(self, text: str) -> Iterator[_Standing]:
        place = 0
        seen = self._seen
        for start, end in written_words(text):
            written = text[start:end]
            word = seen.get(written) or self._see(written)
            if word.tokens:
                at = place
                for token in word.tokens:
                    yield _Standing(at, start + token.start, start + token.end, token)
                    at += not token.joined
            place += word.places

    def _see(self, written: str) -> _Word:
        tokens, places = _tokens_of(written, self._exceptions)
        wanted = tokens if any(map(self._is_wanted, tokens)) else ()
        word = self._seen[written] = _Word(places, wanted)
        return word

    def _is_wanted(self, token: Token) -> bool:
        return self._term_of(token) >= 0 or token.lemma in self._in_rows or token.text in self._in_rows

    def _term_of(self, token: Token) -> int:
        """The number of the term that this one word stands for; -1 for none."""
        lemmas = self._lemmas
        if token.lemma in lemmas:
            return lemmas[token.lemma]
        for lemma in token.parts + token.also:
            if lemma in lemmas:
                return lemmas[lemma]
        return self._texts.get(token.text, -1)

    def _marks_of_rows(self, standing: dict[int, _Standing]) -> Iterator[Mark]:
        for row, term in self._rows:
            for place, first in standing.items():
                words = [standing.get(place + step) for step in range(len(row.words))]
                there = [
                    (word.token.text if row.literal else word.token.lemma) if word else "" for word in words
                ]
                if there == list(row.words) and (last := words[-1]):
                    yield Mark(first.start, last.end, term)

    def _marks_of_nears(self, standing: dict[int, _Standing]) -> Iterator[Mark]:
        for near, term in self._nears:
            ones = [place for place, word in standing.items() if word.token.lemma == near.one]
            others = [place for place, word in standing.items() if word.token.lemma == near.other]
            for one in ones:
                for other in others:
                    if 0 < abs(one - other) <= NEAR + 1:
                        yield from (Mark(standing[at].start, standing[at].end, term) for at in (one, other))

    def fragments(self, passages: Iterable[Passage]) -> list[Fragment]:
        """At most two pieces of the passages that show as many of the words as possible."""
        chosen: list[Fragment] = []
        unseen = set(range(self.terms))
        looked_through = 0
        for label, whole, url in passages:
            text = whole[: MOST_TEXT - looked_through]
            looked_through += len(text)
            marks = self.marks(text)
            if not marks or (chosen and not unseen.intersection(mark.term for mark in marks)):
                continue
            start, end, shown = _best_piece(text, marks)
            chosen.append(Fragment(label, _marked(text, start, end, marks), url))
            unseen -= shown
            if len(chosen) == MOST_FRAGMENTS or not unseen:
                break
        return chosen


@lru_cache(maxsize=50_000)
def _tokens_of(written: str, exceptions: Exceptions) -> tuple[tuple[Token, ...], int]:
    """The tokens of one written word, and how many places they take."""
    tokens = tuple(analyse(written, exceptions))
    return tokens, max(1, sum(not token.joined for token in tokens))


def _best_piece(text: str, marks: list[Mark]) -> tuple[int, int, set[int]]:
    """Start and end of the earliest piece that shows the most different words, and which."""
    best, shown = marks[0], {marks[0].term}
    for number, mark in enumerate(marks[:200]):
        near = {other.term for other in marks[number : number + 20] if other.end <= mark.start + _AFTER}
        if len(near) > len(shown):
            best, shown = mark, near
    return _word_start(text, best.start), _word_end(text, max(best.end, best.start + _AFTER)), shown


def _word_start(text: str, position: int) -> int:
    """The start of the sentence that holds ``position``, or of a word a little before it."""
    earliest = max(0, position - _BEFORE)
    if earliest == 0:
        return 0
    sentence = max(text.rfind(sign, earliest, position) for sign in _SENTENCE_ENDS)
    space = sentence if sentence >= 0 else text.find(" ", earliest, position)
    return space + 1 if space >= 0 else position


def _word_end(text: str, position: int) -> int:
    if position >= len(text):
        return len(text)
    space = text.rfind(" ", position - 40, position + 1)
    return space if space > 0 else position


def _marked(text: str, start: int, end: int, marks: Iterable[Mark]) -> SafeString:
    """``text[start:end]`` escaped, with the marks inside it, and dots where it was cut."""
    pieces = ["… "] if start > 0 else []
    at = start
    for mark in marks:
        if mark.start < at or mark.end > end:
            continue
        pieces += [escape(text[at : mark.start]), "<mark>", escape(text[mark.start : mark.end]), "</mark>"]
        at = mark.end
    pieces += [escape(text[at:end]), " …" if end < len(text) else ""]
    return mark_safe("".join(pieces))  # Every piece of the text was escaped above.

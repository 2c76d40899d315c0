"""Why a page was found: its words marked, in fragments of its text. One highlighter for every engine."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from search.analysis import NO_EXCEPTIONS, Exceptions, Token, analyse, found_by
from search.query import Query
from search.terms import NEAR, Near, Row, Term, Together

MOST_FRAGMENTS = 2
MOST_TEXT = 60_000  # Characters looked through per page; what stands further on is found but not shown.
_LOOK_ON = 2_400  # Characters that are read after a good piece, in the hope of a better one.
_BEFORE, _AFTER = 70, 170
_STRETCH = 600  # Characters; a piece is shorter.
_CHUNK = re.compile(r"\S+")
_AROUND_WORDS = ".,;:!?()[]\"'‘’“”"
_SENTENCE_ENDS = ".!?\n"
_SENTENCE_END = re.compile(rf"[{_SENTENCE_ENDS}]\s")


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


class _Piece(NamedTuple):
    """A part of a text worth showing, and the terms that it shows."""

    start: int
    end: int
    shown: set[int]


class _Standing(NamedTuple):
    """A token that is looked for, in a text: the number of its place in the row of words, and where it stands."""

    place: int
    start: int
    end: int
    token: Token


class Highlighter:
    """Finds the words of one query in any text; each different word of the texts is analysed once."""

    def __init__(self, query: Query, exceptions: Exceptions = NO_EXCEPTIONS) -> None:
        self._lemmas: dict[str, int] = {}
        self._texts: dict[str, int] = {}
        self._rows: list[tuple[Row, int]] = []
        self._nears: list[tuple[Near, int]] = []
        self._exceptions = exceptions
        self._seen: set[str] = set()
        self._found: set[str] = set()
        self.terms = len(query.wanted)
        for number, term in enumerate(query.wanted):
            self._learn(term, number)
        self._in_rows = {
            *(word for row, _term in self._rows for word in row.words),
            *(lemma for near, _term in self._nears for lemma in (near.one, near.other)),
        }
        self._sought = {*self._lemmas, *self._texts, *self._in_rows}

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
        if not self.terms or not self._may_stand_in(text):
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

    def _may_stand_in(self, text: str) -> bool:
        """Whether anything that is looked for stands in ``text``; most texts have nothing of it."""
        chunks = set(text.split())
        new = chunks - self._seen
        self._seen |= new
        self._found.update(chunk for chunk in new if not self._sought.isdisjoint(self._words_of(chunk)))
        return not self._found.isdisjoint(chunks)

    def _words_of(self, chunk: str) -> Iterable[str]:
        """By what that which stands between two spaces is found, such as ``(wijkteams,``."""
        word = chunk.strip(_AROUND_WORDS)
        if word.isalpha():
            return found_by(word, self._exceptions)
        tokens = analyse(chunk, self._exceptions)
        return [word for token in tokens for word in (token.text, token.lemma, *token.parts, *token.also)]

    def _marks_between(self, text: str, start: int, end: int) -> list[Mark]:
        return [Mark(start + mark.start, start + mark.end, mark.term) for mark in self.marks(text[start:end])]

    def _standing(self, text: str) -> Iterator[_Standing]:
        place = 0
        for match in _CHUNK.finditer(text):
            chunk, start = match.group(), match.start()
            if chunk not in self._found and chunk.strip(_AROUND_WORDS).isalpha():
                place += 1
                continue
            for token in analyse(chunk, self._exceptions):
                if self._is_wanted(token):
                    yield _Standing(place, start + token.start, start + token.end, token)
                place += not token.joined

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
            piece = self._best_piece(text, unseen)
            if piece is None or (chosen and not unseen & piece.shown):
                continue
            marks = self._marks_between(text, piece.start, piece.end)
            chosen.append(Fragment(label, _marked(text, piece.start, piece.end, marks), url))
            unseen -= piece.shown
            if len(chosen) == MOST_FRAGMENTS or not unseen:
                break
        return chosen

    def _best_piece(self, text: str, wanted: set[int]) -> "_Piece | None":
        """The earliest piece with the most different words that is there or not far behind another one."""
        best: _Piece | None = None
        for start, end in _stretches(text):
            if best and start - best.start > _LOOK_ON:
                break
            marks = self._marks_between(text, start, end)
            piece = _piece_of(text, marks) if marks else None
            if piece and (best is None or len(piece.shown) > len(best.shown)):
                best = piece
                if wanted <= piece.shown:
                    break
        return best


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of parts of some sentences each, so that a long text need not be read to its end."""
    start = 0
    while start < len(text):
        sentence = _SENTENCE_END.search(text, start + _STRETCH)
        end = sentence.end() if sentence else len(text)
        yield start, end
        start = end


def _piece_of(text: str, marks: list[Mark]) -> _Piece:
    """The earliest piece that shows the most different of these words."""
    best, shown = marks[0], {marks[0].term}
    for number, mark in enumerate(marks[:200]):
        near = {other.term for other in marks[number : number + 20] if other.end <= mark.start + _AFTER}
        if len(near) > len(shown):
            best, shown = mark, near
    start, end = _word_start(text, best.start), _word_end(text, max(best.end, best.start + _AFTER))
    return _Piece(start, end, shown)


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

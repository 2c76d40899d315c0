"""Why a page was found: its words marked, in fragments of its text. One highlighter for every engine."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from search.analysis import NO_EXCEPTIONS, Exceptions, Token, analyse, matching_tokens
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


@dataclass(frozen=True)
class Fragment:
    """``label`` is that of the section it comes from."""

    label: str
    html: SafeString


class Highlighter:
    """Finds the words of one query in any text."""

    def __init__(self, query: Query, exceptions: Exceptions = NO_EXCEPTIONS) -> None:
        self._exceptions = exceptions
        self._lemmas: dict[str, int] = {}
        self._texts: dict[str, int] = {}
        self._rows: list[tuple[Row, int]] = []
        self._nears: list[tuple[Near, int]] = []
        self.terms = len(query.wanted)
        for number, term in enumerate(query.wanted):
            self._learn(term, number)

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
        found = [
            Mark(token.start, token.end, self._term_of(token))
            for token in matching_tokens(text, self._lemmas, self._texts, self._exceptions)
        ]
        if self._rows or self._nears:
            tokens = [token for token in analyse(text, self._exceptions) if not token.joined]
            found += self._marks_of_rows(tokens)
            found += self._marks_of_nears([token.lemma for token in tokens], tokens)
        return sorted(found, key=lambda mark: (mark.start, -mark.end))

    def _term_of(self, token: Token) -> int:
        known = (self._lemmas.get(lemma) for lemma in (token.lemma, *token.parts, *token.also))
        return next((term for term in known if term is not None), self._texts.get(token.text, 0))

    def _marks_of_rows(self, tokens: list[Token]) -> Iterable[Mark]:
        for row, term in self._rows:
            there = [token.text if row.literal else token.lemma for token in tokens]
            wanted = list(row.words)
            for start, first in enumerate(there):
                if first == wanted[0] and there[start : start + len(wanted)] == wanted:
                    yield Mark(tokens[start].start, tokens[start + len(wanted) - 1].end, term)

    def _marks_of_nears(self, lemmas: list[str], tokens: list[Token]) -> Iterable[Mark]:
        for near, term in self._nears:
            for place, lemma in enumerate(lemmas):
                if lemma == near.one or lemma == near.other:
                    other = near.other if lemma == near.one else near.one
                    if other in lemmas[max(0, place - NEAR - 1) : place + NEAR + 2]:
                        yield Mark(tokens[place].start, tokens[place].end, term)

    def fragments(self, texts: Iterable[tuple[str, str]]) -> list[Fragment]:
        """At most two pieces of the labelled ``texts`` that show as many of the words as possible."""
        chosen: list[Fragment] = []
        unseen = set(range(self.terms))
        looked_through = 0
        for label, text in texts:
            text = text[: MOST_TEXT - looked_through]
            looked_through += len(text)
            marks = self.marks(text)
            if not marks or (chosen and not unseen.intersection(mark.term for mark in marks)):
                continue
            start, end, shown = _best_piece(text, marks)
            chosen.append(Fragment(label, _marked(text, start, end, marks)))
            unseen -= shown
            if len(chosen) == MOST_FRAGMENTS or not unseen:
                break
        return chosen


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

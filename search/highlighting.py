"""Why a page was found: its words marked, in fragments of its text. One highlighter for every engine."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from search.analysis import Token, analyse, matching_tokens
from search.query import Form, Query

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

    def __init__(self, query: Query) -> None:
        self._stems: dict[str, int] = {}
        self._texts: dict[str, int] = {}
        self._rows: list[tuple[Form, int]] = []
        self.terms = len(query.wanted)
        for number, term in enumerate(query.wanted):
            for form in term.forms:
                self._learn(form, number)

    def _learn(self, form: Form, term: int) -> None:
        if len(form.tokens) > 1:
            self._rows.append((form, term))
        elif form.literal:
            self._texts.setdefault(form.tokens[0].text, term)
        else:
            self._stems.setdefault(form.tokens[0].lemma, term)

    def whole(self, text: str) -> SafeString:
        """All of ``text`` as HTML, its found words in ``<mark>``."""
        return _marked(text, 0, len(text), self.marks(text))

    def marks(self, text: str) -> list[Mark]:
        """The found words in their order."""
        if not self.terms:
            return []
        found = [
            Mark(token.start, token.end, self._term_of(token))
            for token in matching_tokens(text, self._stems, self._texts)
        ]
        if self._rows:
            found += self._marks_of_rows([token for token in analyse(text) if not token.joined])
        return sorted(found, key=lambda mark: (mark.start, -mark.end))

    def _term_of(self, token: Token) -> int:
        for lemma in (token.lemma, *token.also, *token.parts):
            if lemma in self._stems:
                return self._stems[lemma]
        return self._texts[token.text]

    def _marks_of_rows(self, tokens: list[Token]) -> Iterable[Mark]:
        for form, term in self._rows:
            wanted = [token.text if form.literal else token.lemma for token in form.tokens]
            there = [token.text if form.literal else token.lemma for token in tokens]
            for start, first in enumerate(there):
                if first == wanted[0] and there[start : start + len(wanted)] == wanted:
                    yield Mark(tokens[start].start, tokens[start + len(wanted) - 1].end, term)

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

"""What a person typed, understood: words, "phrases in quotes", -words that must not occur, and field:words."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from kennisbank.facets import FACET_NAMES
from kennisbank.importing.mojibake import repair
from search.analysis import NO_EXCEPTIONS, Exceptions, Token, analyse, is_stop_word
from search.questions import asks
from search.terms import Form, Near, Row, Term

LONGEST = 500
MOST_TERMS = 32

_SPLIT_COMPOUND = 0.6
_HOMOGRAPH = 0.7
_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»″＂", '"'))
_MINUS = "-\u2010\u2011\u2012\u2013\u2212"
_FIELD = rf"(?<!\S)(?P<field>{'|'.join(FACET_NAMES)}):"
_PIECE = re.compile(
    rf'(?P<minus>(?<!\S)[{_MINUS}])?(?:{_FIELD}(?:"(?P<quoted>[^"]*)"?|(?P<value>[^\s"]+))'
    rf'|"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))',
    re.IGNORECASE,
)
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069\s]+")


@dataclass(frozen=True)
class FieldWord:
    """``gemeente:goirle`` as typed: a facet and a value or label that may or may not exist."""

    facet: str
    value: str


@dataclass(frozen=True)
class Query:
    """``words`` may be loosened when nothing has them all; ``phrases`` and ``excluded`` may not.

    ``tokens`` are all words in their order, each with the number of its term (-1: none), for who looks for
    expressions of several words. Words without content (*hoe*, *de*) are only looked for when there is nothing else.
    """

    text: str = ""
    words: tuple[Term, ...] = ()
    phrases: tuple[Term, ...] = ()
    excluded: tuple[Term, ...] = ()
    fields: tuple[FieldWord, ...] = ()
    text_without_fields: str = ""
    tokens: tuple[tuple[Token, int], ...] = ()
    is_question: bool = False
    shortened: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to look for or to leave out, so that everything is found."""
        return not (self.words or self.phrases or self.excluded)

    @property
    def wanted(self) -> tuple[Term, ...]:
        return self.words + self.phrases

    def with_words(self, words: tuple[Term, ...]) -> "Query":
        return replace(self, words=words)

    def respelled(self, better: Mapping[str, str]) -> str:
        """The text without field words, with each word that is a key (folded) replaced by its value."""
        pieces, at = [], 0
        for token in analyse(self.text_without_fields):
            if not token.joined and token.text in better:
                pieces += [self.text_without_fields[at : token.start], better[token.text]]
                at = token.end
        return "".join([*pieces, self.text_without_fields[at:]])


@dataclass(frozen=True)
class _Word:
    term: Term
    tokens: tuple[Token, ...]
    is_empty: bool


def parse(typed: str, exceptions: Exceptions = NO_EXCEPTIONS) -> Query:
    """Understand ``typed``, whatever it holds; never fails. Long input is cut and the query says so."""
    text = repair(_UNSEEN.sub(" ", typed)).strip()
    shortened = len(text) > LONGEST
    text = text[:LONGEST].rstrip()
    words: list[_Word] = []
    phrases: dict[Term, None] = {}
    excluded: dict[Term, None] = {}
    fields: dict[FieldWord, None] = {}
    rest: list[str] = []
    for piece in _PIECE.finditer(text.translate(_QUOTES)):
        if piece["field"]:
            value = (piece["quoted"] or piece["value"] or "").strip()
            fields[FieldWord(piece["field"].lower(), value)] = None
            continue
        rest.append(text[piece.start() : piece.end()])
        if piece["phrase"] is not None:
            found = dict.fromkeys(_phrase(analyse(piece["phrase"], exceptions)))
            if piece["minus"]:
                excluded |= found
            else:
                phrases |= found
        else:
            of_piece = _words(analyse(piece["word"], exceptions))
            if piece["minus"]:
                excluded |= dict.fromkeys(word.term for word in of_piece)
            else:
                words += of_piece
    return _as_query(text, " ".join(rest) if fields else text, words, phrases, excluded, fields, shortened)


def _as_query(
    text: str,
    rest: str,
    words: list[_Word],
    phrases: Collection[Term],
    excluded: Collection[Term],
    fields: Collection[FieldWord],
    shortened: bool,
) -> Query:
    """The query, without words that say nothing where others do, and with no more terms than an engine can bear."""
    only_empty = not phrases and all(word.is_empty for word in words)
    terms = dict.fromkeys(word.term for word in words if only_empty or not word.is_empty)
    numbers = {term: number for number, term in enumerate([*terms][:MOST_TERMS])}
    tokens = [(token, numbers.get(word.term, -1)) for word in words for token in word.tokens]
    return Query(
        text,
        tuple(numbers),
        tuple(phrases)[:MOST_TERMS],
        tuple(excluded)[:MOST_TERMS],
        tuple(field for field in fields if field.value),
        rest,
        tuple(tokens),
        asks(token for token, _number in tokens),
        shortened or any(len(found) > MOST_TERMS for found in (terms, phrases, excluded)),
    )


def _phrase(tokens: list[Token]) -> list[Term]:
    row = tuple(token.text for token in tokens if not token.joined)
    if not row:
        return []
    forms = [Form(Row(row, literal=True))]
    if tokens[0].joined and tokens[0].text == "".join(row):
        forms.append(Form(Row((tokens[0].text,), literal=True)))
    return [Term(tuple(forms), row)]


def _words(tokens: list[Token]) -> list[_Word]:
    """A term per word; a word with a hyphen is found joined, or as its parts in a row."""
    found = []
    rest = list(tokens)
    while rest:
        token = rest.pop(0)
        parts: list[Token] = []
        while (
            token.joined and rest and not rest[0].joined and sum(len(p.text) for p in parts) < len(token.text)
        ):
            parts.append(rest.pop(0))
        forms = [*forms_of(token), *([Form(Row(tuple(part.lemma for part in parts)))] if parts else [])]
        typed = tuple(part.text for part in parts) or (token.text,)
        is_empty = not parts and is_stop_word(token.text)
        found.append(_Word(Term(tuple(forms), typed), (token, *parts), is_empty))
    return found


def forms_of(token: Token) -> list[Form]:
    """The ways in which one analysed word may stand in a text."""
    forms = [Form(Row((token.lemma,)))]
    forms += [Form(Row((lemma,)), _HOMOGRAPH) for lemma in token.also]
    if len(token.parts) > 1 and token.parts[0] != token.parts[1]:
        forms.append(Form(Near(token.parts[0], token.parts[1]), _SPLIT_COMPOUND))
    return forms

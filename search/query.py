"""What a person typed, understood: words, "phrases in quotes" and -words that must not occur."""

import re
from dataclasses import dataclass

from kennisbank.importing.mojibake import repair
from search.analysis import Token, analyse

LONGEST = 500
MOST_TERMS = 32

_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»″＂", '"'))
_MINUS = "-\u2010\u2011\u2012\u2013\u2212"
_PIECE = re.compile(rf'(?P<minus>(?<!\S)[{_MINUS}])?(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))')
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069\s]+")


@dataclass(frozen=True)
class Form:
    """Tokens in a row. ``literal``: as they stand; otherwise their stems count, and a literal find counts extra."""

    tokens: tuple[Token, ...]
    literal: bool = False


@dataclass(frozen=True)
class Term:
    """One thing to find; each of its forms is as good as the others."""

    forms: tuple[Form, ...]


@dataclass(frozen=True)
class Query:
    """``words`` may be loosened when nothing has them all; ``phrases`` and ``excluded`` may not."""

    text: str = ""
    words: tuple[Term, ...] = ()
    phrases: tuple[Term, ...] = ()
    excluded: tuple[Term, ...] = ()
    shortened: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to look for or to leave out, so that everything is found."""
        return not (self.words or self.phrases or self.excluded)

    @property
    def wanted(self) -> tuple[Term, ...]:
        return self.words + self.phrases


def parse(typed: str) -> Query:
    """Understand ``typed``, whatever it holds; never fails. Long input is cut and the query says so."""
    text = repair(_UNSEEN.sub(" ", typed)).strip()
    shortened = len(text) > LONGEST
    text = text[:LONGEST].rstrip()
    terms: dict[str, dict[Term, None]] = {"words": {}, "phrases": {}, "excluded": {}}
    for piece in _PIECE.finditer(text.translate(_QUOTES)):
        kind, found = _terms(piece)
        terms[kind] |= dict.fromkeys(found)
    shortened = shortened or any(len(found) > MOST_TERMS for found in terms.values())
    kept = {kind: tuple(found)[:MOST_TERMS] for kind, found in terms.items()}
    return Query(text, **kept, shortened=shortened)


def _terms(piece: re.Match[str]) -> tuple[str, list[Term]]:
    literal = piece["phrase"] is not None
    tokens = [_without_place(token) for token in analyse(piece["phrase"] if literal else piece["word"])]
    found = [_phrase(tokens)] if literal else _words(tokens)
    found = [term for term in found if term.forms]
    if piece["minus"]:
        return "excluded", found
    return ("phrases" if literal else "words"), found


def _without_place(token: Token) -> Token:
    """The same word typed twice is one term, wherever it stood."""
    return token._replace(start=0, end=0)


def _phrase(tokens: list[Token]) -> Term:
    row = tuple(token for token in tokens if not token.joined)
    forms = [Form(row, literal=True)] if row else []
    if len(tokens) > 1 and tokens[0].joined and _covers(tokens):
        forms.append(Form((tokens[0]._replace(joined=False),), literal=True))
    return Term(tuple(forms))


def _words(tokens: list[Token]) -> list[Term]:
    """A term per word; a joined word is found joined, or as its parts in a row."""
    terms: list[Term] = []
    rest = list(tokens)
    while rest:
        token = rest.pop(0)
        forms = [Form((token._replace(joined=False),))]
        if token.joined:
            parts, joined = [], ""
            while rest and not rest[0].joined and len(joined) < len(token.text):
                parts.append(rest.pop(0))
                joined += parts[-1].text
            forms += [Form(tuple(parts))] if parts else []
        terms.append(Term(tuple(forms)))
    return terms


def _covers(tokens: list[Token]) -> bool:
    return tokens[0].text == "".join(token.text for token in tokens[1:])

"""Telephone numbers, mail addresses, citizen service numbers and contact persons: found, counted, left out if asked."""

import re
from collections import Counter
from dataclasses import dataclass, field

from kennisbank.importing.blocks import Block, plain
from kennisbank.importing.dates import A_DATE

TELEPHONE, MAIL, BSN, PERSON = "telefoon", "mail", "bsn", "contactpersoon"
NAMES = {
    TELEPHONE: ("telefoonnummer", "telefoonnummers"),
    MAIL: ("mailadres", "mailadressen"),
    BSN: ("burgerservicenummer", "burgerservicenummers"),
    PERSON: ("contactpersoon", "contactpersonen"),
}
LEFT_OPEN = "[…]"

MAIL_ADDRESS = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
NUMBER = re.compile(r"(?<![\d.,/-])(?:(?:\+|00)31\s?(?:\(0\))?|\(?0)[\d \-–().]{6,16}\d(?!\d)")
NINE_DIGITS = re.compile(r"(?<![\d.,-])(?:\d{9}|\d{4}[. ]\d{2}[. ]\d{3}|\d{3}[. ]\d{3}[. ]\d{3})(?![\d-])")
PARTICLE = r"(?:[Vv]an|[Dd]e[nr]?|[Tt]e[nr]?|[Hh]et|[Oo]p|in|'t|’t|la|le|el|bij)"
CAPITAL = r"[A-ZÀ-ÖØ-Ý][\w’'-]+"
TITLE = r"(?:mevrouw|meneer|de heer|mw\.|dhr\.|drs\.|mr\.|ir\.)"
NAME = rf"(?:{TITLE}\s+)?(?:(?:[A-Z]\.\s?)+|{CAPITAL})(?:\s+{PARTICLE}){{0,3}}\s+{CAPITAL}(?:-{CAPITAL})?"
CUE = (
    r"(?:contact\s+(?:opnemen|op)\s+met|contact\s+met|contactpersoon(?:\s+(?:is|voor\s+\w+\s+\w+))?|contactpersonen|behandeld\s+door"
    r"|behandelaar|steller|opsteller|inlichtingen(?:\s+bij)?|informatie\s+bij|terecht\s+bij|bereikbaar\s+via|auteur)\s*:?\s*"
)
AFTER_CUE = re.compile(rf"(?i:{CUE})(?P<name>{NAME})")
BEFORE_NUMBER = re.compile(
    rf"(?P<name>{NAME})(?=\s*[,(:–-]?\s*(?:(?i:tel(?:efoon)?(?:nummer)?\.?)\s*:?\s*)?(?:\+31|\(?0\d))"
)
MAIL_LINK = re.compile(r'<a href="mailto:[^"]*">(.*?)</a>', re.DOTALL)
PIECES = re.compile(r"(<[^>]*>)")


@dataclass
class Private:
    """What was found, by kind, and what of it was left out, in the order of the text."""

    found: Counter = field(default_factory=Counter)
    left_out: list[tuple[str, str]] = field(default_factory=list)

    def warnings(self) -> list[str]:
        gone = Counter(kind for _, kind in self.left_out)
        return [warning(kind, self.found[kind], bool(gone[kind])) for kind in NAMES if self.found[kind]]


def warning(kind: str, number: int, gone: bool) -> str:
    name = NAMES[kind][number > 1]
    ending = "weggelaten" if gone else "u kunt dit laten staan of weglaten"
    return f"{number} {name} in de tekst: {ending}."


def is_bsn(text: str) -> bool:
    """The 11-test: 9 times the first digit, … 2 times the eighth, minus the ninth, is a multiple of eleven."""
    digits = [int(character) for character in text if character.isdigit()]
    if len(digits) != 9 or not any(digits):
        return False
    return (sum((9 - at) * digit for at, digit in enumerate(digits[:8])) - digits[8]) % 11 == 0


def is_telephone(text: str) -> bool:
    if A_DATE.match(text.lstrip("(")):
        return False
    digits = re.sub(r"\D", "", text.replace("(0)", ""))
    if text.startswith(("+", "00")):
        return len(digits.lstrip("0")) == 11
    return len(digits) == 10 or (digits.startswith(("0800", "0900")) and 8 <= len(digits) <= 11)


def bare(hit: re.Match) -> tuple[int, int]:
    """Without an opening bracket whose other half stands outside."""
    alone = hit.group().startswith("(") and ")" not in hit.group()
    return hit.start() + alone, hit.end()


def spans(text: str) -> list[tuple[int, int, str]]:
    """Where in the text something private stands: start, end, kind; without overlap, in order."""
    found = [(hit.start(), hit.end(), MAIL) for hit in MAIL_ADDRESS.finditer(text)]
    found += [(*bare(hit), TELEPHONE) for hit in NUMBER.finditer(text) if is_telephone(hit.group())]
    found += [(hit.start(), hit.end(), BSN) for hit in NINE_DIGITS.finditer(text) if is_bsn(hit.group())]
    for pattern in (AFTER_CUE, BEFORE_NUMBER):
        found += [(*hit.span("name"), PERSON) for hit in pattern.finditer(text)]
    result: list[tuple[int, int, str]] = []
    for start, end, kind in sorted(found):
        if not result or start >= result[-1][1]:
            result.append((start, end, kind))
    return result


def review(blocks: list[Block], leave_out: frozenset[str] = frozenset()) -> tuple[list[Block], Private]:
    """The blocks without the kinds in `leave_out`, and what was found. Blocks that go anyway are not looked at."""
    private = Private()

    def change(markup: str) -> str:
        hits = spans(plain(markup))
        private.found.update(kind for _, _, kind in hits)
        return (
            without(markup, hits, leave_out, private)
            if any(kind in leave_out for *_, kind in hits)
            else markup
        )

    return [block if block.why else block.map(change) for block in blocks], private


def without(
    markup: str, hits: list[tuple[int, int, str]], leave_out: frozenset[str], private: Private
) -> str:
    """The markup with "[…]" for each hit of a kind that must go; elements around and inside stay whole."""
    if MAIL in leave_out:
        markup = MAIL_LINK.sub(r"\1", markup)
    text = plain(markup)
    going = [hit for hit in hits if hit[2] in leave_out]
    private.left_out += [(text[start:end], kind) for start, end, kind in going]
    result, position = [], 0
    for piece in PIECES.split(markup):
        if piece.startswith("<"):
            result.append(piece)
            position += piece.startswith("<br")
            continue
        for token in re.findall(r"&[a-z]+;|.", piece, re.DOTALL):
            hit = next((hit for hit in going if hit[0] <= position < hit[1]), None)
            if hit is None:
                result.append(token)
            elif position == hit[0]:
                result.append(LEFT_OPEN)
            position += 1
    return "".join(result)

"""Damaged letters repaired while every place in the text stays known: ``cliÃ«nt`` is searched as ``cliënt``."""

import unicodedata
from dataclasses import dataclass

from kennisbank.importing import mojibake
from search.analysis.token import Token


@dataclass(frozen=True)
class Places:
    """Where each character of a repaired text starts and ends in the text as it was."""

    starts: list[int]
    ends: list[int]

    def moved(self, token: Token) -> Token:
        return token._replace(start=self.starts[token.start], end=self.ends[token.end - 1])


def repaired(text: str) -> tuple[str, Places | None]:
    """The text without damage, and the places of its characters in ``text``; nothing to move gives no places."""
    if text.isascii() or not _is_damaged(text):
        return text, None
    composed, starts, ends = _composed(text)
    pieces: list[str] = []
    new_starts: list[int] = []
    new_ends: list[int] = []
    at = 0
    for found in mojibake.pattern().finditer(composed):
        pieces += [composed[at : found.start()], mojibake.table()[found.group()]]
        new_starts += [*starts[at : found.start()], starts[found.start()]]
        new_ends += [*ends[at : found.start()], ends[found.end() - 1]]
        at = found.end()
    pieces.append(composed[at:])
    return "".join(pieces), Places(new_starts + starts[at:], new_ends + ends[at:])


def repaired_word(word: str) -> str:
    """One word without damage."""
    if word.isascii() or not _is_damaged(word):
        return word
    composed = unicodedata.normalize("NFC", word)
    return mojibake.pattern().sub(lambda found: mojibake.table()[found.group()], composed)


def _is_damaged(text: str) -> bool:
    composed = text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)
    return mojibake.pattern().search(composed) is not None


def _composed(text: str) -> tuple[str, list[int], list[int]]:
    """The text in NFC, letter by letter with its marks, and where each letter starts and ends."""
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = 0
    while at < len(text):
        end = at + 1
        while end < len(text) and (unicodedata.combining(text[end]) or _joins_before(text[end])):
            end += 1
        piece = unicodedata.normalize("NFC", text[at:end])
        pieces.append(piece)
        starts += [at] * len(piece)
        ends += [end] * len(piece)
        at = end
    return "".join(pieces), starts, ends


def _joins_before(character: str) -> bool:
    """Korean vowels and finals, which normalisation joins to the letter before them without being marks."""
    return "\u1160" <= character <= "\u11ff"

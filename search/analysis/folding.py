"""Words without what people type differently: capitals, accents, ligatures and invisible characters."""

import re
import unicodedata

from search.analysis.repairing import repaired_word

# Letters that Unicode does not take apart although people type them apart.
_APART = str.maketrans({"æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ł": "l", "ð": "d", "þ": "th", "ı": "i"})
_LONGEST = 100  # Characters; nobody looks for a longer word, and PostgreSQL has a limit to its lexemes.


def fold(word: str) -> str:
    """``Cliënt`` and ``CLIE\u0308NT`` give ``client``; only letters and digits are left.

    ``cliÃ«nt`` too; possibly nothing is left.
    """
    if word.isascii():
        folded = word.casefold()
    else:
        bare = _without_marks(unicodedata.normalize("NFKD", repaired_word(word))).casefold()
        folded = _without_marks(unicodedata.normalize("NFKD", bare)).translate(_APART)
    return "".join(filter(str.isalnum, folded))[:_LONGEST] if not folded.isalnum() else folded[:_LONGEST]


def _without_marks(text: str) -> str:
    return "".join(character for character in text if not unicodedata.combining(character))


def character_class_of_marks() -> str:
    """The inside of a regular expression's ``[…]``: combining marks, and signs that are invisible inside a word."""
    last = 0x1E94B  # The last combining mark that Unicode takes off a letter.
    marks = [code for code in range(0x300, last) if unicodedata.category(chr(code)) in {"Mn", "Mc", "Me"}]
    ranges: list[list[int]] = []
    for code in [0xAD, *marks, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF]:
        if ranges and ranges[-1][1] == code - 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    return "".join(f"{re.escape(chr(first))}-{re.escape(chr(end))}" for first, end in ranges)

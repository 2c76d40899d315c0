"""What a word is, so that an import can account for every one of them.

A word is a run of letters or digits, after mojibake is repaired and words broken over lines are joined.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

from kennisbank.importing.mojibake import repair

WORD = re.compile(r"[^\W_]+")
INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\x00-\x08\x0e-\x1f\x7f-\x9f]")
SPACES = re.compile("[ \u00a0\u2000-\u200a\u202f\u205f\u3000]")


def clean(text: str) -> str:
    """Repaired, composed, without invisible characters; line ends are \\n, page ends \\f."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x85", "\n")
    text = text.replace("\u2028", "\n").replace("\u2029", "\n").replace("\x0b", "\n")
    text = repair(unicodedata.normalize("NFC", text))
    text = INVISIBLE.sub("", text).replace("\u2011", "-")
    return unicodedata.normalize("NFC", SPACES.sub(" ", text))


def words(text: str) -> list[str]:
    return WORD.findall(text)


def count(text: str) -> Counter:
    return Counter(words(text))


def count_all(texts: Iterable[str]) -> Counter:
    """The words of many texts, each text ending its last word."""
    return count("\n".join(texts))

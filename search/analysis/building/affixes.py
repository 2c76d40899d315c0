"""OpenTaal's hunspell dictionary: its entries with their flags, and the forms that its affix rules make of them.

The format is that of hunspell(5), as far as this dictionary uses it: long flags, suffixes and prefixes, no
further suffixes on suffixes. What a flag means stands in comments in the affix file itself.
"""

import re
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from search.analysis.folding import fold

FORBIDDEN = "Fw"
EMPHATIC = "NS"
_WRITTEN = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*'?", re.UNICODE)
_FIELDS = re.compile(r"\s+")


@dataclass
class Entry:
    """One written word: ``flags`` of all its lines; ``name`` when it is only ever written with a capital."""

    written: str
    flags: set[str] = field(default_factory=set)
    name: bool = False


@dataclass(frozen=True)
class Suffix:
    flag: str
    cut: str
    add: str
    condition: re.Pattern[str]

    def applied(self, word: str) -> str | None:
        if not self.condition.search(word) or not word.endswith(self.cut):
            return None
        return word[: len(word) - len(self.cut)] + self.add


class Affixes:
    """The rules of an ``.aff`` file."""

    def __init__(self, path: Path) -> None:
        self.suffixes: dict[str, list[Suffix]] = defaultdict(list)
        self.prefixes: dict[str, str] = {}
        for line in path.read_text(encoding="utf-8").splitlines():
            kind, *rest = _FIELDS.split(line.strip())
            if kind not in {"SFX", "PFX"} or len(rest) < 3 or rest[1] in {"Y", "N"}:
                continue
            flag, cut, add = rest[0], rest[1].replace("0", ""), rest[2].partition("/")[0].replace("0", "")
            if kind == "PFX":
                self.prefixes[flag] = _plain(add)
            elif not add.endswith("-"):
                # A rule without a condition has a comment in its place.
                condition = rest[3] if len(rest) > 3 and not rest[3].startswith("ts:") else "."
                suffix = Suffix(flag, _plain(cut), _plain(add), re.compile(f"(?:{_plain(condition)})$"))
                self.suffixes[flag].append(suffix)

    def forms(self, word: str, flag: str) -> list[str]:
        """The forms that one flag makes of ``word``."""
        made = (suffix.applied(word) for suffix in self.suffixes.get(flag, ()))
        return [form for form in made if form and form != word]


def read_entries(path: Path, affixes: Affixes) -> dict[str, Entry]:
    """The entries of a ``.dic`` file by their folded word, those that a prefix flag makes included."""
    entries: dict[str, Entry] = {}
    for line in path.read_text(encoding="utf-8").splitlines()[1:]:
        word, flags = _word_and_flags(line)
        if flags & {FORBIDDEN, EMPHATIC} or not _WRITTEN.fullmatch(word):
            continue
        _add(entries, word, flags - set(affixes.prefixes))
        for flag in sorted(flags & set(affixes.prefixes)):
            if affixes.prefixes[flag].isalpha() and flag.startswith("P"):
                _add(entries, affixes.prefixes[flag] + word, {flag for flag in flags if flag[0] in "VA"})
    return entries


def _word_and_flags(line: str) -> tuple[str, set[str]]:
    word, _slash, flags = _FIELDS.split(line.strip())[0].partition("/")
    return _plain(word), {flags[at : at + 2] for at in range(0, len(flags), 2)}


def _add(entries: dict[str, Entry], word: str, flags: set[str]) -> None:
    folded = fold(word)
    if not folded or not folded.isascii():
        return
    is_name = word[0].isupper()
    entry = entries.get(folded)
    if entry is None or (entry.name and not is_name):
        # An ordinary word is never a name too: Huizen is found by huis.
        entries[folded] = Entry(word, set(flags), is_name)
    elif entry.name == is_name:
        entry.flags |= flags
        if word.isascii():
            # Gróót stands before groot, and no affix rule fits its accents.
            entry.written = word


def _plain(text: str) -> str:
    return text.replace("ĳ", "ij").replace("Ĳ", "IJ")

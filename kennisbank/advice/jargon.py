"""Words for which there is a plainer one, by the list that curators keep."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from kennisbank.advice.item import Item, shortened
from kennisbank.advice.passages import Passage
from kennisbank.advice.sentences import sentences

_ENDINGS = ("", "e", "en", "s")
_AFTER_GE = {"e": "ë", "i": "ï", "u": "ü"}


@dataclass(frozen=True)
class Jargon:
    """A word or group of words, other forms of it, and what to say instead."""

    word: str
    forms: tuple[str, ...]
    plainer: str


def forms_of(jargon: Jargon) -> set[str]:
    """Every form that is recognised, in small letters.

    Of one word also its plural and its form with -e; of a verb on "-eren" those of person and time, which are regular.
    Other forms are listed with the word.
    """
    given = {form.lower() for form in (jargon.word, *jargon.forms)}
    word = jargon.word.lower()
    if " " in word:
        return given
    if word.endswith("eren") and len(word) > 6:
        stem = f"{word[:-4]}eer"
        done = f"{_AFTER_GE.get(stem[0], stem[0])}{stem[1:]}d"
        return given | {stem, f"{stem}t", f"{stem}de", f"{stem}den", f"ge{done}", f"ge{done}e"}
    return given | {form + ending for form in given for ending in _ENDINGS}


class JargonFinder:
    """Finds the words of a list in text; the longest form wins ("met betrekking tot" before "betrekking")."""

    def __init__(self, jargon: Iterable[Jargon]) -> None:
        self.by_form = {form: one for one in jargon for form in sorted(forms_of(one))}
        longest_first = sorted(self.by_form, key=lambda form: (-len(form), form))
        self.pattern = _pattern(tuple(longest_first))

    def items(self, passage: Passage) -> Iterator[Item]:
        """Advice on each word once in a section, with the first sentence in which it stands."""
        seen: set[Jargon] = set()
        for text in passage.texts:
            for sentence in sentences(text.text) if self.by_form else []:
                for found in self.pattern.findall(sentence.lower()):
                    jargon = self.by_form[" ".join(found.split())]
                    if jargon not in seen:
                        seen.add(jargon)
                        what = f"Kan ‘{found}’ gewoner? Bijvoorbeeld: {jargon.plainer}."
                        yield Item(passage.section, passage.label, shortened(sentence), what)


@lru_cache(maxsize=4)
def _pattern(forms: tuple[str, ...]) -> re.Pattern[str]:
    words = "|".join(re.escape(form).replace(r"\ ", r"\s+") for form in forms)
    return re.compile(rf"(?<![\w-])(?:{words})(?![\w-])")

"""Which forms may be part of a compound, and how the dictionary shows it.

A short noun is a part only if the dictionary has several compounds with it: prak and tijk are nouns, but praktijk
is no compound.
"""

from collections import Counter
from functools import cached_property

from search.analysis.building.lists import words
from search.analysis.building.vocabulary import BARE, DIMINUTIVE, IRREGULAR, PLURAL, Vocabulary, is_adjective
from search.analysis.compounds import Part

SHORTEST_PART = 4
_LONG = 7
# Length of a noun → in how many compounds of the dictionary it has to be. Longer ones need no proof.
_NEEDED = {4: 3}
_MAKES_COMPOUNDS = {"Ca", "Cb", "Cc", "Cd", "Ch", "Ce"}


class KnownParts(dict[str, Part]):
    """Parts by their form; see ``compounds.PartLexicon``."""

    def beginning(self, text: str) -> list[str]:
        return [text[:end] for end in range(1, len(text) + 1) if text[:end] in self]


class Parts:
    """Answers for every form what it may do in a compound."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._words = vocabulary
        self._stop = frozenset(words("stop_parts"))
        self._short = frozenset(words("short_parts"))

    def all(self) -> dict[str, Part]:
        """Form → what it may do."""
        found = {form: part for form in self._words.readings if (part := self._part(form))}
        return found | {word: Part(True, False, False, True) for word in words("abbreviation_parts")}

    def _part(self, form: str) -> Part | None:
        if form in self._stop or (len(form) < SHORTEST_PART and form not in self._short):
            return None
        base = self._words.base_of(form)
        entry = self._words.entries.get(base)
        if entry is None or entry.name or base in self._stop:
            is_plural = self._words.readings[form].get(base) == IRREGULAR
            return Part(True, True, False, True) if is_plural and entry is None else None
        modifier, head = self._may_modify(form, base), self._may_head(form, base)
        if not modifier and not head:
            return None
        return Part(modifier, head, self._takes_s(form), bool(entry.flags & _MAKES_COMPOUNDS))

    def _may_modify(self, form: str, base: str) -> bool:
        entry = self._words.entries.get(form)
        flagged = entry is not None and not entry.name and bool(entry.flags & {"Ca", "Cb"})
        is_noun = self._is_noun(form) or flagged or self._is_bare_compound(form, base)
        return is_noun and self._is_proven(form, base, self._uses[0])

    def _may_head(self, form: str, base: str) -> bool:
        is_noun = self._is_noun(form) or self._is_bare_compound(form, base)
        if is_noun and self._is_proven(form, base, self._uses[1]):
            return True
        if len(form) <= SHORTEST_PART:
            return False
        readings = self._words.readings[form]
        verb = base in self._words.infinitives
        participle = verb and len(form) >= _LONG and form.endswith(("d", "t", "de", "te", "en"))
        adjective = is_adjective(self._words.entries[base])
        return adjective or participle or (verb and form == base) or DIMINUTIVE in readings.values()

    def _is_noun(self, form: str) -> bool:
        readings = self._words.readings[form]
        return any(word in self._words.nouns and rank <= PLURAL for word, rank in readings.items())

    def _is_bare_compound(self, form: str, base: str) -> bool:
        is_bare = base == form and self._words.readings[form][base] == BARE
        return is_bare and len(form) > _LONG and form not in self._words.participles

    def _is_proven(self, form: str, base: str, uses: Counter[str]) -> bool:
        needed = _NEEDED.get(len(base), 0)
        return form in self._short or max(uses[form], uses[base]) >= needed

    def _takes_s(self, form: str) -> bool:
        entry = self._words.entries.get(form)
        return bool(entry and entry.flags & {"Cd", "Ch"}) or form in self._with_s

    @cached_property
    def _modifiers(self) -> dict[str, str]:
        """Nouns, their plurals, and what else begins compounds, with the word that each is a form of."""
        stems = {
            word: word
            for word, entry in self._words.entries.items()
            if "Ca" in entry.flags and not entry.name
        }
        forms = {form: self._words.base_of(form) for form in self._words.readings if self._is_noun(form)}
        return stems | forms

    @cached_property
    def _uses(self) -> tuple[Counter[str], Counter[str]]:
        """How often a word is the first and how often the last part of a noun of two parts."""
        first: Counter[str] = Counter()
        last: Counter[str] = Counter()
        for word in sorted(self._words.nouns):
            for end in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1):
                if word[:end] in self._modifiers:
                    for head in {word[end:], word[end:].removeprefix("s")}:
                        if len(head) >= SHORTEST_PART and head in self._words.nouns:
                            first[self._modifiers[word[:end]]] += 1
                            last[head] += 1
        return first, last

    @cached_property
    def _with_s(self) -> frozenset[str]:
        """Nouns that take a linking s in most compounds of the dictionary, such as raad and gezin.

        Heads that begin with an s themselves prove nothing.
        """
        balance: Counter[str] = Counter()
        nouns = self._words.nouns
        for word in sorted(nouns):
            for end in range(SHORTEST_PART, len(word) - SHORTEST_PART):
                if word[:end] in nouns:
                    balance[word[:end]] += _proof_of_s(word[end:], nouns)
        return frozenset(noun for noun, count in balance.items() if count > 1)


def _proof_of_s(rest: str, nouns: frozenset[str]) -> int:
    if rest[0] != "s":
        return -1 if rest in nouns else 0
    return 1 if rest[1] != "s" and rest[1:] in nouns and rest not in nouns else 0

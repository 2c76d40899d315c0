"""All that the lexicon says of every form, worked out once so that searching only has to look it up."""

from collections.abc import Iterator

from search.analysis import lexicon
from search.analysis.building.derivation import Derivation
from search.analysis.building.lists import words
from search.analysis.building.vocabulary import BARE, DIMINUTIVE, PLURAL, Vocabulary, is_adjective
from search.analysis.compounds import Part, Split, split
from search.analysis.lexicon import Entry

SHORTEST_PART = 4
MOST_OTHERS = 3


class Compiler:
    """Works out the entry of every form; ``names`` are folded names that must stay whole."""

    def __init__(self, vocabulary: Vocabulary, names: frozenset[str]) -> None:
        self._words = vocabulary
        self._names = names - set(vocabulary.readings)
        self._derivation = Derivation(vocabulary)
        self._stop = frozenset(words("stop_parts"))
        self._short = frozenset(words("short_parts"))
        self._whole = frozenset(words("never_split"))
        self._abbreviations = frozenset(words("abbreviations"))
        self._roots: dict[str, str] = {}
        self._parts: dict[str, Part] = {}

    def entries(self) -> dict[str, Entry]:
        """Form → entry, every lemma a fixed point."""
        self._parts = {form: part for form in self._words.readings if (part := self._part(form))}
        self._parts |= {word: Part(True, True, False, True) for word in self._abbreviations}
        splits = self._splits()
        found: dict[str, Entry] = {}
        for form in sorted(self._words.readings):
            found[form] = self._entry(form, splits)
        for word in sorted(self._abbreviations):
            found[word] = Entry(lexicon.NAME | lexicon.MODIFIER | lexicon.HEAD | lexicon.USUAL, word)
        for name in sorted(self._names):
            found[name] = Entry(lexicon.NAME, name)
        return dict(sorted(_settled(found, self._compound_lemmas(found)).items()))

    # Families

    def root(self, word: str) -> str:
        """The head word of the family of a base word."""
        if word not in self._roots:
            seen = [word]
            while (parent := self._derivation.parent(seen[-1])) and parent[0] not in seen:
                seen.append(parent[0])
            for each in seen:
                self._roots[each] = seen[-1]
        return self._roots[word]

    def _entry(self, form: str, splits: dict[str, Split]) -> Entry:
        bases = self._words.bases_of(form)
        lemmas = list(dict.fromkeys(self.root(base) for base in bases))
        flags = 0
        readings = self._words.readings[form]
        if len(lemmas) > 1 and bases[0] in self._words.infinitives and bases[0] == form:
            plural = next((base for base in bases if readings[base] == PLURAL), None)
            if plural and self.root(plural) != lemmas[0]:
                lemmas.remove(self.root(plural))
                lemmas.insert(1, self.root(plural))
                flags |= lexicon.NOUN_SECOND
        if bases[0] in self._words.entries and self._words.entries[bases[0]].name:
            return Entry(lexicon.NAME, lemmas[0])
        part = self._parts.get(form)
        if part:
            flags |= _part_flags(part)
        if form in self._words.conjugation.separable:
            flags |= lexicon.SEPARABLE
        if any(base in self._words.infinitives for base in bases):
            flags |= lexicon.VERB
        return Entry(flags, lemmas[0], tuple(lemmas[1 : MOST_OTHERS + 1]), splits.get(form))

    # Compounds

    def _part(self, form: str) -> Part | None:
        if form in self._stop or (len(form) < SHORTEST_PART and form not in self._short):
            return None
        readings = self._words.readings[form]
        base = self._words.base_of(form)
        entry = self._words.entries.get(form)
        base_entry = self._words.entries.get(base)
        if base_entry is None or base_entry.name or base in self._stop:
            return None
        own = entry.flags if entry and not entry.name else set()
        nouns = [word for word in readings if word in self._words.nouns and readings[word] <= PLURAL]
        bare = (
            base == form and readings[base] == BARE and len(form) > SHORTEST_PART and self._is_compound(form)
        )
        adjective = is_adjective(base_entry) and len(form) > SHORTEST_PART
        verb = form == base and base in self._words.infinitives and len(form) > SHORTEST_PART
        participle = (
            base in self._words.infinitives and form.endswith(("d", "t", "de", "te", "en")) and len(form) > 6
        )
        diminutive = any(rank == DIMINUTIVE for rank in readings.values())
        modifier = bool(nouns) or bare or bool(own & {"Ca", "Cb"})
        head = bool(nouns) or bare or adjective or verb or participle or diminutive or "Cc" in own
        if not modifier and not head:
            return None
        usual = bool(base_entry.flags & {"Ca", "Cb", "Cc", "Cd", "Ch", "Ce"})
        return Part(modifier, head, self._takes_s(form), usual)

    def _is_compound(self, form: str) -> bool:
        return len(form) >= 8 and form not in self._words.participles

    def _takes_s(self, form: str) -> bool:
        entry = self._words.entries.get(form)
        if entry and entry.flags & {"Cd", "Ch"}:
            return True
        linked = self._words.entries.get(f"{form}s")
        return bool(linked and linked.flags & {"Ca", "Cb"}) and form in self._words.nouns

    def _splits(self) -> dict[str, Split]:
        """The split of every form; a form of a compound falls apart where the compound does."""
        of_base: dict[str, Split | None] = {}
        found = {}
        for form in sorted(self._words.readings):
            base = self._words.base_of(form)
            if base not in of_base:
                of_base[base] = self._split(base)
            halves = of_base[base]
            if halves and _keeps(form, base, halves) and form[halves.head_start :] in self._parts:
                found[form] = halves
        return found

    def _split(self, base: str) -> Split | None:
        entry = self._words.entries.get(base)
        if entry is None or entry.name or base in self._whole or base in self._words.infinitives:
            return None
        root = self.root(base)
        if root in self._words.infinitives:
            return None
        halves = split(base, self._parts.get)
        if halves and root != base and split(root, self._parts.get) != halves:
            # A family stays whole with its head word: wetenschappelijk is nothing with schappelijk in it.
            return None
        return halves

    def _compound_lemmas(self, found: dict[str, Entry]) -> Iterator[tuple[str, str, Split]]:
        """Form, the lemma made of its modifier and the lemma of its head, and the split of that lemma."""
        for form, entry in found.items():
            if entry.split:
                head = found.get(form[entry.split.head_start :])
                if head:
                    yield form, form[: entry.split.head_start] + head.noun, entry.split


def _keeps(form: str, base: str, halves: Split) -> bool:
    return form[: halves.head_start] == base[: halves.head_start]


def _part_flags(part: Part) -> int:
    bits = (lexicon.MODIFIER, lexicon.HEAD, lexicon.TAKES_S, lexicon.USUAL)
    return sum(bit for bit, is_set in zip(bits, part, strict=True) if is_set)


def _settled(found: dict[str, Entry], compounds: Iterator[tuple[str, str, Split]]) -> dict[str, Entry]:
    """Give compounds the lemma of their head, and make every lemma its own lemma."""
    for form, lemma, halves in list(compounds):
        known = found.get(lemma)
        if known is None:
            found[lemma] = Entry(0, lemma, (), halves)
        elif known.split != halves and lemma != form:
            continue
        found[form] = found[form]._replace(lemma=lemma, also=())
    for _round in range(4):
        for form, entry in found.items():
            lemmas = [_fixed(lemma, found) for lemma in (entry.lemma, *entry.also)]
            first, *others = dict.fromkeys(lemmas)
            found[form] = entry._replace(lemma=first, also=tuple(others))
    missing = {lemma for entry in found.values() for lemma in (entry.lemma, *entry.also)} - set(found)
    return found | {lemma: Entry(0, lemma) for lemma in sorted(missing)}


def _fixed(lemma: str, found: dict[str, Entry]) -> str:
    seen = [lemma]
    while (entry := found.get(seen[-1])) and entry.lemma not in seen:
        seen.append(entry.lemma)
    return min(seen[seen.index(entry.lemma) :]) if entry and entry.lemma != seen[-1] else seen[-1]

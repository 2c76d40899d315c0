"""All that the lexicon says of every form, worked out once so that searching only has to look it up."""

from search.analysis import lexicon
from search.analysis.building.derivation import Derivation
from search.analysis.building.lists import words
from search.analysis.building.parts import KnownParts, Parts
from search.analysis.building.vocabulary import BASE, NAME, PLURAL, Vocabulary
from search.analysis.compounds import Part, Split, split
from search.analysis.lexicon import Entry

MOST_OTHERS = 3


class Compiler:
    """Works out the entry of every form; ``names`` are folded names that must stay whole."""

    def __init__(self, vocabulary: Vocabulary, names: frozenset[str]) -> None:
        self._words = vocabulary
        self._names = frozenset(name for name in names if _is_only_name(name, vocabulary))
        self._derivation = Derivation(vocabulary)
        self._whole = frozenset(words("never_split"))
        self._abbreviations = frozenset(words("abbreviations"))
        self._roots: dict[str, str] = {}
        self._parts = KnownParts()

    def entries(self) -> dict[str, Entry]:
        """Form → entry, every lemma a fixed point."""
        self._parts = KnownParts(Parts(self._words).all())
        splits = self._splits()
        found = {form: self._entry(form, splits) for form in sorted(self._words.readings)}
        for word in sorted(self._abbreviations):
            part = self._parts.get(word) if word in words("abbreviation_parts") else None
            found[word] = Entry(lexicon.NAME | lexicon.PROTECTED | (_part_flags(part) if part else 0), word)
        for name in sorted(self._names):
            found[name] = Entry(lexicon.NAME | lexicon.PROTECTED, name)
        return dict(sorted(_settled(found).items()))

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
        bases = [base for base in self._words.bases_of(form) if not self._is_far(form, base)]
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

    def _is_far(self, form: str, base: str) -> bool:
        """Whether base is a verb made of a noun while form is a word of its own: gezicht has nothing of zicht."""
        is_own = base != form and self._words.readings[form].get(form) == BASE
        root = self.root(base)
        return (
            is_own
            and base in self._words.infinitives
            and root != base
            and root not in self._words.infinitives
        )

    # Compounds

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
        halves = split(base, self._parts)
        if halves and root != base and (root in self._whole or split(root, self._parts) != halves):
            # A family stays whole with its head word: wetenschappelijk is nothing with schappelijk in it.
            return None
        return halves


def _is_only_name(name: str, vocabulary: Vocabulary) -> bool:
    """Huizen is a municipality and the plural of huis: people look for houses."""
    return all(rank == NAME for rank in vocabulary.readings.get(name, {}).values())


def _keeps(form: str, base: str, halves: Split) -> bool:
    return form[: halves.head_start] == base[: halves.head_start]


def _part_flags(part: Part) -> int:
    bits = (lexicon.MODIFIER, lexicon.HEAD, lexicon.TAKES_S, lexicon.USUAL)
    return sum(bit for bit, is_set in zip(bits, part, strict=True) if is_set)


def _settled(found: dict[str, Entry]) -> dict[str, Entry]:
    """Give compounds the lemma of their head, and make every lemma its own lemma."""
    _follow_heads(found)
    for _round in range(4):
        for form, entry in found.items():
            lemmas = [_fixed(lemma, found) for lemma in (entry.lemma, *entry.also)]
            first, *others = dict.fromkeys(lemmas)
            found[form] = entry._replace(lemma=first, also=tuple(others))
    missing = {lemma for entry in found.values() for lemma in (entry.lemma, *entry.also)} - set(found)
    return found | {lemma: Entry(0, lemma) for lemma in sorted(missing)}


def _follow_heads(found: dict[str, Entry]) -> None:
    """The lemma of a compound is its modifier and the lemma of its head; heads are shorter, so they come first."""
    for form in sorted(found, key=lambda form: (len(form), form)):
        halves = found[form].split
        if halves is None:
            continue
        # The family of the head of the dictionary form, because its plural alone may be that of another word.
        whole = found[form].lemma
        same = whole[: halves.head_start] == form[: halves.head_start]
        head = found.get((whole if same else form)[halves.head_start :])
        if head is None:
            continue
        lemma = form[: halves.head_start] + head.noun
        known = found.get(lemma)
        if known is None:
            found[lemma] = Entry(0, lemma, (), halves)
        elif known.split != halves and lemma != form:
            continue
        found[form] = found[form]._replace(lemma=lemma, also=())


def _fixed(lemma: str, found: dict[str, Entry]) -> str:
    seen = [lemma]
    while (entry := found.get(seen[-1])) and entry.lemma not in seen:
        seen.append(entry.lemma)
    return min(seen[seen.index(entry.lemma) :]) if entry and entry.lemma != seen[-1] else seen[-1]

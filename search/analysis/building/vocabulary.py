"""Which words the dictionary has, of which class they are, and what each form is a form of.

The dictionary has no word classes, but its flags say which endings a word takes, and these tell the class.
"""

from collections import defaultdict
from functools import cached_property
from pathlib import Path

from search.analysis.building.affixes import Affixes, Entry, read_entries
from search.analysis.building.lists import irregular_nouns, unrelated, words
from search.analysis.building.verbs import Conjugation, strong_verbs
from search.analysis.folding import fold
from search.analysis.particles import PARTICLES
from search.analysis.stopwords import STOP_WORDS

IRREGULAR, INFINITIVE, BASE, PLURAL, ADJECTIVE, VERB, DIMINUTIVE, BARE, NAME = range(9)
SHORTEST_VERB = 3
_NOMINAL = {"Zi", "Zj", "Zk"}
_AUXILIARIES = frozenset({"zijn", "hebben", "worden", "zullen", "kunnen", "moeten", "mogen", "willen"})
_ADJECTIVE_FORMS = {"Aa", "Al", "Am", "An", "Ar", "Ay", "Ai"}


class Vocabulary:
    """Everything that is read from the dictionary; ``readings[form]`` are the words it may be a form of, by rank."""

    def __init__(self, source: Path) -> None:
        self._affixes = Affixes(source / "index.aff")
        self.entries = read_entries(source / "index.dic", self._affixes)
        self.readings: dict[str, dict[str, int]] = defaultdict(dict)
        verbs = frozenset(word for word, entry in self.entries.items() if _is_verb(word, entry))
        self.conjugation = Conjugation(verbs, self._spelled())
        self.infinitives = verbs - frozenset(words("nouns_first")) - self._pasts(verbs)
        self._read_all()

    @cached_property
    def nouns(self) -> frozenset[str]:
        return frozenset(word for word, entry in self.entries.items() if not entry.name and is_noun(entry))

    @cached_property
    def adjectives(self) -> frozenset[str]:
        return frozenset(
            word for word, entry in self.entries.items() if not entry.name and is_adjective(entry)
        )

    @cached_property
    def participles(self) -> dict[str, str]:
        """Participle → infinitive; the shortest verb where two share one."""
        found: dict[str, str] = {}
        for verb in sorted(self.infinitives, key=lambda verb: (len(verb), verb)):
            paradigm = self.conjugation.paradigm(verb)
            for form in sorted(paradigm.participles | {f"{verb}d"}):
                found.setdefault(form, verb)
        return found

    def base_of(self, form: str) -> str:
        """The word that ``form`` is most likely a form of."""
        readings = self.readings.get(form)
        return min(readings, key=lambda base: _likelihood(base, readings[base])) if readings else form

    def bases_of(self, form: str) -> list[str]:
        """All words that ``form`` may be a form of, the most likely one first."""
        readings = self.readings.get(form, {})
        return sorted(readings, key=lambda base: _likelihood(base, readings[base]))

    def _pasts(self, verbs: frozenset[str]) -> frozenset[str]:
        """Infinitives that a prefix flag made of a rare verb, but that are the past of another: afsloten."""
        pasts: set[str] = set()
        for verb in sorted(verbs):
            if any(verb != strong and verb.endswith(strong) for strong in strong_verbs()):
                pasts |= self.conjugation.paradigm(verb).finite - {verb}
        # Uitvoeren is the past of uitvaren too, but has a participle of its own.
        spelled = self._spelled()
        return frozenset(
            verb for verb in pasts & verbs if not self.conjugation.paradigm(verb).participles & spelled
        )

    def _spelled(self) -> frozenset[str]:
        spelled = set(self.entries)
        for entry in self.entries.values():
            if not entry.name:
                for flag in entry.flags:
                    spelled.update(map(fold, self._affixes.forms(entry.written, flag)))
        return frozenset(spelled)

    def _read_all(self) -> None:
        skipped = frozenset(words("nouns_first"))
        for word, entry in self.entries.items():
            own = (_inflects(entry) or is_noun(entry)) and word not in skipped
            self._read(word, NAME if entry.name else BASE if own else BARE, word)
            for flag in sorted(entry.flags):
                rank = NAME if entry.name else _rank(flag)
                if rank is not None:
                    for form in self._affixes.forms(entry.written, flag):
                        self._read(fold(form), rank, word)
        for verb in sorted(self.infinitives):
            self._read(verb, INFINITIVE, verb)
            for form in sorted(self.conjugation.paradigm(verb).all()):
                self._read(form, VERB, verb)
        for form, singular in irregular_nouns().items():
            self._read(form, IRREGULAR, singular)
        self._read_adjectives()
        self._guess_plurals()
        self._drop_bare()
        self._keep_function_words()

    def _read(self, form: str, rank: int, base: str) -> None:
        if form and form.isascii() and form.isalpha():
            readings = self.readings[form]
            readings[base] = min(rank, readings.get(base, NAME))

    def _read_adjectives(self) -> None:
        """Degrees and nominal plurals, which the dictionary gives for few adjectives: goedkopere, jeugdigen."""
        for word in sorted(self.adjectives):
            for flag in sorted(self.entries[word].flags & _ADJECTIVE_FORMS):
                for inflected in map(fold, self._affixes.forms(self.entries[word].written, flag)):
                    if inflected.endswith("e"):
                        self._read_degrees(word, inflected)

    def _read_degrees(self, word: str, inflected: str) -> None:
        comparative = f"{word}der" if word.endswith("r") else f"{inflected}r"
        superlative = f"{word}t" if word.endswith("s") else f"{word}st"
        for form in (f"{inflected}n", comparative, f"{comparative}e", superlative, f"{superlative}e"):
            if min(self.readings.get(form, {}).values(), default=NAME) >= BARE:
                self._read(form, ADJECTIVE, word)

    def _guess_plurals(self) -> None:
        """Plurals and diminutives that are entries of their own (raden, gesprekjes) without a flag that says so."""
        for form in sorted(self.entries):
            entry = self.entries[form]
            is_own = _inflects(entry) and form not in words("nouns_first")
            if entry.name or is_own or form in irregular_nouns() or len(form) < 5:
                continue
            singular = next((word for word in singulars(form) if self._may_be_singular(word, form)), None)
            if singular:
                rank = DIMINUTIVE if form.endswith(("je", "jes")) else PLURAL
                self._read(form, rank, singular)
                if (rank == DIMINUTIVE or form.endswith("en")) and form not in self.infinitives:
                    self.readings[form].pop(form, None)

    def _may_be_singular(self, word: str, form: str) -> bool:
        """Whether it is a noun; a form that is more than a plural needs one without plural: soms is not of som."""
        entry = self.entries.get(word)
        if entry is None or entry.name or word not in self.nouns or word in words("function_words"):
            return False
        is_more = form in self.infinitives or (form.endswith("s") and not form.endswith("jes"))
        return not is_more or not any(flag[0] == "Z" and flag != "Zm" for flag in entry.flags)

    def _is_unlikely(self, form: str, base: str, rank: int, readings: dict[str, int]) -> bool:
        """Whether a word that is common in its own right is no form of ``base``: rechter is hardly ever more right."""
        if rank in {PLURAL, ADJECTIVE} and IRREGULAR in readings.values():
            return True
        if base == form:
            return rank == BASE and not _inflects(self.entries[form]) and self._is_past(form, readings)
        if rank in {ADJECTIVE, VERB} and any((other, base) in unrelated() for other in readings):
            return True
        if readings.get(form) != BASE:
            return False
        if rank == ADJECTIVE:
            return form.endswith("er")
        return rank == VERB and not form.endswith("t") and self._is_stem(form, base)

    def _is_past(self, form: str, readings: dict[str, int]) -> bool:
        """Whether it is the past of a strong verb: ging, ontving."""
        verbs = [base for base, rank in readings.items() if rank == VERB]
        return f"{form}en" not in self.infinitives and any(
            verb.endswith(strong) and form.endswith(past)
            for verb in verbs
            for strong, (past, _participles) in strong_verbs().items()
        )

    def _is_stem(self, form: str, verb: str) -> bool:
        return verb in self.infinitives and form in self.conjugation.paradigm(verb).stems

    def _keep_function_words(self) -> None:
        """In is no form of innen; only the forms of auxiliary verbs have a lemma other than themselves."""
        for word in sorted({*STOP_WORDS, *PARTICLES, *words("function_words")} - set(irregular_nouns())):
            verbs = [verb for verb in self.readings.get(word, {}) if verb in _AUXILIARIES]
            self.readings[word] = {(verbs[0] if verbs else word): IRREGULAR}
        for form, readings in self.readings.items():
            for word in words("function_words"):
                if word in readings and word != form and len(readings) > 1:
                    del readings[word]

    def _drop_bare(self) -> None:
        """An entry without endings of its own is no word of its own when it is a form of another one.

        And a noun or adjective is no first person of a verb: nobody writes *ik berg*.
        """
        for form, readings in self.readings.items():
            for base in [
                base for base, rank in readings.items() if self._is_unlikely(form, base, rank, readings)
            ]:
                del readings[base]
            others = [base for base, rank in readings.items() if base != form and rank < BARE]
            if any((form, base) in unrelated() for base in others):
                readings[form] = BASE
                continue
            if others and readings.get(form, -1) >= BARE:
                del readings[form]
            ordinary = [base for base, rank in readings.items() if rank < NAME]
            if ordinary and len(ordinary) < len(readings):
                self.readings[form] = {base: readings[base] for base in ordinary}


def _is_verb(word: str, entry: Entry) -> bool:
    return "Vi" in entry.flags and not entry.name and word.endswith("n") and len(word) > SHORTEST_VERB


def is_noun(entry: Entry) -> bool:
    """Whether it has a plural or diminutive, or is the last part of compounds."""
    return any(
        (flag[0] in "YZ" and flag not in {"Zm", "Zi", "Zk"}) or flag in {"Cc", "Cd", "Ch", "Ce"}
        for flag in entry.flags
    )


def is_adjective(entry: Entry) -> bool:
    return bool(entry.flags & _ADJECTIVE_FORMS)


def singulars(plural: str) -> list[str]:
    """What a regular plural may be the plural of: ``raden`` of raden, raad, rad."""
    if plural.endswith(("je", "jes")):
        stem = plural.removesuffix("s").removesuffix("je")
        return [stem, stem.removesuffix("t"), stem.removesuffix("p"), stem.removesuffix("et")]
    if plural.endswith("s") and len(plural) > 4:
        return [plural[:-1]]
    if plural.endswith(("ieen", "eeen")):
        return [plural[:-2]]
    if not plural.endswith("en"):
        return []
    stem = plural[:-2]
    hard = stem[:-1] + {"v": "f", "z": "s"}.get(stem[-1], stem[-1])
    found = [hard]
    if stem[-1] == stem[-2]:
        found = [stem[:-1]]
    elif stem[-2] in "aeou" and stem[-3] not in "aeiou":
        found = [hard[:-1] + hard[-2] + hard[-1], hard]
    return [*found, f"{stem}e"]


def _likelihood(base: str, rank: int) -> tuple[int, int, str]:
    # Lijstje belongs to lijst rather than to lijs; otherwise the shorter word is the more common one.
    return rank, -len(base) if rank == DIMINUTIVE else len(base), base


def _inflects(entry: Entry) -> bool:
    return any(flag[0] in "AYZ" for flag in entry.flags)


def _rank(flag: str) -> int | None:
    if flag in _NOMINAL or flag[0] == "Z":
        return PLURAL if flag != "Zm" else None
    return {"Y": DIMINUTIVE, "A": ADJECTIVE, "V": VERB if flag in {"Ve", "Vi"} else None}.get(flag[0])

"""Words that belong to the family of another word: begeleiding and begeleider to begeleiden, eenzaamheid to eenzaam.

A rule joins two words only when the dictionary has both, in the right class. Short stems are joined with care,
because there the chance of a coincidence is large (letter and letten); long ones freely.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property

from search.analysis.building.lists import families, unrelated, words
from search.analysis.building.verbs import EITHER, UNSTRESSED, strong_verbs
from search.analysis.building.vocabulary import PLURAL, Vocabulary

SHORTEST_STEM = 4
# Ending → what may stand in its place in the verb. Loanwords from French and Latin.
_TO_EREN = {
    "icatie": ("iceren", "igeren"),
    "isatie": ("iseren",),
    "atie": ("eren",),
    "ering": ("eren",),
    "itie": ("ieren", "eren"),
    "uctie": ("uceren", "ueren"),
    "ectie": ("ecteren",),
    "ctie": ("geren", "cteren"),
    "utie": ("ueren", "uteren"),
    "sie": ("sieren", "teren", "deren", "geren", "seren"),
    "atief": ("eren",),
    "ator": ("eren",),
    "ateur": ("eren",),
    "eur": ("eren",),
    "ant": ("eren",),
    "ent": ("eren",),
    "entie": ("eren",),
    "antie": ("eren",),
    "age": ("eren",),
    "ement": ("eren",),
}
# Ending of a noun → what may stand in its place in the adjective.
_TO_ADJECTIVE = {
    "aliteit": ("aal", "eel"),
    "iteit": ("", "e", "isch"),
    "ariteit": ("air",),
    "iliteit": ("iel",),
    "biliteit": ("bel",),
    "iviteit": ("ief",),
    "ositeit": ("oos", "eus"),
    "entie": ("ent",),
    "antie": ("ant",),
    "isme": ("istisch", "isch"),
}
# Ending of an adjective → what may stand in its place in the noun.
_TO_NOUN = {
    "isch": ("ie", "iek", "e", "a", ""),
    "eus": ("ie",),
    "ieel": ("ie", "ium"),
    "eel": ("", "e", "ie"),
    "aal": ("", "ie", "um"),
    "air": ("", "ie"),
    "elijk": ("", "e"),
    "lijk": ("", "e"),
    "ig": ("",),
}
# Below this length most nouns that fit are a coincidence, or far from the adjective: kost and kostelijk.
_SHORTEST_NOUN = {
    "isch": 6,
    "eus": 6,
    "ieel": 5,
    "eel": 6,
    "aal": 6,
    "air": 6,
    "elijk": 7,
    "lijk": 7,
    "ig": 7,
}
# Endings that are clear even after a short stem: natie is not among them, citatie is.
_CLEAR = frozenset({"atie", "icatie", "isatie", "ering", "uctie", "ectie", "ateur", "ator"})
_PEOPLE = frozenset({"ziek", "blind", "dood", "doof", "rijk"})
_PERSON = re.compile(r"(?:er|aar|or|eur|ant|ent|ist|oot|ot|der)$")


class Derivation:
    """Finds the word that another one belongs to."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._words = vocabulary
        self._apart = frozenset(words("verbs_apart"))
        self._conversions = frozenset(words("conversions"))
        self._people = frozenset(words("people"))
        self._function_words = frozenset(words("function_words"))

    def parent(self, word: str) -> tuple[str, str] | None:
        """The word that ``word`` belongs to, and the name of the rule that says so."""
        if word in families():
            return families()[word], "family"
        for rule in (
            self._stem_of_verb,
            self._verb_of_noun,
            self._participle,
            self._with_heid,
            self._with_ing,
            self._person,
            self._latin_verb,
            self._latin_adjective,
            self._adjective_of_noun,
            self._person_and_ship,
            self._nominal,
        ):
            for parent in rule(word):
                if parent not in {word, *self._function_words} and (word, parent) not in unrelated():
                    return parent, rule.__name__.strip("_")
        return None

    def _verb(self, infinitive: str) -> bool:
        return infinitive in self._words.infinitives

    def _stem_of_verb(self, word: str) -> Iterator[str]:
        """A noun that is the stem of a verb: opvang, aanvraag, vraag."""
        if word not in self._words.nouns or word in self._words.infinitives:
            return
        for verb in sorted(self._verbs_with_stem(word), key=lambda verb: (len(verb), verb)):
            if (self._has_prefix(verb) or word in self._conversions) and verb not in self._apart:
                yield verb

    def _verb_of_noun(self, word: str) -> Iterator[str]:
        """A short verb that is spelled as the plural of a noun, and nearly always about that noun: kleuren, strepen."""
        if word not in self._words.infinitives or word in self._apart or word in strong_verbs():
            return
        if not self._has_prefix(word):
            readings = self._words.readings[word]
            for noun in self._words.bases_of(word):
                listed = noun in self._conversions or noun in families()
                if readings[noun] == PLURAL and noun in self._words.nouns and not listed:
                    yield noun

    def _verbs_with_stem(self, word: str) -> Iterator[str]:
        for ending in ("en", "n"):
            if self._verb(word + ending) and word in self._words.conjugation.paradigm(word + ending).finite:
                yield word + ending
        yield from self._verbs_by_stem.get(word, ())

    @cached_property
    def _verbs_by_stem(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for verb in sorted(self._words.infinitives):
            for stem in sorted(self._words.conjugation.paradigm(verb).stems):
                found[stem].append(verb)
        return found

    def _has_prefix(self, verb: str) -> bool:
        if verb in self._words.conjugation.separable:
            return True
        if any(verb.startswith(each) and verb[len(each) :] in self._words.infinitives for each in EITHER):
            return True
        paradigm = self._words.conjugation.paradigm(verb)
        prefix = next((prefix for prefix in UNSTRESSED if verb.startswith(prefix)), "")
        return (
            bool(prefix) and len(verb) > 6 and any(form.startswith(verb[:3]) for form in paradigm.participles)
        )

    def _participle(self, word: str) -> Iterator[str]:
        entry = self._words.entries.get(word)
        has_plural = entry is not None and any(flag[0] in "YZ" and flag != "Zm" for flag in entry.flags)
        is_noun = has_plural and word not in self._words.adjectives and not word.endswith("end")
        if word in self._words.participles and not is_noun and word not in self._words.infinitives:
            yield self._words.participles[word]

    def _with_heid(self, word: str) -> Iterator[str]:
        adjective = word.removesuffix("heid")
        if adjective != word and self._is_adjective(adjective):
            yield adjective

    def _is_adjective(self, word: str) -> bool:
        return word in self._words.adjectives or word in self._words.participles

    def _with_ing(self, word: str) -> Iterator[str]:
        if not word.endswith("ing") or word not in self._words.nouns:
            return
        for verb in (word[:-3] + "en", word[:-3] + "n", word[:-3]):
            if self._verb(verb) and len(word) >= len("ing") + 3:
                yield verb

    def _person(self, word: str) -> Iterator[str]:
        """Somebody who does it: begeleider, bestuurder, handelaar, begeleidster."""
        if word not in self._words.nouns:
            return
        for ending in ("der", "er", "aar", "ster", "ende", "erij", "aarster"):
            stem = word.removesuffix(ending)
            if stem == word or (ending == "der" and not stem.endswith("r")):
                continue
            verbs = self._verbs_of(stem) if ending in {"der", "ster"} else [stem + "en"]
            yield from (verb for verb in verbs if self._verb(verb) and self._is_safe(word, verb))
        if word.endswith("er") and len(word) > 9 and word[:-2] in self._words.entries:
            yield word[:-2]
        if word.endswith("ster") and len(word) > 8:
            yield from (man for man in (f"{word[:-4]}er", f"{word[:-3]}er") if man in self._words.nouns)

    def _verbs_of(self, stem: str) -> Iterator[str]:
        if self._verb(stem + "en"):
            yield stem + "en"
        yield from self._verbs_by_stem.get(stem, ())

    def _is_safe(self, word: str, verb: str) -> bool:
        return self._has_prefix(verb) or len(verb) > 8 or word in self._people

    def _latin_verb(self, word: str) -> Iterator[str]:
        for ending, replacements in _TO_EREN.items():
            stem = word.removesuffix(ending)
            if stem == word or (len(stem) < SHORTEST_STEM and ending not in _CLEAR):
                continue
            if ending in {"ant", "ent"} and word in self._words.adjectives:
                continue
            yield from (verb for verb in (stem + new for new in replacements) if self._is_loan(verb))

    def _is_loan(self, verb: str) -> bool:
        """Whether it is a verb without a Dutch prefix: omkeren has nothing to do with omkant."""
        return self._verb(verb) and not self._has_prefix(verb)

    def _latin_adjective(self, word: str) -> Iterator[str]:
        if word not in self._words.nouns and word not in self._words.entries:
            return
        for ending, replacements in _TO_ADJECTIVE.items():
            stem = word.removesuffix(ending)
            if stem != word and len(stem) >= SHORTEST_STEM - (len(ending) > len("iteit")):
                made = (stem + new for new in replacements)
                yield from (adjective for adjective in made if adjective in self._words.adjectives)

    def _adjective_of_noun(self, word: str) -> Iterator[str]:
        if word not in self._words.adjectives:
            return
        for ending, replacements in _TO_NOUN.items():
            stem = word.removesuffix(ending)
            if stem == word or word.endswith("erig"):
                continue
            for new in replacements:
                shortest = (
                    SHORTEST_STEM if new in {"ie", "iek"} and ending == "isch" else _SHORTEST_NOUN[ending]
                )
                if len(stem) >= shortest and stem + new in self._words.nouns:
                    yield stem + new

    def _person_and_ship(self, word: str) -> Iterator[str]:
        person = word.removesuffix("schap")
        if person != word and person in self._words.nouns and _PERSON.search(person):
            yield person

    def _nominal(self, word: str) -> Iterator[str]:
        """An adjective used as a noun: deskundige, gehandicapte, zieke."""
        if word.endswith("e") and word in self._words.nouns:
            for base in self._words.bases_of(word):
                if base != word and self._is_adjective(base) and (len(base) >= 6 or base in _PEOPLE):
                    yield base
            for verb in self._words.bases_of(word):
                if self._verb(verb) and len(word) > 5 and not word.endswith(("te", "de")):
                    yield verb

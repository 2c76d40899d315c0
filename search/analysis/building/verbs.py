"""The forms of Dutch verbs: weak ones by rule, strong ones by table, prefixed ones from the verb inside them.

Rules of spelling and conjugation: Algemene Nederlandse Spraakkunst (ANS), 2.3, and the Leidraad of woordenlijst.org.
"""

import re
from collections.abc import Container
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from search.analysis.particles import MAKING_VERBS

LISTS = Path(__file__).resolve().parents[1] / "lists"
UNSTRESSED = ("be", "ge", "ver", "her", "ont", "er", "mis")
# Particles that are often prefixes too: onderzoeken is never "zoeken … onder". The dictionary decides.
EITHER = frozenset({"aan", "achter", "door", "om", "onder", "over", "vol", "voor", "weer"})
_OPEN_SYLLABLE = re.compile(r"(?:^|[^aeiouy])([aeou])([bcdfgklmnprstvz])$|(?<=u)([ae])([bcdfgklmnprstvz])$")
_VOICELESS = re.compile(r"(?:[tkfspx]|ch|sj|sh)$")
# Inside these a vowel before one consonant stays short: rekenen, regelen, ademen, vestigen.
_UNSTRESSED_END = re.compile(r"(?:e[lmnr]|i[gknst]|or)$")


@dataclass
class Paradigm:
    """The forms of one verb; participles are kept apart because prefixes change them."""

    finite: set[str] = field(default_factory=set)
    participles: set[str] = field(default_factory=set)
    inflected: set[str] = field(default_factory=set)
    stems: set[str] = field(default_factory=set)
    has_ge: bool = True

    def all(self) -> set[str]:
        return self.finite | self.participles | self.inflected

    def joined(self, other: "Paradigm") -> "Paradigm":
        return Paradigm(
            self.finite | other.finite,
            self.participles | other.participles,
            self.inflected | other.inflected,
            self.stems | other.stems,
            has_ge=False,
        )

    def with_prefix(self, prefix: str, *, takes_ge: bool) -> "Paradigm":
        def joined(forms: set[str]) -> set[str]:
            drop = "" if takes_ge or not self.has_ge else "ge"
            return {prefix + form.removeprefix(drop) for form in forms}

        finite, stems = ({prefix + form for form in forms} for forms in (self.finite, self.stems))
        return Paradigm(finite, joined(self.participles), joined(self.inflected), stems, has_ge=False)


@cache
def strong_verbs() -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """Infinitive → its past forms and its participles."""
    verbs = {}
    for line in (LISTS / "strong_verbs.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            infinitive, *forms = line.replace("ë", "e").split()
            singular, plural, participle = (tuple(form.split("/")) for form in forms)
            verbs[infinitive] = (singular + plural, tuple(form for form in participle if form != "-"))
    return verbs


class Conjugation:
    """The paradigms of the infinitives of a dictionary; ``spelled`` are all folded forms that it knows."""

    def __init__(self, infinitives: Container[str], spelled: Container[str]) -> None:
        self._infinitives = infinitives
        self._spelled = spelled
        self._particles = MAKING_VERBS
        self._known: dict[str, Paradigm] = {}
        self.separable: dict[str, tuple[str, str]] = {}

    def paradigm(self, infinitive: str) -> Paradigm:
        """All forms of the verb; ``separable`` then also knows whether it is one, and its two halves."""
        if infinitive not in self._known:
            self._known[infinitive] = self._found(infinitive)
        return self._known[infinitive]

    def _found(self, infinitive: str) -> Paradigm:
        if infinitive in strong_verbs():
            return self._strong(infinitive)
        starts = range(1, 1 if self._has_ge(infinitive) else len(infinitive) - 3)
        for start in starts:
            prefix, rest = infinitive[:start], infinitive[start:]
            if self._is_verb(rest) and (found := self._prefixed(infinitive, prefix, rest)):
                return found
        takes_ge = not infinitive.startswith(UNSTRESSED) or self._has_ge(infinitive)
        return self._weak(infinitive, takes_ge=takes_ge)

    def _is_verb(self, word: str) -> bool:
        return len(word) > 3 and (word in self._infinitives or word in strong_verbs())

    def _prefixed(self, infinitive: str, prefix: str, rest: str) -> Paradigm | None:
        if prefix in UNSTRESSED:
            return (
                None if self._has_ge(infinitive) else self.paradigm(rest).with_prefix(prefix, takes_ge=False)
            )
        inner = self.paradigm(rest)
        apart, together = (inner.with_prefix(prefix, takes_ge=takes) for takes in (True, False))
        is_apart = self._knows(apart.participles)
        is_together = self._knows(together.participles - apart.participles - apart.finite)
        if prefix not in self._particles and not (is_apart and len(prefix) > 2 and inner.has_ge):
            return None
        if prefix in EITHER and not is_apart:
            return together
        if is_apart or not is_together:
            self.separable[infinitive] = (prefix, rest)
        if is_apart and is_together:
            return apart.joined(together)
        return together if is_together else apart

    def _knows(self, forms: set[str]) -> bool:
        return any(form in self._spelled for form in forms)

    def _has_ge(self, infinitive: str) -> bool:
        """Whether the dictionary writes its participle with ge-, so that be- or ver- is no prefix here (beven)."""
        return self._knows(self._weak(infinitive, takes_ge=True).participles)

    def _strong(self, infinitive: str) -> Paradigm:
        past, participles = strong_verbs()[infinitive]
        found = Paradigm(
            {*past, *self._present(infinitive)}, set(participles), set(_with_endings(participles))
        )
        found.inflected |= _present_participles(infinitive)
        found.finite |= {*_present_participles(infinitive)}
        found.inflected -= found.finite
        found.has_ge = any(form.startswith("ge") for form in participles)
        found.stems.update(self._stems(infinitive))
        return found

    def _weak(self, infinitive: str, *, takes_ge: bool) -> Paradigm:
        base = infinitive[:-2] if infinitive.endswith("en") else infinitive[:-1]
        ending = "t" if _VOICELESS.search(base) else "d"
        ge = "ge" if takes_ge else ""
        found = Paradigm({*self._present(infinitive), *_present_participles(infinitive)}, has_ge=takes_ge)
        found.stems.update(self._stems(infinitive))
        for stem in sorted(found.stems):
            found.finite |= {f"{stem}{ending}e", f"{stem}{ending}en"}
            closed = stem if stem.endswith(ending) else stem + ending
            found.participles.add(ge + closed)
            inflected = ge + base if stem.endswith(ending) else ge + closed
            found.inflected |= {inflected + "e", inflected + "en"}
        if takes_ge is False:
            # The inflected participle of praten is geprate, that of verpraten is the infinitive itself.
            found.inflected.discard(infinitive)
        return found

    def _present(self, infinitive: str) -> set[str]:
        forms = {infinitive}
        for stem in self._stems(infinitive):
            forms |= {
                stem,
                f"{stem}at" if stem in _ENDING_IN_A else stem if stem.endswith("t") else f"{stem}t",
            }
        return forms

    def _stems(self, infinitive: str) -> list[str]:
        """The stem as the dictionary writes it; both spellings where it says nothing and the rule leaves it open."""
        if infinitive in _SHORT:
            return [_SHORT[infinitive]]
        base = infinitive[:-2] if infinitive.endswith("en") else infinitive[:-1]
        if len(base) > 2 and base[-1] == base[-2] and base[-1] not in "aeiou":
            return [base[:-1]]
        if infinitive.endswith(("ieren", "eeren")) and self._is_stem(f"{base[:-1]}er"):
            return [f"{base[:-1]}er"]
        opened = _OPEN_SYLLABLE.search(base)
        if not opened:
            return [_hardened(base)]
        doubled = _hardened(f"{base[:-1]}{base[-2]}{base[-1]}")
        plain = _hardened(base)
        known = [stem for stem in (doubled, plain) if self._is_stem(stem)]
        if known:
            return known[:1]
        is_open = _UNSTRESSED_END.search(base) and len(base) > 4 and not infinitive.endswith("eren")
        return [doubled, plain] if is_open else [doubled]

    def _is_stem(self, stem: str) -> bool:
        return stem in self._spelled and f"{stem}t" in self._spelled


_SHORT = {
    "gaan": "ga",
    "staan": "sta",
    "slaan": "sla",
    "doen": "doe",
    "zien": "zie",
    "zijn": "ben",
    "komen": "kom",
}

_ENDING_IN_A = frozenset({"ga", "sta", "sla"})


def _hardened(stem: str) -> str:
    return stem[:-1] + {"v": "f", "z": "s"}.get(stem[-1], stem[-1])


def _present_participles(infinitive: str) -> set[str]:
    return {infinitive + ending for ending in ("d", "de", "den")}


def _with_endings(participles: tuple[str, ...]) -> list[str]:
    opened = [re.sub("aan$", "an", participle) for participle in participles]
    return [participle + ending for participle in opened for ending in ("e", "en")]

"""The words of generated texts, each as frequent as real policy texts make it (Zipf's law).

Nouns are ranked by how often the example content uses them. Compounds are put together from parts, so that the tail
of rare words is as long as in real texts. Nothing here depends on the hash seed.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from random import Random
from typing import Any, NamedTuple, TypeVar

import yaml

from kennisbank.demo.texts import CONTENT, Reader

FOLDER = Path(__file__).parent
# Those of real municipalities hold facts, which are true of nobody else.
FICTITIOUS = {"lindehoven": "Lindehoven", "oostermade": "Oostermade", "waterdrecht": "Waterdrecht"}
DECK = 1 << 15
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")
_VOWELS_THAT_JOIN = {"aa", "ee", "oo", "uu", "ii", "ei", "ie", "eu", "oe", "ou", "au", "ui", "ai"}
Drawn = TypeVar("Drawn")


class Noun(NamedTuple):
    """``plural`` is empty when there is none."""

    article: str
    singular: str
    plural: str


class Verb(NamedTuple):
    infinitive: str
    present: str
    past: str
    participle: str


class Lexicon:
    """Decks of words: a blind draw from a deck gives each word as often as it should occur."""

    def __init__(self) -> None:
        words: dict[str, Any] = _read("words.yaml")
        random = Random("lexicon")  # noqa: S311 - no secret: the same words for everybody
        self.own_sentences = own_sentences()
        counts = Counter(re.findall(r"\w+", " ".join(self.own_sentences).lower()))
        simple = [
            *_nouns("de", words["de"]),
            *_nouns("het", words["het"]),
        ]
        simple.sort(key=lambda noun: -(counts[noun.singular] + counts[noun.plural]))
        heads = [*_nouns("de", words["heads_de"]), *_nouns("het", words["heads_het"])]
        self.compounds = [_compound(left, head) for left in words["lefts"].split() for head in heads]
        random.shuffle(self.compounds)
        self.lefts: list[str] = words["lefts"].split()
        self.nouns = deck(random, [*simple, *self.compounds], 6)
        plurals = [noun for noun in [*simple, *self.compounds] if noun.plural]
        self.plural_nouns = deck(random, plurals, 6)
        self.verbs = deck(random, [Verb(*forms) for forms in _slashed(words["verbs"])], 4)
        self.adjectives = deck(random, _slashed(words["adjectives"]), 4)
        for name in ("people", "roles", "organisations", "adverbs", "places"):
            setattr(self, name, deck(random, [_spaced(word) for word in words[name].split()], 3))
        self.months: list[str] = words["months"].split()
        self.quarters = deck(
            random,
            [start + end for start in words["place_starts"].split() for end in words["place_ends"].split()],
            40,
        )
        self.topics = {
            slug: [_topic_noun(text) for text in nouns.split()] for slug, nouns in words["topics"].items()
        }
        self.tags = [noun.singular for noun in self.compounds[:200]]

    people: list[str]
    roles: list[str]
    organisations: list[str]
    adverbs: list[str]
    places: list[str]


@cache
def lexicon() -> Lexicon:
    """The one lexicon of this process; it takes a good half second to make."""
    return Lexicon()


@cache
def sentence_texts() -> dict[str, Any]:
    """What ``sentences.yaml`` holds."""
    return _read("sentences.yaml")


def deck(random: Random, ranked: Sequence[Drawn], flat: int) -> list[Drawn]:
    """Many draws from ``ranked`` words: the first ones common, ``flat`` of them about equally so."""
    return random.choices(ranked, [1 / (rank + flat) for rank in range(len(ranked))], k=DECK)


def own_sentences() -> list[str]:
    """Whole sentences of the fictitious example content, with ``{gem}`` for the name of the municipality."""
    found: dict[str, None] = {}
    for slug, name in FICTITIOUS.items():
        content = yaml.load((CONTENT / f"{slug}.yaml").read_bytes(), Reader)  # noqa: S506 - a safe loader
        for text in _texts(content):
            for line in text.splitlines():
                plain = re.sub(r"^(?:- |\d+\. )|\*\*", "", line.strip())
                for sentence in _SENTENCE.split(plain):
                    if (
                        30 < len(sentence) < 220
                        and sentence.endswith(".")
                        and not set(sentence) & set("|{}[")
                    ):
                        found[sentence.replace(name, "{gem}")] = None
    return list(found)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)
    elif isinstance(value, str):
        yield value


def _read(name: str) -> dict[str, Any]:
    texts: dict[str, Any] = yaml.load((FOLDER / name).read_bytes(), yaml.CSafeLoader)
    return texts


def _spaced(word: str) -> str:
    return word.replace("_", " ")


def _slashed(text: str) -> list[list[str]]:
    return [_spaced(word).split("/") for word in text.split()]


def _nouns(article: str, text: str) -> list[Noun]:
    return [Noun(article, *[*forms, ""][:2]) for forms in _slashed(text)]


def _topic_noun(text: str) -> Noun:
    article, _, rest = text.partition("_")
    return _nouns(article, rest)[0]


def _compound(left: str, head: Noun) -> Noun:
    join = "-" if (left[-1] + head.singular[0]).lower() in _VOWELS_THAT_JOIN else ""
    return Noun(head.article, left + join + head.singular, head.plural and left + join + head.plural)


def longer(left: str, compound: Noun) -> Noun:
    """A compound with one part more, such as nobody wrote before."""
    return _compound(left.removesuffix("-"), compound)

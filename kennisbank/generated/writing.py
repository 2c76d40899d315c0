"""Dutch sentences, titles and running text about the topics of one page."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from random import Random

from kennisbank.generated.lexicon import DECK, Noun, lexicon, longer, sentence_texts

Pattern = tuple[str, ...]
OWN_SENTENCES = 0.15
SHORT_SENTENCES = 0.12
ON_TOPIC = 0.3
OF_THIS_PAGE = 0.1
NEVER_SEEN = 0.01


@dataclass(frozen=True)
class Subject:
    """What a page is about: its place, its year, and the slugs and names of its terms."""

    place: str
    year: int
    topics: Sequence[str]
    target_groups: Sequence[str]
    domains: Sequence[str]


@cache
def pattern(text: str) -> Pattern:
    """Literal text and names of slots, in turn."""
    return tuple(re.split(r"\{(\w+)\}", text))


@cache
def patterns(name: str) -> list[Pattern]:
    """The patterns of one part of ``sentences.yaml``, such as ``titles/visie``."""
    found = sentence_texts()
    for part in name.split("/"):
        found = found[part]
    return [pattern(text) for text in found]


class Writer:
    """Writes about ``subject``; the same random numbers give the same text."""

    def __init__(self, subject: Subject, random: Random) -> None:
        self.subject = subject
        self.draw = random.random
        self.words = lexicon()
        self.own = _own_patterns()
        topics = [noun for slug in subject.topics for noun in self.words.topics.get(slug, [])]
        self.topics = topics or [self._pick(self.words.nouns)]
        self.topic_plurals = [noun for noun in self.topics if noun.plural] or [
            self._pick(self.words.plural_nouns)
        ]
        # A rare word seldom stands on a page once only.
        self.favourites = [self._choose(self.words.compounds) for _ in range(5)]
        self.favourite_plurals = [noun for noun in self.favourites if noun.plural] or self.topic_plurals
        self.quarters = [self._pick(self.words.quarters) for _ in range(3)]
        self.slots: dict[str, Callable[[], str]] = {
            name.removeprefix("_slot_"): getattr(self, name)
            for name in dir(self)
            if name.startswith("_slot_")
        }

    def line(self, name: str) -> str:
        """One line by a pattern of this part of ``sentences.yaml``, without a capital of its own."""
        return self.fill(self._choose(patterns(name)))

    def sentence(self) -> str:
        kind = self.draw()
        if kind < OWN_SENTENCES:
            return self.fill(self._choose(self.own))
        return self.line("short" if kind < OWN_SENTENCES + SHORT_SENTENCES else "sentences")

    def prose(self, words: int) -> str:
        """Paragraphs and lists as rich text, of about ``words`` words."""
        parts: list[str] = []
        while words > 0:
            if parts and self.draw() < 0.18:
                items = [capital(self.line("fragments")) for _ in range(3 + int(self.draw() * 4))]
                tag = "ul" if self.draw() < 0.8 else "ol"
                parts.append(f"<{tag}>{''.join(f'<li>{escape(item)}</li>' for item in items)}</{tag}>")
                words -= sum(item.count(" ") + 1 for item in items)
                continue
            sentences: list[str] = []
            most = min(words, 30 + int(self.draw() * 60))
            while most > 0:
                sentences.append(self.sentence())
                most -= sentences[-1].count(" ") + 1
                words -= sentences[-1].count(" ") + 1
            parts.append(f"<p>{escape(' '.join(sentences), quote=False)}</p>")
        return "".join(parts)

    def fill(self, parts: Pattern) -> str:
        """The text of a pattern; a slot whose name has a capital gives a capital."""
        out = list(parts)
        for at in range(1, len(out), 2):
            name = out[at]
            slot = self.slots.get(name)
            out[at] = slot() if slot else capital(self.slots[name[0].lower() + name[1:]]())
        return "".join(out)

    def _pick(self, deck):
        return deck[int(self.draw() * DECK)]

    def _choose(self, some):
        return some[int(self.draw() * len(some))]

    def _noun(self) -> Noun:
        kind = self.draw()
        if kind < ON_TOPIC:
            return self._choose(self.topics)
        if kind < ON_TOPIC + OF_THIS_PAGE:
            return self._choose(self.favourites)
        if kind < ON_TOPIC + OF_THIS_PAGE + NEVER_SEEN:
            return longer(self._choose(self.words.lefts), self._choose(self.words.compounds))
        return self._pick(self.words.nouns)

    def _plural(self) -> str:
        kind = self.draw()
        if kind < ON_TOPIC:
            return self._choose(self.topic_plurals).plural
        if kind < ON_TOPIC + OF_THIS_PAGE:
            return self._choose(self.favourite_plurals).plural
        return self._pick(self.words.plural_nouns).plural

    def _slot_n(self) -> str:
        noun = self._noun()
        return f"{noun.article} {noun.singular}"

    def _slot_t(self) -> str:
        return self._choose(self.topics).singular

    def _slot_ts(self) -> str:
        noun = self._choose(self.topics)
        return noun.plural or f"{noun.article} {noun.singular}"

    def _slot_ns(self) -> str:
        return self._plural()

    def _slot_dns(self) -> str:
        return f"de {self._plural()}"

    def _slot_een(self) -> str:
        noun, (inflected, plain) = self._noun(), self._pick(self.words.adjectives)
        return f"een {plain if noun.article == 'het' else inflected} {noun.singular}"

    def _slot_dadj(self) -> str:
        noun = self._noun()
        return f"{noun.article} {self._slot_adj()} {noun.singular}"

    def _slot_adj(self) -> str:
        return self._pick(self.words.adjectives)[0]

    def _slot_adju(self) -> str:
        return self._pick(self.words.adjectives)[1]

    def _slot_bijw(self) -> str:
        return self._pick(self.words.adverbs)

    def _slot_wie(self) -> str:
        return self._pick(self.words.people)

    def _slot_doel(self) -> str:
        groups = self.subject.target_groups
        return self._choose(groups) if groups else self._slot_wie()

    def _slot_dom(self) -> str:
        return self._choose(self.subject.domains) if self.subject.domains else self._slot_t()

    def _slot_rol(self) -> str:
        return self._pick(self.words.roles)

    def _slot_org(self) -> str:
        return self._pick(self.words.organisations)

    def _slot_plek(self) -> str:
        return self._pick(self.words.places)

    def _slot_gem(self) -> str:
        return self.subject.place

    def _slot_wijk(self) -> str:
        return self._choose(self.quarters)

    def _slot_inf(self) -> str:
        return self._pick(self.words.verbs).infinitive

    def _slot_pvm(self) -> str:
        return self._slot_inf()

    def _slot_pv(self) -> str:
        return self._pick(self.words.verbs).present

    def _slot_vd(self) -> str:
        return self._pick(self.words.verbs).participle

    def _slot_getal(self) -> str:
        return str(2 + int(self.draw() ** 3 * 400))

    def _slot_pct(self) -> str:
        return f"{3 + int(self.draw() * 90)}%"

    def _slot_eur(self) -> str:
        return f"€ {(1 + int(self.draw() ** 2 * 180)) * 500:,}".replace(",", ".")

    def _slot_jaar(self) -> str:
        return str(self.subject.year - int(self.draw() * 2))

    def _slot_later(self) -> str:
        return str(self.subject.year + 2 + int(self.draw() * 3))

    def _slot_maand(self) -> str:
        return self._choose(self.words.months)

    def _slot_tijd(self) -> str:
        kind = int(self.draw() * 5)
        if kind == 0:
            return f"sinds {self._slot_maand()} {self._slot_jaar()}"
        if kind == 1:
            return f"op {1 + int(self.draw() * 28)} {self._slot_maand()} {self._slot_jaar()}"
        if kind == 2:
            return f"in het {self._choose(('voorjaar', 'najaar'))} van {self._slot_jaar()}"
        return f"in {self._slot_jaar()}" if kind == 3 else f"in {self._slot_maand()}"


@cache
def _own_patterns() -> list[Pattern]:
    return [pattern(text) for text in lexicon().own_sentences]


def capital(text: str) -> str:
    """``text`` as a sentence or title begins."""
    return text[:1].upper() + text[1:]

"""All advice on one page, by section."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from kennisbank.advice.item import Item
from kennisbank.advice.jargon import Jargon, JargonFinder
from kennisbank.advice.links import unclear_links
from kennisbank.advice.long_sentences import long_sentences
from kennisbank.advice.passages import Passage, passages_of
from kennisbank.advice.privacy import private_data
from kennisbank.advice.readability import Readability, readability_of
from kennisbank.advice.without_sight import missing_words
from kennisbank.models import KnowledgePage, PlainWord

SHOWN_OF_A_SECTION = 8
"""More at a time discourages; when these are done, the next appear."""


@dataclass(frozen=True)
class SectionAdvice:
    section: str
    label: str
    place: str
    items: list[Item]

    @property
    def shown(self) -> list[Item]:
        return self.items[:SHOWN_OF_A_SECTION]

    @property
    def by_advice(self) -> dict[str, list[Item]]:
        """What is shown, with the same advice said once."""
        finds: dict[str, list[Item]] = defaultdict(list)
        for item in self.shown:
            finds[item.what_to_do].append(item)
        return dict(finds)

    @property
    def left(self) -> int:
        return len(self.items) - len(self.shown)


@dataclass(frozen=True)
class PageAdvice:
    readability: Readability
    sections: list[SectionAdvice]

    @cached_property
    def number(self) -> int:
        return sum(len(section.items) for section in self.sections)


def advice_on(page: KnowledgePage) -> PageAdvice:
    """Advice on ``page`` as it is in memory (a draft): one query, for the list of jargon."""
    jargon = [Jargon(word.jargon, word.other_forms, word.plainer) for word in PlainWord.objects.all()]
    return advice_on_passages(passages_of(page), jargon)


def private_data_on(page: KnowledgePage) -> list[Item]:
    """What on ``page`` as it is in memory may be somebody's own data, for who reads it before it is published."""
    return [item for passage in passages_of(page) for item in private_data(passage)]


def advice_on_passages(passages: list[Passage], jargon: Iterable[Jargon]) -> PageAdvice:
    """Private data first, for that is what somebody regrets; then what is hard to read."""
    by_section: dict[str, list[Item]] = defaultdict(list)
    for item in _items(passages, JargonFinder(jargon)):
        by_section[item.section].append(item)
    running = (text.text for passage in passages for text in passage.texts if text.running)
    sections = [
        SectionAdvice(passage.section, passage.label, passage.place, by_section[passage.section])
        for passage in passages
        if by_section[passage.section]
    ]
    return PageAdvice(readability_of(running), sections)


def _items(passages: list[Passage], finder: JargonFinder) -> Iterator[Item]:
    for passage in passages:
        yield from private_data(passage)
    yield from unclear_links(passages)
    for passage in passages:
        yield from missing_words(passage)
        yield from long_sentences(passage)
        yield from finder.items(passage)

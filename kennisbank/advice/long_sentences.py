"""Sentences that are hard to follow because they are long."""

from collections.abc import Iterator

from kennisbank.advice.item import Item, shortened
from kennisbank.advice.passages import Passage
from kennisbank.advice.sentences import sentences, words

MOST_WORDS = 25
"""Plain-language guides advise 10 to 15 words on average; beyond this most readers read a sentence twice."""
WHAT_TO_DO = "Dit is een lange zin. Maak er twee zinnen van."


def long_sentences(passage: Passage) -> Iterator[Item]:
    for text in passage.texts:
        for sentence in sentences(text.text) if text.running else []:
            if (number := len(words(sentence))) > MOST_WORDS:
                note = f"{number} woorden"
                yield Item(passage.section, passage.label, shortened(sentence), WHAT_TO_DO, note)

"""The *leesbaarheidsindicatie*: how easily Dutch text reads, by the formula of Flesch as Douma fitted it to Dutch.

W. Douma, De leesbaarheid van landbouwbladen (Wageningen, 1960): 206.84 - 0.93 · words per sentence - 77 · syllables
per word. Higher is easier; ordinary text lies between 0 and 100.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from kennisbank.advice.sentences import sentences, words
from kennisbank.advice.syllables import count_syllables

ENOUGH_WORDS = 100
"""Below this one long word decides the figure."""

BANDS = (
    (80, "Heel makkelijk te lezen, voor bijna iedereen."),
    (65, "Makkelijk te lezen."),
    (50, "Te lezen voor de meeste mensen; voor wie moeite heeft met lezen is het lastig."),
    (35, "Moeilijk: kort de langste zinnen in en kies gewonere woorden."),
)
HARDEST = (
    "Heel moeilijk: dit lezen alleen mensen die veel met beleidstaal werken. Maak zinnen en woorden korter."
)


@dataclass(frozen=True)
class Readability:
    words: int
    sentences: int
    syllables: int

    @property
    def figure(self) -> float | None:
        """The figure, unrounded; ``None`` for too little text."""
        if self.words < ENOUGH_WORDS or not self.sentences:
            return None
        return 206.84 - 0.93 * self.words / self.sentences - 77 * self.syllables / self.words

    @property
    def meaning(self) -> str:
        """One sentence that says what the figure means; empty without a figure."""
        if self.figure is None:
            return ""
        return next((words for least, words in BANDS if self.figure >= least), HARDEST)


def readability_of(texts: Iterable[str]) -> Readability:
    """Count the running texts (paragraphs, items of lists); what holds no word counts for nothing."""
    per_sentence = [found for text in texts for sentence in sentences(text) if (found := words(sentence))]
    spoken = [word for found in per_sentence for word in found]
    return Readability(len(spoken), len(per_sentence), sum(count_syllables(word) for word in spoken))

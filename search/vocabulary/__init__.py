"""Words that find other words: what curators and the shipped files know and an analysis cannot."""

from search.vocabulary.latest import Vocabulary, current
from search.vocabulary.matching import Alternative
from search.vocabulary.rules import Direction, Rule

__all__ = ["Alternative", "Direction", "Rule", "Vocabulary", "current"]

"""Text becomes tokens, once and in Python, so that every engine searches with the same words."""

from search.analysis.tokens import Token, analyse, matching_tokens, words_in

VERSION = (
    "3"  # Raise it when tokens change, or what an engine makes of them: all rows are then indexed again.
)

__all__ = ["VERSION", "Token", "analyse", "matching_tokens", "words_in"]

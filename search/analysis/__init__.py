"""Text becomes tokens, once and in Python, so that every engine searches with the same words."""

from search.analysis.exceptions import NO_EXCEPTIONS, Exceptions
from search.analysis.stopwords import is_stop_word
from search.analysis.token import Token
from search.analysis.tokens import (
    Explanation,
    analyse,
    explain,
    found_by,
    is_known,
    words_in,
)

VERSION = "7"
"""Raise it when tokens change, or what an engine makes of them: all rows are then indexed again."""

__all__ = [
    "NO_EXCEPTIONS",
    "VERSION",
    "Exceptions",
    "Explanation",
    "Token",
    "analyse",
    "explain",
    "found_by",
    "is_known",
    "is_stop_word",
    "words_in",
]

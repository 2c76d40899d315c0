"""The vocabulary that holds now."""

from collections.abc import Iterable, Sequence
from functools import cache

from search.analysis import NO_EXCEPTIONS, Exceptions, Token
from search.vocabulary.matching import Alternative, Expressions
from search.vocabulary.rules import Rule
from search.vocabulary.shipped import shipped_rules


class Vocabulary:
    """Which words find which, and where the analysis makes an exception; it never changes."""

    def __init__(self, rules: Iterable[Rule], exceptions: Exceptions = NO_EXCEPTIONS) -> None:
        self.rules = tuple(rules)
        self.exceptions = exceptions
        self._expressions = Expressions(self.rules, exceptions)

    def alternatives(self, tokens: Sequence[Token]) -> list[Alternative]:
        """What may be found instead of the expressions that stand in ``tokens``, those of most words first.

        Stop words and words that repeat their parts may stand among the tokens: they are passed over, and ``start`` and
        ``stop`` count them. An alternative of an alternative is none.
        """
        return self._expressions.alternatives(tokens)


@cache
def shipped_vocabulary() -> Vocabulary:
    """The vocabulary of a site without any rule of its own."""
    return Vocabulary(shipped.rule for shipped in shipped_rules())


def current(alias: str = "default") -> Vocabulary:
    """The vocabulary as the editors left it in the database ``alias``."""
    return shipped_vocabulary()

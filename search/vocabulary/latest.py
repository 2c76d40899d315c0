"""The vocabulary that holds now."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

from django.db import connections

from search.analysis import NO_EXCEPTIONS, Exceptions, Token
from search.analysis.folding import fold
from search.vocabulary.matching import Alternative, Expressions
from search.vocabulary.rules import Rule
from search.vocabulary.shipped import shipped_rules


class Vocabulary:
    """Which words find which, and where the analysis makes an exception; it never changes."""

    def __init__(self, rules: Iterable[Rule], exceptions: Exceptions = NO_EXCEPTIONS) -> None:
        self.rules = tuple(rules)
        self.exceptions = exceptions
        self.fingerprint = _fingerprint(exceptions)
        """Empty without exceptions, another for every other set of them: with it, the index has to be made anew."""
        self._expressions = Expressions(self.rules, exceptions)

    def alternatives(self, tokens: Sequence[Token]) -> list[Alternative]:
        """What may be found instead of the expressions that stand in ``tokens``, those of most words first.

        Give every token of the query, in order: ``start`` and ``stop`` count them. Stop words are passed over, except
        in an expression that has hardly another word (``alleen zijn``, ``wat kost het``); joined words may be among
        them. An alternative of an alternative is none.
        """
        return self._expressions.alternatives(tokens)


class _Known(NamedTuple):
    stamp: str
    vocabulary: Vocabulary


_known: dict[str, _Known] = {}
_with_tables: set[str] = set()


@cache
def shipped_vocabulary() -> Vocabulary:
    """The vocabulary of a site that was not set up yet."""
    return Vocabulary(shipped.rule for shipped in shipped_rules())


def current(alias: str = "default") -> Vocabulary:
    """The vocabulary as curators left it in the database ``alias``; one query by primary key while nothing changed."""
    stamp = _stamp(alias)
    if stamp is None:
        return shipped_vocabulary()
    known = _known.get(alias)
    if known is None or known.stamp != stamp:
        # The stamp was read before the rules: a change in between is noticed at the next look.
        known = _Known(stamp, _read(alias, known.vocabulary if known else None))
        _known[alias] = known
    return known.vocabulary


def _stamp(alias: str) -> str | None:
    """Which version the database holds; ``None`` where nobody wrote one yet, or where the tables are not there yet."""
    from search.vocabulary.models import VocabularyVersion

    if alias not in _with_tables:
        # Asked for beforehand: on PostgreSQL, a query on a missing table would spoil the transaction around it.
        if VocabularyVersion._meta.db_table not in connections[alias].introspection.table_names():
            return None
        _with_tables.add(alias)
    with connections[alias].cursor() as cursor:
        # Every search asks this; as a query of Django it takes five times as long.
        cursor.execute(f"SELECT stamp FROM {VocabularyVersion._meta.db_table} WHERE id = 1")  # noqa: S608 - constants only
        found = cursor.fetchone()
    return found[0] if found else None


def _read(alias: str, before: Vocabulary | None) -> Vocabulary:
    from search.vocabulary.models import ShippedKey, SynonymRule

    exceptions = _read_exceptions(alias)
    if before and before.fingerprint == _fingerprint(exceptions):
        exceptions = before.exceptions  # The analysis keeps its results by this object.
    rows = list(SynonymRule.objects.using(alias).order_by("pk"))
    if rows or ShippedKey.objects.using(alias).exists():
        return Vocabulary((row.as_rule() for row in rows if row.active), exceptions)
    return Vocabulary(shipped_vocabulary().rules, exceptions)


def _read_exceptions(alias: str) -> Exceptions:
    from search.vocabulary.models import AnalysisException

    kinds = AnalysisException.Kind
    rows = list(AnalysisException.objects.using(alias).order_by("folded"))
    if not rows:
        return NO_EXCEPTIONS
    return Exceptions(
        never_split=frozenset(row.folded for row in rows if row.kind == kinds.NEVER_SPLIT),
        split_as={row.folded: row.parts for row in rows if row.kind == kinds.SPLIT_AS},
        same_as={row.folded: fold(row.value) for row in rows if row.kind == kinds.SAME_AS},
    )


def _fingerprint(exceptions: Exceptions) -> str:
    if not (exceptions.never_split or exceptions.split_as or exceptions.same_as):
        return ""
    said = [
        sorted(exceptions.never_split),
        sorted(exceptions.split_as.items()),
        sorted(exceptions.same_as.items()),
    ]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()[:16]

"""Gives a site the shipped rules that it has not had before."""

from django.db import transaction

from search.vocabulary.models import ShippedKey, SynonymRule, VocabularyVersion
from search.vocabulary.shipped import ShippedRule, shipped_rules


def add_shipped_rules(alias: str = "default") -> int:
    """Add what is new in this release; what curators changed or removed stays as they left it. Returns how many."""
    with transaction.atomic(alias):
        had = set(ShippedKey.objects.using(alias).values_list("key", flat=True))
        new = [shipped for shipped in shipped_rules() if shipped.rule.key not in had]
        if new:
            SynonymRule.objects.using(alias).bulk_create(map(_as_row, new), ignore_conflicts=True)
            keys = [ShippedKey(key=shipped.rule.key) for shipped in new]
            ShippedKey.objects.using(alias).bulk_create(keys, ignore_conflicts=True)
            VocabularyVersion.renew(alias)
    return len(new)


def _as_row(shipped: ShippedRule) -> SynonymRule:
    rule = shipped.rule
    return SynonymRule(
        key=rule.key,
        words=", ".join(rule.words),
        direction=rule.direction,
        finds=", ".join(rule.finds),
        note=shipped.note,
    )

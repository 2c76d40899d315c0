"""The structured page types, found by the kind in which people name them (``visie``, ``les``)."""

from functools import cache

from django.apps import apps

from kennisbank.models import KnowledgePage


@cache
def page_types() -> dict[str, type[KnowledgePage]]:
    """Every structured page type by kind, in alphabetical order of the kind."""
    found = {model.kind: model for model in apps.get_models() if issubclass(model, KnowledgePage)}
    return dict(sorted(found.items()))


def page_type(kind: str) -> type[KnowledgePage]:
    """The page type of a kind; raises ``KeyError`` for an unknown one."""
    return page_types()[kind]

"""Parts of the page tree, as a condition that a database answers from the index of the path."""

from collections.abc import Iterable

from django.db.models import Q
from wagtail.models import Page


def at_or_below(paths: Iterable[str]) -> Q:
    """The pages with these paths and all below them; without a path no page.

    A range, as in treebeard: for the ``LIKE`` of ``descendant_of`` SQLite looks at every page.
    """
    found = Q(pk__in=[])
    for path in paths:
        found |= Q(path__range=(path, path + Page.alphabet[-1] * Page.steplen))
    return found

"""Keeps the index true: in the transaction that fills rows, and after a change of the analysis."""

import logging
from collections.abc import Callable, Iterable
from typing import Any

from django.core.management.base import CommandError
from django.db import transaction

from kennisbank.models.read_model import SearchDocument
from search.engines import embedded_engine, server_engine
from search.engines.base import EngineUnavailable
from search.engines.embedded import analysis_version
from search.fields import is_searchable
from search.models import IndexedRow
from search.sending import ask_to_send

logger = logging.getLogger(__name__)

CHUNK = 200


def follow_rows(sender: Any, ids: Iterable[int], **kwargs: Any) -> None:
    """Receiver of ``rows_filled``: bring the index up to date with these rows, within the sender's transaction."""
    update_index(list(ids))


def update_index(row_ids: list[int], alias: str = "default") -> None:
    """Index those of these rows that search shows; the others, and ids without a row, leave the index."""
    for start in range(0, len(row_ids), CHUNK):
        ids = row_ids[start : start + CHUNK]
        with transaction.atomic(alias):
            rows = SearchDocument.objects.using(alias).filter(pk__in=ids).prefetch_related("facet_values")
            shown = [row for row in rows if is_searchable(row)]
            embedded_engine(alias).index(shown)
            embedded_engine(alias).remove(set(ids) - {row.pk for row in shown})
            ask_to_send(alias)


def rebuild() -> int:
    """Index every row anew, in chunks with a transaction each, so that search goes on meanwhile; returns how many."""
    ids = sorted(
        {
            *SearchDocument.objects.values_list("pk", flat=True),
            *IndexedRow.objects.values_list("row_id", flat=True),
        }
    )
    update_index(ids)
    return len(ids)


def rebuild_engines(sender: Any, say: Callable[[str], Any], **kwargs: Any) -> None:
    """Receiver of ``rows_rebuilt``: drop what has no row, index what was left out, and make the server's index anew."""
    known = IndexedRow.objects.filter(present=True)
    orphans = known.exclude(row_id__in=SearchDocument.objects.values("pk"))
    update_index(list(orphans.values_list("row_id", flat=True)))
    index_outdated()
    if (engine := server_engine()) is None:
        return
    try:
        say(f"{engine.rebuild()} pagina's in een nieuwe index van {engine.server.title} gezet.")
    except EngineUnavailable as error:
        raise CommandError(
            f"{engine.server.title} kreeg geen nieuwe index; de vorige blijft in gebruik. Reden: {error}"
        ) from error


def index_outdated() -> int:
    """Index again what another version of the analysis indexed, and what was never indexed; returns how many.

    The clock calls it, so that a new version of the site brings its own index up to date.
    """
    version = analysis_version()
    old = IndexedRow.objects.filter(present=True).exclude(analysis=version).values_list("row_id", flat=True)
    known = IndexedRow.objects.filter(present=True).values("row_id")
    shown = SearchDocument.objects.filter(live=True, listed=True, gone=False, document_id=None)
    never = shown.exclude(pk__in=known).values_list("pk", flat=True)
    ids = sorted({*old, *never})
    if ids:
        logger.info("Indexing %s rows again for analysis %s", len(ids), version)
        update_index(ids)
    return len(ids)

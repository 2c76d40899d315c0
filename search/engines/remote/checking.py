"""Whether the index in use is the one that it should be, looked at from time to time."""

from typing import TYPE_CHECKING

from search.analysis import VERSION
from search.engines.embedded import analysis_version
from search.engines.remote.mapping import signature
from search.engines.remote.outbox import IndexMissing, number_of
from search.models import IndexedRow, WaitingRow

if TYPE_CHECKING:
    from search.engines.remote.engine import RemoteEngine


def reason_to_rebuild(engine: "RemoteEngine") -> str:
    """Why a new index is needed, in Dutch; empty when the one in use is as it should be."""
    try:
        index = engine.index_in_use()
    except IndexMissing as missing:
        return str(missing)
    if not index.startswith(f"{engine.prefix}-{signature(VERSION)}-"):
        return "" if _is_indexing(engine.alias) else "De index is van een andere versie van de site."
    return "De index bevat niet dezelfde pagina's als de database." if _differs(engine, index) else ""


def _is_indexing(alias: str) -> bool:
    """Whether the database is still busy with the new version itself; its texts are what a new index is made of."""
    rows = IndexedRow.objects.using(alias).filter(present=True)
    return rows.exclude(analysis=analysis_version(alias)).exists()


def _differs(engine: "RemoteEngine", index: str) -> bool:
    """Whether rows are missing or left over, or come from a later life of the database than the one we have.

    Only looked at while nothing waits and nothing changes.
    """
    alias = engine.alias
    before = number_of(alias)
    if WaitingRow.objects.using(alias).exists():
        return False
    documents, highest = engine.server.extent(index)
    expected = IndexedRow.objects.using(alias).filter(present=True).count()
    if WaitingRow.objects.using(alias).exists() or number_of(alias) != before:
        return False
    return documents != expected or highest > before

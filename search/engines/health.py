"""How each engine is: whether it answers, what it holds, and how far behind it is."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections
from django.db.models import Min
from django.utils import timezone

from kennisbank.models.read_model import SearchDocument
from search.engines import embedded_engine, server_engine
from search.engines.base import EngineUnavailable
from search.engines.embedded import analysis_version
from search.models import IndexedRow, RemoteIndex, WaitingRow

if TYPE_CHECKING:
    from search.engines.remote import RemoteEngine


@dataclass(frozen=True)
class Health:
    """``lag`` is the number of rows that the engine does not have as they are now, ``oldest_seconds`` how long the
    first of them waits; what the engine does not say, or does not keep, is ``None``.
    """

    name: str
    title: str
    answers_visitors: bool
    up: bool
    version: str | None = None
    documents: int | None = None
    lag: int | None = None
    oldest_seconds: float | None = None
    refused: int = 0
    problem: str = ""


def look() -> Iterator[Health]:
    """The health of the database's engine, and of the one on the search server where the settings name it."""
    server = server_engine()
    yield _of_database(answers_visitors=server is None)
    if server:
        yield _of_server(server)


def _of_database(*, answers_visitors: bool) -> Health:
    connection = connections[DEFAULT_DB_ALIAS]
    title = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}[connection.vendor]
    name = embedded_engine().name
    try:
        version = ".".join(map(str, connection.get_database_version()))
        indexed = IndexedRow.objects.filter(present=True)
        changed = SearchDocument.objects.filter(changed=True).count()
        outdated = indexed.exclude(analysis=analysis_version()).count()
        return Health(name, title, answers_visitors, True, version, indexed.count(), changed + outdated)
    except DatabaseError as error:
        return Health(name, title, answers_visitors, False, problem=str(error))


def _of_server(engine: "RemoteEngine") -> Health:
    waiting = WaitingRow.objects.filter(refused="")
    oldest = waiting.aggregate(oldest=Min("since"))["oldest"]
    version, documents = None, None
    problem = RemoteIndex.of(DEFAULT_DB_ALIAS).values_list("error", flat=True).get()
    with suppress(EngineUnavailable):  # An account may be kept from knowing it.
        version = engine.server.version()
    try:
        documents, _highest = engine.server.extent(engine.index_in_use())
        problem = engine.reason_to_rebuild() or problem
    except EngineUnavailable as error:
        problem = str(error)
    return Health(
        engine.name,
        engine.server.title,
        True,
        documents is not None,
        version,
        documents,
        waiting.count(),
        (timezone.now() - oldest).total_seconds() if oldest else None,
        WaitingRow.objects.exclude(refused="").count(),
        problem,
    )

"""The engines that search: that of the database, always kept, and one beside it where a setting names it."""

from functools import cache
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import connections

from search.engines.base import Engine
from search.engines.embedded import EmbeddedEngine

if TYPE_CHECKING:
    from search.engines.remote import RemoteEngine


def embedded_engine(alias: str = "default") -> EmbeddedEngine:
    """The engine of this database, the same for all threads; its tables are made by this package's migrations."""
    return _of_database(alias)


@cache
def _of_database(alias: str) -> EmbeddedEngine:
    vendor = connections[alias].vendor
    if vendor == "postgresql":
        from search.engines.postgres import PostgresEngine

        return PostgresEngine(alias)
    if vendor == "sqlite":
        from search.engines.sqlite import SqliteEngine

        return SqliteEngine(alias)
    raise ValueError(f"There is no search engine for {vendor}.")


def server_engine() -> "RemoteEngine | None":
    """The engine on the search server that the settings name; ``None`` when the database is all there is."""
    return None if settings.SEARCH_ENGINE == "database" else _on_server()


@cache
def _on_server() -> "RemoteEngine":
    # Its libraries take time and memory, which a site without such a server does not spend.
    from search.engines.remote import connect

    return connect(settings.SEARCH_ENGINE, settings.SEARCH_URLS, settings.SEARCH_INDEX_PREFIX)


def forget_engines() -> None:
    """Let go of what this process knows of the indexes and of its connections, as one that starts."""
    if _on_server.cache_info().currsize:
        _on_server().server.close()
    _on_server.cache_clear()
    _of_database.cache_clear()


def active_engine() -> Engine:
    """The engine that answers visitors."""
    return server_engine() or embedded_engine()

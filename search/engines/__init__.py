"""The engines that search: that of the database, always kept, and one beside it where a setting names it."""

from functools import cache

from django.db import connections

from search.engines.base import Engine
from search.engines.embedded import EmbeddedEngine


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


def forget_engines() -> None:
    """Let go of what this process knows of the indexes, as one that starts."""
    _of_database.cache_clear()


def active_engine() -> Engine:
    """The engine that answers visitors."""
    return embedded_engine()

"""The engine that searches: that of the database, chosen by its vendor."""

from functools import cache

from django.db import connections

from search.engines.base import Engine


@cache
def engine(alias: str = "default") -> Engine:
    """The engine of this database; its tables are made by this package's migrations."""
    vendor = connections[alias].vendor
    if vendor == "postgresql":
        from search.engines.postgres import PostgresEngine

        return PostgresEngine(alias)
    if vendor == "sqlite":
        from search.engines.sqlite import SqliteEngine

        return SqliteEngine(alias)
    raise ValueError(f"There is no search engine for {vendor}.")

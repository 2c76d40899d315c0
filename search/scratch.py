"""A throw-away index: an own database with only the tables of search, and for a remote engine an own index.

It is filled and asked through the ordinary code, so what holds here holds on the site. Tests compare engines with it,
and ``manage.py judge_search`` measures sets of pages that are not the site's own.
"""

import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import dj_database_url
from django.apps import apps
from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, OperationalError, connections
from django.db.migrations.executor import MigrationExecutor
from django.db.utils import ConnectionHandler

from kennisbank.models.read_model import CarriedPicture, FacetValue, SearchDocument
from search.engines import embedded_engine
from search.engines.base import Engine

EMBEDDED = {"sqlite": "sqlite", "postgres": "postgresql"}
REMOTE = ("elasticsearch", "opensearch")
ENGINES = (*EMBEDDED, *REMOTE)


class ScratchUnavailable(Exception):
    """There is no such engine here; the sentence says what is missing."""


@contextmanager
def scratch_index(name: str = "", address: str = "") -> Iterator[Engine]:
    """An empty engine of this name (``sqlite``, ``postgres``, ``elasticsearch``, ``opensearch``), gone afterwards.

    ``address`` is that of the database or of the servers; without it, those of the settings are used. Without a name
    it is the engine of the site's own database.
    """
    name = name or {"postgresql": "postgres"}.get(connections[DEFAULT_DB_ALIAS].vendor, "sqlite")
    if name in REMOTE:
        urls = [address] if address else list(settings.SEARCH_URLS)
        if not urls:
            raise ScratchUnavailable(f"Set SEARCH_URL to the address of {name}.")
        from search.engines.remote import remote_engine

        with (
            _sqlite() as alias,
            remote_engine(name, urls, f"scratch-{secrets.token_hex(6)}", alias) as engine,
        ):
            yield engine
    elif name in EMBEDDED:
        with _sqlite() if name == "sqlite" else _postgres(address) as alias:
            yield embedded_engine(alias)
    else:
        raise ScratchUnavailable(f"There is no engine named {name}; choose from {', '.join(ENGINES)}.")


@contextmanager
def _sqlite() -> Iterator[str]:
    with tempfile.TemporaryDirectory(prefix="kennisbank-scratch-") as folder:
        path = Path(folder) / "scratch.sqlite3"
        # Nothing of it has to outlive the process.
        options = {
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF; PRAGMA mmap_size=268435456;"
        }
        database = {"ENGINE": "django.db.backends.sqlite3", "NAME": str(path), "OPTIONS": options}
        with _registered(database) as alias:
            yield alias


@contextmanager
def _postgres(address: str) -> Iterator[str]:
    """A schema of its own in the database at ``address``, or in the site's own."""
    site = connections[DEFAULT_DB_ALIAS]
    if address:
        database = dict(dj_database_url.parse(address))
    elif site.vendor == "postgresql":
        database = {
            key: site.settings_dict[key] for key in ("ENGINE", "NAME", "USER", "PASSWORD", "HOST", "PORT")
        }
    else:
        raise ScratchUnavailable("The site's database is not PostgreSQL: set DATABASE_URL to one that is.")
    schema = f"scratch_{secrets.token_hex(6)}"
    database["OPTIONS"] = {"options": f"-c search_path={schema}"}
    with _registered(database, schema) as alias:
        yield alias


@contextmanager
def _registered(database: dict[str, Any], schema: str = "") -> Iterator[str]:
    """Make this database known under a name of its own, with the tables of search in it."""
    alias = f"scratch-{secrets.token_hex(6)}"
    connections.settings[alias] = ConnectionHandler({DEFAULT_DB_ALIAS: {}, alias: database}).settings[alias]
    connection = connections[alias]
    try:
        if schema:
            _run(alias, f"CREATE SCHEMA {schema}")
        _make_tables(alias)
        yield alias
    finally:
        if schema:
            with suppress(OperationalError):
                _run(alias, f"DROP SCHEMA {schema} CASCADE")
        connection.close()
        del connections[alias]
        del connections.settings[alias]


def _run(alias: str, statement: str) -> None:
    with connections[alias].cursor() as cursor:
        cursor.execute(statement)


def _make_tables(alias: str) -> None:
    connection = connections[alias]
    with connection.schema_editor() as editor:
        for model in (SearchDocument, FacetValue, CarriedPicture):
            editor.create_model(model)
    executor = MigrationExecutor(connection)
    own = [
        node for node in executor.loader.graph.leaf_nodes() if node[0] == apps.get_app_config("search").label
    ]
    executor.migrate(own)

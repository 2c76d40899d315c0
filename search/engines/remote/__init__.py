"""Elasticsearch or OpenSearch beside the engine of the database: quicker for very many pages, and on several servers.

The database stays the truth. Its rows are the outbox: a worker sends what changed, and whatever happens to the server,
its index can be made again from them.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress

from search.engines.base import EngineUnavailable
from search.engines.remote.clients import SERVERS
from search.engines.remote.engine import RemoteEngine

__all__ = ["RemoteEngine", "connect", "remote_engine"]


def connect(kind: str, urls: Sequence[str], prefix: str, alias: str = "default") -> RemoteEngine:
    """The engine of the database ``alias`` on the server of this kind; nothing is asked of the server yet."""
    return RemoteEngine(alias, SERVERS[kind](urls), prefix)


@contextmanager
def remote_engine(kind: str, urls: Sequence[str], prefix: str, alias: str) -> Iterator[RemoteEngine]:
    """An engine to throw away: with an index now, and without one afterwards."""
    engine = connect(kind, urls, prefix, alias)
    try:
        engine.flush()
        yield engine
    finally:
        with suppress(EngineUnavailable):
            engine.drop()
        engine.server.close()

"""Three servers with a copy of every page: one of them may fall out, without a lost page or a failed search."""

import secrets
import threading
from collections.abc import Iterator
from contextlib import suppress

import pytest
from django.db import connections

from scripts.search_servers import Server
from scripts.stop import Stop
from search.engines.base import EngineUnavailable
from search.engines.remote import RemoteEngine, remote_engine
from search.models import WaitingRow
from search.scratch import REMOTE, scratch_index
from tests.search.engines.remote.site import wait_for
from tests.search.rows import Index

PAGES = 120


@pytest.fixture(scope="module", params=REMOTE)
def cluster(request: pytest.FixtureRequest) -> Iterator[Server]:
    try:
        server = Server(request.param, nodes=3)
    except Stop as stop:
        pytest.skip(str(stop))
    with server:
        yield server


@pytest.fixture
def engine(cluster: Server, django_db_blocker) -> Iterator[RemoteEngine]:
    """An empty engine on all three nodes."""
    with (
        django_db_blocker.unblock(),
        scratch_index("sqlite") as embedded,
        remote_engine(
            cluster.distribution.name, cluster.urls, f"test-{secrets.token_hex(4)}", embedded.alias
        ) as found,
    ):
        yield found


class Visitor(threading.Thread):
    """Searches on and on, and keeps what he got."""

    def __init__(self, index: Index) -> None:
        super().__init__()
        self.index = index
        self.totals: list[int] = []
        self.noticed = 0
        self.failures: list[Exception] = []
        self.leaves = threading.Event()

    def run(self) -> None:
        while not self.leaves.is_set():
            try:
                results = self.index.ask("wijk")
                self.totals.append(results.total)
                self.noticed += bool(results.notices)
            except Exception as error:
                self.failures.append(error)
        connections[self.index.alias].close()


def has_all_copies(engine: RemoteEngine) -> bool:
    """Whether every part of the index stands on two nodes."""
    health = engine.server.call("GET", f"/_cluster/health/{engine.index_in_use()}", timeout="1s")
    return health["status"] == "green"


def node_with_the_first_copy(engine: RemoteEngine) -> int:
    """The number of the node that takes in what is written."""
    found = engine.server.call("GET", f"/{engine.index_in_use()}/_search_shards")
    node = next(copy["node"] for copies in found["shards"] for copy in copies if copy["primary"])
    return int(found["nodes"][node]["name"].removeprefix("node-"))


def test_one_of_three_is_killed_while_pages_come_in_and_people_search(cluster, engine, monkeypatch):
    index = Index(engine)
    index.make_row("Wijk")
    wait_for(lambda: has_all_copies(engine))
    killing = threading.Thread(target=cluster.kill, args=[node_with_the_first_copy(engine)])
    visitor = Visitor(index)
    visitor.start()
    flush = engine.flush

    def flush_if_possible() -> None:
        with suppress(EngineUnavailable):
            flush()

    monkeypatch.setattr(engine, "flush", flush_if_possible)
    for number in range(PAGES):
        index.make_row(f"Wijk {number}")
        if number == PAGES // 3:
            killing.start()
    killing.join()

    def is_complete() -> bool:
        flush_if_possible()
        return not WaitingRow.objects.using(engine.alias).exists()

    wait_for(is_complete)
    visitor.leaves.set()
    visitor.join()
    assert visitor.failures == []
    assert visitor.noticed < len(visitor.totals) / 2  # None, as a rule: the others answer.
    assert visitor.totals[-1] > 1
    # Nothing was sent twice to make up for a loss: what was confirmed is there.
    assert engine.server.extent(engine.index_in_use())[0] == PAGES + 1
    assert engine.reason_to_rebuild() == ""
    engine._rests_until = 0.0
    results = index.ask("wijk")
    assert (results.total, results.notices) == (PAGES + 1, [])

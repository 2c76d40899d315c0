"""Engines on real servers: those of the whole test run, and servers of their own for tests that end them."""

import secrets
from collections.abc import Iterator
from typing import Any

import pytest

from scripts.search_servers import Server
from scripts.stop import Stop
from search.engines import forget_engines
from search.engines.base import Engine
from search.scratch import REMOTE
from tests.search.conftest import empty_engine
from tests.search.engines.remote.site import Site


@pytest.fixture(params=REMOTE)
def engine(request: pytest.FixtureRequest, django_db_blocker: Any) -> Iterator[Engine]:
    """Each of the two engines on the servers of the test run, in turn."""
    with empty_engine(request.param, django_db_blocker) as found:
        yield found


@pytest.fixture(scope="module", params=REMOTE)
def own_server(request: pytest.FixtureRequest) -> Iterator[Server]:
    """A server that only the tests of one module use, and may end."""
    try:
        server = Server(request.param)
    except Stop as stop:
        pytest.skip(str(stop))
    with server:
        yield server


@pytest.fixture
def site(own_server: Server, settings: Any, transactional_db: None) -> Iterator[Site]:
    """The site as it runs on that server, with an empty index; the server runs at the start of each test."""
    own_server.start()
    own_server.wait()
    settings.SEARCH_ENGINE = own_server.distribution.name
    settings.SEARCH_URLS = own_server.urls
    settings.SEARCH_INDEX_PREFIX = f"test-{secrets.token_hex(4)}"
    forget_engines()
    yield Site(own_server)
    forget_engines()

"""The engines of which every machine has some and ``.ci/run`` has all."""

import os
from collections.abc import Iterator
from typing import Any

import pytest

from search.engines.base import Engine
from search.scratch import ENGINES, scratch_index
from tests.search.rows import Index

ADDRESSES = {
    "postgres": ("TEST_DATABASE_URL", "TEST_OTHER_DATABASE_URL"),
    "elasticsearch": ("TEST_ELASTICSEARCH_URL",),
    "opensearch": ("TEST_OPENSEARCH_URL",),
}


def address_of(name: str) -> str | None:
    """Where this engine runs; empty for the one that needs no server, ``None`` when there is none."""
    if name not in ADDRESSES:
        return ""
    return next((os.environ[variable] for variable in ADDRESSES[name] if os.environ.get(variable)), None)


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest, django_db_blocker: Any) -> Iterator[Engine]:
    """Each of the four engines in turn, empty; the site's own database has no part in it."""
    address = address_of(request.param)
    if address is None:
        pytest.skip(f"no address of {request.param} was given (see make test)")
    with django_db_blocker.unblock(), scratch_index(request.param, address) as found:
        yield found


@pytest.fixture
def index(engine: Engine) -> Index:
    """Makes pages in the engine's index and asks it."""
    return Index(engine)

"""The engines of which every machine has some and ``.ci/run`` has all."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
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


@contextmanager
def empty_engine(name: str, blocker: Any) -> Iterator[Engine]:
    """The engine of this name, with a database of its own; the test is left out where it does not run."""
    address = address_of(name)
    if address is None:
        pytest.skip(f"no address of {name} was given (see make test)")
    with blocker.unblock(), scratch_index(name, address) as found:
        yield found


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest, django_db_blocker: Any) -> Iterator[Engine]:
    """Each of the four engines in turn."""
    with empty_engine(request.param, django_db_blocker) as found:
        yield found


@pytest.fixture
def index(engine: Engine) -> Index:
    """Makes pages in the engine's index and asks it."""
    return Index(engine)

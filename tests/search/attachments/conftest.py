"""What the tests of attached files start from."""

import pytest

from kennisbank.models import KnowledgePage
from search.attachments import reading
from tests.factories import make_participant, make_vision


@pytest.fixture
def vision() -> KnowledgePage:
    return make_vision(make_participant())


@pytest.fixture
def indexed(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The rows that reading brought up to date in the index."""
    rows: list[int] = []
    update = reading.update_index
    monkeypatch.setattr(reading, "update_index", lambda ids: rows.extend(ids) or update(ids))
    return rows

"""For all tests: what the migrations made is there again after a test that empties the tables."""

import pytest
from django.core.cache import cache


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A test with real transactions empties every table afterwards, the root page and the first locale included.

    Such tests therefore start by putting back what the migrations made (Django's ``serialized_rollback``), without
    each of them having to know this.
    """
    for item in items:
        marker = item.get_closest_marker("django_db")
        asks_for_transactions = bool(marker and marker.kwargs.get("transaction"))
        if asks_for_transactions or {"transactional_db", "live_server"} & set(item.fixturenames):
            item.fixturenames.insert(0, "django_db_serialized_rollback")


@pytest.fixture(autouse=True)
def _empty_cache() -> None:
    """Rows of one test have the numbers of rows of the test before."""
    cache.clear()

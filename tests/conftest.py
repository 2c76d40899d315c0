"""For all tests: what the migrations made is there again after a test that empties the tables."""

import gc

import pytest
from django.core.cache import cache
from django.utils import timezone

from tests.day import TODAY

NEED_THE_DATABASE = {"db", "transactional_db", "live_server", "django_db_setup"}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Say of each test what it needs of the database, before pytest and pytest-django choose and order.

    A test with real transactions empties every table afterwards, the root page and the first locale included.
    Such tests therefore start by putting back what the migrations made (Django's ``serialized_rollback``), without
    each of them having to know this.

    A test that asks for no database is kept from it by pytest-django, so the part on PostgreSQL can do without it.
    """
    for item in items:
        marker = item.get_closest_marker("django_db")
        asks_for_transactions = bool(marker and marker.kwargs.get("transaction"))
        if asks_for_transactions or {"transactional_db", "live_server"} & set(item.fixturenames):
            item.fixturenames.insert(0, "django_db_serialized_rollback")
        if not marker and not NEED_THE_DATABASE & set(item.fixturenames):
            item.add_marker("without_database")


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    """Look for rubbish less often, and never again among what was imported: a seventh of the time went there."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


@pytest.fixture(autouse=True)
def _empty_cache() -> None:
    """Rows of one test have the numbers of rows of the test before."""
    cache.clear()


@pytest.fixture
def same_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """Today stays the day on which the tests were collected, also when they run past midnight."""
    day_of = timezone.localdate
    monkeypatch.setattr(timezone, "localdate", lambda *moment: day_of(*moment) if moment else TODAY)

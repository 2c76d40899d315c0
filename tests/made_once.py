"""What several tests start from, made once before the first of them and undone after the last."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from django.db import transaction

Made = TypeVar("Made")


@contextmanager
def made_once(django_db_blocker: Any, make: Callable[[], Made]) -> Iterator[Made]:
    """What ``make`` gives, within a transaction in which that of each test is a savepoint.

    For a fixture of a module or package, which also asks for ``django_db_setup``, and all of whose tests ask for that
    fixture: another test would find its rows or not, depending on the order. Not for tests with real transactions,
    which empty the tables. A test that changes the objects themselves works on a copy.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        yield make()
        transaction.set_rollback(True)

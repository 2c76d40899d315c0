"""The content is made once for all tests of this folder, and undone after them."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import TestCase

from tests.project.leaks.asking import Asker
from tests.project.leaks.content import Content, build
from tests.project.leaks.people import ROLES


@pytest.fixture(scope="package")
def content(django_db_setup: Any, django_db_blocker: Any) -> Iterator[Content]:
    with django_db_blocker.unblock(), transaction.atomic():
        with TestCase.captureOnCommitCallbacks(execute=True):
            built = build()
        yield built
        transaction.set_rollback(True)


@pytest.fixture(params=ROLES)
def asker(request: pytest.FixtureRequest, content: Content) -> Asker:
    """Everybody in turn."""
    return Asker(content.people[request.param], content.words)

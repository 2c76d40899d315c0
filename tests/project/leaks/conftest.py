"""The content is made once for all tests of this folder, and undone after them."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import TestCase

from tests.made_once import made_once
from tests.project.leaks.asking import Asker
from tests.project.leaks.content import Content, build
from tests.project.leaks.people import ROLES


@pytest.fixture(scope="package")
def content(django_db_setup: Any, django_db_blocker: Any) -> Iterator[Content]:
    with made_once(django_db_blocker, _build_and_fill) as built:
        yield built


def _build_and_fill() -> Content:
    with TestCase.captureOnCommitCallbacks(execute=True):
        return build()


@pytest.fixture(params=ROLES)
def asker(request: pytest.FixtureRequest, content: Content) -> Asker:
    """Everybody in turn."""
    return Asker(content.people[request.param], content.words)

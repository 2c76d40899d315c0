"""Who stands in most tests of rights."""

import pytest

from municipalities.models import ParticipantPage
from tests.factories import make_participant


@pytest.fixture
def lindehoven(db: None) -> ParticipantPage:
    return make_participant("Lindehoven")

"""Lindehoven, and what the log stream gets."""

import io
import logging

import pytest

from municipalities.rights.applying import apply_all_rights
from tests.factories import make_participant


@pytest.fixture
def lindehoven():
    participant = make_participant("Lindehoven")
    apply_all_rights()
    return participant


@pytest.fixture
def stream():
    """What the log stream gets, as text."""
    text = io.StringIO()
    handler, logger = logging.StreamHandler(text), logging.getLogger("audit")
    logger.addHandler(handler)
    yield text
    logger.removeHandler(handler)

"""Who stands in most tests of rights, and mail of the site over a real connection."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest

from municipalities.models import ParticipantPage
from tests.factories import make_participant
from tests.municipalities.smtp import MailServer, mail_server


@pytest.fixture
def smtp(settings: Any) -> Iterator[Callable[..., MailServer]]:
    """Starts a mail server, and has the site use it: ``smtp(oco="550 No such user")``."""
    with ExitStack() as stack:

        def start(**answers: str) -> MailServer:
            server = stack.enter_context(mail_server(**answers))
            settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
            settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
            return server

        yield start


@pytest.fixture
def no_mail_server(settings: Any) -> None:
    """Nobody listens where the site sends its mail."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1


@pytest.fixture
def lindehoven(db: None) -> ParticipantPage:
    return make_participant("Lindehoven")

"""What every test about accounts starts with: a site, and nobody who tried too often."""

import pytest
from django.core.cache import caches
from django.test import Client

from municipalities.models import User
from tests.factories import make_home, make_user

PASSWORD = "een-lang-wachtwoord"  # That of every person of the factories.


@pytest.fixture(autouse=True)
def _nobody_tried_yet(db: None) -> None:
    caches["shared"].clear()
    make_home()


@pytest.fixture
def person() -> User:
    return make_user("iemand@example.nl")


def log_in(client: Client, address: str = "iemand@example.nl", password: str = PASSWORD, following: str = ""):
    query = f"?next={following}" if following else ""
    return client.post(f"/inloggen/{query}", {"login": address, "password": password})


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session

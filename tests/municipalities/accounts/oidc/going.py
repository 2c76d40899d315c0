"""Going through a provider with a browser."""

from urllib.parse import urlsplit

import requests
from django.test import Client

from municipalities.models import User

OURS, FOREIGN = "tenant-goirle", "tenant-elders"
SOMEBODY = {"tid": OURS, "oid": "o-1", "email": "iemand@goirle.example.nl", "given_name": "Iemand"}


def go_through_provider(client: Client, sub: str = "s-1", road: str = "/inloggen/via/goirle/"):
    """Presses the button, logs in at the provider as ``sub``, and comes back; the answer of this site."""
    at_provider = client.post(road)
    back = requests.post(at_provider.url, data={"sub": sub}, allow_redirects=False, timeout=10)
    parts = urlsplit(back.headers["Location"])
    assert parts.path == "/inloggen/via/goirle/terug/"
    return client.get(f"{parts.path}?{parts.query}")


def who_is_in(client: Client) -> str:
    key = client.session.get("_auth_user_id")
    return User.objects.get(pk=key).email if key else ""

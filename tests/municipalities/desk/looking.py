"""The home of the admin as somebody sees it."""

import re

from django.urls import reverse


def home(client, person) -> str:
    client.force_login(person)
    return client.get(reverse("wagtailadmin_home")).content.decode()


def panel(body: str, name: str) -> str | None:
    """The text of one panel, without its tags; ``None`` when it is not there."""
    found = re.search(rf'<section[^>]*id="desk-{name}-section".*?</section>', body, re.DOTALL)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", found[0])) if found else None

"""Asking for a second reader and being one, as a browser does it."""

import re
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from wagtail.models import Page, TaskState

from municipalities.models import User

LONGER = "Twaalf heel andere woorden staan nu hier, zodat dit geen kleine correctie is."


def submit(page: Page, person: User | None, **changes: Any) -> TaskState:
    """Let ``person`` change the page and ask for a second reader, as the editor does; returns the request."""
    draft = page.get_latest_revision_as_object()
    for name, value in changes.items():
        setattr(draft, name, value)
    draft.save_revision(user=person)
    draft = page.specific_class.objects.get(pk=page.pk)
    return draft.get_workflow().start(draft, person).current_task_state.specific


def review_address(page: Page) -> str:
    return reverse("municipalities_review", args=[page.pk])


def version_shown(client: Client, page: Page) -> str:
    """The version in the form that the second reader has before him; empty when he has none."""
    answer = client.get(review_address(page))
    found = re.search(r'name="version" value="([^"]*)"', answer.content.decode())
    return found[1] if found else ""


def review(
    client: Client, page: Page, decision: str = "approve", comment: str = "", version: str | None = None
) -> HttpResponse:
    """Decide on what is shown, or on what was shown earlier; who is shown no form forges one."""
    seen = version_shown(client, page) if version is None else version
    form = {"decision": decision, "comment": comment, "version": seen or current_version(page)}
    return client.post(review_address(page), form, follow=True)


def current_version(page: Page) -> str:
    """What a forged form would bear: everybody could know it."""
    from municipalities.review.door import version_of

    stored = Page.objects.get(pk=page.pk).specific
    request = stored.current_workflow_task_state
    return version_of(request, stored) if request else "0"


def is_published(page: Page) -> bool:
    """Whether the site shows the newest version."""
    stored = Page.objects.get(pk=page.pk)
    return stored.live and stored.live_revision_id == stored.latest_revision_id

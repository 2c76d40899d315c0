"""What the editor shows beside the form: who reads a page, and what its scripts need to know."""

from typing import Any

from django import template
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, Revision

from kennisbank.editing.audience import effective_words
from kennisbank.editing.session import seconds_left
from kennisbank.models import KnowledgePage

register = template.Library()


@register.inclusion_tag("editing/editor_data.html", takes_context=True)
def editor_data(context: dict[str, Any]) -> dict[str, Any]:
    """``latest`` is when this person saved the last version, if it was he who did; addresses have 0 for the page."""
    request, page = context["request"], context["object"]
    latest = Revision.objects.filter(pk=getattr(page, "latest_revision_id", None), user=request.user)
    return {
        "data": {
            "user": request.user.pk,
            "now": timezone.now(),
            "secondsLeft": seconds_left(request),
            "latest": latest.values_list("created_at", flat=True).first(),
            "sessionUrl": reverse("kennisbank_session"),
            "loginUrl": reverse("wagtailadmin_login"),
            "compareUrl": reverse("wagtailadmin_pages:revisions_compare", args=[0, "earliest", "latest"]),
        }
    }


@register.filter
def has_audience(page: Page) -> bool:
    """Whether somebody chooses who may read this page."""
    return isinstance(page.specific, KnowledgePage)


@register.filter
def audience_words(page: Page) -> str:
    """Who may read this page, as it is stored: an older version in the editor tells the same."""
    return effective_words(page.specific)

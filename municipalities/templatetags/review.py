"""What the admin shows of requests beside a page."""

from collections.abc import Mapping
from typing import Any

from django import template
from wagtail.models import Page

from municipalities.review.widening import Question, open_question

register = template.Library()


@register.simple_tag(takes_context=True)
def widening_asked(context: Mapping[str, Any], page: Page) -> Question | None:
    """That somebody asked for more readers of this page, as long as nobody decided."""
    return open_question(page, context["request"].user)

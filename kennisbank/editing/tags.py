"""Free tags to go on with while typing: those of pages that this person may see."""

from django.http import HttpRequest, JsonResponse
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.tags import TAGS_AUTOCOMPLETE_LIMIT
from wagtail.models import Page

from kennisbank.editing.named import pages_to_choose
from kennisbank.models.page_parts import PageTag


@require_admin_access
def suggest_tags(request: HttpRequest, **model: str) -> JsonResponse:
    """In the place of Wagtail's own, which names the tags of every page and file."""
    typed = request.GET.get("term", "")
    pages = pages_to_choose(Page.objects.all(), request.user)
    tags = PageTag.objects.filter(tag__name__istartswith=typed, content_object__in=pages)
    names = tags.order_by("tag__name").values_list("tag__name", flat=True).distinct()
    return JsonResponse(list(names[:TAGS_AUTOCOMPLETE_LIMIT]) if typed else [], safe=False)

"""What changes beside the text, such as a date: in the published page and in every version that may follow it."""

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Model
from wagtail.models import Revision

if TYPE_CHECKING:
    from kennisbank.models.knowledge_page import KnowledgePage


def write_in_every_version(page: "KnowledgePage", **values: Any) -> None:
    """Set these columns on the row of ``page`` and in its drafts, planned and submitted ones included.

    No version is made and none is published: what somebody was asked to approve stays the version that it was.
    """
    content = {name: value.pk if isinstance(value, Model) else value for name, value in values.items()}
    with transaction.atomic():
        for name, value in values.items():
            setattr(page, name, value)
        page.save(clean=False, update_fields=list(values))
        following = page.revisions.select_for_update().filter(pk__gte=page.live_revision_id or 0)
        versions = list(following.order_by("pk"))
        for version in versions:
            version.content |= content
        Revision.objects.bulk_update(versions, ["content"])

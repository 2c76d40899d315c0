"""Which version of a page autosave may write over, so that the history of a page can be read.

Wagtail writes all that one person types in one window into one version, however long that takes, and also when that
version was published or submitted meanwhile from somewhere else.
"""

from datetime import timedelta

from django.utils import timezone
from wagtail.models import PageLogEntry, Revision, TaskState

LASTS = timedelta(minutes=30)
"""After this a new version begins: nobody loses more than half an hour by a wrong keystroke."""


def may_be_overwritten(revision: Revision) -> bool:
    """Whether nobody relies on this version as it is, and it is not yet the work of half an hour."""
    settled = revision.approved_go_live_at or TaskState.objects.filter(revision=revision).exists()
    return not (settled or _is_live(revision)) and not _began_before(revision)


def _is_live(revision: Revision) -> bool:
    return bool(revision.content_object.live_revision_id == revision.pk)


def _began_before(revision: Revision) -> bool:
    first = PageLogEntry.objects.filter(revision=revision).order_by("timestamp").first()
    return first is not None and first.timestamp < timezone.now() - LASTS

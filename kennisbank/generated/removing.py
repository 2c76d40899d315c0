"""Takes generated content away again, and nothing that a person made."""

from collections.abc import Callable
from typing import Any

from django.apps import apps
from django.db import transaction
from taggit.models import Tag
from wagtail.models import Page

from kennisbank.generated.lexicon import lexicon
from kennisbank.kinds import page_types
from kennisbank.models import SearchDocument
from kennisbank.models.placed_page import GENERATED_KEY
from kennisbank.signals import rows_filled

CHUNK = 200


def remove_generated(progress: Callable[[int, int], None]) -> tuple[int, list[str]]:
    """Delete every generated page with its rows; returns how many, and the titles of those that were kept.

    A generated participant with a page that a person made below it is kept.
    """
    types = dict(page_types())
    participants = types.pop("deelnemer")
    ids = sorted(pk for model in types.values() for pk in _generated(model).values_list("pk", flat=True))
    kept, leaving = [], []
    for start in range(0, len(ids), CHUNK):
        _delete(ids[start : start + CHUNK])
        progress(min(start + CHUNK, len(ids)), len(ids))
    for page in _generated(participants).order_by("path"):
        if page.get_children().exists():
            kept.append(page.title)
        else:
            leaving.append(page.pk)
    _remove_trajecten(leaving)
    for start in range(0, len(leaving), CHUNK):
        _delete(leaving[start : start + CHUNK])
    Tag.objects.filter(name__in=lexicon().tags, kennisbank_pagetag_items=None).delete()
    return len(ids) + len(leaving), kept


def _generated(model: Any) -> Any:
    return model.objects.filter(key__startswith=GENERATED_KEY)


def _delete(page_ids: list[int]) -> None:
    """The rows too: a generated page leaves nothing behind, not even the answer that it is gone."""
    with transaction.atomic():
        rows = SearchDocument.objects.filter(page_id__in=page_ids, key__startswith=GENERATED_KEY)
        ids = list(rows.values_list("pk", flat=True))
        SearchDocument.objects.filter(pk__in=ids).delete()
        pages = Page.objects.filter(pk__in=page_ids)
        pages.update(live=False)  # Else Wagtail unpublishes each page first, which takes most of the time.
        pages.delete()
        rows_filled.send(SearchDocument, ids=ids)


def _remove_trajecten(participant_ids: list[int]) -> None:
    """The projects of which nobody else is part."""
    traject = apps.get_model("municipalities", "Traject")
    shared = traject.participants.through.objects.exclude(participantpage_id__in=participant_ids)
    leaving = traject.objects.filter(participants__in=participant_ids)
    leaving = leaving.exclude(pk__in=shared.values("traject_id"))
    traject.objects.filter(pk__in=list(leaving.values_list("pk", flat=True))).delete()

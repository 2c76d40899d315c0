"""Every entry of Wagtail's logs gets a line of its participant, and goes to the log stream when it is committed."""

from functools import partial
from typing import Any, TypeAlias

from django.db import transaction
from django.db.models import Exists, OuterRef
from wagtail.models import ModelLogEntry, PageLogEntry

from kennisbank.kinds import page_types
from kennisbank.models import CustomDocument, CustomImage, KnowledgePage
from municipalities.audit.mirror import mirror, record_of
from municipalities.models import LogLine, Membership, PlatformRole

Entry: TypeAlias = PageLogEntry | ModelLogEntry
# Of these we keep entries of our own that say more, whichever road they changed by.
WITH_OWN_ENTRIES = (Membership, PlatformRole, CustomDocument, CustomImage)
WAGTAILS = {"wagtail.create", "wagtail.edit", "wagtail.delete"}
CHUNK = 1000


def entry_saved(instance: Entry, created: bool, raw: bool = False, **kwargs: Any) -> None:
    """A receiver: entries are made once and never changed. Those of a backup come with their lines."""
    if raw or not created:
        return
    participant_id = _participant_of(instance)
    if not _says_less(instance):
        _line(instance, participant_id).save()
    transaction.on_commit(partial(mirror, record_of(instance, participant_id)))


def add_missing_lines() -> None:
    """Lines for entries from before there were lines."""
    owners = {
        page_id: participant_id
        for model in page_types().values()
        for page_id, participant_id in model.objects.values_list("pk", "participant_id")
    }
    for model, column in ((PageLogEntry, "page_entry"), (ModelLogEntry, "model_entry")):
        present = LogLine.objects.filter(**{column: OuterRef("pk")})
        lines = [
            _line(entry, owners.get(entry.page_id) if isinstance(entry, PageLogEntry) else _in_data(entry))
            for entry in model.objects.exclude(Exists(present)).iterator()
            if not _says_less(entry)
        ]
        LogLine.objects.bulk_create(lines, batch_size=CHUNK)


def _line(entry: Entry, participant_id: int | None) -> LogLine:
    column = "page_entry" if isinstance(entry, PageLogEntry) else "model_entry"
    return LogLine(participant_id=participant_id, timestamp=entry.timestamp, **{column: entry})


def _says_less(entry: Entry) -> bool:
    model = entry.content_type.model_class() if entry.content_type else None
    return entry.action in WAGTAILS and model in WITH_OWN_ENTRIES


def _participant_of(entry: Entry) -> int | None:
    if isinstance(entry, ModelLogEntry):
        return _in_data(entry)
    model = entry.content_type.model_class() if entry.content_type else None
    if model is None or not issubclass(model, KnowledgePage):
        return None
    if model.owns_pages:  # It belongs to itself, which its row does not say yet when it is made.
        return int(entry.page_id)
    owners = model._base_manager.filter(pk=entry.page_id).values_list("participant_id", flat=True)
    found: int | None = owners.first()
    return found


def _in_data(entry: ModelLogEntry) -> int | None:
    """Entries about roles and files say it themselves."""
    found = entry.data.get("participant") if isinstance(entry.data, dict) else None
    return found if isinstance(found, int) else None

"""Log entries about files, whichever road they are uploaded, changed or deleted by."""

from typing import Any

from wagtail.log_actions import log

from kennisbank.models import CustomDocument, CustomImage
from municipalities.models import RoleGroup

# What Wagtail fills in when somebody first asks for it.
MEASURED = {"file_size", "file_hash"}


def file_saved(
    instance: CustomDocument | CustomImage,
    created: bool,
    update_fields: frozenset[str] | None = None,
    raw: bool = False,
    **kwargs: Any,
) -> None:
    if raw or (update_fields is not None and set(update_fields) <= MEASURED):
        return
    _log(instance, "kennisbank.file_added" if created else "kennisbank.file_changed")


def file_deleted(instance: CustomDocument | CustomImage, **kwargs: Any) -> None:
    _log(instance, "kennisbank.file_deleted", deleted=True)


def _log(file: CustomDocument | CustomImage, action: str, **flags: bool) -> None:
    """The participant is the one in whose folder the file is."""
    owners = RoleGroup.objects.filter(folder=file.collection_id, participant__isnull=False)
    participant_id = owners.values_list("participant_id", flat=True).first()
    data = {"participant": participant_id, "collection": file.collection_id}
    log(instance=file, action=action, title=file.title or "zonder titel", data=data, **flags)

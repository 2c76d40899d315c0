"""The audit log in the log stream: one JSON object per line, with numbers instead of names, titles and addresses."""

import json
import logging
from datetime import UTC, date
from typing import Any

from wagtail.models import ModelLogEntry, PageLogEntry

logger = logging.getLogger("audit")

# What entries may tell beside numbers and yes or no; the rest of their data are titles, names and texts.
TELLING = {"role", "ends_at", "ends_on", "before", "after"}


def record_of(entry: PageLogEntry | ModelLogEntry, participant_id: int | None) -> dict[str, Any]:
    """What the line says; docs/administrators/audit.md explains each field."""
    kind = entry.content_type
    return {
        "time": entry.timestamp.astimezone(UTC).isoformat(timespec="milliseconds"),
        "log": "page" if isinstance(entry, PageLogEntry) else "model",
        "entry": entry.pk,
        "uuid": str(entry.uuid) if entry.uuid else None,
        "action": entry.action,
        "user": entry.user_id,
        "participant": participant_id,
        "type": f"{kind.app_label}.{kind.model}" if kind else None,
        "object": str(entry.object_id),
        "revision": entry.revision_id,
        "deleted": entry.deleted,
        "data": _numbers(entry.data if isinstance(entry.data, dict) else {}),
    }


def mirror(record: dict[str, Any]) -> None:
    logger.info(json.dumps(record, ensure_ascii=False))


def _numbers(data: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in data.items():
        if isinstance(value, dict):
            found[name] = _numbers(value)
        elif value is None or isinstance(value, bool | int | float):
            found[name] = value
        elif name in TELLING:
            found[name] = value.isoformat() if isinstance(value, date) else str(value)
    return {name: value for name, value in found.items() if value != {}}

"""What the report shows of lines of the log, looked up for many at once."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.text import capfirst
from wagtail.models import ModelLogEntry, Page, PageLogEntry
from wagtail.users.utils import get_deleted_user_display_name

from kennisbank.bin.place import outside_bin
from municipalities.models import LogLine, ParticipantPage, User

CHUNK = 1000
SYSTEM = "het systeem"


@dataclass(frozen=True)
class LogRow:
    """One thing that somebody did. ``about`` is whose role it is, ``page_id`` a page that is still there."""

    timestamp: datetime.datetime
    participant: str
    who: str
    what: str
    kind: str
    label: str
    about: str
    object_id: str
    page_id: int | None


def rows_of(lines: list[LogLine]) -> list[LogRow]:
    """The rows of these lines: as many queries for a thousand as for one."""
    entries = [line.entry for line in lines]
    people = _names(entries)
    participants = dict(
        ParticipantPage.objects.filter(pk__in={line.participant_id for line in lines}).values_list(
            "pk", "title"
        )
    )
    pages = {entry.page_id for entry in entries if isinstance(entry, PageLogEntry)}
    present = set(outside_bin(Page.objects.filter(pk__in=pages)).values_list("pk", flat=True))
    return [
        LogRow(
            timestamp=timezone.localtime(line.timestamp).replace(microsecond=0),
            participant=participants.get(line.participant_id or 0, ""),
            who=people[entry.user_id] if entry.user_id else SYSTEM,
            what=str(entry.message),
            kind=_kind(entry),
            label=entry.label,
            about=people.get(_about(entry) or 0, ""),
            object_id=str(entry.object_id),
            page_id=entry.object_id if entry.object_id in present else None,
        )
        for line, entry in zip(lines, entries, strict=True)
    ]


def all_rows(lines: QuerySet[LogLine]) -> Iterator[LogRow]:
    """The rows of all lines, some at a time."""
    chunk: list[LogLine] = []
    for line in lines.iterator(chunk_size=CHUNK):
        chunk.append(line)
        if len(chunk) == CHUNK:
            yield from rows_of(chunk)
            chunk = []
    yield from rows_of(chunk)


def _names(entries: list[PageLogEntry | ModelLogEntry]) -> dict[int, str]:
    """The names of who did it and of whom it is about; of an account that is no more, that it is no more."""
    ids = {number for entry in entries for number in (entry.user_id, _about(entry)) if number}
    names = {user.pk: str(user) for user in User.objects.filter(pk__in=ids)}
    return {number: names.get(number) or str(get_deleted_user_display_name(number)) for number in ids}


def _about(entry: PageLogEntry | ModelLogEntry) -> int | None:
    found = entry.data.get("user") if isinstance(entry.data, dict) else None
    return found if isinstance(found, int) else None


def _kind(entry: PageLogEntry | ModelLogEntry) -> str:
    model = entry.content_type.model_class() if entry.content_type else None
    return capfirst(str(model._meta.verbose_name)) if model else ""

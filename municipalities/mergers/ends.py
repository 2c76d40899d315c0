"""How participants ended, as visitors may know it."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from kennisbank.audience import reader_for
from kennisbank.models import SearchDocument
from municipalities.models import ParticipantPage


@dataclass(frozen=True)
class End:
    """``successor`` is ``None`` for who may not read its page."""

    day: datetime.date
    what: str
    successor: SearchDocument | None


def ends_of(participant_ids: Collection[int], user: Any) -> dict[int, End]:
    """How each of these participants ended that did, by id: one query, and one more when there are any."""
    ended = list(ParticipantPage.objects.filter(pk__in=participant_ids, ends_on__lte=timezone.localdate()))
    if not ended:
        return {}
    published = SearchDocument.objects.pages().filter(
        live=True, page_id__in={one.successor_id for one in ended}
    )
    rows = {row.page_id: row for row in reader_for(user).filter(published)}
    return {
        one.pk: End(one.ends_on, "regio" if one.is_region else "gemeente", rows.get(one.successor_id or 0))
        for one in ended
    }

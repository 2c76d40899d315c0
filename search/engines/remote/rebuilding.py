"""Makes a new index beside the one in use, and lets the alias stand for it once nothing is missing.

Which index is in use, the database says; the alias follows. Searching and sending go on with the old one meanwhile.
"""

import logging
import re
import secrets
from collections.abc import Sequence
from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from search.analysis import VERSION
from search.engines.base import EngineUnavailable
from search.engines.remote.mapping import index_body, signature
from search.engines.remote.outbox import Outbox, Sent, note_refused, number_of, write_alias
from search.models import IndexedRow, RemoteIndex, WaitingRow

logger = logging.getLogger(__name__)

_LEASE = timedelta(minutes=2)
"""A process that builds says so again with every parcel; one that died is waited for no longer than this."""
_PAUSES = (1.0, 2.0, 4.0, 8.0, 15.0)
"""Seconds to wait for a server that has too much to do, before the work so far is given up."""
_FEW = 200
_MOST_ROUNDS = 20


class AlreadyBuilding(EngineUnavailable):
    """Another process makes a new index just now."""


class Rebuilding:
    """One new index: made, filled, put into use, and the ones before it removed."""

    def __init__(self, outbox: Outbox, prefix: str) -> None:
        self.outbox = outbox
        self.alias = outbox.alias
        self.server = outbox.server
        self.prefix = prefix
        self.index = f"{prefix}-{signature(VERSION)}-{timezone.now():%Y%m%d%H%M%S}{secrets.token_hex(2)}"
        self._refused: dict[int, str] = {}

    def run(self) -> int:
        """Rebuild, and return how many rows the new index has; raises ``EngineUnavailable`` with the old one in use."""
        self._take_lease()
        try:
            self._remove_others()
            self.server.create_index(self.index, index_body(write_alias(self.index)))
            self.server.change_settings(self.index, {"index": {"refresh_interval": "-1"}})
            seen = self._fill()
            self.server.change_settings(self.index, {"index": {"refresh_interval": "1s"}})
            self.server.refresh(self.index)
            self._put_into_use(seen)
            self._remove_others()
        finally:
            RemoteIndex.of(self.alias).update(building_until=None)
        return IndexedRow.objects.using(self.alias).filter(present=True).count()

    def _take_lease(self) -> None:
        now = timezone.now()
        free = Q(building_until=None) | Q(building_until__lt=now)
        if not RemoteIndex.of(self.alias).filter(free).update(building_until=now + _LEASE):
            raise AlreadyBuilding("Een ander proces maakt al een nieuwe index.")

    def _fill(self) -> int:
        """Send every row, and then what changed meanwhile; returns up to which number the new index has everything."""
        seen = number_of(self.alias)
        rows = IndexedRow.objects.using(self.alias)
        self._send(list(rows.filter(present=True).order_by("row_id").values_list("row_id", flat=True)))
        for _round in range(_MOST_ROUNDS):
            newest = number_of(self.alias)
            changed = list(rows.filter(number__gt=seen).order_by("row_id").values_list("row_id", flat=True))
            self._send(changed)
            seen = newest
            if len(changed) <= _FEW:
                break
        return seen

    def _send(self, row_ids: Sequence[int]) -> None:
        def after(sent: Sent, seen: int) -> None:
            self._refused |= sent.refused
            RemoteIndex.of(self.alias).update(building_until=timezone.now() + _LEASE)

        self.outbox.send(self.index, row_ids, refresh=False, pauses=_PAUSES, after=after)

    def _put_into_use(self, seen: int) -> None:
        uuid = self.server.indices(self.index)[self.index]
        with transaction.atomic(self.alias):
            # From here on nobody confirms what was sent to the old index.
            RemoteIndex.of(self.alias).select_for_update().update(name=self.index, uuid=uuid)
            self._let_wait_again(seen)
        # While both may answer, a row waits as long as either of them has not got it.
        self.server.move_alias(self.prefix, self.index)
        with transaction.atomic(self.alias):
            if RemoteIndex.of(self.alias).select_for_update().filter(name=self.index).exists():
                WaitingRow.objects.using(self.alias).filter(number__lte=seen).delete()
                self._keep_refused(seen)

    def _let_wait_again(self, seen: int) -> None:
        """What changed after ``seen`` may have been confirmed by the old index only."""
        changed = IndexedRow.objects.using(self.alias).filter(number__gt=seen)
        now = timezone.now()
        WaitingRow.objects.using(self.alias).bulk_create(
            [
                WaitingRow(row_id=row_id, number=number, since=now)
                for row_id, number in changed.values_list("row_id", "number")
            ],
            batch_size=500,
            ignore_conflicts=True,
        )

    def _keep_refused(self, seen: int) -> None:
        rows = IndexedRow.objects.using(self.alias).filter(row_id__in=self._refused, number__lte=seen)
        now = timezone.now()
        WaitingRow.objects.using(self.alias).bulk_create(
            WaitingRow(row_id=row.row_id, number=row.number, since=now) for row in rows
        )
        note_refused(self.alias, self._refused)

    def _remove_others(self) -> None:
        """Remove our indices that are not in use: the one before this, and what a process left that died."""
        used = RemoteIndex.of(self.alias).values_list("name", flat=True).get()
        ours = re.compile(rf"{re.escape(self.prefix)}-[0-9a-f]{{10}}-[0-9a-f]{{18}}")
        found = self.server.indices(f"{self.prefix}-*")
        self.server.delete_indices(
            [name for name in found if ours.fullmatch(name) and name not in {used, self.index}]
        )

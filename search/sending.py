"""When changes go to the search server: by the worker, right after the commit; what is left, by the clock.

A change never waits for the server and never fails with it. With the database as the only engine nothing is sent.
"""

import logging
from datetime import timedelta

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, transaction
from django.db.models import Q
from django.utils import timezone
from django_tasks import task

from search.engines import server_engine
from search.engines.base import EngineUnavailable
from search.models import RemoteIndex, WaitingRow

logger = logging.getLogger(__name__)

LONGEST_PAUSE = timedelta(seconds=15)
"""So that everything is there again soon after a server has come back."""
_LOST = timedelta(minutes=2)
"""After so long without a sign of it, a task is taken to be lost."""


def ask_to_send(alias: str) -> None:
    """Have the worker send what this transaction changed, once it is committed."""
    if alias == DEFAULT_DB_ALIAS and settings.SEARCH_ENGINE != "database":
        # After the commit, and not in it: a task that began before would not see the change.
        transaction.on_commit(ask, robust=True)


def ask() -> None:
    """Have the worker send, unless it is going to already, or the server is given a pause."""
    now = timezone.now()
    nobody_asked = Q(asked_at=None) | Q(asked_at__lt=now - _LOST)
    no_pause = Q(retry_at=None) | Q(retry_at__lte=now)
    if RemoteIndex.of(DEFAULT_DB_ALIAS).filter(nobody_asked, no_pause).update(asked_at=now):
        send_waiting_rows.enqueue()


def ask_for_leftovers() -> None:
    """Have the worker send what a failing server or a process that died left behind; the clock calls this."""
    if server_engine() and WaitingRow.objects.filter(refused="").exists():
        ask()


def look_after_server() -> None:
    """Have the worker make a new index where the one in use is gone or not as it should be; the clock calls this."""
    engine = server_engine()
    if engine is None or _is_paused():
        return
    try:
        reason = engine.reason_to_rebuild()
    except EngineUnavailable as error:
        note_failure(error)
        return
    note_success()
    building = RemoteIndex.of(DEFAULT_DB_ALIAS).filter(building_until__gte=timezone.now())
    if reason and not building.exists():
        logger.warning("The search server needs a new index: %s", reason)
        rebuild_when_needed.enqueue()


@task(backend="worker")
def send_waiting_rows() -> None:
    """Send everything that waits."""
    # First, so that who changes something from now on asks anew.
    RemoteIndex.of(DEFAULT_DB_ALIAS).update(asked_at=None)
    engine = server_engine()
    if engine is None or _is_paused():
        return
    try:
        engine.flush()
    except EngineUnavailable as error:
        note_failure(error)
    else:
        note_success()


@task(backend="worker")
def rebuild_when_needed() -> None:
    """Make a new index, if that is still needed when the worker comes to it."""
    engine = server_engine()
    if engine is None:
        return
    try:
        if engine.reason_to_rebuild():
            engine.rebuild()
    except EngineUnavailable as error:
        note_failure(error)
    else:
        note_success()


def note_failure(error: EngineUnavailable) -> None:
    """Leave the server alone for a while, longer with each failure."""
    known = RemoteIndex.of(DEFAULT_DB_ALIAS)
    failures = known.values_list("failures", flat=True).get() + 1
    pause = min(LONGEST_PAUSE, timedelta(seconds=2 ** min(failures, 10)))
    logger.log(
        logging.WARNING if failures == 1 else logging.INFO, "The search server takes nothing in: %s", error
    )
    known.update(failures=failures, error=str(error), retry_at=timezone.now() + pause)


def note_success() -> None:
    known = RemoteIndex.of(DEFAULT_DB_ALIAS).filter(failures__gt=0)
    if known.update(failures=0, error="", retry_at=None):
        logger.warning("The search server takes changes in again.")


def _is_paused() -> bool:
    return RemoteIndex.objects.filter(pk=1, retry_at__gt=timezone.now()).exists()

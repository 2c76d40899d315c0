"""What happens at set times: one table of periodic tasks, each run taken by exactly one process.

The worker (``manage.py work``) keeps the clock; any number of workers may run beside each other.
"""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import close_old_connections, connection, transaction
from django.utils import timezone
from django.utils.module_loading import import_string
from wagtail.models import Page, Revision

from kennisbank.models.clock import PeriodicRun

logger = logging.getLogger(__name__)

TICK_SECONDS = 5.0


@dataclass(frozen=True)
class PeriodicTask:
    """A function without arguments, by its dotted name, so that the core imports no package to its right."""

    name: str
    every: timedelta
    function: str


def publish_scheduled() -> None:
    """Publish and unpublish what an editor planned for now.

    As Wagtail's command of this name, but what cannot be published is no longer planned and holds up nothing else.
    """
    now = timezone.now()
    for page in Page.objects.filter(live=True, expire_at__lt=now).order_by("expire_at"):
        page.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
    for planned in Revision.objects.filter(approved_go_live_at__lt=now).order_by("approved_go_live_at"):
        _publish(planned)


def _publish(planned: Revision) -> None:
    try:
        with transaction.atomic():
            planned.publish(log_action="wagtail.publish.scheduled")
    except ValidationError as error:
        logger.error("Page %s is no longer planned: %s", planned.object_id, " ".join(error.messages))
        Revision.objects.filter(pk=planned.pk).update(approved_go_live_at=None)


PERIODIC_TASKS = (
    PeriodicTask("publish_scheduled", timedelta(minutes=1), "kennisbank.clock.publish_scheduled"),
    PeriodicTask("end_roles", timedelta(minutes=1), "municipalities.rights.ending.end_roles"),
    PeriodicTask("ask_for_notices", timedelta(seconds=15), "municipalities.review.notices.ask_for_notices"),
    PeriodicTask("ask_all_curators", timedelta(hours=1), "municipalities.review.late.ask_all_curators"),
    PeriodicTask("move_rights", timedelta(minutes=1), "municipalities.mergers.rights.move_due_rights"),
    PeriodicTask("empty_bin", timedelta(minutes=10), "kennisbank.bin.emptying.empty_bin"),
    PeriodicTask("fill_changed_rows", timedelta(minutes=1), "kennisbank.read_model.tasks.fill_changed"),
    PeriodicTask("index_outdated", timedelta(minutes=5), "search.indexing.index_outdated"),
    PeriodicTask("send_waiting_rows", timedelta(seconds=15), "search.sending.ask_for_leftovers"),
    PeriodicTask("look_after_search_server", timedelta(minutes=1), "search.sending.look_after_server"),
    PeriodicTask("read_attached_files", timedelta(minutes=5), "search.attachments.waiting.ask_for_leftovers"),
    PeriodicTask("forget_missed_queries", timedelta(days=1), "search.missed.forget_old"),
    PeriodicTask(
        "forget_expired_uploads", timedelta(hours=1), "kennisbank.importing.models.forget_expired_uploads"
    ),
    PeriodicTask(
        "ask_for_review_mails",
        timedelta(minutes=15),
        "municipalities.looking_after.review_mail.ask_for_review_mails",
    ),
    PeriodicTask(
        "ask_for_waiting_questions",
        timedelta(minutes=5),
        "municipalities.questions.sending.ask_for_waiting",
    ),
    PeriodicTask("forget_old_questions", timedelta(days=1), "municipalities.questions.sending.forget_old"),
    PeriodicTask(
        "forget_old_invitations",
        timedelta(days=1),
        "municipalities.models.invitations.forget_old_invitations",
    ),
    PeriodicTask(
        "forget_old_personal_data", timedelta(days=1), "municipalities.privacy.retention.forget_old"
    ),
    PeriodicTask(
        "forget_ended_logins", timedelta(hours=1), "municipalities.accounts.shared_counts.forget_ended"
    ),
)


def take_turn(task: PeriodicTask, now: datetime) -> bool:
    """Claim the run of ``task`` that is due at ``now``; true for exactly one of all processes that ask.

    The claim is one UPDATE with the due time in its condition: the database locks the row, so a second process
    waits, sees the moved due time and gets nothing. A process that dies half-way loses one run, not the task.
    """
    row, _made = PeriodicRun.objects.get_or_create(name=task.name, defaults={"due_at": now})
    if row.due_at > now:  # Most looks end here, without taking SQLite's one write lock.
        return False
    due = PeriodicRun.objects.filter(name=task.name, due_at__lte=now)
    return due.update(due_at=now + task.every, started_at=now) == 1


def run_due(tasks: tuple[PeriodicTask, ...] = PERIODIC_TASKS, now: datetime | None = None) -> list[str]:
    """Run every task whose time has come and that no other process took; returns their names.

    A task that fails is logged and noted on its row, and tried again at its next time.
    """
    now = now or timezone.now()
    taken = [task for task in tasks if take_turn(task, now)]
    for task in taken:
        _run(task, import_string(task.function))
    return [task.name for task in taken]


def _run(task: PeriodicTask, function: Callable[[], None]) -> None:
    row = PeriodicRun.objects.filter(name=task.name)
    try:
        function()
    except Exception as error:  # One broken task may not stop the clock for the others.
        logger.exception("Periodic task %s failed", task.name)
        row.update(error=f"{type(error).__name__}: {error}")
    else:
        row.update(finished_at=timezone.now(), error="")


class Clock(threading.Thread):
    """Looks every few seconds which tasks are due, until it is stopped."""

    def __init__(self, tick_seconds: float = TICK_SECONDS) -> None:
        super().__init__(name="clock")
        self.tick_seconds = tick_seconds
        self._stopped = threading.Event()

    def run(self) -> None:
        try:
            while not self._stopped.is_set():
                self._tick()
                self._stopped.wait(self.tick_seconds)
        finally:
            connection.close()

    def _tick(self) -> None:
        close_old_connections()
        try:
            run_due()
        except Exception:  # The database may be away for a moment; the next tick tries again.
            logger.exception("The clock could not look at its tasks")

    def stop(self) -> None:
        """Ask the clock to end, and wait until a task that is under way has finished."""
        self._stopped.set()
        self.join()

"""Periodic tasks: each run is taken once, by whichever process is first, and one failure stops nothing."""

import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.utils import timezone
from wagtail.models import Page, Revision

from kennisbank import clock
from kennisbank.clock import PeriodicTask, run_due, take_turn
from kennisbank.models.clock import PeriodicRun
from tests.factories import make_participant, make_vision

ROOT = Path(__file__).resolve().parents[2]
HOURLY = PeriodicTask("hourly", timedelta(hours=1), "kennisbank.clock.publish_scheduled")


def raise_an_error() -> None:
    raise ValueError("the mail server is away")


BROKEN = PeriodicTask("broken", timedelta(hours=1), f"{__name__}.raise_an_error")


@pytest.fixture
def lindehoven(db):
    return make_participant("Lindehoven")


@pytest.mark.django_db
def test_a_task_runs_when_it_is_due_and_not_before():
    now = timezone.now()
    assert run_due((HOURLY,), now) == ["hourly"]
    assert run_due((HOURLY,), now + timedelta(minutes=59)) == []
    assert run_due((HOURLY,), now + timedelta(minutes=60)) == ["hourly"]


@pytest.mark.django_db
def test_after_a_standstill_a_task_runs_once_and_not_for_every_time_it_missed():
    now = timezone.now()
    run_due((HOURLY,), now)
    later = now + timedelta(days=2)
    assert run_due((HOURLY,), later) == ["hourly"]
    assert run_due((HOURLY,), later) == []


@pytest.mark.django_db(transaction=True)
def test_of_many_workers_exactly_one_takes_a_run():
    # SQLite in memory is one shared connection, on which threads would wait for themselves.
    workers = 6 if connection.vendor == "postgresql" else 1
    now, taken, ready = timezone.now(), [], threading.Barrier(workers)
    PeriodicRun.objects.create(name=HOURLY.name, due_at=now)

    def ask() -> None:
        ready.wait()
        taken.append(take_turn(HOURLY, now))
        connection.close()

    threads = [threading.Thread(target=ask) for _ in range(workers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(taken) == [False] * (workers - 1) + [True]


@pytest.mark.django_db
def test_a_task_that_fails_is_noted_and_the_others_run():
    assert run_due((BROKEN, HOURLY)) == ["broken", "hourly"]
    assert PeriodicRun.objects.get(name="broken").error == "ValueError: the mail server is away"
    assert PeriodicRun.objects.get(name="broken").finished_at is None
    assert PeriodicRun.objects.get(name="hourly").finished_at is not None


@pytest.mark.django_db
def test_planned_pages_are_looked_at_every_minute(monkeypatch):
    called = []
    monkeypatch.setattr(clock, "publish_scheduled", lambda: called.append("publish_scheduled"))
    now = timezone.now()
    run_due(now=now)
    run_due(now=now + timedelta(seconds=59))
    assert called == ["publish_scheduled"]
    run_due(now=now + timedelta(seconds=60))
    assert called == ["publish_scheduled"] * 2


def planned_for_now(page):
    revision = page.get_latest_revision() or page.save_revision()
    Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=timezone.now() - timedelta(minutes=1))


@pytest.mark.django_db
def test_one_planned_page_that_cannot_be_published_holds_up_no_other(lindehoven, caplog):
    impossible, possible = (
        make_vision(lindehoven, live=False, slug=slug) for slug in ("onmogelijk", "mogelijk")
    )
    for page in (impossible, possible):
        planned_for_now(page)
    stored = impossible.get_latest_revision()
    stored.content["summary"] = ""
    stored.approved_go_live_at = timezone.now() - timedelta(hours=1)
    stored.save()
    expired = make_vision(lindehoven, slug="voorbij", expire_at=timezone.now() - timedelta(minutes=1))
    clock.publish_scheduled()
    found = [Page.objects.get(pk=page.pk).live for page in (impossible, possible, expired)]
    assert found == [False, True, False]
    assert Page.objects.get(pk=expired.pk).expired
    assert not Revision.objects.exclude(approved_go_live_at=None).exists()
    assert f"Page {impossible.pk} is no longer planned" in caplog.text


@pytest.mark.django_db
def test_below_a_page_that_is_unpublished_nothing_stays_planned(lindehoven):
    draft = make_vision(lindehoven, live=False)
    planned_for_now(draft)
    lindehoven.unpublish()
    assert not Revision.objects.exclude(approved_go_live_at=None).exists()
    clock.publish_scheduled()
    assert not Page.objects.get(pk=draft.pk).live


@pytest.mark.django_db
def test_a_clock_that_stands_still_is_noticed():
    with pytest.raises(CommandError, match="vijf minuten"):
        call_command("clock_is_running")
    PeriodicRun.objects.create(
        name="x", due_at=timezone.now(), started_at=timezone.now() - timedelta(minutes=6)
    )
    with pytest.raises(CommandError):
        call_command("clock_is_running")
    PeriodicRun.objects.update(started_at=timezone.now())
    call_command("clock_is_running")


@pytest.fixture
def environment(transactional_db, tmp_path):
    """The environment of another process that uses the test's tables."""
    file = tmp_path / "kennisbank.sqlite3"
    if connection.vendor == "sqlite":
        address = f"sqlite:///{file}"
        connection.ensure_connection()
        with sqlite3.connect(file) as copy:
            connection.connection.backup(copy)
    else:
        address = (
            urlsplit(os.environ["TEST_DATABASE_URL"])._replace(path=connection.settings_dict["NAME"]).geturl()
        )
    return {
        "PATH": os.environ["PATH"],
        "DJANGO_SETTINGS_MODULE": "kennisbank.settings.dev",
        "DATA_DIR": str(tmp_path),
        "DATABASE_URL": address,
    }


@pytest.mark.parametrize("signum", [signal.SIGTERM, signal.SIGINT])
def test_the_worker_keeps_the_clock_and_ends_cleanly_when_asked(environment, signum):
    manage = [sys.executable, "manage.py"]
    worker = subprocess.Popen(
        [*manage, "work"],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    running = [*manage, "clock_is_running"]
    until = time.monotonic() + 30
    while subprocess.run(running, cwd=ROOT, env=environment, capture_output=True).returncode:
        assert time.monotonic() < until, "the clock did not start"
        assert worker.poll() is None, worker.communicate()[0]
    worker.send_signal(signum)
    output, _ = worker.communicate(timeout=20)
    assert worker.returncode == 0, output
    assert "Traceback" not in output

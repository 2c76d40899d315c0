"""``manage.py search_health``, as administrators and monitoring use it."""

import json
from io import StringIO

import pytest
from django.core.management import call_command

from kennisbank.models import SearchDocument
from search.engines import forget_engines
from search.engines.base import EngineUnavailable
from search.models import RemoteIndex, WaitingRow
from search.sending import ask_for_leftovers, look_after_server, note_failure, note_success, send_waiting_rows
from tests.search.rows import make_row

pytestmark = pytest.mark.django_db
NOBODY_LISTENS = "http://127.0.0.1:9"


def said(*arguments: str) -> tuple[str, int]:
    """What the command printed, and how it ended."""
    written = StringIO()
    try:
        call_command("search_health", *arguments, stdout=written)
    except SystemExit as ended:
        return written.getvalue(), int(ended.code or 0)
    return written.getvalue(), 0


@pytest.fixture
def broken_server(settings):
    settings.SEARCH_ENGINE, settings.SEARCH_URLS = "opensearch", [NOBODY_LISTENS]
    forget_engines()
    yield
    forget_engines()


def test_the_database_alone_is_healthy_and_says_what_it_holds():
    make_row("Wijk")
    row = make_row("Buurt")
    printed, code = said()
    assert code == 0
    assert "2 pagina's doorzoekbaar. Er wacht niets." in printed
    SearchDocument.objects.filter(pk=row.pk).update(changed=True)
    assert "1 pagina wacht op bijwerken." in said()[0]


@pytest.mark.usefixtures("broken_server")
def test_a_server_that_does_not_answer_is_told_and_ends_with_1():
    make_row("Wijk")
    printed, code = said()
    assert code == 1
    database, server = printed.splitlines()
    assert "springt bij" in database
    assert server.startswith(
        "OpenSearch: zoekt nu niet. 1 pagina wacht op bijwerken, de eerste al minder dan een minuut."
    )


@pytest.mark.usefixtures("broken_server")
def test_monitoring_gets_a_list_of_engines():
    make_row("Wijk")
    WaitingRow.objects.update(refused="te lang")
    printed, code = said("--json")
    assert code == 1
    database, server = json.loads(printed)
    assert (database["up"], database["answers_visitors"], database["documents"]) == (True, False, 1)
    assert (server["name"], server["up"], server["lag"], server["refused"]) == ("opensearch", False, 0, 1)
    assert server["problem"]


@pytest.mark.usefixtures("broken_server")
def test_a_server_that_fails_gets_longer_pauses_and_is_told_once(caplog):
    make_row("Wijk")
    pauses = []
    for _time in range(6):
        RemoteIndex.objects.update(retry_at=None)
        send_waiting_rows.call()
        known = RemoteIndex.objects.get()
        pauses.append(known.retry_at)
    assert known.failures == 6
    assert pauses == sorted(pauses)
    assert [record.levelname for record in caplog.records if "takes nothing in" in record.message].count(
        "WARNING"
    ) == 1


@pytest.mark.usefixtures("broken_server")
def test_during_a_pause_nobody_asks_the_server(monkeypatch):
    make_row("Wijk")
    note_failure(EngineUnavailable("weg"))
    monkeypatch.setattr("search.engines.remote.engine.RemoteEngine.flush", lambda self: 1 / 0)
    monkeypatch.setattr("search.engines.remote.engine.RemoteEngine.reason_to_rebuild", lambda self: 1 / 0)
    send_waiting_rows.call()
    ask_for_leftovers()
    look_after_server()
    note_success()
    assert RemoteIndex.objects.get().failures == 0


def test_without_a_server_nothing_is_asked_of_the_worker(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as callbacks:
        make_row("Wijk")
    assert not [callback for callback in callbacks if "sending" in callback.__module__]
    ask_for_leftovers()
    look_after_server()
    assert not RemoteIndex.objects.filter(asked_at__isnull=False).exists()


@pytest.mark.usefixtures("broken_server")
def test_many_changes_ask_the_worker_once(django_capture_on_commit_callbacks):
    from django_tasks_db.models import DBTaskResult

    with django_capture_on_commit_callbacks(execute=True):
        make_row("Een")
        make_row("Twee")
    assert DBTaskResult.objects.count() == 1

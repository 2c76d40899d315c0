"""Whatever happens to the server: publishing goes on, search too, and afterwards everything is there again."""

import threading
import time
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django_tasks_db.models import DBTaskResult

from kennisbank.models import SearchDocument
from kennisbank.signals import rows_filled
from search.engines import forget_engines
from search.engines.remote.clients import ServerError
from search.models import RemoteIndex, WaitingRow
from search.sending import send_waiting_rows
from tests.factories import make_participant, make_vision
from tests.search.engines.remote.proxy import Proxy
from tests.search.engines.remote.site import fell_back, wait_for
from tests.search.rows import make_row

PAGES = 5


@pytest.fixture
def pages(site):
    for number in range(PAGES):
        make_row(f"Wijk {number}")
    site.must_be_complete_soon(PAGES)


def test_a_published_page_is_found_after_the_worker_has_been_at_work(site):
    vision = make_vision(make_participant("Lindehoven"), text="Wij zoeken vrijwilligers.", title="Onze visie")
    site.tick()
    results = site.search("vrijwilligers")
    assert [hit.title for hit in results.hits] == ["Onze visie"]
    assert not fell_back(results)
    before, written = site.engine.index_in_use(), StringIO()
    call_command("rebuild_search", stdout=written)
    assert f"nieuwe index van {site.server.distribution.title}" in written.getvalue()
    assert site.engine.index_in_use() != before
    assert not fell_back(site.search("vrijwilligers"))
    vision.unpublish()
    assert site.search("vrijwilligers").total == 0
    site.tick()
    assert not WaitingRow.objects.exists()


def test_a_rebuild_that_the_server_cannot_do_says_so_in_a_sentence(site, monkeypatch):
    def is_full(*arguments):
        raise ServerError(429, "disk full")

    monkeypatch.setattr(site.engine.server, "create_index", is_full)
    with pytest.raises(
        CommandError, match=r"kreeg geen nieuwe index; de vorige blijft in gebruik\. Reden: 429: disk full"
    ):
        call_command("rebuild_search", stdout=StringIO())


@pytest.mark.usefixtures("pages")
def test_a_change_that_is_rolled_back_is_never_sent(site):
    with transaction.atomic():
        make_row("Nooit gebeurd")
        transaction.set_rollback(True)
    site.must_be_complete_soon(PAGES)
    assert site.search("gebeurd").total == 0


@pytest.mark.usefixtures("pages")
def test_the_server_is_down(site):
    site.server.stop()
    vision = make_vision(make_participant("Lindehoven"), text="Wij zoeken vrijwilligers.", title="Onze visie")
    assert vision.live
    site.tick()
    results = site.search("vrijwilligers")
    assert [hit.title for hit in results.hits] == ["Onze visie"]
    assert fell_back(results)
    with pytest.raises(SystemExit) as ended:
        call_command("search_health")
    assert ended.value.code == 1
    tasks = DBTaskResult.objects.count()
    for number in range(20):  # The queue of the worker does not grow while the server has a pause.
        make_row(f"Buurt {number}")
    assert DBTaskResult.objects.count() == tasks
    site.server.start()
    site.server.wait()
    shown = SearchDocument.objects.filter(live=True, listed=True, document_id=None).count()
    site.must_be_complete_soon(shown)
    assert not fell_back(site.search("vrijwilligers"))
    call_command("search_health")


@pytest.mark.usefixtures("pages")
def test_the_server_is_slow(site, settings):
    with Proxy(site.server.url) as proxy:
        settings.SEARCH_URLS = [proxy.url]
        forget_engines()
        assert not fell_back(site.search("wijk"))
        proxy.delay = 30.0
        begun = time.monotonic()
        results = site.search("wijk")
        assert time.monotonic() - begun < 10
        assert fell_back(results)
        assert results.total == PAGES
        make_row("Wijk erbij")
        proxy.delay = 0.0
        site.must_be_complete_soon(PAGES + 1)
        assert site.search("wijk").total == PAGES + 1


@pytest.mark.parametrize("block", ["write", "read_only", "read_only_allow_delete"])
@pytest.mark.usefixtures("pages")
def test_the_server_refuses_to_write_or_its_disk_is_full(site, block):
    server, index = site.engine.server, site.engine.index_in_use()
    server.change_settings(index, {f"index.blocks.{block}": True})
    row = make_row("Wijk erbij")
    site.tick()
    assert WaitingRow.objects.get().row_id == row.pk
    assert WaitingRow.objects.get().refused == ""
    assert RemoteIndex.objects.get().error
    results = site.search("wijk")
    assert not fell_back(results)
    assert results.total == PAGES
    server.change_settings(index, {f"index.blocks.{block}": None})
    site.must_be_complete_soon(PAGES + 1)
    assert RemoteIndex.objects.get().error == ""


@pytest.mark.usefixtures("pages")
def test_the_index_is_deleted(site):
    site.engine.server.delete_indices([site.engine.index_in_use()])
    results = site.search("wijk")
    assert results.total == PAGES
    assert fell_back(results)
    make_row("Wijk erbij")
    site.must_be_complete_soon(PAGES + 1)
    assert not fell_back(site.search("wijk"))


@pytest.mark.usefixtures("pages")
def test_the_index_is_deleted_and_nobody_publishes_afterwards(site):
    site.engine.server.delete_indices([site.engine.index_in_use()])
    site.must_be_complete_soon(PAGES)
    assert not fell_back(site.search("wijk"))


@pytest.mark.usefixtures("site")
def test_the_server_is_killed_while_it_takes_two_thousand_rows_in(site, monkeypatch):
    rows = [make_row_unindexed(number) for number in range(2_000)]
    with transaction.atomic():
        rows_filled.send(SearchDocument, ids=[row.pk for row in rows])
    site.engine.rebuild()
    with transaction.atomic():
        SearchDocument.objects.update(summary="veranderd")
        rows_filled.send(SearchDocument, ids=[row.pk for row in rows])
    bulk, calls = site.engine.server.bulk, []

    def killed_meanwhile(alias, lines, **options):
        calls.append(1)
        if len(calls) == 3:
            threading.Thread(target=site.server.kill).start()
        return bulk(alias, lines, **options)

    monkeypatch.setattr(site.engine.server, "bulk", killed_meanwhile)
    send_waiting_rows.call()
    monkeypatch.undo()
    assert WaitingRow.objects.count() > 0
    assert site.search("wijk").total == 2_000
    wait_for(lambda: not site.server._nodes[0].runs)
    site.server.start()
    site.server.wait()
    site.must_be_complete_soon(2_000)
    results = site.search("veranderd")
    assert results.total == 2_000
    assert not fell_back(results)


def make_row_unindexed(number):
    return SearchDocument.objects.create(
        key=f"many{number}",
        page_id=100_000 + number,
        changed=False,
        live=True,
        audience="openbaar",
        kind="les",
        kind_label="Les",
        title=f"Wijk {number}",
        sections=[{"name": "text", "label": "Inhoud", "text": "Een wijk met zorg. " * 20}],
    )

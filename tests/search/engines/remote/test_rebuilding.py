"""A new index comes into use while people search and write, and misses nothing."""

import threading

import pytest
from django.db import connections

from search.engines.base import EngineUnavailable
from search.engines.remote import rebuilding
from search.engines.remote.clients import ServerError
from search.engines.remote.rebuilding import AlreadyBuilding
from search.models import IndexedRow, RemoteIndex, WaitingRow
from tests.search.engines.remote.test_outbox import change_without_sending, documents


def make_rows(index, number):
    flush, index.engine.flush = index.engine.flush, lambda: None
    rows = [index.make_row(f"Wijk {count}") for count in range(number)]
    index.engine.flush = flush
    flush()
    return rows


def test_another_index_takes_over_and_the_old_one_goes(index):
    make_rows(index, 5)
    before = index.engine.index_in_use()
    assert index.engine.rebuild() == 5
    after = index.engine.index_in_use()
    assert before != after
    assert set(index.engine.server.indices(f"{index.engine.prefix}*")) == {after}
    assert index.engine.server.indices(index.engine.prefix).keys() == {after}
    assert documents(index.engine) == 5
    assert not WaitingRow.objects.using(index.alias).exists()


def test_indices_of_others_with_a_similar_name_stay(index):
    other = f"{index.engine.prefix}-test-0123456789-202601010000000000"
    index.engine.server.create_index(other, {})
    index.engine.rebuild()
    assert other in index.engine.server.indices(f"{index.engine.prefix}*")


def test_changes_during_the_rebuild_are_in_the_new_index(index, monkeypatch):
    rows = make_rows(index, 30)
    monkeypatch.setattr("search.engines.remote.outbox.MOST_ROWS", 10)
    monkeypatch.setattr(rebuilding, "_FEW", 0)
    bulk, calls = index.engine.server.bulk, []

    def meanwhile(alias, lines, **options):
        calls.append(alias)
        if len(calls) == 2:
            change_without_sending(index, rows[0], title="Veranderd")
            change_without_sending(index, rows[29], live=False)
        if len(calls) == 4:  # After everything was sent once, into the old index too.
            change_without_sending(index, rows[1], title="Later")
            index.engine.outbox.send_waiting(index.engine.index_in_use())
        return bulk(alias, lines, **options)

    monkeypatch.setattr(index.engine.server, "bulk", meanwhile)
    index.engine.rebuild()
    assert documents(index.engine) == 29
    assert index.titles("veranderd") == ["Veranderd"]
    assert index.titles("later") == ["Later"]
    assert index.ask("wijk").total == 27


def test_what_changes_just_before_the_switch_waits_for_the_new_index(index, monkeypatch):
    rows = make_rows(index, 3)
    refresh = index.engine.server.refresh

    def meanwhile(name):
        change_without_sending(index, rows[0], title="Veranderd")
        index.engine.outbox.send_waiting(index.engine.index_in_use())
        assert not WaitingRow.objects.using(index.alias).exists()
        refresh(name)

    monkeypatch.setattr(index.engine.server, "refresh", meanwhile)
    index.engine.rebuild()
    assert WaitingRow.objects.using(index.alias).count() == 1
    index.engine.flush()
    assert index.titles("veranderd") == ["Veranderd"]


def test_people_search_on_meanwhile(index):
    make_rows(index, 300)
    stop = threading.Event()
    answers = []

    def search():
        try:
            while not stop.is_set():
                results = index.ask("wijk")
                answers.append((results.total, results.notices))
        finally:
            connections[index.alias].close()

    visitor = threading.Thread(target=search)
    visitor.start()
    index.engine.rebuild()
    stop.set()
    visitor.join()
    assert len(answers) > 2
    assert set(map(str, answers)) == {str((300, []))}


def test_a_rebuild_that_breaks_off_leaves_the_old_index_in_use_and_the_next_clears_up(index, monkeypatch):
    make_rows(index, 3)
    before = index.engine.index_in_use()

    def breaks(*arguments, **options):
        raise EngineUnavailable("gone")

    with monkeypatch.context() as broken:
        broken.setattr(index.engine.server, "bulk", breaks)
        broken.setattr(rebuilding, "_PAUSES", (0.0,))
        with pytest.raises(EngineUnavailable):
            index.engine.rebuild()
    assert index.engine.index_in_use() == before
    assert index.ask("wijk").notices == []
    index.engine.rebuild()
    assert len(index.engine.server.indices(f"{index.engine.prefix}*")) == 1


def test_a_server_that_is_busy_for_a_moment_does_not_break_off_a_rebuild(index, monkeypatch):
    make_rows(index, 3)
    bulk, tries = index.engine.server.bulk, []

    def is_busy_at_first(*arguments, **options):
        tries.append(1)
        if len(tries) < 3:
            raise ServerError(429, "busy")
        return bulk(*arguments, **options)

    monkeypatch.setattr(index.engine.server, "bulk", is_busy_at_first)
    monkeypatch.setattr(rebuilding, "_PAUSES", (0.0, 0.0))
    assert index.engine.rebuild() == 3
    assert len(tries) == 3


def test_two_do_not_rebuild_at_once(index, monkeypatch):
    make_rows(index, 3)
    bulk, seen = index.engine.server.bulk, []

    def meanwhile(alias, lines, **options):
        with pytest.raises(AlreadyBuilding):
            index.engine.rebuild()
        seen.append(1)
        return bulk(alias, lines, **options)

    monkeypatch.setattr(index.engine.server, "bulk", meanwhile)
    index.engine.rebuild()
    assert seen


def test_a_new_version_of_the_analysis_asks_for_a_new_index(index, monkeypatch):
    make_rows(index, 3)
    assert index.engine.reason_to_rebuild() == ""
    monkeypatch.setattr("search.engines.remote.checking.VERSION", "next")
    monkeypatch.setattr(rebuilding, "VERSION", "next")
    assert "andere versie" in index.engine.reason_to_rebuild()
    IndexedRow.objects.using(index.alias).filter(row_id__gt=0).update(analysis="old")
    assert index.engine.reason_to_rebuild() == ""  # First the database, then the server.


def test_another_server_gets_an_index_of_its_own(index):
    make_rows(index, 3)
    RemoteIndex.of(index.alias).update(uuid="of-another-server")
    assert index.engine.reason_to_rebuild()
    index.engine.flush()
    assert index.engine.reason_to_rebuild() == ""
    assert documents(index.engine) == 3

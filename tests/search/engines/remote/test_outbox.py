"""What changed reaches the server, whatever happens on the way; until then nobody sees more than he may."""

import pytest

from kennisbank.audience import ANONYMOUS
from kennisbank.models import SearchDocument
from kennisbank.models.read_model import FacetValue
from search.engines.base import EngineUnavailable, Request
from search.engines.remote.clients import ServerError
from search.engines.remote.outbox import number_of
from search.indexing import update_index
from search.models import IndexedRow, IndexVersion, RemoteIndex, WaitingRow
from search.query import parse
from tests.search.rows import EVERYTHING, counts


def change_without_sending(index, row, **values):
    SearchDocument.objects.using(index.alias).filter(pk=row.pk).update(**values)
    update_index([row.pk], index.alias)


def waiting(index):
    return WaitingRow.objects.using(index.alias)


def documents(engine):
    return engine.server.extent(engine.index_in_use())[0]


def test_what_was_sent_waits_no_longer(index):
    row = index.make_row("Wijk")
    assert not waiting(index).exists()
    change_without_sending(index, row, title="Buurtteam")
    change_without_sending(index, row, title="Straat")
    assert waiting(index).count() == 1
    since = waiting(index).get().since
    change_without_sending(index, row, title="Plein")
    assert waiting(index).get().since == since
    index.engine.flush()
    assert not waiting(index).exists()
    assert index.titles("plein") == ["Plein"]


@pytest.mark.parametrize("left", [{"live": False}, {"audience": "netwerk"}, {"audience": "deelnemer:3"}])
def test_a_page_that_is_no_longer_for_everybody_is_not_counted_while_the_server_still_has_it(index, left):
    index.make_row("Wijk", "zorg")
    row = index.make_row("Geheim", "zorg", facets={"thema": {"werven": "Werven"}})
    assert index.ask("zorg", ANONYMOUS).total == 2
    change_without_sending(index, row, **left)
    results = index.ask("zorg", ANONYMOUS)
    assert (results.total, [hit.title for hit in results.hits]) == (1, ["Wijk"])
    assert counts(results, "thema") == {}
    answer = index.engine.search(Request(parse("zorg"), ANONYMOUS, {"thema": ["werven"]}))
    assert (answer.total, answer.matched, answer.ignored) == (1, 1, 1)
    assert documents(index.engine) == 2
    assert results.notices == []


def test_a_page_that_somebody_marked_as_changed_is_left_out_before_any_index_knows(index):
    row = index.make_row("Geheim", "zorg")
    SearchDocument.objects.using(index.alias).filter(pk=row.pk).update(audience="netwerk", changed=True)
    assert index.ask("zorg", ANONYMOUS).total == 0
    assert index.ask("zorg", EVERYTHING).total == 1


def test_a_page_that_was_widened_is_found_once_the_server_has_it(index):
    row = index.make_row("Wijk", audience="netwerk")
    change_without_sending(index, row, audience="openbaar")
    assert index.ask("wijk", ANONYMOUS).total == 0
    index.engine.flush()
    assert index.ask("wijk", ANONYMOUS).total == 1


def test_a_row_that_the_server_refuses_holds_up_nobody_and_keeps_the_reason(index, caplog):
    bad = index.make_row("Fout")
    FacetValue.objects.using(index.alias).create(row=bad, facet="thema", value="x" * 40_000, label="Lang")
    update_index([bad.pk], index.alias)
    index.make_row("Goed")
    assert index.titles("goed") == ["Goed"]
    kept = waiting(index).get()
    assert kept.row_id == bad.pk
    assert "facets.thema" in kept.refused
    assert "xxx" not in kept.refused
    index.engine.flush()
    assert caplog.text.count("refuses row") == 1
    FacetValue.objects.using(index.alias).filter(row=bad).delete()
    index.change(bad, title="Hersteld")
    assert index.titles("hersteld") == ["Hersteld"]
    assert not waiting(index).exists()


def test_a_parcel_that_is_too_large_is_sent_in_smaller_ones(index, monkeypatch):
    bulk = index.engine.server.bulk

    def accepts_little(alias, lines, **options):
        if lines.count("\n") > 5:
            raise ServerError(413, "too large")
        return bulk(alias, lines, **options)

    monkeypatch.setattr(index.engine.server, "bulk", accepts_little)
    monkeypatch.setattr(index.engine, "flush", lambda: None)
    for number in range(7):
        index.make_row(f"Wijk {number}")
    monkeypatch.undo()
    monkeypatch.setattr(index.engine.server, "bulk", accepts_little)
    index.engine.flush()
    assert documents(index.engine) == 7


def test_a_message_that_comes_late_does_not_undo_a_newer_one(index):
    from search.engines.remote.documents import messages

    row = index.make_row("Oud")
    old = messages(index.engine.embedded, [row.pk])
    index.change(row, title="Nieuw")
    results = index.engine.server.bulk(
        f"{index.engine.index_in_use()}-write", "".join(message.lines for message in old), refresh=True
    )
    assert [result["status"] for result in results] == [409]
    assert index.titles("nieuw") == ["Nieuw"]
    gone = messages(index.engine.embedded, [row.pk])
    index.change(row, live=False)
    results = index.engine.server.bulk(
        f"{index.engine.index_in_use()}-write", "".join(message.lines for message in gone), refresh=True
    )
    assert [result["status"] for result in results] == [409]
    assert documents(index.engine) == 0


def test_a_change_during_the_sending_still_waits_afterwards(index, monkeypatch):
    row = index.make_row("Een")
    bulk = index.engine.server.bulk

    def changes_meanwhile(alias, lines, **options):
        monkeypatch.undo()
        change_without_sending(index, row, title="Drie")
        return bulk(alias, lines, **options)

    change_without_sending(index, row, title="Twee")
    monkeypatch.setattr(index.engine.server, "bulk", changes_meanwhile)
    index.engine.flush()
    assert waiting(index).count() == 1
    index.engine.flush()
    assert index.titles("drie") == ["Drie"]


def test_after_a_backup_was_put_back_the_index_is_made_anew(index):
    row, other = index.make_row("Een"), index.make_row("Later gemaakt")
    before = number_of(index.alias)
    index.change(row, title="Twee")
    index.change(row, title="Drie")
    # As the database was before: the row at its old number, and what came later not there.
    IndexVersion.objects.using(index.alias).update(number=before - 1)
    SearchDocument.objects.using(index.alias).filter(pk=other.pk).delete()
    IndexedRow.objects.using(index.alias).filter(row_id=other.pk).delete()
    assert index.engine.reason_to_rebuild()
    index.change(row, title="Anders")
    assert index.titles("anders") == ["Anders"]
    assert documents(index.engine) == 1
    assert index.engine.reason_to_rebuild() == ""


def test_a_missing_or_extra_page_is_noticed(index):
    row = index.make_row("Wijk")
    assert index.engine.reason_to_rebuild() == ""
    index.engine.server.call(
        "DELETE", f"/{index.engine.index_in_use()}/_doc/{row.pk}", refresh="true",
        version=str(number_of(index.alias) + 1), version_type="external",
    )  # fmt: skip
    assert index.engine.reason_to_rebuild()
    index.engine.rebuild()
    assert index.engine.reason_to_rebuild() == ""
    assert index.titles("wijk") == ["Wijk"]


def test_who_searches_on_an_index_of_which_nothing_is_left_gets_the_database_and_a_notice(index):
    index.make_row("Wijk")
    index.engine.drop()
    results = index.ask("wijk")
    assert [hit.title for hit in results.hits] == ["Wijk"]
    assert "antwoordt nu niet" in results.notices[0]
    index.engine.flush()
    index.engine._rests_until = 0.0
    assert index.ask("wijk").notices == []
    assert documents(index.engine) == 1


def test_an_index_that_was_deleted_is_not_made_again_by_a_write(index):
    index.make_row("Wijk")
    name = index.engine.index_in_use()
    index.engine.drop()
    with pytest.raises(EngineUnavailable):
        index.engine.outbox.send(name, [1], refresh=True)
    assert index.engine.server.indices(f"{index.engine.prefix}*") == {}


def test_after_a_failure_the_database_answers_for_a_moment_without_asking_the_server(index, monkeypatch):
    index.make_row("Wijk")
    asked = []

    def fails(*arguments):
        asked.append(1)
        raise ServerError(503, "busy")

    monkeypatch.setattr(index.engine.server, "search", fails)
    for _visitor in range(3):
        assert index.ask("wijk").total == 1
    assert len(asked) == 1


def test_the_alias_is_put_right_after_a_process_died_before_it_moved_it(index):
    index.make_row("Wijk")
    name = index.engine.index_in_use()
    index.engine.server.call(
        "POST", "/_aliases", {"actions": [{"remove": {"index": name, "alias": index.engine.prefix}}]}
    )
    assert index.engine.index_in_use() == name
    assert index.ask("wijk").notices == []


def test_nothing_is_confirmed_once_another_index_is_in_use(index, monkeypatch):
    row = index.make_row("Wijk")
    bulk = index.engine.server.bulk

    def another_is_put_into_use(alias, lines, **options):
        RemoteIndex.of(index.alias).update(name="another")
        return bulk(alias, lines, **options)

    change_without_sending(index, row, title="Buurtteam")
    monkeypatch.setattr(index.engine.server, "bulk", another_is_put_into_use)
    index.engine.flush()
    assert waiting(index).count() == 1

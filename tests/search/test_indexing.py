"""The index is true exactly when the rows are, in every process."""

import pytest
from django.db import transaction
from django.utils.module_loading import import_string

from kennisbank.clock import PERIODIC_TASKS
from kennisbank.models import SearchDocument
from search.engines import embedded_engine, forget_engines
from search.indexing import index_outdated, rebuild
from search.models import IndexedRow, IndexVersion
from tests.search.rows import ask, counts, fill, make_row, titles


@pytest.fixture
def fresh_process():
    """The engine as a process that has just started has it."""
    forget_engines()
    yield
    forget_engines()


@pytest.mark.django_db(transaction=True)
def test_what_is_rolled_back_is_not_found_and_not_counted(fresh_process):
    make_row("Blijft", "wijk", facets={"thema": {"werven": "Werven"}})
    assert counts(ask("wijk"), "thema") == {"werven": 1}
    with transaction.atomic():
        make_row("Verdwijnt", "wijk", facets={"thema": {"werven": "Werven", "geheim": "Geheim"}})
        assert ask("wijk").total == 2
        transaction.set_rollback(True)
    assert titles("wijk") == ["Blijft"]
    make_row("Nieuw", "wijk")
    assert counts(ask("wijk"), "thema") == {"werven": 1}


@pytest.mark.django_db(transaction=True)
def test_another_process_follows_each_change_without_reading_everything_again(fresh_process, monkeypatch):
    row = make_row("Een", "wijk", facets={"thema": {"werven": "Werven"}})
    assert counts(ask("wijk"), "thema") == {"werven": 1}
    make_row("Twee", "wijk", facets={"thema": {"werven": "Werven", "vervoer": "Vervoer"}})
    SearchDocument.objects.filter(pk=row.pk).update(live=False)
    fill(row)
    snapshots = embedded_engine().snapshots
    read = []
    whole = type(snapshots)._read
    monkeypatch.setattr(type(snapshots), "_read", lambda *args: read.append(args[-1]) or whole(*args))
    assert counts(ask("wijk"), "thema") == {"werven": 1, "vervoer": 1}
    assert len(read) == 1
    assert len(read[0]) == 2
    ask("wijk")
    assert len(read) == 1


@pytest.mark.django_db(transaction=True)
def test_an_index_that_was_emptied_and_made_again_is_read_anew(fresh_process):
    make_row("Oud", "wijk")
    assert ask("wijk").total == 1
    SearchDocument.objects.all().delete()
    IndexedRow.objects.all().delete()
    IndexVersion.objects.all().delete()
    make_row("Nieuw", "wijk")
    assert titles("wijk") == ["Nieuw"]
    assert titles("") == ["Nieuw"]


@pytest.mark.django_db
def test_rebuilding_gives_the_same_index_and_drops_what_has_no_row():
    rows = [make_row(f"Pagina {number}", "wijk") for number in range(3)]
    before = titles("wijk")
    SearchDocument.objects.filter(pk=rows[0].pk).delete()
    rebuild()
    assert titles("wijk") == [title for title in before if title != "Pagina 0"]
    assert ask("").total == 2


@pytest.mark.django_db
def test_rows_of_another_analysis_and_rows_never_indexed_are_indexed_by_the_clock():
    old, new = make_row("Oud", "wijk"), make_row("Nieuw", "wijk")
    assert index_outdated() == 0
    IndexedRow.objects.filter(row_id=old.pk).update(analysis="0")
    embedded_engine().remove([new.pk])
    assert titles("wijk") == ["Oud"]
    assert index_outdated() == 2
    assert set(titles("wijk")) == {"Oud", "Nieuw"}
    assert index_outdated() == 0


@pytest.mark.django_db
def test_a_page_that_left_does_not_raise_the_version_twice():
    row = make_row("Oud", "wijk")
    SearchDocument.objects.filter(pk=row.pk).update(live=False)
    fill(row)
    number = IndexVersion.objects.get().number
    fill(row)
    assert IndexVersion.objects.get().number == number


@pytest.mark.django_db
def test_a_page_is_found_by_its_free_tags_and_by_its_kind() -> None:
    make_row("Samen aan tafel", facets={"trefwoord": {"dorpsteam": "dorpsteam"}, "soort": {"visie": "Visie"}})

    assert titles("dorpsteam") == ["Samen aan tafel"]
    assert titles("visie") == ["Samen aan tafel"]


def test_the_clock_brings_the_index_up_to_date() -> None:
    functions = [import_string(task.function) for task in PERIODIC_TASKS]

    assert index_outdated in functions

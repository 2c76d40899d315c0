"""Whatever happens to a worker, each file is read in the end, and none holds up the others."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from kennisbank.clock import PERIODIC_TASKS
from kennisbank.models import KnowledgePage
from search.attachments import reading
from search.attachments.reading import LONGEST_READING, MOST_TRIES, mark_of, read_document
from search.attachments.waiting import ask_for_leftovers, read_file
from search.models import FileText
from tests.search.attachments.files import (
    attach,
    make_document,
    make_pdf,
    noted,
    nothing_on_disk,
    own_row,
    texts,
    work,
)

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_clock_asks_for_files_from_before_there_was_reading(vision: KnowledgePage) -> None:
    attach(vision, make_document("folder.pdf", make_pdf("Tekst.")))
    DBTaskResult.objects.all().delete()

    assert ask_for_leftovers() == 1
    assert ask_for_leftovers() == 0
    work()
    assert texts(vision) == ["Tekst."]
    assert "search.attachments.waiting.ask_for_leftovers" in [task.function for task in PERIODIC_TASKS]


def test_the_clock_forgets_text_that_no_page_carries() -> None:
    FileText.objects.create(document_id=12, mark="x", state="read", started_at=timezone.now())

    assert ask_for_leftovers() == 0
    assert not FileText.objects.exists()


def begin_and_die(document_id: int, mark: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker is killed while it reads; when somebody looks again, that was long ago."""
    with monkeypatch.context() as dying:
        dying.setattr(reading, "_outcome", lambda *args: (_ for _ in ()).throw(SystemExit))
        with pytest.raises(SystemExit):
            read_document(document_id)
    assert FileText.objects.get().mark == mark
    FileText.objects.update(started_at=timezone.now() - LONGEST_READING - timedelta(seconds=1))


def test_what_a_killed_worker_left_is_picked_up_again(
    vision: KnowledgePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = make_document("folder.pdf", make_pdf("Tekst."))
    attach(vision, document)
    DBTaskResult.objects.all().delete()
    begin_and_die(document.pk, mark_of(document), monkeypatch)

    assert ask_for_leftovers() == 1
    work()
    assert texts(vision) == ["Tekst."]


def test_a_file_on_which_workers_keep_dying_is_left_alone(
    vision: KnowledgePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = make_document("folder.pdf", make_pdf("Tekst."))
    attach(vision, document)
    for _ in range(MOST_TRIES):
        begin_and_die(document.pk, mark_of(document), monkeypatch)
    work()

    assert noted(document).state == FileText.State.UNREADABLE
    assert "afgebroken" in noted(document).reason
    assert ask_for_leftovers() == 0


def test_a_worker_that_died_before_the_index_knew_is_made_up_for(
    vision: KnowledgePage, indexed: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    attach(vision, make_document("folder.pdf", make_pdf("Tekst.")))
    with monkeypatch.context() as dying:
        dying.setattr(reading, "update_index", lambda ids: 1 / 0)
        assert len(work()) == 1
    assert ask_for_leftovers() == 0
    FileText.objects.update(read_at=timezone.now() - LONGEST_READING - timedelta(seconds=1))

    assert ask_for_leftovers() == 1
    work()
    assert indexed == [own_row(vision).pk]
    assert ask_for_leftovers() == 0


def test_two_workers_with_the_same_file_read_it_once(
    vision: KnowledgePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = make_document("folder.pdf", make_pdf("Tekst."))
    attach(vision, document)
    read_file.enqueue(document.pk)
    pages_of, times = reading.pages_of, []

    def with_another_worker(name: str, content: bytes) -> list[dict[str, object]]:
        times.append(name)
        read_document(document.pk)
        return pages_of(name, content)

    monkeypatch.setattr(reading, "pages_of", with_another_worker)
    assert work() == []
    assert len(times) == 1
    assert texts(vision) == ["Tekst."]


def test_a_file_that_comes_back_on_disk_is_read(vision: KnowledgePage) -> None:
    document = make_document("folder.pdf", make_pdf("Tekst."))
    with nothing_on_disk(document):
        attach(vision, document)
        work()
        assert noted(document).state == FileText.State.MISSING
        assert ask_for_leftovers() == 0
    assert ask_for_leftovers() == 1
    work()
    assert texts(vision) == ["Tekst."]

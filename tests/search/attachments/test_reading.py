"""The worker reads the files on published pages, each version once, and nothing that no page carries."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from kennisbank.clock import PERIODIC_TASKS
from kennisbank.models import KnowledgePage, SearchDocument
from kennisbank.placing import change_audience
from search.attachments import reading
from search.attachments.reading import LONGEST_READING, MOST_TRIES, mark_of, read_document
from search.attachments.waiting import ask_for_leftovers, read_file
from search.models import FileText
from tests.factories import make_participant, make_vision
from tests.kennisbank.importing.making import office
from tests.search.attachments.files import (
    attach,
    make_document,
    make_pdf,
    noted,
    nothing_on_disk,
    own_row,
    pages_found,
    replace_file,
    texts,
    waiting,
    work,
)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def vision() -> KnowledgePage:
    return make_vision(make_participant())


@pytest.fixture
def indexed(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The rows that reading brought up to date in the index."""
    rows: list[int] = []
    update = reading.update_index
    monkeypatch.setattr(reading, "update_index", lambda ids: rows.extend(ids) or update(ids))
    return rows


def test_each_page_of_a_pdf_is_text_under_its_own_number(vision: KnowledgePage, indexed: list[int]) -> None:
    document = make_document("folder.pdf", make_pdf("Wijkteams helpen.", "", "Mantelzorgers ook."))
    attach(vision, document)

    assert texts(vision) == []
    assert work() == []
    assert [(page.page, page.text) for page in pages_found(vision)] == [
        (1, "Wijkteams helpen."),
        (3, "Mantelzorgers ook."),
    ]
    assert pages_found(vision)[1].file_title == "De folder"
    assert pages_found(vision)[1].page_url == f"{document.url}#page=3"
    assert indexed == [own_row(vision).pk]


@pytest.mark.parametrize("kind", ["docx", "odt"])
def test_a_word_and_an_odt_file_are_one_text_without_page(
    vision: KnowledgePage, kind: str, tmp_path: object
) -> None:
    content = office("# Aanpak\n\nWij *bellen* iedereen.\n\n- een\n- twee", kind, tmp_path)
    attach(vision, make_document(f"plan.{kind}", content))
    work()

    (found,) = pages_found(vision)
    assert found.page is None
    assert found.page_url == found.url
    assert "Aanpak\nWij bellen iedereen." in found.text


def test_nothing_is_read_while_somebody_publishes(
    vision: KnowledgePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as publishing:
        publishing.setattr(reading, "pages_of", lambda *args: pytest.fail("read outside the worker"))
        attach(vision, make_document("folder.pdf", make_pdf("Tekst.")))
    assert waiting() == 1


def test_a_file_is_read_once_however_often_its_page_is_published(
    vision: KnowledgePage, indexed: list[int]
) -> None:
    document = make_document("folder.pdf", make_pdf("Tekst."))
    attach(vision, document)
    attach(vision, document)
    assert waiting() == 1
    work()
    read_at = noted(document).read_at
    attach(vision, document)
    read_document(document.pk)

    assert waiting() == ask_for_leftovers() == 0
    assert noted(document).read_at == read_at
    assert len(indexed) == 1


def test_a_replaced_file_loses_its_old_text_at_once_and_is_read_again(
    vision: KnowledgePage, indexed: list[int]
) -> None:
    document = make_document("folder.pdf", make_pdf("Met een naam erin."))
    attach(vision, document)
    work()
    replace_file(document, "folder.pdf", make_pdf("Zonder naam."))

    assert texts(vision) == []
    work()
    assert texts(vision) == ["Zonder naam."]
    assert pages_found(vision)[0].url == document.url
    assert len(indexed) == 2


def test_a_file_that_is_replaced_while_it_is_read_keeps_only_the_new_text(
    vision: KnowledgePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = make_document("folder.pdf", make_pdf("Oud."))
    attach(vision, document)
    pages_of = reading.pages_of

    def replaced_meanwhile(name: str, content: bytes) -> list[dict[str, object]]:
        monkeypatch.undo()
        replace_file(document, "folder.pdf", make_pdf("Nieuw."))
        return pages_of(name, content)

    monkeypatch.setattr(reading, "pages_of", replaced_meanwhile)
    read_document(document.pk)
    assert texts(vision) == []
    work()
    assert texts(vision) == ["Nieuw."]


def test_a_page_that_is_unpublished_leaves_no_text_of_its_files(vision: KnowledgePage) -> None:
    document = make_document("folder.pdf", make_pdf("Tekst."))
    attach(vision, document)
    work()
    vision.unpublish()

    assert not FileText.objects.exists()
    vision.save_revision().publish()
    work()
    assert texts(vision) == ["Tekst."]


def test_a_page_that_is_unpublished_while_its_file_is_read_leaves_no_text(
    vision: KnowledgePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = make_document("folder.pdf", make_pdf("Tekst."))
    attach(vision, document)
    pages_of = reading.pages_of
    monkeypatch.setattr(reading, "pages_of", lambda *args: vision.unpublish() or pages_of(*args))
    work()

    assert not FileText.objects.exists()


def test_a_file_that_another_page_still_carries_keeps_its_text(vision: KnowledgePage) -> None:
    document = make_document("folder.pdf", make_pdf("Tekst."))
    other = make_vision(make_participant("Waterdrecht"))
    attach(vision, document)
    attach(other, document)
    work()
    attach(vision)

    assert texts(vision) == []
    assert texts(other) == ["Tekst."]
    assert waiting() == 0
    attach(other)
    assert not FileText.objects.exists()


def test_every_page_that_carries_the_file_is_indexed(vision: KnowledgePage, indexed: list[int]) -> None:
    document = make_document("folder.pdf", make_pdf("Tekst."))
    other = make_vision(make_participant("Waterdrecht"))
    attach(vision, document)
    attach(other, document)
    work()

    assert sorted(indexed) == sorted(own_row(page).pk for page in (vision, other))


def test_the_file_of_a_draft_and_of_nobody_is_not_read() -> None:
    draft = make_vision(make_participant(), live=False)
    document = make_document("folder.pdf", make_pdf("Tekst."))
    draft.files = [("row", {"title": "", "file": document, "accessible": True, "adaptable": False})]
    draft.save_revision()

    assert ask_for_leftovers() == 0
    read_document(document.pk)
    assert not FileText.objects.exists()


def test_a_narrower_audience_of_the_page_is_that_of_the_text_and_nothing_is_read_again(
    vision: KnowledgePage,
) -> None:
    document = make_document("folder.pdf", make_pdf("Tekst."))
    attach(vision, document)
    work()
    change_audience(vision, "deelnemer", None)

    row = own_row(vision)
    assert row.audience.startswith("deelnemer:")
    assert set(SearchDocument.objects.filter(page_id=vision.pk).values_list("audience", flat=True)) == {
        row.audience
    }
    assert texts(vision) == ["Tekst."]
    assert waiting() == 0


def test_a_deleted_document_leaves_no_text(vision: KnowledgePage) -> None:
    document = make_document("folder.pdf", make_pdf("Tekst."))
    attach(vision, document)
    work()
    document.delete()

    assert texts(vision) == []
    assert not FileText.objects.exists()
    assert ask_for_leftovers() == 0


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

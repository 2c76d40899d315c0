"""The worker reads the files on published pages, each version once, and nothing that no page carries."""

import pytest

from kennisbank.models import KnowledgePage, SearchDocument
from kennisbank.placing import change_audience
from search.attachments import reading
from search.attachments.reading import read_document
from search.attachments.waiting import ask_for_leftovers
from search.models import FileText
from tests.factories import make_participant, make_vision
from tests.kennisbank.importing.making import office
from tests.search.attachments.files import (
    attach,
    make_document,
    make_pdf,
    noted,
    own_row,
    pages_found,
    replace_file,
    texts,
    waiting,
    work,
)

pytestmark = pytest.mark.django_db(transaction=True)


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

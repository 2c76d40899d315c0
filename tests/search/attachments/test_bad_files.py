"""A file that cannot be read is noted with its reason, once, and holds up nothing else."""

import logging
from pathlib import Path

import pytest

from kennisbank.models import KnowledgePage
from search.attachments import reading
from search.attachments.waiting import ask_for_leftovers
from search.models import FileText
from tests.factories import make_participant, make_vision
from tests.kennisbank.importing.making import archive, docx, odt, office, paragraph, pdf
from tests.search.attachments.files import (
    attach,
    make_document,
    make_pdf,
    noted,
    pages_found,
    replace_file,
    texts,
    waiting,
    work,
)

pytestmark = pytest.mark.django_db(transaction=True)

MEGABYTE = 1024 * 1024
State = FileText.State
TEXT = paragraph("Tekst.")
LOCKED_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le")
BAD_FILES = {
    "kapot.pdf": (make_pdf("Tekst.")[:120], State.UNREADABLE, "beschadigd"),
    "slot.pdf": (make_pdf("Tekst.", password="geheim"), State.UNREADABLE, "wachtwoord"),
    "slot.docx": (LOCKED_WORD, State.UNREADABLE, "wachtwoord"),
    "kapot.docx": (docx("<w:p><w:r><w:t>Tekst"), State.UNREADABLE, "beschadigd"),
    "half.odt": (odt("<text:p>Tekst.</text:p>")[:200], State.UNREADABLE, "beschadigd"),
    "anders.pdf": (docx(TEXT), State.UNREADABLE, "niet wat de extensie zegt"),
    "anders.docx": (make_pdf("Tekst."), State.UNREADABLE, "niet wat de extensie zegt"),
    "leeg.pdf": (b"", State.UNREADABLE, "leeg"),
    "blad.xlsx": (archive({"xl/workbook.xml": "<x/>"}), State.UNREADABLE, "soort"),
    "zonder-punt": (b"Tekst.", State.UNREADABLE, "soort"),
    "bom.docx": (docx(TEXT, **{"word/media/a.png": b"0" * (40 * MEGABYTE)}), State.TOO_LARGE, "uitpakken"),
    "bom.odt": (archive({"content.xml": b" " * (60 * MEGABYTE)}), State.TOO_LARGE, "uitpakken"),
    "groot.pdf": (b"%PDF-1.4" + bytes(26 * MEGABYTE), State.TOO_LARGE, "25 MB"),
    "scan.pdf": (pdf([[], []]), State.EMPTY, "scan"),
    "scan.docx": (docx(""), State.EMPTY, "geen tekst"),
}


@pytest.fixture
def vision() -> KnowledgePage:
    return make_vision(make_participant())


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_file_that_cannot_be_read_says_why_and_is_not_tried_again(
    vision: KnowledgePage, name: str, caplog: pytest.LogCaptureFixture
) -> None:
    content, state, word = BAD_FILES[name]
    bad, good = make_document(name, content), make_document("goed.pdf", make_pdf("Wel leesbaar."))
    attach(vision, bad, good)
    assert vision.live

    with caplog.at_level(logging.WARNING, "search"):
        assert work() == []
        assert ask_for_leftovers() == 0
        attach(vision, bad, good)
    assert waiting() == 0
    assert (noted(bad).state, noted(bad).pages) == (state, [])
    assert word in noted(bad).reason
    assert noted(bad).reason.endswith(".")
    assert [record.name for record in caplog.records if record.name.startswith("search")] == [
        "search.attachments.reading"
    ]
    assert texts(vision) == ["Wel leesbaar."]


def test_a_bad_file_is_read_as_soon_as_a_good_one_takes_its_place(vision: KnowledgePage) -> None:
    document = make_document("folder.pdf", b"%PDF-onzin")
    attach(vision, document)
    work()
    replace_file(document, "folder.pdf", make_pdf("Nu goed."))
    work()

    assert texts(vision) == ["Nu goed."]


def test_a_file_without_a_file_is_not_there(vision: KnowledgePage) -> None:
    document = make_document("weg.pdf", make_pdf("Tekst."))
    document.file = ""
    document.save()
    attach(vision, document)
    assert work() == []

    assert noted(document).state == State.MISSING


def test_a_path_out_of_the_storage_is_not_followed(vision: KnowledgePage) -> None:
    document = make_document("weg.pdf", make_pdf("Tekst."))
    document.file.name = "../../../../etc/passwd"
    document.save()
    attach(vision, document)
    assert work() == []

    assert noted(document).state == State.MISSING


def test_an_error_that_nobody_foresaw_holds_up_no_other_file(
    vision: KnowledgePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad, good = make_document("raar.pdf", make_pdf("Raar.")), make_document("goed.pdf", make_pdf("Goed."))
    attach(vision, bad, good)
    pages_of = reading.pages_of

    def unless_odd(name: str, content: bytes) -> list[dict[str, object]]:
        if name.startswith("raar"):
            raise RecursionError
        return pages_of(name, content)

    monkeypatch.setattr(reading, "pages_of", unless_odd)
    assert work() == []
    assert noted(bad).state == State.UNREADABLE
    assert "mislukt" in noted(bad).reason
    assert texts(vision) == ["Goed."]


def test_a_pdf_of_more_text_than_we_read_is_too_large(
    vision: KnowledgePage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("search.attachments.extracting.MOST_CHARACTERS", 1000)
    content = office("Een lange zin van woorden.\n\n" * 100, "docx", tmp_path)
    document = make_document("dik.docx", content)
    attach(vision, document)
    work()

    assert noted(document).state == State.TOO_LARGE


def test_five_hundred_pages_are_read_to_the_last(vision: KnowledgePage) -> None:
    lines = [f"Bladzijde nummer {number} gaat over wijk {number}." for number in range(1, 501)]
    attach(vision, make_document("dik.pdf", make_pdf(*lines)))
    work()

    found = pages_found(vision)
    assert [page.page for page in found] == list(range(1, 501))
    assert found[-1].text == lines[-1]

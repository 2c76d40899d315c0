"""Files that are broken, locked, mislabelled or meant to harm: one sentence, and nothing is read."""

import io
import zipfile

import pytest

from kennisbank.importing.document import import_file
from kennisbank.importing.problems import ImportProblem
from kennisbank.importing.readers import read
from kennisbank.models import NewsPage
from tests.kennisbank.importing.making import archive, docx, odt, office, paragraph, pdf

PAGE = [[(72, 700, 11, False, "Een bladzijde met tekst.")]]
MEGABYTE = 1024 * 1024


def refusal(name, content):
    with pytest.raises(ImportProblem) as caught:
        read(name, content)
    sentence = str(caught.value)
    assert sentence.endswith(".")
    assert "\n" not in sentence
    assert "Traceback" not in sentence
    return sentence


@pytest.mark.parametrize("content", [b"", b"  \r\n\t ", b"\xef\xbb\xbf", b"\x00\x00\x00"])
@pytest.mark.parametrize("name", ["brief.txt", "brief.docx", "brief.odt", "brief.pdf", "brief.html"])
def test_an_empty_file_is_called_empty(name, content):
    assert "leeg" in refusal(name, content)


@pytest.mark.parametrize("name", ["brief.exe", "brief", "brief.doc", "brief.zip"])
def test_a_kind_of_file_that_cannot_be_read_is_named(name):
    assert ".docx" in refusal(name, b"tekst")


@pytest.mark.parametrize("name", ["brief.docx", "brief.odt", "brief.txt", "brief.html"])
def test_a_pdf_under_another_name_is_not_what_it_says(name):
    assert "niet wat de extensie zegt" in refusal(name, pdf(PAGE))


def test_other_kinds_under_a_wrong_name_are_not_what_they_say():
    word = docx(paragraph("Tekst."))
    for name in ("brief.pdf", "brief.odt", "brief.txt", "brief.html"):
        assert "niet wat de extensie zegt" in refusal(name, word)
    assert "niet wat de extensie zegt" in refusal("brief.docx", odt("<text:p>Tekst.</text:p>"))
    assert "niet wat de extensie zegt" in refusal(
        "brief.txt", b"<!DOCTYPE html><html><body>Tekst</body></html>"
    )
    assert "niet wat de extensie zegt" in refusal("brief.html", b"Gewone tekst zonder een enkel element.")
    assert "niet wat de extensie zegt" in refusal("brief.docx", b"Gewone tekst.")
    assert "niet wat de extensie zegt" in refusal("brief.txt", bytes(range(256)) * 20)
    assert "niet wat de extensie zegt" in refusal(
        "brief.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000)
    )


def test_a_word_file_cut_in_half_is_damaged(tmp_path):
    whole = office("# Kop\n\n" + "Tekst. " * 500, "docx", tmp_path)
    assert "beschadigd" in refusal("brief.docx", whole[: len(whole) // 2])


def test_a_word_file_with_flipped_bytes_is_damaged(tmp_path):
    content = bytearray(office("# Kop\n\n" + "Tekst en nog meer woorden. " * 500, "docx", tmp_path))
    with zipfile.ZipFile(io.BytesIO(bytes(content))) as found:
        start = found.getinfo("word/document.xml").header_offset
    for at in range(start + 120, start + 320):
        content[at] ^= 0x5A
    assert "beschadigd" in refusal("brief.docx", bytes(content))


def test_xml_that_does_not_close_is_damaged():
    assert "beschadigd" in refusal("brief.docx", docx("<w:p><w:r><w:t>Tekst"))


@pytest.mark.parametrize("content", [b"%PDF-1.4\nonzin", pdf(PAGE)[:120]])
def test_half_a_pdf_is_damaged(content):
    assert "beschadigd" in refusal("brief.pdf", content)


def test_a_locked_pdf_asks_to_take_off_the_password():
    assert "wachtwoord" in refusal("brief.pdf", pdf(PAGE, password="geheim"))


def test_a_locked_word_file_asks_to_take_off_the_password():
    locked = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(600)
    )
    assert "wachtwoord" in refusal("brief.docx", locked)


def test_a_locked_opendocument_asks_to_take_off_the_password():
    manifest = "<manifest><file-entry full-path='content.xml'><encryption-data/></file-entry></manifest>"
    parts = {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "geheim"}
    assert "wachtwoord" in refusal("brief.odt", archive(parts | {"META-INF/manifest.xml": manifest}))


def test_a_locked_archive_asks_to_take_off_the_password():
    content = bytearray(docx(paragraph("Tekst.")))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.find(signature)
        while at >= 0:
            content[at + offset] |= 1
            at = content.find(signature, at + 4)
    assert "wachtwoord" in refusal("brief.docx", bytes(content))


def test_more_than_25_megabytes_is_too_large():
    assert "25 MB" in refusal("brief.txt", b"woord " * (5 * MEGABYTE))


def test_a_zip_bomb_is_not_opened():
    for part in ("word/document.xml", "word/media/foto.png", "word/embeddings/blad.bin"):
        bomb = docx(paragraph("Tekst."), **{part: b"0" * (40 * MEGABYTE)})
        assert "uitpakken" in refusal("brief.docx", bomb)
    assert "uitpakken" in refusal("brief.odt", archive({"content.xml": b" " * (60 * MEGABYTE)}))


def test_many_parts_that_are_each_small_are_a_bomb_too():
    parts = {f"word/media/{number}": b"0" for number in range(5000)}
    assert "uitpakken" in refusal("brief.docx", docx(paragraph("Tekst."), **parts))


def test_a_bomb_that_lies_about_its_size_is_not_opened():
    content = bytearray(docx(paragraph("Tekst."), **{"word/media/foto.png": b"0" * (40 * MEGABYTE)}))
    at = content.rfind(b"PK\x01\x02")
    content[at + 24 : at + 28] = (1000).to_bytes(4, "little")
    sentence = refusal("brief.docx", bytes(content))
    assert "uitpakken" in sentence or "beschadigd" in sentence


def test_an_archive_inside_a_word_file_is_not_opened():
    inner = archive({"nul.bin": b"0" * MEGABYTE})
    assert "archief" in refusal("brief.docx", docx(paragraph("Tekst."), **{"word/embeddings/oud.zip": inner}))
    nested = archive({"meer.zip": inner})
    assert "archief" in refusal("brief.docx", docx(paragraph("Tekst."), **{"word/embeddings/a.xlsx": nested}))
    bomb = archive({"xl/blad.xml": b"0" * (30 * MEGABYTE)})
    assert "uitpakken" in refusal("brief.docx", docx(paragraph("Tekst."), **{"word/embeddings/a.xlsx": bomb}))


def test_entities_that_grow_are_refused_before_they_grow():
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    lol = f'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY l0 "lol">{entities}]><w>&l9;</w>'
    assert "beschadigd" in refusal("brief.docx", docx("", **{"word/document.xml": lol}))
    assert "beschadigd" in refusal("brief.odt", archive({"content.xml": lol}))


def test_an_entity_that_fetches_a_file_is_refused():
    fetching = '<?xml version="1.0"?><!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]><w>&x;</w>'
    assert "beschadigd" in refusal("brief.docx", docx("", **{"word/document.xml": fetching}))


def test_a_scan_without_text_says_that_it_may_be_a_scan():
    assert "scan" in refusal("brief.pdf", pdf([[]]))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("brief.txt", b"-- ... !"),
        ("brief.html", b"<html><body><img src='a.png'><p> </p></body></html>"),
        ("brief.docx", docx("")),
    ],
)
def test_a_file_without_a_word_says_so(name, content):
    assert "geen tekst" in refusal(name, content)


def test_nothing_that_runs_or_fetches_comes_along_from_a_web_page():
    page = b"""<html><head><script>alert(1)</script><style>p{}</style></head><body onload="steal()">
      <h1>Nieuws</h1><p onclick="x()">Tekst <a href="javascript:alert(1)">klik</a>
      <a href="https://voorbeeld.nl/?a=1&amp;b=2" onmouseover="x()">lees</a> <a href="JaVa&#10;script:alert(1)">hier</a>
      <a href="data:text/html,x">data</a><img src="https://elders.nl/spion.png" onerror="x()"></p>
      <iframe src="https://elders.nl">weg</iframe><object data="x"></object><svg onload="x()"><text>svg</text></svg>
      <p>&lt;script&gt;alert(2)&lt;/script&gt;</p></body></html>"""
    imported = import_file("pagina.html", page, NewsPage)
    markup = str(imported.values)
    for danger in (
        "<script",
        "javascript",
        "onclick",
        "onerror",
        "iframe",
        "elders",
        "<img",
        "data:",
        "svg",
        "onmouse",
    ):
        assert danger not in markup.lower()
    assert '<a href="https://voorbeeld.nl/?a=1&amp;b=2">lees</a>' in markup
    assert "&lt;script&gt;" in markup
    assert imported.adds_up


def test_brackets_in_plain_text_stay_text():
    imported = import_file(
        "brief.txt", b"Let op: <script>alert(1)</script> en <img src=x onerror=y> staan hier.", NewsPage
    )
    assert "<script" not in str(imported.values)
    assert imported.adds_up

"""The shapes in which municipalities write: their headings, letterheads, lists, notes and leftovers are recognised."""

import datetime

import pytest

from kennisbank.importing.dates import date_alone, dates_in
from kennisbank.importing.document import Choices, import_file
from kennisbank.importing.report import as_json, section_text
from kennisbank.models import CouncilLetterPage, NewsPage, VisionPage
from tests.kennisbank.importing.making import docx, odt, office, paragraph, pdf

BOLD = "<w:b/>"


def sections(imported):
    return {section["label"]: section["text"] for section in as_json(imported)["sections"]}


def read_letter(name, content, **choices):
    imported = import_file(name, content, CouncilLetterPage, Choices(**choices))
    assert imported.adds_up, (imported.missing, imported.extra)
    return imported


LETTER = """
**Aan:** De raad\\
**Van:** College van burgemeester en wethouders\\
**Portefeuillehouder:** wethouder sociaal domein\\
**Onderwerp:** Stand van zaken meldpunt\\
**Datum:** 3 mei 2022\\
**Kenmerk:** 2022-117

# Kennisnemen van

De opening van het meldpunt.[^1]

# Inleiding

In dit stuk staat *alles*.

1. een
2. twee
    - diep

# Kosten

| Jaar | Bedrag |
|------|--------|
| 2022 | 10.000 |

# Heel iets anders

Past nergens.

[^1]: Zie ook de vorige brief.
"""


@pytest.mark.parametrize("kind", ["docx", "odt"])
def test_a_letter_from_an_office_program_finds_its_places(kind, tmp_path):
    imported = read_letter(f"brief.{kind}", office(LETTER, kind, tmp_path))
    found = sections(imported)
    assert imported.layout.fields == {
        "addressee": "De raad",
        "sender": "College van burgemeester en wethouders",
        "portfolio_holder": "wethouder sociaal domein",
        "subject": "Stand van zaken meldpunt",
        "letter_date": datetime.date(2022, 5, 3),
        "reference": "2022-117",
    }
    assert found["Kennisnemen van"] == "De opening van het meldpunt. (Zie ook de vorige brief.)"
    assert "<ol><li>een</li><li>twee<" in imported.values["introduction"][0]["value"]
    assert imported.values["finances"][1]["value"]["columns"][0]["heading"] == "Jaar"
    assert "Past nergens." in found["Nog in te delen"]


def test_dutch_heading_styles_are_headings():
    style = '<w:style w:type="paragraph" w:styleId="K1"><w:name w:val="Kop 1"/></w:style>'
    body = paragraph("Inleiding", style="K1") + paragraph("De brief.") + paragraph("Vervolg", style="K1")
    imported = read_letter("brief.docx", docx(body + paragraph("Later meer."), style))
    assert sections(imported) == {"Inleiding": "De brief.", "Vervolg": "Later meer."}


@pytest.mark.parametrize(
    "heading", ["1. Inleiding", "1.2 Inleiding", "INLEIDING", "Inleiding", "Inleiding:", "1 Inleiding"]
)
def test_a_heading_without_a_style_is_found_by_its_shape(heading):
    body = paragraph(heading) + paragraph("De brief gaat over het meldpunt en over wie er werkt.")
    imported = read_letter("brief.docx", docx(body))
    assert section_text(imported, "introduction") == "De brief gaat over het meldpunt en over wie er werkt."
    text = f"{heading}\n\nDe brief gaat over het meldpunt en over wie er werkt.\n"
    assert section_text(read_letter("brief.txt", text.encode()), "introduction").startswith("De brief gaat")


def test_a_bold_line_is_a_heading_and_a_bold_word_is_not():
    body = paragraph("Aanleiding", run=BOLD) + paragraph("De brief gaat over ons meldpunt.")
    imported = read_letter("brief.docx", docx(body))
    assert section_text(imported, "introduction") == "Aanleiding\n\nDe brief gaat over ons meldpunt."


def test_deleted_hidden_and_margin_text_of_word_never_enters():
    body = (
        '<w:p><w:r><w:t>Wat blijft</w:t></w:r><w:del w:author="A"><w:r><w:delText>weg</w:delText></w:r></w:del>'
        '<w:ins w:author="A"><w:r><w:t xml:space="preserve"> en erbij kwam</w:t></w:r></w:ins></w:p>'
        + paragraph("onzichtbaar", run="<w:vanish/>")
    )
    comments = (
        '<w:comments xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        '<w:comment w:id="1" w:author="A"><w:p><w:r><w:t>opmerking</w:t></w:r></w:p></w:comment></w:comments>'
    )
    imported = read_letter("brief.docx", docx(body, **{"word/comments.xml": comments}))
    text = str(imported.values)
    assert "Wat blijft en erbij kwam" in text
    assert all(word not in text for word in ("weg", "onzichtbaar", "opmerking"))
    assert imported.words_in.total() == 5
    warnings = " ".join(imported.warnings)
    assert "1 opmerking in de kantlijn" in warnings
    assert "1 verwijderd stuk tekst" in warnings
    assert "1 verborgen stuk tekst" in warnings


def test_deleted_hidden_and_margin_text_of_opendocument_never_enters():
    properties = '<style:text-properties text:display="none"/>'
    automatic = f'<style:style style:name="H" style:family="text">{properties}</style:style>'
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>weg</text:p></text:deletion>"
        "</text:changed-region></text:tracked-changes><text:p>Wat blijft"
        "<office:annotation><dc:creator>A</dc:creator><text:p>opmerking</text:p></office:annotation> en staat"
        '<text:span text:style-name="H">onzichtbaar</text:span></text:p>'
    )
    imported = read_letter("brief.odt", odt(body, automatic=automatic))
    assert "Wat blijft en staat" in str(imported.values)
    assert imported.words_in.total() == 4
    assert len([warning for warning in imported.warnings if "niet overgenomen" in warning]) == 3


def test_page_headers_of_word_are_proposed_to_go():
    header = (
        '<w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        "<w:p><w:r><w:t>Gemeente Voorbeeld</w:t></w:r></w:p></w:hdr>"
    )
    content = docx(paragraph("De brief."), **{"word/header1.xml": header, "word/header2.xml": header})
    imported = read_letter("brief.docx", content, drop_all_proposed=True)
    assert imported.left_out == [("Gemeente Voorbeeld", "koptekst van iedere bladzijde")]


def test_the_text_of_a_box_is_not_lost():
    body = (
        "<w:p><w:r><w:t>Ervoor</w:t></w:r><w:r><w:pict><w:txbxContent><w:p><w:r><w:t>In het kader</w:t></w:r></w:p>"
        "</w:txbxContent></w:pict></w:r></w:p>"
    )
    assert "In het kader" in str(read_letter("brief.docx", docx(body)).values)


def page(number, of, lines, top=740):
    found = [
        (72, 800, 9, False, "Gemeente Voorbeeld - brief"),
        (280, 40, 9, False, f"Pagina {number} van {of}"),
    ]
    for line in lines:
        if line:
            found.append((72, top, 11, line.isupper(), line.capitalize() if line.isupper() else line))
        top -= 14 if line else 12
    return found


def test_a_pdf_keeps_its_paragraphs_over_pages_and_loses_its_furniture():
    first = [
        *(
            "Aan: De raad",
            "Onderwerp: Stand van zaken van het meldpunt",
            "Datum: 3 mei 2022",
            "",
            "INLEIDING",
            "",
        ),
        "In deze brief leest u hoe het staat met het meldpunt en met de samen-",
        "werking tussen de partijen. Het werk- en inkomensplein van KBO-",
        *("Goirle doet mee.", "", "INFORMATIE", "", "Dit is gedaan:"),
        *(
            "• Een visie",
            "• Een klantreis",
            "",
            "De werkgroep gaat door met het maken van afspraken op basis van",
        ),
    ]
    content = pdf(
        [
            page(1, 2, first),
            page(2, 2, ["samenwerking tussen de partijen.", "", "VERVOLG", "", "Later meer."]),
        ]
    )
    imported = read_letter("brief.pdf", content, drop_all_proposed=True)
    found = sections(imported)
    assert imported.layout.fields["subject"] == "Stand van zaken van het meldpunt"
    assert (
        "met de samenwerking tussen de partijen. Het werk- en inkomensplein van KBO-Goirle"
        in found["Inleiding"]
    )
    assert "- Een visie\n- Een klantreis" in found["Informatie"]
    assert "op basis van samenwerking tussen de partijen." in found["Informatie"]
    assert found["Vervolg"] == "Later meer."
    assert {why for _, why in imported.left_out} == {
        "paginanummer",
        "kop- of voettekst die op meer bladzijden terugkomt",
    }


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "utf-32"]
)
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_plain_text_is_read_in_every_usual_encoding(encoding, ending):
    text = ending.join(["Inleiding", "", "Eén cliënt vroeg naar het meldpunt in de gemeente.", ""])
    imported = read_letter("brief.txt", text.encode(encoding))
    assert sections(imported) == {"Inleiding": "Eén cliënt vroeg naar het meldpunt in de gemeente."}


def test_page_headers_between_the_lines_of_a_text_do_not_break_a_sentence():
    text = (
        "Inleiding\n\nDe werkgroep maakt afspraken op basis van de\n\nGemeente Voorbeeld\nPagina 1 van 3\n\f"
        "visie die er al ligt.\n\nGemeente Voorbeeld\nPagina 2 van 3\n\fEn zo is het.\n\n"
        "Gemeente Voorbeeld\nPagina 3 van 3\n"
    )
    imported = read_letter("brief.txt", text.encode(), drop_all_proposed=True)
    assert "op basis van de visie die er al ligt." in sections(imported)["Inleiding"]
    assert len(imported.left_out) == 6


def test_a_web_page_leaves_its_menus_behind():
    content = b"""<!doctype html><html><head><title>Nieuws - Voorbeeld</title></head><body>
      <nav><ul><li>Home</li><li>Zorg</li></ul></nav><div class="breadcrumbs">Home &gt; Nieuws</div>
      <main><h1>Meldpunt open</h1><p>14 juli 2017</p><p>Het meldpunt is open.</p>
      <div class="share-buttons"><a href="https://x.example">Deel dit</a></div></main>
      <footer>Over ons</footer></body></html>"""
    imported = import_file("nieuws.html", content, NewsPage, Choices(drop_all_proposed=True))
    assert imported.adds_up
    assert imported.title == "Meldpunt open"
    assert imported.layout.fields == {"news_date": datetime.date(2017, 7, 14)}
    assert sections(imported) == {"Bericht": "Het meldpunt is open."}
    assert len(imported.left_out) == 4


def test_a_list_under_a_section_of_rows_becomes_rows():
    text = b"Uitgangspunten\n\n- Eigen regie\n- Dichtbij\n\nGeld\n\nHet kost geld en dat is er.\n"
    imported = import_file("visie.txt", text, VisionPage)
    assert imported.adds_up
    assert imported.layout.rows == {"principles": [{"principle": "Eigen regie"}, {"principle": "Dichtbij"}]}


@pytest.mark.parametrize(
    "text",
    [
        "14 juli 2017",
        "vrijdag 14 juli 2017",
        "14-07-2017",
        "14/7/2017",
        "14.07.17",
        "2017-07-14",
        "Goirle, 14 juli 2017",
        "14 JULI 2017",
    ],
)
def test_a_dutch_date_is_read_in_words_and_figures(text):
    assert date_alone(text) == datetime.date(2017, 7, 14)


def test_a_day_that_does_not_exist_is_no_date():
    assert date_alone("31 februari 2022") is None
    assert dates_in("Op 31-02-2022 en 1 maart 2022") == [datetime.date(2022, 3, 1)]


def test_merged_cells_of_a_word_table_lose_no_words():
    def cell(text, properties=""):
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"

    wide = '<w:gridSpan w:val="2"/>'
    rows = f"<w:tr>{cell('breed', wide)}</w:tr><w:tr>{cell('links')}{cell('rechts')}</w:tr>"
    imported = read_letter("brief.docx", docx(f"<w:tbl>{rows}</w:tbl>"))
    assert section_text(imported, "unplaced") == "breed\t\nlinks\trechts"


def test_text_in_a_hidden_style_and_a_dropped_capital_are_read_as_people_see_them():
    style = (
        '<w:style w:type="paragraph" w:styleId="H"><w:name w:val="H"/><w:rPr><w:vanish/></w:rPr></w:style>'
    )
    capital = '<w:p><w:pPr><w:framePr w:dropCap="drop"/></w:pPr><w:r><w:t>D</w:t></w:r></w:p>'
    body = paragraph("geheim", style="H") + capital + paragraph("it is open.")
    assert section_text(read_letter("brief.docx", docx(body, style)), "unplaced") == "Dit is open."

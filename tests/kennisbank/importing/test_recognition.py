"""Documents as municipalities write them: title, letterhead, sections and rows come where a reader expects them."""

import datetime

import pytest

from kennisbank.importing.document import Choices, import_file
from kennisbank.importing.report import account_of, as_json
from kennisbank.kinds import page_type
from tests.kennisbank.importing.making import docx, paragraph

BOLD = "<w:b/>"


def read(name, content, kind, **choices):
    content = content if isinstance(content, bytes) else content.encode()
    imported = import_file(name, content, page_type(kind), Choices(**choices))
    assert imported.adds_up, (imported.missing, imported.extra)
    assert sum(vars(account_of(imported)).values()) == imported.words_out.total()
    return imported


def sections(imported):
    return {section["label"]: section["text"] for section in as_json(imported)["sections"]}


def table(*rows):
    cells = ["".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) for row in rows]
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"


def test_numbered_headings_with_their_text_right_under_them():
    text = (
        "Visie cliëntondersteuning 2022-2026\nGemeente Voorbeeldstad\n\n1. Inleiding\n"
        "Cliëntondersteuning is er voor iedereen met een vraag over zorg, wonen, werk of inkomen.\n\n"
        "2. Onze missie\nIedereen heeft iemand naast zich.\n\n3. Uitgangspunten\n1. De inwoner houdt de regie.\n"
        "2. Hulp is gratis.\n\n4. Ambities voor 2026\n• Bekend bij de helft\n• Dichtbij\n\n5. Partijen\n"
        "- MEE: beroepskrachten\n- KBO: vrijwilligers\n"
    )
    imported = read("visie.txt", text, "visie")
    assert imported.title == "Visie cliëntondersteuning 2022-2026"
    assert imported.layout.sentences == {"mission": "Iedereen heeft iemand naast zich."}
    assert imported.layout.rows == {
        "principles": [{"principle": "De inwoner houdt de regie."}, {"principle": "Hulp is gratis."}],
        "ambitions": [{"ambition": "Bekend bij de helft"}, {"ambition": "Dichtbij"}],
        "parties": [
            {"party": "MEE", "role": "beroepskrachten"},
            {"party": "KBO", "role": "vrijwilligers"},
        ],
    }


def test_a_letterhead_laid_out_as_a_table_and_an_address_above_it():
    body = (
        table(("Aan de gemeenteraad van Voorbeeldstad",), ("Postbus 12",))
        + table(("Datum", "20 september 2022", "Zaaknummer", "1234567"))
        + table(("Onderwerp", "Evaluatie van de pilot", "Bijlage(n)", "2"))
        + paragraph("Geachte leden van de raad,")
        + paragraph("In deze brief leest u wat de pilot heeft opgeleverd.")
        + paragraph("Bijlagen", run=BOLD)
        + paragraph("a) Visie")
        + paragraph("b) Brief van 3 mei 2021")
        + paragraph("Hoogachtend,")
        + paragraph("burgemeester en wethouders")
    )
    imported = read("brief.docx", docx(body), "raadsinformatiebrief")
    assert imported.title == "Evaluatie van de pilot"
    assert imported.layout.fields == {
        "addressee": "de gemeenteraad van Voorbeeldstad",
        "letter_date": datetime.date(2022, 9, 20),
        "reference": "1234567",
        "subject": "Evaluatie van de pilot",
    }
    annexes = [(row["number"], row["title"]) for row in imported.layout.rows["annexes"]]
    assert annexes == [("a", "Visie"), ("b", "Brief van 3 mei 2021")]
    assert "Hoogachtend" in sections(imported)["Nog in te delen"]


@pytest.mark.parametrize("lies_on_its_side", [False, True])
def test_a_journey_in_a_table_becomes_phases(lies_on_its_side):
    rows = [
        ("Fase", "Wat wil de inwoner", "Emotie", "Knelpunten"),
        ("Zoeken", "een adres", "boos", "lang zoeken"),
    ]
    rows = list(zip(*rows, strict=True)) if lies_on_its_side else rows
    body = paragraph("Klantreis van een mantelzorger", run=BOLD) + table(*rows)
    imported = read("reis.docx", docx(body), "klantreis")
    phase = {"name": "Zoeken", "wants": "een adres", "feeling_words": "boos", "obstacle": "lang zoeken"}
    assert imported.layout.rows == {"phases": [phase]}


def test_the_first_phase_under_its_heading_is_a_phase_too():
    text = "FASEN\n\nBewustwording\nDe huisarts noemt het.\n\nZoeken\nNergens staat een nummer.\n"
    phases = read("reis.txt", text, "klantreis").layout.rows["phases"]
    assert [phase["name"] for phase in phases] == ["Bewustwording", "Zoeken"]


def test_a_calendar_keeps_its_days_and_what_is_no_day():
    body = paragraph("Planning", run=BOLD) + table(
        ("Datum", "Activiteit", "Verantwoordelijke"),
        ("1 maart 2022", "Persbericht", "adviseur"),
        ("april 2022", "Folder", "projectleider"),
    )
    rows = read("plan.docx", docx(body), "communicatieplan").layout.rows["calendar"]
    assert str(rows[0]["date"]) == "2022-03-01"
    assert rows[1] == {"activity": "april 2022: Folder", "responsible": "projectleider"}


def test_questions_as_headings_of_a_lesson():
    text = (
        "Les: zichtbaar bij de huisarts\n\nWat was de situatie?\nBijna niemand belde.\n\n"
        "Wat hebben we geleerd?\nBegin eerder.\n\nTips voor andere gemeenten\n- Vraag de assistente.\n"
    )
    imported = read("les.txt", text, "les")
    assert imported.title == "Les: zichtbaar bij de huisarts"
    assert set(imported.layout.prose) == {"situation", "differently", "advice"}


def test_the_title_of_a_definition_is_not_its_first_section():
    text = (
        "Definitie cliëntondersteuning\n\nVoor wie\nVoor alle inwoners.\n\nWat is het niet?\nGeen advocaat.\n"
    )
    imported = read("definitie.txt", text, "definitie")
    assert imported.title == "Definitie cliëntondersteuning"
    assert set(imported.layout.prose) == {"for_whom", "borders"}


def test_single_facts_under_their_own_name():
    imported = read("definitie.txt", "Definitie\n\nHulp.\n\nLokale naam\n\nMeedenker\n", "definitie")
    assert imported.layout.fields == {"local_name": "Meedenker"}


def test_text_before_a_menu_is_not_taken_for_the_menu():
    page = b"<html><body><div>Dit is de tekst.<nav>Home</nav></div></body></html>"
    imported = read("nieuws.html", page, "nieuwsbericht", drop_all_proposed=True)
    assert sections(imported) == {"Bericht": "Dit is de tekst."}
    assert imported.left_out == [("Home", "menu van de website")]


def test_an_old_web_page_laid_out_in_a_table():
    page = b"""<html><body><table><tr><td><a>Home</a><br><a>Nieuws</a></td><td><b>Meldpunt nu open</b><p>20-9-22
      <p>Het meldpunt is open.<p>Bel gerust.</td></tr></table></body></html>"""
    imported = read("nieuws.html", page, "nieuwsbericht", drop_all_proposed=True)
    assert imported.title == "Meldpunt nu open"
    assert imported.layout.fields == {"news_date": datetime.date(2022, 9, 20)}
    assert sections(imported) == {"Bericht": "Het meldpunt is open.\n\nBel gerust."}


def test_a_web_page_saved_as_text():
    text = (
        "Home\nNieuws\n\nU bent hier: Home > Nieuws > Koploper\n\nVoorbeeldstad is koploper van cliëntondersteuning\n\n"
        "dinsdag 14 november 2017\n\nDe gemeente is trots. â€œWij lerenâ€, zegt de wethouder.\n\nLees voor\n"
    )
    imported = read("nieuws.txt", text, "nieuwsbericht", drop_all_proposed=True)
    assert imported.title == "Voorbeeldstad is koploper van cliëntondersteuning"
    assert imported.layout.fields == {"news_date": datetime.date(2017, 11, 14)}
    assert sections(imported) == {"Bericht": "De gemeente is trots. “Wij leren”, zegt de wethouder."}


@pytest.mark.parametrize(
    "date", ["d.d. 3 mei 2021", "maandag 3 mei 2021, 10:15 uur", "3-5-21", "Voorbeeldstad, 3 mei 2021"]
)
def test_the_date_of_a_letter_as_people_write_it(date):
    imported = read(
        "brief.txt",
        f"Onderwerp: Meldpunt\nDatum: {date}\n\nInleiding\n\nHet is open.\n",
        "raadsinformatiebrief",
    )
    assert imported.layout.fields["letter_date"] == datetime.date(2021, 5, 3)

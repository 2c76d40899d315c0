"""Telephone numbers, mail addresses, citizen service numbers and contact persons are found, and nothing else is."""

import pytest

from kennisbank.importing.document import Choices, import_file
from kennisbank.models import NewsPage
from kennisbank.private_patterns import is_bsn, spans
from tests.kennisbank.importing.making import docx, paragraph


def test_private_data_is_counted_and_goes_when_asked():
    text = (
        "Neem contact op met J. Voorbeeld (030 – 123 45 67) of mail j.voorbeeld@voorbeeld.nl. "
        "BSN 111222333 en zaak 123456789. Op 02-03-2021 10:00 uur."
    ).encode()
    kept = import_file("brief.txt", text, NewsPage)
    assert dict(kept.private.found) == {"contactpersoon": 1, "telefoon": 1, "mail": 1, "bsn": 1}
    assert "J. Voorbeeld" in str(kept.values)
    gone = import_file("brief.txt", text, NewsPage, Choices(leave_out=frozenset(kept.private.found)))
    assert gone.adds_up
    assert all(part not in str(gone.values) for part in ("Voorbeeld", "123 45 67", "@", "111222333"))
    assert "123456789" in str(gone.values)
    assert len(gone.left_out) == 4


def test_only_a_number_that_passes_the_eleven_test_is_a_citizen_service_number():
    assert is_bsn("111222333")
    assert not is_bsn("123456789")
    assert not is_bsn("000000000")


TELEPHONES = (
    "030-1234567|06 12 34 56 78|06.12.34.56.78|06/12345678|+31 6 12345678|+31(0)6 1234 5678|0031 30 1234567"
    "|(030) 123 45 67|0495 - 575 000|010 – 123 4567|0800-1234|0900 - 1234|14 030|088-1234567"
)
OTHER_NUMBERS = (
    "14 juli 2017|01-01-2022 tot 31-12-2022|€ 1.250.000|artikel 2.2.4|2020/0654321|Z22-014567/D-89|09.30 - 12.30 uur"
    "|NL91 ABNA 0417 1643 00|NL91ABNA0417164300|kenmerk 0123456789|zaaknummer: 111222333|ISBN 978-90-1234-567-8"
)


@pytest.mark.parametrize("text", TELEPHONES.split("|"))
def test_dutch_telephone_numbers_are_seen(text):
    assert [kind for *_, kind in spans(f"Bel {text} voor hulp.")] == ["telefoon"]


@pytest.mark.parametrize("text", OTHER_NUMBERS.split("|"))
def test_dates_amounts_and_reference_numbers_are_no_telephone_numbers(text):
    assert spans(f"Zie {text} voor meer.") == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Neem contact op met Jan de Voorbeeld.", "Jan de Voorbeeld"),
        ("Behandeld door: A. van den Voorbeeld", "A. van den Voorbeeld"),
        ("Bel mevrouw P. Voorbeeld, tel. 030 1234567", "mevrouw P. Voorbeeld"),
        ("Contactpersoon: Fatima", "Fatima"),
    ],
)
def test_a_contact_person_is_seen(text, name):
    assert name in [text[start:end] for start, end, kind in spans(text) if kind == "contactpersoon"]


@pytest.mark.parametrize(
    "text",
    [
        "Gemeente Voorbeeldstad, 030-1234567",
        "Stichting Samen Sterk, info@voorbeeld.nl",
        "Neem contact op met het Sociaal Team.",
    ],
)
def test_an_organisation_is_no_person(text):
    assert "contactpersoon" not in [kind for *_, kind in spans(text)]


def test_a_name_beside_its_label_in_a_table_is_seen():
    cells = "".join(f"<w:tc>{paragraph(text)}</w:tc>" for text in ("Behandeld door", "A. de Voorbeeld"))
    content = docx(f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>" + paragraph("Tekst."))
    imported = import_file("brief.docx", content, NewsPage)
    assert list(imported.private.finds) == [("contactpersoon", "A. de Voorbeeld")]


def test_a_mail_address_behind_a_link_goes_with_the_link():
    page = b"<html><body><p>Meer <a href='mailto:j.voorbeeld@voorbeeld.nl'>weten</a>?</p></body></html>"
    kept = import_file("nieuws.html", page, NewsPage)
    assert list(kept.private.finds) == [("mail", "j.voorbeeld@voorbeeld.nl")]
    gone = import_file("nieuws.html", page, NewsPage, Choices(leave_out=frozenset(["mail"])))
    assert gone.adds_up
    assert "voorbeeld" not in str(gone.values)


def test_private_data_in_a_page_footer_that_stays_is_seen_too():
    footer = (
        '<w:ftr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        "<w:p><w:r><w:t>Bel 030 123 45 67</w:t></w:r></w:p></w:ftr>"
    )
    content = docx(paragraph("De brief."), **{"word/footer1.xml": footer})
    gone = import_file("brief.docx", content, NewsPage, Choices(leave_out=frozenset(["telefoon"])))
    assert gone.adds_up
    assert "123" not in str(gone.values)

"""Whatever somebody brings, the words add up."""

import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kennisbank.importing.document import Choices, import_file
from kennisbank.importing.hyphens import hyphenated_words, join
from kennisbank.importing.mojibake import LETTERS, ROUND_TRIPS, damage, repair
from kennisbank.importing.privacy import NAMES
from kennisbank.importing.problems import ImportProblem
from kennisbank.importing.words import clean, words
from kennisbank.models import CouncilLetterPage, NewsPage, VisionPage
from tests.kennisbank.importing.making import docx, odt, paragraph

PAGES = st.sampled_from([CouncilLetterPage, NewsPage, VisionPage])
CHOICES = st.builds(
    Choices,
    drop_all_proposed=st.booleans(),
    leave_out=st.frozensets(st.sampled_from(sorted(NAMES))),
)
# Pieces that a reader might trip over, mixed with any text at all.
PIECES = st.sampled_from(
    [
        *(
            "Inleiding",
            "Aan: De raad",
            "Datum: 3 mei 2022",
            "1. een",
            "2) twee",
            "1.2 Kop",
            "- punt",
            "•\tpunt",
            "a\tb\tc",
            "\n\n",
        ),
        *(
            "\n",
            "\f",
            "hy-",
            "phen",
            "werk- en inkomen",
            "<b>vet</b>",
            "<i>",
            "&amp;",
            "cliÃ«nt",
            "Pagina 1 van 2",
            "7",
            "Bijlagen",
        ),
        *(
            "tel. 030 123 45 67",
            "post@voorbeeld.nl",
            "111222333",
            "Home > Zorg > Nieuws",
            "KOP MET LETTERS",
            "x" * 150,
            "Aan",
            "\u00ad",
        ),
        *(
            "e\u0301",
            "\u00a0",
            "***",
            "Onderwerp",
            "20-09-2022",
            "contact opnemen met J. Voorbeeld",
            "\r\n",
            "\r",
            "\u2028",
            "\x0b",
            "²³½",
        ),
    ]
)
TEXTS = st.lists(PIECES | st.text(max_size=12), max_size=40).map(" ".join) | st.lists(
    PIECES, max_size=30
).map("\n".join)


@settings(max_examples=300, deadline=None)
@given(TEXTS, PAGES, CHOICES)
def test_any_text_in_means_the_same_words_out(text, page_type, choices):
    try:
        imported = import_file("brief.txt", text.encode("utf-8", "ignore"), page_type, choices)
    except ImportProblem:
        return
    assert imported.missing == {}
    assert imported.extra == {}


@settings(max_examples=100, deadline=None)
@given(TEXTS, PAGES, CHOICES)
def test_any_web_page_in_means_the_same_words_out(text, page_type, choices):
    page = f"<html><body><h2>Kop</h2><p>{text}</p><ul><li>{text}</li></ul><table><tr><td>{text}</td></tr></table>"
    try:
        imported = import_file("brief.html", page.encode("utf-8", "ignore"), page_type, choices)
    except ImportProblem:
        return
    assert imported.missing == {}
    assert imported.extra == {}


XML_TEXT = st.text(
    alphabet=st.characters(blacklist_categories=("Cs", "Cc"), blacklist_characters="<>&"), max_size=30
)
LINES = st.lists(
    st.sampled_from(["Inleiding", "Aan: De raad", "VERVOLG", "1.2 Kosten", "hy-"]) | XML_TEXT, max_size=8
)


@settings(max_examples=25, deadline=None)
@given(LINES, st.sampled_from([docx, odt]))
def test_any_office_document_in_means_the_same_words_out(lines, kind):
    if kind is docx:
        name, body = "brief.docx", "".join(paragraph(line) for line in lines)
    else:
        name, body = "brief.odt", "".join(f"<text:p>{line}</text:p>" for line in lines)
    try:
        imported = import_file(name, kind(body), CouncilLetterPage)
    except ImportProblem:
        return
    assert imported.missing == {}
    assert imported.extra == {}


@pytest.mark.parametrize("letter", LETTERS)
def test_each_letter_comes_back_from_each_round_trip(letter):
    roads = [form for road in ROUND_TRIPS if len(form := damage(letter, road)) > 1]
    repaired = [repair(f"woord{form}woord") for form in roads]
    assert repaired.count(f"woord{letter}woord") >= len(roads) - 1


@pytest.mark.parametrize(
    "text", ["cliëntondersteuning", "één", "€ 5,–", "façade", "Ægir", "München", "ÉÉN", "’s-Gravenhage"]
)
def test_text_that_is_whole_stays_as_it_is(text):
    assert repair(text) == text


def test_the_damage_of_the_call_is_repaired():
    assert (
        repair("cliÌÇntondersteuning cliÃ«nt cli√´nt â€œjaâ€\x9d") == "cliëntondersteuning cliënt cliënt “ja”"
    )


@given(st.text(alphabet=string.ascii_letters + string.digits + " .,-", max_size=80))
def test_repair_leaves_plain_letters_alone(text):
    assert repair(text) == text


@pytest.mark.parametrize(
    ("left", "right", "together"),
    [
        ("de samen-", "werking", "de samenwerking"),
        ("werk-", "en inkomen", "werk- en inkomen"),
        ("KBO-", "Goirle", "KBO-Goirle"),
        ("het OCO-", "traject", "het OCO-traject"),
        ("per e-", "mail", "per e-mail"),
        ("2020-", "2021", "2020- 2021"),
        ("de cliënt\u00ad", "ondersteuner", "de cliëntondersteuner"),
        ("een zin", "gaat door", "een zin gaat door"),
    ],
)
def test_a_word_over_two_lines_is_joined_and_a_real_hyphen_stays(left, right, together):
    assert join(left, right)[0] == together


def test_a_word_that_the_document_writes_with_a_hyphen_keeps_it():
    known = hyphenated_words("De oud-wethouder sprak.")
    assert join("de oud-", "wethouder", known)[0] == "de oud-wethouder"


def test_a_word_is_a_run_of_letters_or_digits():
    assert words(clean("B&W, KBO-Goirle (2022): cli\u00adënt's Ieder(in)")) == [
        *("B", "W", "KBO", "Goirle", "2022", "cliënt", "s", "Ieder", "in")
    ]

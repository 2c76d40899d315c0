"""What is advised on, as tables: what stands in a section, and what is said about it."""

import pytest

from kennisbank.advice.jargon import Jargon, JargonFinder
from kennisbank.advice.links import NO_ADDRESS, NO_TEXT, SAME_TEXT, SAY_WHERE, unclear_links
from kennisbank.advice.long_sentences import long_sentences
from kennisbank.advice.passages import Passage, Text, passages_of
from kennisbank.advice.privacy import WHAT_TO_DO, is_role_address, private_data
from kennisbank.advice.without_sight import NO_HEADINGS, NO_WORDS, missing_words
from kennisbank.models import VisionPage
from kennisbank.private_patterns import BSN, MAIL, PERSON, TELEPHONE
from kennisbank.site_setup import read_texts

pytestmark = pytest.mark.django_db  # A section of a page may name terms, which are rows.


def said(text: str, label: str = "") -> Passage:
    return Passage("reason", "Aanleiding", "", [Text(text, label=label)])


def written(*sources: str) -> list[Passage]:
    """The passages of a vision with these pieces of rich text, each in the first section."""
    page = VisionPage(title="Visie", summary="", reason=[("text", source) for source in sources])
    return [passage for passage in passages_of(page) if passage.section == "reason"]


@pytest.mark.parametrize(("number", "advised"), [(25, 0), (26, 1)])
def test_a_sentence_is_long_above_twenty_five_words(number, advised):
    assert len(list(long_sentences(said(" ".join(["woord"] * number) + ".")))) == advised


def test_long_sentences_are_found_across_formatting_but_not_across_items():
    part = " ".join(["woord"] * 15)
    (whole,) = written(f"<p>{part} <b>en {part}</b>.</p>")
    (items,) = written(f"<ul><li>{part}</li><li>{part}</li></ul>")
    assert len(list(long_sentences(whole))) == 1
    assert list(long_sentences(items)) == []


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('<a href="https://a.nl/">klik hier</a>', [SAY_WHERE]),
        ('<a href="https://a.nl/">Lees meer &gt;&gt;</a>', [SAY_WHERE]),
        ('<a linktype="page" id="3">hier</a>', [SAY_WHERE]),
        ('<a href="https://a.nl/">https://a.nl/b?c=d</a>', [NO_ADDRESS]),
        ('<a href="https://a.nl/">www.a.nl</a>', [NO_ADDRESS]),
        ('<a href="https://a.nl/"></a>', [NO_TEXT]),
        ('<a href="https://a.nl/">De visie</a> <a href="https://b.nl/">de visie</a>', [SAME_TEXT]),
        ('<a href="https://a.nl/">De visie</a> <a href="https://a.nl/">de visie</a>', []),
        ('<a href="https://a.nl/">Visie van Goirle</a>', []),
        ('<a href="https://a.nl/">Meer over de klantreis</a>', []),
    ],
)
def test_links_say_where_they_lead(source, expected):
    assert [item.what_to_do for item in unclear_links(written(f"<p>Zie {source}.</p>"))] == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('<p>Zie</p><embed embedtype="image" id="1" format="fullwidth"/>', [NO_WORDS]),
        ('<p>Zie</p><embed embedtype="image" id="1" alt=" "/>', [NO_WORDS]),
        ('<p>Zie</p><embed embedtype="image" id="1" alt="Een loket"/>', []),
    ],
)
def test_a_picture_has_words_for_who_does_not_see_it(source, expected):
    assert [item.what_to_do for item in missing_words(written(source)[0])] == expected


@pytest.mark.parametrize(
    ("headings", "expected"),
    [(["Jaar", "Aantal"], []), (["Jaar", " "], [NO_HEADINGS]), (["", ""], [NO_HEADINGS])],
)
def test_each_column_of_a_table_has_a_heading(headings, expected):
    table = {
        "columns": [{"type": "text", "heading": heading} for heading in headings],
        "rows": [{"values": ["2026", "12"]}],
        "caption": "",
    }
    page = VisionPage(title="Visie", summary="")
    page.reason = page._meta.get_field("reason").stream_block.to_python([{"type": "table", "value": table}])
    (passage,) = passages_of(page)
    assert [item.what_to_do for item in missing_words(passage)] == expected


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Zijn nummer is 111222333.", [("111222333", BSN)]),
        ("Zaak 123456789 loopt.", []),
        ("Bel 06 12 34 56 78 of 06 12 34 56 78.", [("06 12 34 56 78", TELEPHONE)]),
        ("Bel 0800 1234, 14 013 of 088 123 45 67.", []),
        ("Mail p.devries@gemeente.nl.", [("p.devries@gemeente.nl", MAIL)]),
        ("Mail wmo@gemeente.nl of info.oco@gemeente.nl.", []),
        ("Contactpersoon: Jantje Voorbeeld", [("Jantje Voorbeeld", PERSON)]),
        ("Op 12-03-2021 waren er 1.000.000 inwoners.", []),
    ],
)
def test_private_data_is_pointed_at(text, found):
    expected = [(quote, WHAT_TO_DO[kind]) for quote, kind in found]
    assert [(item.quote, item.what_to_do) for item in private_data(said(text))] == expected


def test_the_label_beside_a_value_tells_that_it_is_a_name():
    (item,) = private_data(said("Jantje Voorbeeld", "Contactpersoon:"))
    assert item.what_to_do == WHAT_TO_DO[PERSON]


@pytest.mark.parametrize(
    ("address", "of_a_role"),
    [
        ("info@a.nl", True),
        ("Wmo@a.nl", True),
        ("wmo-loket@a.nl", True),
        ("clientondersteuning.west@a.nl", True),
        ("adviesraadsociaaldomein@gmail.com", True),
        ("gemeente@a.nl", True),
        ("raadsgriffie@a.nl", True),
        ("j.jansen@a.nl", False),
        ("jansen@a.nl", False),
        ("anna.van.dijk@a.nl", False),
        ("annadijk82@gmail.com", False),
    ],
)
def test_a_role_mailbox_is_no_personal_address(address, of_a_role):
    assert is_role_address(address) is of_a_role


JARGON = [
    Jargon("faciliteren", (), "helpen"),
    Jargon("implementeren", (), "invoeren"),
    Jargon("borgen", ("geborgd", "borgt"), "zorgen dat het zo blijft"),
    Jargon("pilot", (), "proef"),
    Jargon("met betrekking tot", (), "over"),
]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Wij faciliteren dit.", "faciliteren"),
        ("Dat werd gefaciliteerd.", "gefaciliteerd"),
        ("De gemeente faciliteert.", "faciliteert"),
        ("Het is geïmplementeerd.", "geïmplementeerd"),
        ("Goed GEBORGD.", "geborgd"),
        ("Er liepen twee pilots.", "pilots"),
        ("Met  betrekking\ttot de kosten.", "met  betrekking\ttot"),
        ("Een pilotgroep en een co-pilot.", None),
        ("Opgeborgen in de kast.", None),
        ("", None),
    ],
)
def test_jargon_is_recognised_in_its_forms_and_only_as_a_whole_word(text, found):
    items = list(JargonFinder(JARGON).items(said(text)))
    assert [item.what_to_do.split("’")[0].partition("‘")[2] for item in items] == ([found] if found else [])


def test_a_word_is_advised_on_once_in_a_section():
    assert len(list(JargonFinder(JARGON).items(said("Een pilot. Nog een pilot. Twee pilots.")))) == 1


def test_without_a_list_there_is_no_jargon():
    assert list(JargonFinder([]).items(said("Een pilot."))) == []


def test_the_list_that_a_site_starts_with_has_a_plainer_word_for_each():
    words = read_texts("plain_words.yaml")
    assert len(words) >= 80
    assert len({word["jargon"] for word in words}) == len(words)
    assert [word["jargon"] for word in words if not word["plainer"].strip()] == []


def test_no_plainer_word_is_jargon_itself():
    listed = [Jargon(word["jargon"], (), word["plainer"]) for word in read_texts("plain_words.yaml")]
    finder = JargonFinder(listed)
    assert [one.word for one in listed if list(finder.items(said(one.plainer)))] == []

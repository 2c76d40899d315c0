"""Whatever somebody types or pastes: advice comes, with figures that are numbers."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kennisbank.advice.jargon import Jargon
from kennisbank.advice.on_page import advice_on_passages
from kennisbank.advice.passages import Link, Passage, Text, passages_of
from kennisbank.advice.sentences import sentences
from kennisbank.advice.syllables import count_syllables
from kennisbank.models import VisionPage
from kennisbank.sections.content import Table

JARGON = [Jargon("borgen", ("geborgd",), "zorgen"), Jargon("in het kader van", (), "voor")]
LETTERS = st.characters(codec="utf-8")
DUTCH = st.text("aeiouyëïöé bcdgnrst.'’-‘ BWIJ\n0123@?!", max_size=300)
ANY = st.text(LETTERS, max_size=300) | DUTCH


@given(ANY)
def test_every_letter_of_a_text_is_in_one_of_its_sentences(text):
    assert "".join("".join(sentences(text)).split()) == "".join(text.split())


@given(ANY)
def test_every_word_has_a_syllable_and_at_most_one_per_letter(word):
    assert 1 <= count_syllables(word) <= max(1, 3 * len(word))


@settings(deadline=None)
@given(st.lists(ANY, max_size=4), st.lists(ANY, max_size=2), ANY)
def test_advice_never_fails_and_its_figure_is_a_number(texts, headings, link):
    passage = Passage("reason", "Aanleiding", "", [Text(text) for text in texts], [Link(link, link)])
    passage.tables.append(Table(headings, [headings]))
    found = advice_on_passages([passage], JARGON)
    assert found.readability.figure is None or math.isfinite(found.readability.figure)
    assert all(item.what_to_do for section in found.sections for item in section.items)


@pytest.mark.django_db
@settings(deadline=None, max_examples=60)
@given(ANY)
def test_any_markup_is_read(source):
    page = VisionPage(
        title="Visie", summary=source[:300], reason=[("text", f"<p>{source}</p>"), ("text", source)]
    )
    advice_on_passages(passages_of(page), JARGON)


def test_ten_thousand_words_are_read_at_once():
    text = "De gemeente werkt, samen met vele anderen, aan goede ondersteuning in de wijk en thuis. " * 700
    found = advice_on_passages([Passage("reason", "Aanleiding", "", [Text(text)])], JARGON)
    assert found.readability.words > 10_000

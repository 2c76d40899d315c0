"""Sentences, words, syllables, and the figure that is made of them."""

from pathlib import Path

import pytest

from kennisbank.advice.readability import HARDEST, readability_of
from kennisbank.advice.sentences import sentences, words
from kennisbank.advice.syllables import count_syllables

FOLDER = Path(__file__).parent


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Wij helpen bijv. ouderen. Dat doen we thuis.", ["Wij helpen bijv. ouderen.", "Dat doen we thuis."]),
        ("Dat geldt o.a. In Goirle, d.w.z. Thuis.", ["Dat geldt o.a. In Goirle, d.w.z. Thuis."]),
        ("Zie art. 2.2.4 van de wet. Dat is alles.", ["Zie art. 2.2.4 van de wet.", "Dat is alles."]),
        ("Het kost 1.000 euro. Of 2.500.", ["Het kost 1.000 euro.", "Of 2.500."]),
        ("Aan B. en W. Vught is gevraagd. Ja.", ["Aan B. en W. Vught is gevraagd.", "Ja."]),
        ("Vraag het J. Jansen. Die weet het.", ["Vraag het J. Jansen.", "Die weet het."]),
        ("‘Kom mee.’ Daarna ging hij.", ["‘Kom mee.’", "Daarna ging hij."]),
        ("‘Echt?’ vroeg zij. Ja!", ["‘Echt?’ vroeg zij.", "Ja!"]),
        ("Koffie, thee enz. Daarna begon het.", ["Koffie, thee enz.", "Daarna begon het."]),
        ("Dat begon in 2023. Nu loopt het.", ["Dat begon in 2023.", "Nu loopt het."]),
        ("1. Bel het loket. 2. Maak een afspraak.", ["1. Bel het loket.", "2. Maak een afspraak."]),
        ("Een regel\nnog een regel", ["Een regel", "nog een regel"]),
        ("Zonder punt", ["Zonder punt"]),
        ("Wat nu?! Wacht… Goed.", ["Wat nu?!", "Wacht…", "Goed."]),
        ("", []),
        ("...", ["..."]),
    ],
)
def test_a_text_falls_into_sentences(text, expected):
    assert sentences(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("De OCO-er kost 1.000 euro.", ["De", "OCO-er", "kost", "euro"]),
        ("Zie https://voorbeeld.nl/aap of mail wmo@voorbeeld.nl nu", ["Zie", "of", "mail", "nu"]),
        ("foto's, d.w.z. 65plussers", ["foto's", "d.w.z", "65plussers"]),
        ("12 – 3 %", []),
    ],
)
def test_numbers_and_addresses_are_no_words(text, expected):
    assert words(text) == expected


def wrong_in(name: str) -> tuple[list[str], int]:
    rows = [line.split("\t") for line in (FOLDER / name).read_text().splitlines()]
    return [word for word, number in rows if count_syllables(word) != int(number)], len(rows)


def test_the_rules_count_the_words_for_which_they_were_made():
    wrong, total = wrong_in("syllables.tsv")
    assert total > 300
    assert wrong == []


def test_the_rules_count_nearly_all_words_that_they_were_not_made_for():
    wrong, total = wrong_in("syllables-unseen.tsv")
    assert total >= 80
    assert len(wrong) / total <= 0.05, wrong


def test_the_figure_is_the_formula_of_flesch_as_douma_wrote_it():
    found = readability_of(["De gemeente helpt de inwoners."] * 20)  # 5 words and 9 syllables, twenty times
    assert (found.words, found.sentences, found.syllables) == (100, 20, 180)
    assert found.figure == pytest.approx(206.84 - 0.93 * 5 - 77 * 1.8)


def test_a_short_text_has_no_figure():
    assert readability_of(["De gemeente helpt de inwoners."] * 19).figure is None
    assert readability_of([]).figure is None


@pytest.mark.parametrize(
    ("sentence", "begin"),
    [
        ("Bel ons als u hulp wilt.", "Heel makkelijk"),
        ("De gemeente helpt de inwoners.", "Te lezen voor de meeste mensen"),
        ("Onafhankelijke cliëntondersteuning versterkt zelfredzaamheid.", HARDEST[:11]),
    ],
)
def test_the_figure_is_said_in_words(sentence, begin):
    assert readability_of([sentence] * 40).meaning.startswith(begin)

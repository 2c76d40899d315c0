"""What people type: understood when it can be, and never an error."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.query import LONGEST, MOST_TERMS, parse
from search.terms import Row
from tests.search.rows import ask, make_row


def texts(terms):
    return [" ".join(term.typed) for term in terms]


def test_words_phrases_and_excluded_words_are_told_apart():
    query = parse('wijk  "sociale  Basis" -jeugd -"de raad" wijk')
    assert texts(query.words) == ["wijk"]
    assert texts(query.phrases) == ["sociale basis"]
    assert texts(query.excluded) == ["jeugd", "de raad"]


@pytest.mark.parametrize("typed", ["“sociale basis”", "„sociale basis”", "«sociale basis»", '"sociale basis'])
def test_other_quotes_and_a_forgotten_one_make_a_phrase_too(typed):
    assert texts(parse(typed).phrases) == ["sociale basis"]


def test_a_hyphen_inside_a_word_excludes_nothing():
    query = parse("cliënt-ondersteuning e-mail")
    assert texts(query.words) == ["client ondersteuning", "e mail"]
    joined, apart = query.words[1].forms[0].shape, query.words[1].forms[-1].shape
    assert isinstance(joined, Row)
    assert (len(joined.words), len(apart.words)) == (1, 2)
    assert query.excluded == ()


@pytest.mark.parametrize("typed", ["", "   ", '""', "-", "- -", "😀", "\x00", '-"', "*", "^(){}[]:~"])
def test_nothing_to_look_for_is_an_empty_query(typed):
    assert parse(typed).is_empty


def test_damaged_letters_are_repaired():
    assert parse("cliÃ«nt").text == "cliënt"


def test_long_input_is_cut_and_the_query_says_so():
    query = parse("woord " * 2000)
    assert len(query.text) <= LONGEST
    assert query.shortened
    many = parse(" ".join(f"w{number}" for number in range(100)))
    assert len(many.words) == MOST_TERMS
    assert many.shortened


ODD = [
    '"',
    '""" AND OR NOT NEAR(a b, 2)',
    "title:geheim {title} : x",
    "a* ^b c + d",
    "' OR 1=1 --",
    "a & b | !c <-> d :* \\",
    "%s %(x)s {0}",
    "\x00wijk\x00team\x07",
    "😀 👩‍👩‍👧 🇳🇱",
    "שלום مرحبا \u202eomgekeerd",
    "\ud800 half",
    "ㅤ \u3164 \ufeff",
    "-" * 50,
    "wijk" * 2500,
    "wijk " * 2000,
    "-wijk " * 2000,
    '"wijk team" ' * 800,
    "¶ ¤wijk §openbaar §iedereen",
]


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ODD, ids=range(len(ODD)))
def test_odd_input_gives_an_answer(typed):
    make_row("Wijkteam", "De wijk en het team.")
    assert ask(typed).total in {0, 1}


@pytest.mark.django_db
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    typed=st.text(
        alphabet=st.one_of(st.characters(), st.sampled_from("\"-*:()'&|!<>\\ \x00¶¤§wijk")), max_size=60
    )
)
def test_no_input_is_an_error(typed):
    assert ask(typed).total >= 0

"""Analysis: the same word gives the same token however it was typed, and its place is that in the text."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis import analyse, words_in


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Cliënt CLIËNT clie\u0308nt", ["client", "client", "client"]),
        ("ĳs en ijs", ["ijs", "en", "ijs"]),
        ("Wmo, GGZ/LVB.", ["wmo", "ggz", "lvb"]),
        ("ge\u00admeente", ["gemeente"]),
        ("in 2024: 15%", ["in", "2024", "15"]),
        ("einde.Begin", ["einde", "begin"]),
        ("", []),
        ("…!? \x00 😀", []),
    ],
)
def test_text_is_cut_into_folded_words(text, words):
    assert words_in(text) == words


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("cliënt-ondersteuning", ["clientondersteuning", "client", "ondersteuning"]),
        ("B&W", ["bw", "b", "w"]),
        ("foto's", ["fotos", "foto", "s"]),
        ("o.a.", ["oa", "o", "a"]),
        ("1.000", ["1000", "1", "000"]),
    ],
)
def test_a_word_with_a_sign_in_it_is_kept_joined_and_in_parts(text, tokens):
    assert [token.text for token in analyse(text)] == tokens
    assert [token.joined for token in analyse(text)] == [True] + [False] * (len(tokens) - 1)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("les", "lessen"),
        ("klantreis", "klantreizen"),
        ("brief", "brieven"),
        ("gemeente", "gemeenten"),
        ("koploper", "koplopers"),
    ],
)
def test_singular_and_plural_have_one_lemma(one, other):
    assert analyse(one)[0].lemma == analyse(other)[0].lemma


@pytest.mark.parametrize(("one", "other"), [("gezin", "zin"), ("begeleiding", "beleid"), ("wmo", "wlz")])
def test_words_that_only_look_alike_stay_apart(one, other):
    assert analyse(one)[0].lemma != analyse(other)[0].lemma


@given(st.text())
def test_no_text_is_too_odd_and_every_token_lies_in_it(text):
    for token in analyse(text):
        assert 0 <= token.start < token.end <= len(text)
        assert token.text.isalnum()
        assert token.lemma


@given(st.text())
def test_composed_and_decomposed_text_gives_the_same_tokens(text):
    composed, decomposed = (unicodedata.normalize(form, text) for form in ("NFC", "NFD"))
    assert [token.text for token in analyse(composed)] == [token.text for token in analyse(decomposed)]


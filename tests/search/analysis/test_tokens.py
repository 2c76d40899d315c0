"""Analysis: the same word gives the same token however it was typed, and its place is that in the text."""

import pytest

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

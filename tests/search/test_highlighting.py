"""Found words are marked in the text, and nothing of the text reaches the page as HTML."""

import pytest

from search.highlighting import Highlighter, Passage
from search.query import parse
from tests.search.rows import ask, make_row


def whole(words: str, text: str) -> str:
    return Highlighter(parse(words)).whole(text)


@pytest.mark.parametrize(
    ("words", "text", "html"),
    [
        ("les", "Onze lessen.", "Onze <mark>lessen</mark>."),
        ("cliënt", "Een clie\u0308nt", "Een <mark>clie\u0308nt</mark>"),
        ("enquête", "Twee enquÃªtes", "Twee <mark>enquÃªtes</mark>"),
        ("enquete", "(cliÃ«nt, enquÃªte)", "(cliÃ«nt, <mark>enquÃªte</mark>)"),
        ("clientondersteuning", "De cliënt-ondersteuning", "De <mark>cliënt-ondersteuning</mark>"),
        ("client-ondersteuning", "cliënt ondersteuning", "<mark>cliënt ondersteuning</mark>"),
        ('"de wijk"', "De wijk en de stad", "<mark>De wijk</mark> en de stad"),
        ("wijk -stad", "wijk en stad", "<mark>wijk</mark> en stad"),
        ("b", "<b>&amp;</b>", "&lt;<mark>b</mark>&gt;&amp;amp;&lt;/<mark>b</mark>&gt;"),
        (
            "script",
            "<script>alert(1)</script>",
            "&lt;<mark>script</mark>&gt;alert(1)&lt;/<mark>script</mark>&gt;",
        ),
        ("", "<i>", "&lt;i&gt;"),
    ],
)
def test_words_are_marked_and_html_is_escaped(words, text, html):
    assert whole(words, text) == html


def test_a_fragment_is_a_piece_of_a_long_text_around_the_words():
    text = "Begin. " * 200 + "Hier werkt een vrijwilliger samen met ouderen. " + "Einde. " * 200
    [fragment] = Highlighter(parse("vrijwilligers ouderen")).fragments([Passage("Aanpak", text)])
    assert fragment.label == "Aanpak"
    assert fragment.html.startswith("… ")
    assert fragment.html.endswith(" …")
    assert "<mark>vrijwilliger</mark> samen met <mark>ouderen</mark>" in fragment.html
    assert len(fragment.html) < 400


def test_the_second_fragment_shows_words_that_the_first_does_not():
    texts = [Passage("A", "De wijk."), Passage("B", "Nog eens de wijk."), Passage("C", "De ouderen.")]
    found = Highlighter(parse("wijk ouderen")).fragments(texts)
    assert [fragment.label for fragment in found] == ["A", "C"]


@pytest.mark.django_db
def test_a_hit_by_its_theme_alone_says_so():
    make_row(
        "Vervoer", "De bus rijdt.", facets={"doelgroep": {"ouderen": "Ouderen"}, "jaar": {"2024": "2024"}}
    )
    [hit] = ask("ouderen bus").hits
    assert [(fragment.label, fragment.html) for fragment in hit.fragments] == [
        ("Inhoud", "De <mark>bus</mark> rijdt."),
        ("Doelgroep", "<mark>Ouderen</mark>"),
    ]

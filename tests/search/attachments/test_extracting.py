"""The text of a file reads as its author wrote it: words whole, paragraphs apart, page numbers away."""

from search.attachments.extracting import pages_of
from tests.kennisbank.importing.making import pdf

HEADER = (72, 800, 9, False, "Beleidsplan sociaal domein")


def page(number: int, *lines: str) -> list[tuple[int, int, int, bool, str]]:
    text = [(72, 700 - 14 * place, 11, False, line) for place, line in enumerate(lines)]
    return [HEADER, *text, (300, 40, 9, False, f"Pagina {number} van 3")]


def test_what_stands_on_every_page_is_told_once_and_page_numbers_not_at_all() -> None:
    content = pdf([page(1, "Eerst dit."), page(2, "Dan dat."), page(3, "Tot slot.")])

    assert pages_of("plan.pdf", content) == [
        {"page": 1, "text": "Beleidsplan sociaal domein\nEerst dit."},
        {"page": 2, "text": "Dan dat."},
        {"page": 3, "text": "Tot slot."},
    ]


def test_a_word_that_was_broken_at_the_margin_is_whole() -> None:
    content = pdf(
        [page(1, "Wij bieden onafhankelijke cliëntonder-", "steuning aan alle inwoners van de stad.")]
    )

    assert "cliëntondersteuning aan alle inwoners" in pages_of("plan.pdf", content)[0]["text"]

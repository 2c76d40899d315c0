"""What somebody misses who does not see the page: pictures without words, tables without headings."""

from collections.abc import Iterator

from kennisbank.advice.item import Item, shortened
from kennisbank.advice.passages import Passage

NO_WORDS = "Beschrijf in één zin wat erop te zien is, voor wie de afbeelding niet ziet."
NO_HEADINGS = (
    "Geef elke kolom van deze tabel een kop, zodat een voorleesprogramma zegt wat een getal betekent."
)


def missing_words(passage: Passage) -> Iterator[Item]:
    if passage.pictures:
        quote = "Een afbeelding" if passage.pictures == 1 else f"{passage.pictures} afbeeldingen"
        yield Item(passage.section, passage.label, f"{quote} zonder tekst", NO_WORDS)
    for table in passage.tables:
        if not all(heading.strip() for heading in table.headings):
            quote = next(filter(str.strip, [table.caption, *(" ".join(row) for row in table.rows)]), "Tabel")
            yield Item(passage.section, passage.label, shortened(quote), NO_HEADINGS)

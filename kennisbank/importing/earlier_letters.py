"""The letter before this one: among the annexes of a letter, it is named with its date."""

import datetime
import re
from dataclasses import dataclass
from typing import Any

from kennisbank.importing.dates import dates_in

A_LETTER = re.compile(
    r"\b(?:raadsinformatiebrief|raadsbrief|raadsinformatiememo|informatiebrief|rib)\b", re.IGNORECASE
)
FIELD, ANNEXES = "earlier_letters", "annexes"


@dataclass(frozen=True)
class EarlierLetter:
    title: str
    date: datetime.date


def earlier_letters(page_class: type[Any], rows: dict[str, list[dict]]) -> list[EarlierLetter]:
    """The earlier letters that the annexes name; none when the page type keeps no chain of letters."""
    if not any(section.name == FIELD for section in page_class.section_list()):
        return []
    titles = [row.get("title", "") for row in rows.get(ANNEXES, ())]
    return [
        EarlierLetter(title, dates[-1])
        for title in titles
        if A_LETTER.search(title) and (dates := dates_in(title))
    ]


def rows_for(letters: list[EarlierLetter], page_class: type[Any], parent) -> list[dict]:
    """Each letter as a row: the page here when this participant has one of that day, else title and date."""
    rows = []
    for letter in letters:
        here = page_class.objects.child_of(parent).filter(letter_date=letter.date).first()
        if here:
            rows.append({"page": here.pk, "elsewhere": False})
        else:
            rows.append({"title": letter.title, "date": letter.date.isoformat(), "elsewhere": True})
    return rows

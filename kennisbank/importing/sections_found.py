"""Which section of a page a heading in a file means."""

import re
import unicodedata
from typing import Any

from kennisbank.importing.headings import without_number


def normal(text: str) -> str:
    """Lower case, without accents, numbers in front and signs."""
    text = unicodedata.normalize("NFKD", without_number(text.strip()))
    text = "".join(character for character in text if not unicodedata.combining(character))
    return " ".join(re.findall(r"[^\W_]+", text.casefold()))


class SectionFinder:
    """Finds the section for a heading among the sections of one page type."""

    def __init__(self, sections, kind_names: tuple[str, ...] = ()):
        self.names: dict[str, Any] = {}
        for section in sections:
            self.names.setdefault(normal(section.label), section)
        for section in sections:
            for synonym in section.synonyms:
                self.names.setdefault(normal(synonym), section)
        self.kind_names = {normal(name) for name in kind_names}

    def find(self, heading: str):
        """The section, or None: the whole heading first, then the longest name at its beginning."""
        text = normal(heading)
        if section := self.names.get(text):
            return section
        fitting = [name for name in self.names if text.startswith(name + " ") and len(text.split()) <= 6]
        best = max(fitting, key=len, default="")
        return self.names[best] if best and len(best) > 4 else None

    def is_label(self, heading: str, section) -> bool:
        """Whether the heading is the label itself, so that the page already shows its words."""
        return normal(heading) == normal(section.label)

    def is_kind(self, heading: str) -> bool:
        """Whether the heading only says what kind of document this is ("Raadsinformatiebrief")."""
        return normal(heading) in self.kind_names

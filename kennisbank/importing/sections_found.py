"""Which section of a page a heading in a file means."""

import re
import unicodedata
from typing import Any

from kennisbank.importing.headings import without_number

# Words that change nothing: "Wat is het niet" and "Wat het niet is" are one name.
SMALL = frozenset(
    ["de", "het", "een", "we", "wij", "ons", "onze", "er", "is", "was", "zijn", "dit", "dat", "deze", "die"]
)
# What every document here is about, so that "Ambities cliëntondersteuning" is "Ambities".
SUBJECT = re.compile(r"\b(?:(?:onafhankelijke )?clientondersteuning|oco)\b")
QUESTION = re.compile(r"^(?:wat|hoe|waarom|wie|waar|wanneer|welke)\b")
CONNECTING = frozenset(
    ["en", "voor", "van", "aan", "bij", "in", "per", "tot", "met", "over", "naar", "om", "op"]
)
LONGEST_NAME = 7


def normal(text: str) -> str:
    """Lower case, without accents, numbers in front and signs."""
    text = unicodedata.normalize("NFKD", without_number(text.strip()))
    text = "".join(character for character in text if not unicodedata.combining(character))
    return " ".join(re.findall(r"[^\W_]+", text.casefold()))


def gist(name: str) -> tuple[str, ...]:
    """The words of a normal name that matter, in any order; empty when none is left."""
    return tuple(sorted(word for word in SUBJECT.sub(" ", name).split() if word not in SMALL))


class SectionFinder:
    """Finds the section for a heading among the sections of one page type."""

    def __init__(self, sections, kind_names: tuple[str, ...] = (), facts: tuple[Any, ...] = ()):
        """`facts` are single fields of the page, each in the shape of a section of its own."""
        self.sections = list(sections)
        self.facts = {fact.name: fact for fact in facts}
        self.names: dict[str, Any] = {}
        for section in (*self.sections, *facts):
            self.names.setdefault(normal(section.label), section)
        for section in self.sections:
            for synonym in section.synonyms:
                self.names.setdefault(normal(synonym), section)
        self.gists: dict[tuple[str, ...], Any] = {}
        for name, section in self.names.items():
            if words := gist(name):
                self.gists.setdefault(words, section)
        self.kind_names = {normal(name) for name in kind_names}

    def find(self, heading: str):
        """The section, or None: by the whole heading, by its gist, else by the longest name in it."""
        return self.exact(heading) or self.begins_with_name(heading) or self.asks_for_name(heading)

    def exact(self, heading: str):
        """The section of which the heading is the label or a synonym, in whatever order its words stand."""
        text = normal(heading)
        return self.names.get(text) or self.gists.get(gist(text))

    def is_name(self, heading: str) -> bool:
        """Whether the heading is a label or synonym as it stands."""
        return normal(heading) in self.names

    def begins_with_name(self, heading: str):
        """ "Financiën en dekking", "De ambities voor 2026"."""
        text = re.sub(r"^(?:de|het|onze) ", "", normal(heading))
        fitting = [name for name in self.names if text.startswith(name + " ") and self.may_begin(name, text)]
        return self.names.get(max(fitting, key=len, default=""))

    def may_begin(self, name: str, text: str) -> bool:
        following = text[len(name) :].split()
        return len(text.split()) <= LONGEST_NAME and (len(name) > 4 or following[0] in CONNECTING)

    def asks_for_name(self, heading: str):
        """ "Wat hebben we geleerd?" """
        text = normal(heading)
        if not QUESTION.match(text) or len(text.split()) > LONGEST_NAME:
            return None
        fitting = [name for name in self.names if text.endswith(" " + name) and len(name) > 4]
        return self.names.get(max(fitting, key=len, default=""))

    def is_label(self, heading: str, section) -> bool:
        """Whether the heading is the label itself, so that the page already shows its words."""
        return normal(heading) == normal(section.label)

    def is_kind(self, heading: str) -> bool:
        """Whether the heading only says what kind of document this is ("Raadsinformatiebrief")."""
        return normal(heading) in self.kind_names

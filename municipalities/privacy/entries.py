"""How the register of personal data says what a field holds."""

from dataclasses import dataclass
from enum import Enum


class Afterwards(Enum):
    """What becomes of a row when its person is forgotten."""

    REMOVED = "gaat weg"
    EMPTIED = "wordt leeg"
    PSEUDONYM = "blijft, met een schuilnaam"


@dataclass(frozen=True)
class About:
    """What some fields of one model say about a person; ``model`` may be an abstract one, for all that inherit it.

    ``fields`` and ``never_exported`` are names with spaces between them.
    """

    model: str
    fields: str
    what: str
    why: str
    seen_by: str
    kept: str
    afterwards: Afterwards
    never_exported: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self.fields.split())

"""Words that nobody can guess, each with who may know it."""

import hashlib
import re
from dataclasses import dataclass, field

_LETTERS = "bcdfghjkmnpqrtvwxz"
SHAPE = re.compile(r"zq[bcdfghjkmnpqrtvwxz]{8}")

OPEN, NETWORK, PARTICIPANT = "openbaar", "netwerk", "deelnemer"
EDITORS = "who edits it"
CURATORS = "curators"
ONE_PERSON = "one person"


@dataclass(frozen=True)
class Secret:
    """``owner`` is the name of the participant whose it is, ``also`` roles that may know it whatever ``audience`` says.

    ``clue`` stands beside the word wherever that stands, and is no secret: who looks for it may not find the word.
    """

    word: str
    clue: str
    where: str
    audience: str
    owner: str | None = None
    also: frozenset[str] = frozenset()

    @property
    def text(self) -> str:
        return f"{self.word} {self.clue} wijkteam"


@dataclass
class SecretWords:
    """All that were given out, by word."""

    given: dict[str, Secret] = field(default_factory=dict)

    def new(
        self, where: str, audience: str, owner: str | None = None, also: frozenset[str] = frozenset()
    ) -> Secret:
        number = len(self.given)
        secret = Secret(_word("zq", number), _word("kw", number), where, audience, owner, also)
        self.given[secret.word] = secret
        return secret

    def within(self, text: str) -> set[Secret]:
        return {self.given[word] for word in SHAPE.findall(text.lower()) if word in self.given}


def _word(start: str, number: int) -> str:
    """Always the same for the same number, so that a failure can be looked into."""
    digest = hashlib.sha256(f"{start}{number}".encode()).digest()
    return start + "".join(_LETTERS[byte % len(_LETTERS)] for byte in digest[:8])


NOWHERE = _word("kw", -1)
"""A word like those of ``clue`` that stands nowhere."""

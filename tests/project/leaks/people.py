"""Who asks, and what each may know: the rule of the issue, written down on its own and asking no code of the site."""

from dataclasses import dataclass

from municipalities.models import ParticipantPage, User
from tests.factories import make_member, make_platform_member
from tests.project.leaks.secret_words import CURATORS, EDITORS, NETWORK, ONE_PERSON, OPEN, PARTICIPANT, Secret

OF_A_PARTICIPANT = {"lezer", "redacteur", "adviesraadslid"}


@dataclass(frozen=True)
class Person:
    """``place`` is the name of the participant; ``enters`` says whether the admin lets this person in."""

    name: str
    role: str = ""
    place: str | None = None
    user: User | None = None

    @property
    def enters(self) -> bool:
        return self.role in {"redacteur", "programmateam", "applicatiebeheerder", "curator"}

    def may_know(self, secret: Secret) -> bool:
        own = self.place is not None and self.place == secret.owner
        curator = self.role == "curator"
        if secret.audience == OPEN or self.role in secret.also:
            return True
        if secret.audience == NETWORK:
            return curator or self.role in OF_A_PARTICIPANT | {"programmateam"}
        if secret.audience == PARTICIPANT:
            return curator or own
        if secret.audience == EDITORS:
            return curator or (own and self.role == "redacteur")
        if secret.audience == CURATORS:
            return curator
        assert secret.audience == ONE_PERSON
        return secret.owner == self.name


ROLES = {
    "anonymous": ("", ""),
    "lezer of another": ("lezer", "Waterdrecht"),
    "redacteur of another": ("redacteur", "Waterdrecht"),
    "adviesraadslid": ("adviesraadslid", "Lindehoven"),
    "own redacteur": ("redacteur", "Lindehoven"),
    "programmateam": ("programmateam", ""),
    "applicatiebeheerder": ("applicatiebeheerder", ""),
    "curator": ("curator", ""),
}


def make_people(places: dict[str, ParticipantPage]) -> dict[str, Person]:
    """Everybody that the issue names, by name; the content is that of Lindehoven."""
    people = {}
    for name, (role, place) in ROLES.items():
        user = None
        if place:
            user = make_member(places[place], role)
        elif role:
            user = make_platform_member(role)
        people[name] = Person(name, role, place or None, user)
    return people

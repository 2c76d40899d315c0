"""What a page can wait for, in words, and who is shown which of it."""

from typing import Any

from django.db.models import TextChoices

from municipalities.review import rules


class Wait(TextChoices):
    """What somebody has to do with a page."""

    READ = "lezen", "Lezen en goedkeuren"
    WIDEN = "meer-lezers", "Beslissen over meer lezers"
    CHANGE = "wijzigen", "Wijzigen: een lezer vroeg erom"
    REVIEW = "nakijken", "Nakijken: de datum is voorbij"
    SUBMIT = "indienen", "Afmaken en indienen"
    SUBMITTED = "ingediend", "Niets: een ander leest"
    RESPONSIBLE = "verantwoordelijke", "Zeggen wie verantwoordelijk is"
    UNREAD = "achteraf", "Achteraf lezen: er las niemand mee"


COUNTED = {
    Wait.READ: ("tekst om te lezen", "teksten om te lezen"),
    Wait.WIDEN: ("vraag om meer lezers", "vragen om meer lezers"),
    Wait.CHANGE: ("tekst om te wijzigen", "teksten om te wijzigen"),
    Wait.REVIEW: ("pagina te laat", "pagina's te laat"),
    Wait.SUBMIT: ("concept", "concepten"),
    Wait.RESPONSIBLE: ("pagina zonder verantwoordelijke", "pagina's zonder verantwoordelijke"),
    Wait.UNREAD: ("pagina om achteraf te lezen", "pagina's om achteraf te lezen"),
}
"""One and more of each that is worth a number."""


def has_desk(user: Any) -> bool:
    """Whether pages can wait for this person: he writes for a participant, or approves everywhere."""
    return rules.approves_everywhere(user) or bool(user.edited_participant_ids)


def possible_waits(user: Any) -> list[Wait]:
    """All that this person can ask for; only who approves everywhere looks afterwards at what nobody read."""
    return [wait for wait in Wait if wait != Wait.UNREAD or rules.approves_everywhere(user)]


def usual_waits(user: Any) -> list[Wait]:
    """What stands in the list of this person as long as he does not choose: what goes on once somebody acts."""
    if rules.approves_everywhere(user):
        return [Wait.READ, Wait.WIDEN, Wait.CHANGE, Wait.REVIEW]
    return [Wait.READ, Wait.WIDEN, Wait.CHANGE, Wait.REVIEW, Wait.SUBMIT]

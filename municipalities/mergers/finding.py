"""Finds participants by what people call them: a name, the name in the address, or the code of the municipality."""

from django.db.models import Count, Q
from django.utils.text import slugify

from municipalities.models import Municipality, ParticipantIndexPage, ParticipantPage
from municipalities.participants_file import ParticipantRow
from municipalities.participants_import import import_participants
from municipalities.register.reading import Wrong, municipality_code


class MergerProblem(Exception):
    """Why participants cannot be merged, as one sentence."""


def participant_named(name: str) -> ParticipantPage | None:
    """The one participant of this name, slug or code; raises ``MergerProblem`` where it may be several."""
    participants = ParticipantPage.objects.all()
    alone = participants.annotate(members=Count("municipalities")).filter(members=1, is_region=False)
    in_register = [municipality.pk for municipality in _municipalities(name)]
    for found in (
        participants.filter(slug=name.lower()),
        participants.filter(title__iexact=name),
        alone.filter(pk__in=participants.filter(municipalities__in=in_register).values("pk")),
    ):
        if len(found) > 1:
            slugs = ", ".join(sorted(page.slug for page in found))
            raise MergerProblem(f"'{name}' past bij meer dan één deelnemer; kies uit: {slugs}.")
        if found:
            return found[0]
    return None


def required_participant(name: str) -> ParticipantPage:
    """As ``participant_named``; raises ``MergerProblem`` where there is none."""
    found = participant_named(name)
    if found is None:
        raise MergerProblem(f"Er is geen deelnemer '{name}'.")
    return found


def participant_from_register(name: str) -> ParticipantPage:
    """A new participant for a municipality that goes on; raises ``MergerProblem`` where the register has none."""
    found = _municipalities(name)
    index = ParticipantIndexPage.objects.first()
    if len(found) != 1 or index is None:
        raise MergerProblem(
            f"Er is geen deelnemer '{name}', en het register heeft niet één gemeente met die naam."
        )
    municipality = found[0]
    if municipality.end is not None:
        raise MergerProblem(f"{municipality} is volgens het register zelf opgeheven.")
    slug = slugify(municipality.name)
    row = ParticipantRow(0, municipality.name, slug, values={"municipalities": [municipality]})
    import_participants(index, [row])
    return ParticipantPage.objects.get(slug=slug)


def _municipalities(name: str) -> list[Municipality]:
    try:
        code = municipality_code(name)
    except Wrong:
        code = ""
    return list(Municipality.objects.filter(Q(code=code) | Q(name__iexact=name)))

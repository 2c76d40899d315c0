"""Under which page an imported document comes, and as which page type."""

import re

from django.apps import apps
from wagtail.models import Page

from kennisbank.importing.problems import ImportProblem
from kennisbank.kinds import page_types
from kennisbank.models import KnowledgePage, NewsIndexPage

PROGRAMME = "programma"
MUNICIPALITY_CODE = re.compile(r"^(?:gm)?(\d{4})$", re.IGNORECASE)


def participant_model() -> type[KnowledgePage]:
    return apps.get_model("municipalities", "ParticipantPage")


def importable_types() -> dict[str, type[KnowledgePage]]:
    """The page types that can stand below a participant or in the news of the programme, by kind."""
    above = {participant_model(), NewsIndexPage}
    return {
        kind: model for kind, model in page_types().items() if above & set(model.allowed_parent_page_models())
    }


def type_of_kind(kind: str) -> type[KnowledgePage]:
    """The page type of a kind. Raises ImportProblem that names the kinds there are."""
    types = importable_types()
    if kind not in types:
        raise ImportProblem(f"“{kind}” is geen soort pagina; kies uit: {', '.join(types)}.")
    return types[kind]


def parent_of(code: str, page_type: type[KnowledgePage]) -> Page:
    """The page for a slug, a municipality code or "programma". Raises ImportProblem."""
    parent = programme_news() if code == PROGRAMME else participant(code)
    if not page_type.can_create_at(parent):
        raise ImportProblem(f"Een {page_type._meta.verbose_name} kan niet onder “{parent.title}” staan.")
    return parent


def programme_news() -> NewsIndexPage:
    found = NewsIndexPage.objects.first()
    if found is None:
        raise ImportProblem("De pagina Nieuws van het programma bestaat nog niet.")
    return found


def participant(code: str) -> Page:
    """The participant with this slug, or the one that is this municipality alone."""
    participants = participant_model().objects
    if by_slug := participants.filter(slug=code.lower()).first():
        return by_slug
    if number := MUNICIPALITY_CODE.match(code):
        return municipality_alone(f"gm{number.group(1)}")
    raise ImportProblem(f"Er is geen deelnemer “{code}”; kies uit: {', '.join(slugs(participants.all()))}.")


def municipality_alone(code: str) -> Page:
    members = participant_model().objects.filter(municipalities__code=code).order_by("slug")
    alone = [page for page in members if not page.is_region and page.municipalities.count() == 1]
    if len(alone) == 1:
        return alone[0]
    if members:
        raise ImportProblem(f"Bij {code} hoort niet één deelnemer; kies uit: {', '.join(slugs(members))}.")
    everyone = ", ".join(slugs(participant_model().objects.all()))
    raise ImportProblem(f"Er is geen deelnemer voor {code}; kies uit: {everyone}.")


def slugs(participants) -> list[str]:
    return sorted({page.slug for page in participants})

"""Participants out of the register of municipalities: those that are there already, and generated ones for the rest."""

from collections.abc import Iterable
from random import Random
from typing import Any

from django.apps import apps

from kennisbank.generated.filling import Vocabulary, make_page
from kennisbank.generated.plan import plan_participant, register_order
from kennisbank.generated.storing import MadePage, Tree, insert_pages
from kennisbank.models.placed_page import GENERATED_KEY

REGION_EVERY = 25
KOPLOPER_EVERY = 3


class GenerationProblem(Exception):
    """Why nothing was generated, as one sentence."""


def ensure_participants(
    seed: int, number: int, index: Any, tree: Tree, vocabulary: Vocabulary
) -> tuple[list[Any], list[Any]]:
    """The first ``number`` participants in the seed's order of the register, and which of them are new.

    A municipality that has a page of its own keeps it; nothing in that page is touched.
    """
    municipalities = {m.code: m for m in _model("Municipality").objects.filter(end=None)}
    if not 1 <= number <= len(municipalities):
        raise GenerationProblem(
            f"Het register telt {len(municipalities)} gemeenten; vraag 1 tot {len(municipalities)} deelnemers."
        )
    order = register_order(seed, list(municipalities))
    present = _participants_by_key(), _own_participants_by_code()
    participants: dict[int, Any] = {}
    made: dict[int, MadePage] = {}
    for at, code in enumerate(order[:number]):
        members = [municipalities[code] for code in _members(at, order, municipalities)]
        existing = present[0].get(plan_participant(seed, at).key)
        if existing is None and len(members) == 1:
            existing = present[1].get(code)
        if existing is None:
            made[at] = _make(seed, at, members, index, vocabulary)
            existing = made[at].page
        participants[at] = existing
    insert_pages(list(made.values()), tree)
    _join_rounds(seed, {at: one.page for at, one in made.items()})
    return [participants[at] for at in range(number)], [one.page for one in made.values()]


def _model(name: str) -> Any:
    """A model of the package to the right, which is named and not imported."""
    return apps.get_model("municipalities", name)


def _participants_by_key() -> dict[str, Any]:
    generated = _model("ParticipantPage").objects.filter(key__startswith=GENERATED_KEY)
    return {page.key: page for page in generated}


def _own_participants_by_code() -> dict[str, Any]:
    """The participants that people (or the example content) made of one municipality, by its code."""
    pages = _model("ParticipantPage").objects.filter(live=True, is_region=False)
    pages = pages.exclude(key__startswith=GENERATED_KEY).prefetch_related("municipalities")
    of_pages = [(page, list(page.municipalities.all())) for page in pages]
    return {members[0].code: page for page, members in of_pages if len(members) == 1}


def _members(at: int, order: list[str], municipalities: dict[str, Any]) -> Iterable[str]:
    """One municipality, or for a region three of the same province."""
    code = order[at]
    if (at + 1) % REGION_EVERY:
        return [code]
    others = [*order[at + 1 :], *order[:at]]
    province = municipalities[code].province_code
    return [code, *[other for other in others if municipalities[other].province_code == province][:2]]


def _make(seed: int, at: int, members: list[Any], index: Any, vocabulary: Vocabulary) -> MadePage:
    plan = plan_participant(seed, at)
    is_region = len(members) > 1
    title = f"Regio {members[0].name}" if is_region else members[0].name
    page, tags = make_page(_model("ParticipantPage"), plan, title, vocabulary)
    page.municipalities = sorted(members, key=lambda member: member.name)
    page.is_region = is_region
    # The register does not say how many live there; this number is made up like the rest of the page.
    page.fictitious_inhabitants = round(plan.random.lognormvariate(10.4, 0.8))
    page.expected_kinds = ["definitie", "visie", "klantreis"]
    return MadePage(page, index, tags=tags)


def _join_rounds(seed: int, participants: dict[int, Any]) -> None:
    """Every third participant was a koploper, some of them twice."""
    rounds = list(_model("Round").objects.order_by("slug"))
    traject = _model("Traject")
    joined = []
    for at, page in participants.items():
        if at % KOPLOPER_EVERY == 0 and rounds:
            random = Random(f"{seed}/rounds/{at}")  # noqa: S311 - no secret: the same for everybody
            joined += [
                (page, round_) for round_ in random.sample(rounds, min(random.choice([1, 1, 2]), len(rounds)))
            ]
    trajecten = traject.objects.bulk_create([traject(round=round_) for _page, round_ in joined])
    through = traject.participants.through
    through.objects.bulk_create(
        [
            through(traject_id=one.pk, participantpage_id=page.pk)
            for one, (page, _round) in zip(trajecten, joined, strict=True)
        ]
    )

"""What the page of a participant shows besides its own sections."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kennisbank.audience import reader_for
from kennisbank.kinds import page_types
from kennisbank.models import KnowledgePage, SearchDocument

if TYPE_CHECKING:
    from municipalities.models import ParticipantPage, Traject


@dataclass(frozen=True)
class KindGroup:
    """The pages of one kind: the current ones first, then those that were replaced."""

    kind: str
    label: str
    current: list[SearchDocument]
    earlier: list[SearchDocument]


@dataclass(frozen=True)
class Overview:
    groups: list[KindGroup]
    missing: list[str]
    partners: list[str]
    trajecten: list["Traject"]

    @property
    def is_koploper(self) -> bool:
        return bool(self.trajecten)


@dataclass(frozen=True)
class PagesContent:
    """Stands for the list of pages among the sections; what it shows comes from the overview."""

    template = "municipalities/pages.html"
    text: str = ""


@dataclass(frozen=True)
class PagesSection:
    name: str = "paginas"
    label: str = "Pagina's"
    content: PagesContent = PagesContent()


def partners(title: str, members: list[str]) -> list[str]:
    """With which municipalities this one works together; a region may bear the name of one of its members."""
    own = {title.casefold(), title.casefold().removeprefix("gemeente ")}
    return [name for name in members if name.casefold() not in own] if len(members) > 1 else []


def overview_of(participant: "ParticipantPage", user: Any) -> Overview:
    """Everything of ``participant`` that ``user`` may read: four queries, however many pages it has."""
    rows = SearchDocument.objects.visible_to(reader_for(user)).pages().filter(participant_id=participant.pk)
    pages = list(rows.exclude(kind="deelnemer").prefetch_related("facet_values").order_by("-date", "title"))
    groups = list(_grouped(participant, pages))
    present = {group.kind for group in groups}
    types = page_types()
    expected = [] if participant.has_ended else participant.expected_kinds
    return Overview(
        groups=groups,
        missing=[types[kind].kind_label() for kind in expected if kind in types and kind not in present],
        partners=partners(participant.title, [member.name for member in participant.municipalities.all()]),
        trajecten=list(participant.trajecten.select_related("round")),
    )


def _grouped(participant: "ParticipantPage", pages: list[SearchDocument]) -> Iterator[KindGroup]:
    for model in participant.allowed_subpage_models():
        if not issubclass(model, KnowledgePage):
            continue
        of_kind = [row for row in pages if row.kind == model.kind]
        if of_kind:
            current = [row for row in of_kind if row.current]
            earlier = [row for row in of_kind if not row.current]
            yield KindGroup(model.kind, model.kind_plural, current, earlier)

"""What the participants of one person still lack: page types that they expect, and sections that say nothing yet."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import F, Window
from django.db.models.functions import RowNumber, Substr
from django.urls import reverse
from wagtail.models import Page, Revision

from kennisbank.audience import ANONYMOUS
from kennisbank.completeness import Example, best_examples, is_judged, sections_without, sections_without_in
from kennisbank.kinds import page_types
from kennisbank.models import KnowledgePage, SearchDocument
from kennisbank.sections import Section
from municipalities.desk.rows import LENGTH_OF_PARTICIPANT_PATH
from municipalities.models import ParticipantPage

PAGES_SHOWN = 4
"""Of each participant: more at a time discourages."""
SECTIONS_SHOWN = 3


@dataclass(frozen=True)
class MissingKind:
    """A page type without a published page; ``url`` leads to a new one, or to the ``draft`` that there is."""

    label: str
    url: str
    draft: bool


@dataclass(frozen=True)
class Incomplete:
    """A page with empty sections, each with the best public example of it, if there is one."""

    page_id: int
    model: type[KnowledgePage]
    title: str
    live: bool
    empty: list[Section]
    examples: dict[str, Example] = field(default_factory=dict)

    @property
    def kind(self) -> str:
        return self.model.kind_label()

    @property
    def url(self) -> str:
        return reverse("wagtailadmin_pages:edit", args=[self.page_id])

    @property
    def advice_url(self) -> str:
        """Where all that is empty stands."""
        return reverse("kennisbank_advice", args=[self.page_id])

    @property
    def number(self) -> int:
        """How many sections a page of this type has."""
        return len(self.model.section_list())

    @property
    def filled(self) -> int:
        return self.number - len(self.empty)

    @property
    def shown(self) -> list[tuple[Section, Example | None]]:
        return [(section, self.examples.get(section.name)) for section in self.empty[:SECTIONS_SHOWN]]

    @property
    def left(self) -> int:
        return len(self.empty) - len(self.shown)


@dataclass(frozen=True)
class Missing:
    participant: ParticipantPage
    kinds: list[MissingKind]
    pages: list[Incomplete]

    def __bool__(self) -> bool:
        return bool(self.kinds or self.pages)


@dataclass(frozen=True)
class _Draft:
    page_id: int
    model: type[KnowledgePage]
    title: str
    revision_id: int


def missing_of(participants: list[ParticipantPage], own: Iterable[int]) -> list[Missing]:
    """What each of ``participants`` lacks: as many queries for one as for thirty, and one for each page type shown.

    ``own`` are the participants of which no page is an example: somebody knows his own.
    """
    ids = [participant.pk for participant in participants]
    drafts = _drafts(participants)
    published = set(_live_rows(ids).values_list("participant_id", "kind").distinct())
    incomplete = _live_pages(ids)
    for participant_id, pages in _draft_pages(drafts).items():
        incomplete[participant_id] = [*incomplete[participant_id], *pages][:PAGES_SHOWN]
    examples = _examples([page for pages in incomplete.values() for page in pages], list(own))
    return [
        Missing(
            participant,
            list(_missing_kinds(participant, published, drafts[participant.pk])),
            [replace(page, examples=examples[page.model]) for page in incomplete[participant.pk]],
        )
        for participant in participants
    ]


def _live_rows(participant_ids: list[int]) -> Any:
    return SearchDocument.objects.pages().filter(live=True, participant_id__in=participant_ids)


def _live_pages(participant_ids: list[int]) -> dict[int, list[Incomplete]]:
    """The published pages that say least, by participant."""
    rank = Window(RowNumber(), partition_by="participant_id", order_by=["completeness", "pk"])
    lacking = _live_rows(participant_ids).filter(current=True, completeness__lt=100)
    least = lacking.annotate(rank=rank).filter(rank__lte=PAGES_SHOWN).order_by("completeness", "pk")
    types = page_types()
    found: dict[int, list[Incomplete]] = defaultdict(list)
    for row in least.defer("summary"):
        if row.kind in types and (empty := sections_without(types[row.kind], row)):
            page = Incomplete(row.page_id, types[row.kind], row.title, True, empty)
            found[row.participant_id].append(page)
    return found


def _drafts(participants: list[ParticipantPage]) -> dict[int, list[_Draft]]:
    """The pages that were never published, or no longer are, the last changed first."""
    by_path = {participant.path: participant.pk for participant in participants}
    heads = Page.objects.alias(head=Substr("path", 1, LENGTH_OF_PARTICIPANT_PATH)).filter(head__in=by_path)
    pages = heads.filter(live=False, latest_revision__isnull=False).order_by(
        F("latest_revision_created_at").desc()
    )
    found: dict[int, list[_Draft]] = defaultdict(list)
    columns = ["path", "pk", "content_type_id", "draft_title", "latest_revision_id"]
    for path, pk, content_type_id, title, revision_id in pages.values_list(*columns):
        model = ContentType.objects.get_for_id(content_type_id).model_class()
        if model is not None and issubclass(model, KnowledgePage):
            participant_id = by_path[path[:LENGTH_OF_PARTICIPANT_PATH]]
            found[participant_id].append(_Draft(pk, model, title, revision_id))
    return found


def _draft_pages(drafts: dict[int, list[_Draft]]) -> dict[int, list[Incomplete]]:
    judged = {
        participant_id: [draft for draft in found if is_judged(draft.model)][:PAGES_SHOWN]
        for participant_id, found in drafts.items()
    }
    versions = Revision.objects.in_bulk([draft.revision_id for found in judged.values() for draft in found])
    return {
        participant_id: [
            Incomplete(draft.page_id, draft.model, draft.title, False, empty)
            for draft in found
            if (empty := sections_without_in(draft.model, versions[draft.revision_id].content))
        ]
        for participant_id, found in judged.items()
    }


def _missing_kinds(
    participant: ParticipantPage, published: set[tuple[int, str]], drafts: list[_Draft]
) -> Iterator[MissingKind]:
    types = page_types()
    for kind in participant.expected_kinds:
        if kind not in types or (participant.pk, kind) in published:
            continue
        model = types[kind]
        draft = next((draft for draft in drafts if draft.model is model), None)
        if draft:
            url = reverse("wagtailadmin_pages:edit", args=[draft.page_id])
        else:
            new = [model._meta.app_label, model._meta.model_name, participant.pk]
            url = reverse("wagtailadmin_pages:add", args=new)
        yield MissingKind(model.kind_label(), url, draft is not None)


def _examples(pages: list[Incomplete], own: list[int]) -> dict[type[KnowledgePage], dict[str, Example]]:
    names: dict[type[KnowledgePage], set[str]] = defaultdict(set)
    for page in pages:
        names[page.model] |= {section.name for section in page.empty[:SECTIONS_SHOWN]}
    return {
        model: best_examples(model, wanted, ANONYMOUS, None, nor_of=own) for model, wanted in names.items()
    }

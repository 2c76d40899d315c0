"""What the participants of one person still lack of the page types that they expect, and who wrote that well."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models.functions import Substr
from django.urls import reverse
from wagtail.models import Page, Revision

from kennisbank.audience import ANONYMOUS, reader_for
from kennisbank.completeness import Example, best_examples, sections_without_in
from kennisbank.expected_pages import ExpectedPage, expected_pages_of
from kennisbank.models import KnowledgePage
from kennisbank.sections import Section
from municipalities.desk.rows import LENGTH_OF_PARTICIPANT_PATH
from municipalities.models import ParticipantPage

PAGES_SHOWN = 6
"""Of each participant: more at a time discourages. When these are done, the next appear."""
SECTIONS_SHOWN = 3

PageType = type[KnowledgePage]
Drafts = dict[tuple[int, PageType], tuple[int, str, int]]
"""Of a participant and a page type the last changed draft: its id, its title and its version."""


@dataclass(frozen=True)
class Unfinished:
    """A page with empty sections, published or a draft, or a page that nobody has begun (without ``page_id``)."""

    page_type: PageType
    participant_id: int
    page_id: int | None = None
    title: str = ""
    live: bool = False
    empty: tuple[Section, ...] = ()
    examples: dict[str, Example] = field(default_factory=dict)

    @property
    def kind(self) -> str:
        return self.page_type.kind_label()

    @property
    def url(self) -> str:
        """Where somebody goes on with it, or begins."""
        if self.page_id:
            return reverse("wagtailadmin_pages:edit", args=[self.page_id])
        options = self.page_type._meta
        new = [options.app_label, options.model_name, self.participant_id]
        return reverse("wagtailadmin_pages:add", args=new)

    @property
    def number(self) -> int:
        """How many sections a page of this type has."""
        return len(self.page_type.section_list())

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
    pages: list[Unfinished]
    more: int


def missing_of(participants: list[ParticipantPage], user: Any) -> list[Missing]:
    """What each of ``participants``, of whom ``user`` edits the pages, lacks: first pages, then sections.

    As many queries for one participant as for many: one for each page type of which an example is shown, and four.
    """
    kinds_of = {participant.pk: participant.expected_kinds for participant in participants}
    expected = expected_pages_of(kinds_of, reader_for(user))
    drafts = _drafts(participants)
    versions = Revision.objects.in_bulk([revision_id for _page, _title, revision_id in drafts.values()])
    unfinished = {
        participant_id: sorted(
            _unfinished(participant_id, pages, drafts, versions), key=lambda page: page.live
        )
        for participant_id, pages in expected.items()
    }
    shown = {participant_id: pages[:PAGES_SHOWN] for participant_id, pages in unfinished.items()}
    examples = _examples([page for pages in shown.values() for page in pages], user.edited_participant_ids)
    return [
        Missing(
            participant,
            [replace(page, examples=examples.get(page.page_type, {})) for page in shown[participant.pk]],
            len(unfinished[participant.pk]) - len(shown[participant.pk]),
        )
        for participant in participants
    ]


def _unfinished(
    participant_id: int, pages: Iterable[ExpectedPage], drafts: Drafts, versions: dict[int, Revision]
) -> Iterator[Unfinished]:
    for page in pages:
        kind, row = page.page_type, page.row
        if row is not None:
            if page.lacking:
                yield Unfinished(kind, participant_id, row.page_id, row.title, True, page.lacking)
        elif draft := drafts.get((participant_id, kind)):
            page_id, title, revision_id = draft
            empty = tuple(sections_without_in(kind, versions[revision_id].content))
            yield Unfinished(kind, participant_id, page_id, title, False, empty)
        else:
            yield Unfinished(kind, participant_id)


def _drafts(participants: list[ParticipantPage]) -> Drafts:
    by_path = {participant.path: participant.pk for participant in participants}
    below = Page.objects.alias(head=Substr("path", 1, LENGTH_OF_PARTICIPANT_PATH)).filter(head__in=by_path)
    drafts = below.filter(live=False, latest_revision__isnull=False).order_by("latest_revision_created_at")
    found: Drafts = {}
    columns = ["path", "content_type_id", "pk", "draft_title", "latest_revision_id"]
    for path, content_type_id, *draft in drafts.values_list(*columns):
        model = ContentType.objects.get_for_id(content_type_id).model_class()
        if model is not None and issubclass(model, KnowledgePage):
            found[by_path[path[:LENGTH_OF_PARTICIPANT_PATH]], model] = (draft[0], draft[1], draft[2])
    return found


def _examples(pages: Iterable[Unfinished], own: Collection[int]) -> dict[PageType, dict[str, Example]]:
    names: dict[PageType, set[str]] = defaultdict(set)
    for page in pages:
        names[page.page_type] |= {section.name for section in page.empty[:SECTIONS_SHOWN]}
    return {
        page_type: best_examples(page_type, sorted(wanted), ANONYMOUS, None, nor_of=own)
        for page_type, wanted in names.items()
    }

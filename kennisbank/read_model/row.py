"""The values of a row, made from a published page."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from wagtail.models import ReferenceIndex

from kennisbank.facets import Facet
from kennisbank.looking_after import review_of
from kennisbank.models.knowledge_page import KnowledgePage
from kennisbank.models.media import CustomImage
from kennisbank.showing import ShownSection, shown_sections


@dataclass(frozen=True)
class FileOnPage:
    key: str
    document_id: int
    title: str
    url: str


def row_values(page: KnowledgePage) -> dict[str, Any]:
    """The columns of the page's own row."""
    shown = shown_sections(page)
    review = review_of(page)
    return {
        "page_id": page.pk,
        "document_id": None,
        "live": True,
        "gone": False,
        "listed": page.is_listed(),
        "audience": page.effective_audience,
        "kind": page.kind,
        "kind_label": page.kind_label(),
        "title": page.title,
        "summary": page.summary,
        "url": page.url or "",
        "participant_id": page.participant_id,
        "participant_name": page.owner_name(),
        "label": page.label(),
        "current": page.is_current,
        "replaced_by_id": page.replaced_by_id,
        "sections": [
            {"name": section.name, "label": section.label, "text": section.content.text} for section in shown
        ],
        "completeness": _completeness(page, shown),
        "date": page.display_date(),
        "published_at": page.first_published_at,
        "updated_at": page.last_published_at,
        "review_again_on": review.due_on if review else None,
        "responsible_role": page.responsible_role,
    }


def _completeness(page: KnowledgePage, shown: list[ShownSection]) -> int | None:
    """The percentage of filled sections, where an empty one is a lack."""
    names = {section.name for section in page.section_list()}
    if not names or not page.is_living or not page.lacks_what_is_empty:
        return None
    return 100 * sum(section.name in names for section in shown) // len(names)


def row_facets(page: KnowledgePage, of_owner: list[Facet] | None = None) -> list[Facet]:
    """The facet values of the page, each value once, in a fixed order; ``of_owner`` where its owner's are known."""
    of_owner = page.owner_facets() if of_owner is None else of_owner
    found = {(facet.facet, facet.value): facet for facet in [*of_owner, *page.own_facets()]}
    return [found[key] for key in sorted(found)]


def files_on(page: KnowledgePage) -> Iterator[FileOnPage]:
    """The files that the page offers, wherever in its rows they stand; a file twice on a page counts once."""
    seen: set[int] = set()
    for title, document in page.offered_files():
        if document.pk not in seen:
            seen.add(document.pk)
            yield FileOnPage(f"{page.key}-{document.pk}", document.pk, title or document.title, document.url)


def file_row_values(page: KnowledgePage, file: FileOnPage) -> dict[str, Any]:
    """The columns of the row of one file on the page: the page's, with the file's own title and address."""
    own = {
        "document_id": file.document_id,
        "kind": "bestand",
        "kind_label": "Bestand",
        "title": file.title,
        "url": file.url,
        "summary": "",
        "sections": [],
        "completeness": None,
    }
    shared = {name: value for name, value in row_values(page).items() if name not in own}
    return {**shared, **own}


def pictures_on(page: KnowledgePage) -> set[int]:
    """The ids of the pictures on the page: chosen in a field or a block, or standing in a text.

    What is not laid under a section yet is never shown, and shows no picture either.
    """
    pictures = ContentType.objects.get_for_model(CustomImage).pk
    # Finds them wherever they can stand; what it has stored knows no difference between a draft and what is published.
    found = ReferenceIndex._extract_references_from_object(page)
    return {
        int(number)
        for content_type, number, field, _path in found
        if content_type == pictures and field.partition(".")[0] != "unplaced"
    }

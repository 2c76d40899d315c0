"""Writes many pages at once: the tables of a page, its terms and tags, and its row with the index.

Saving pages one by one, as an editor's are, would take half an hour for 20,000 of them. What a signal would have
done is done here: places in the tree, owner and audience, rows and facets; ``rows_filled`` lets the index follow.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import F
from modelcluster.fields import ParentalManyToManyField
from wagtail.models import Page

from kennisbank.facets import Facet
from kennisbank.models import FacetValue, KnowledgePage, PageTag, SearchDocument
from kennisbank.read_model.row import row_facets, row_values
from kennisbank.signals import rows_filled

_PAGE_COLUMNS = [column.attname for column in Page._meta.concrete_fields]


@dataclass
class MadePage:
    """A filled page that is not stored yet, the (specific) page above it, and the page that took its place."""

    page: KnowledgePage
    parent: Page
    replaced_by: Page | None = None
    tags: list[Any] = field(default_factory=list)


class Tree:
    """Hands out paths and addresses below pages that are there, as treebeard and Wagtail would."""

    def __init__(self) -> None:
        self.steps: dict[str, int] = defaultdict(int)
        self.slugs: dict[str, set[str]] = defaultdict(set)
        for path, slug in Page.objects.values_list("path", "slug").iterator():
            above = path[: -Page.steplen]
            self.steps[above] = max(self.steps[above], Page._str2int(path[-Page.steplen :]))
            self.slugs[above].add(slug)

    def place(self, page: Page, parent: Page) -> None:
        """Give ``page`` its place as the last child of ``parent``, and a slug that is free there."""
        self.steps[parent.path] += 1
        page.depth = parent.depth + 1
        page.path = Page._get_path(parent.path, page.depth, self.steps[parent.path])
        taken = self.slugs[parent.path]
        slug, number = page.slug, 1
        while page.slug in taken:
            number += 1
            page.slug = f"{slug}-{number}"
        taken.add(page.slug)
        page.url_path = f"{parent.url_path}{page.slug}/"


def insert_pages(made: list[MadePage], tree: Tree) -> None:
    """Store these pages; afterwards each has its id. Call it inside a transaction that holds the tree."""
    for one in made:
        tree.place(one.page, one.parent)
        one.page.content_type_id = ContentType.objects.get_for_model(type(one.page)).pk
        one.page.locale_id = one.parent.locale_id
        one.page.draft_title = one.page.title
    bases = Page.objects.bulk_create(
        [Page(**{name: getattr(one.page, name) for name in _PAGE_COLUMNS}) for one in made], batch_size=500
    )
    for one, base in zip(made, bases, strict=True):
        one.page.pk = one.page.page_ptr_id = base.pk
        one.page._state.adding = False
    for one in made:
        one.page.replaced_by_id = one.replaced_by.pk if one.replaced_by else None
        one.page.participant_id, one.page.effective_audience = one.page.place_below(one.parent)
    _insert_own_tables([one.page for one in made])
    _insert_terms(made)
    for parent_id, number in Counter(one.parent.pk for one in made).items():
        Page.objects.filter(pk=parent_id).update(numchild=F("numchild") + number)


def _insert_own_tables(pages: list[KnowledgePage]) -> None:
    for model, same in _by_model(pages):
        # Django's bulk_create refuses models with a parent table, because it could not fill that; it is filled.
        model._base_manager.get_queryset()._batched_insert(same, model._meta.local_concrete_fields, 200)


def _insert_terms(made: list[MadePage]) -> None:
    for model, pages in _by_model([one.page for one in made]):
        for relation in model._meta.many_to_many:
            if isinstance(relation, ParentalManyToManyField):
                through = relation.remote_field.through
                own, other = relation.m2m_column_name(), relation.m2m_reverse_name()
                through._base_manager.bulk_create(
                    [
                        through(**{own: page.pk, other: term.pk})
                        for page in pages
                        for term in getattr(page, relation.name).all()
                    ],
                    batch_size=2000,
                )
    PageTag.objects.bulk_create(
        [PageTag(tag=tag, content_object_id=one.page.pk) for one in made for tag in one.tags], batch_size=2000
    )


def _by_model(pages: list[KnowledgePage]) -> Iterator[tuple[type[KnowledgePage], list[Any]]]:
    groups: dict[type[KnowledgePage], list[KnowledgePage]] = {}
    for page in pages:
        groups.setdefault(type(page), []).append(page)
    yield from groups.items()


def insert_rows(pages: Iterable[KnowledgePage], of_owners: dict[int | None, list[Facet]]) -> None:
    """Make the rows of those pages that are published, and let the index follow."""
    published = [page for page in pages if page.live]
    with transaction.atomic():
        rows = SearchDocument.objects.bulk_create(
            [
                SearchDocument(key=page.key, changed=False, version=1, **row_values(page))
                for page in published
            ],
            batch_size=500,
        )
        FacetValue.objects.bulk_create(
            [
                FacetValue(row=row, **facet._asdict())
                for row, page in zip(rows, published, strict=True)
                for facet in row_facets(page, of_owners[page.participant_id])
            ],
            batch_size=2000,
        )
        rows_filled.send(SearchDocument, ids=[row.pk for row in rows])

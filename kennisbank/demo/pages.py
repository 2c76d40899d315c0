"""Pages out of the example content, made and published as an editor's are."""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from wagtail.blocks import PageChooserBlock
from wagtail.models import Page

from kennisbank.demo.state import State
from kennisbank.demo.texts import ContentProblem, PageText, fingerprint, read_content
from kennisbank.kinds import page_type
from kennisbank.models import KnowledgePage
from kennisbank.sections import RowsField
from kennisbank.sections.filling import FieldProblem, fill_fields

NOON = datetime.time(12)


@dataclass
class Loader:
    """Loads content files; afterwards it knows how many pages were made and changed, and which it spared."""

    state: State
    made: int = 0
    changed: int = 0
    spared: list[str] = field(default_factory=list)

    def load(self, path: Path) -> None:
        """Make or update the pages of a content file, unless nothing in it changed and all its pages are there."""
        found = fingerprint(path)
        if self.state.files.get(path.name) == found and self._all_there(path.name):
            return
        for list_label, texts in read_content(path).items():
            above = apps.get_model(list_label)._default_manager.first()
            if above is None:
                raise ContentProblem("De site is nog niet ingericht; draai eerst manage.py setup_site.")
            self._load_siblings(above, texts)
        self.state.files[path.name] = found

    def _all_there(self, file_name: str) -> bool:
        keys = [mark["page"] for mark in self.state.marks_of(file_name)]
        return Page.objects.filter(translation_key__in=keys).count() == len(keys)

    def _load_siblings(self, above: Page, texts: list[PageText]) -> None:
        siblings: dict[str, KnowledgePage] = {}
        for text in _referred_first(texts):
            with transaction.atomic():
                try:
                    page = siblings[text.slug] = self._load_page(above, text, siblings)
                except FieldProblem as problem:
                    raise ContentProblem(f"{text.place}: {problem}.") from problem
                except ValidationError as problem:
                    raise ContentProblem(f"{text.place}: {' '.join(problem.messages)}") from problem
                self._load_siblings(page, text.pages)

    def _load_page(self, above: Page, text: PageText, siblings: dict[str, KnowledgePage]) -> KnowledgePage:
        page = self._existing(above, text)
        if page is None:
            page = self._make(above, text, siblings)
            self.made += 1
        elif self._was_edited(page, text):
            self.spared.append(text.place)
            return page
        elif fill_fields(page, _values(text, siblings)):
            page.save_revision().publish()
            self.changed += 1
        _join_rounds(page, text)
        self.state.pages[text.place] = {
            "page": str(page.translation_key),
            "revision": Page.objects.values_list("latest_revision_id", flat=True).get(pk=page.pk),
        }
        return page

    def _existing(self, above: Page, text: PageText) -> Any:
        model = page_type(text.kind)
        mark = self.state.pages.get(text.place)
        known = mark and model._default_manager.filter(translation_key=mark["page"]).first()
        return known or model._default_manager.child_of(above).filter(slug=text.slug).first()

    def _was_edited(self, page: KnowledgePage, text: PageText) -> bool:
        """Whether somebody wrote in it, or took it off the site, since it was made from the file."""
        mark = self.state.pages.get(text.place)
        if not page.live:
            return True
        if mark and mark["page"] == str(page.translation_key):
            return bool(page.latest_revision_id != mark["revision"])
        return bool(page.latest_revision and page.latest_revision.user_id)

    def _make(self, above: Page, text: PageText, siblings: dict[str, KnowledgePage]) -> KnowledgePage:
        page = page_type(text.kind)(slug=text.slug, audience=text.audience, live=False)
        fill_fields(page, _values(text, siblings))
        if text.published:
            page.first_published_at = timezone.make_aware(datetime.datetime.combine(text.published, NOON))
        if problem := page.publishing_problem():
            raise ValidationError(problem)
        above.add_child(instance=page)
        _join_rounds(page, text)
        page.save_revision().publish()
        page.refresh_from_db()
        return page


def _values(text: PageText, siblings: dict[str, KnowledgePage]) -> dict[str, Any]:
    """What the fields of the page get: those of the file, with references resolved and the label that examples bear."""
    model = page_type(text.kind)
    values = {"title": text.title, "is_example": True, **text.fields}
    for name, row, column in _references(text):
        rows = [dict(given) for given in values[name]]
        rows[row][column] = siblings[rows[row][column]].pk
        values[name] = rows
    if text.replaced_by:
        values["replaced_by"] = siblings[text.replaced_by].page_ptr
    if text.codes:
        values["municipalities"] = _by(model, "municipalities", "code", text.codes)
    return values


def _by(model: type[Page], name: str, column: str, wanted: list[str]) -> list[Any]:
    related = model._meta.get_field(name).related_model
    found = {getattr(row, column): row for row in related.objects.filter(**{f"{column}__in": wanted})}
    for value in wanted:
        if value not in found:
            raise FieldProblem(name, f"'{value}' bestaat niet")
    return [found[value] for value in wanted]


def _join_rounds(page: KnowledgePage, text: PageText) -> None:
    traject, rounds = apps.get_model("municipalities.Traject"), apps.get_model("municipalities.Round").objects
    for slug in text.rounds:
        round_ = rounds.filter(slug=slug).first()
        if round_ is None:
            raise FieldProblem("rounds", f"ronde '{slug}' bestaat niet")
        traject.ensure(page, round_)
    if text.traject and not text.rounds:
        traject.ensure(page, None)


def _references(text: PageText) -> Iterator[tuple[str, int, str]]:
    """Where rows name a page by the slug of a sibling: field, number of the row, column."""
    for model_field in page_type(text.kind)._meta.get_fields():
        if isinstance(model_field, RowsField):
            columns = model_field.row_block.child_blocks.items()
            choosers = [name for name, block in columns if isinstance(block, PageChooserBlock)]
            rows = text.fields.get(model_field.name) or []
            for number, row in enumerate(rows):
                yield from ((model_field.name, number, name) for name in choosers if row.get(name))


def _referred_first(texts: Iterable[PageText]) -> Iterator[PageText]:
    """Each page after the siblings that it refers to, otherwise in the order of the file."""
    waiting = list(texts)
    done: set[str] = set()
    while waiting:
        ready = next((text for text in waiting if _named_by(text) <= done), None)
        if ready is None:
            text = waiting[0]
            unknown = ", ".join(sorted(_named_by(text) - done))
            raise ContentProblem(f"{text.place}: verwijst naar '{unknown}', en dat staat er niet naast.")
        waiting.remove(ready)
        done.add(ready.slug)
        yield ready


def _named_by(text: PageText) -> set[str]:
    named = {text.fields[name][row][column] for name, row, column in _references(text)}
    return named | ({text.replaced_by} if text.replaced_by else set())

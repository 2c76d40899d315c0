"""The whole run: participants first, then their pages in chunks, each with its rows and its index."""

from collections.abc import Callable
from typing import Any

from django.apps import apps
from django.db import transaction

from kennisbank.facets import Facet
from kennisbank.generated.filling import Vocabulary, make_page, opened
from kennisbank.generated.participants import GenerationProblem, ensure_participants
from kennisbank.generated.plan import (
    MOST_SEEDS,
    NEWS,
    PARTICIPANTS,
    PRODUCTS,
    PagePlan,
    key_of,
    key_prefix,
    plan_page,
)
from kennisbank.generated.storing import MadePage, Tree, insert_pages, insert_rows
from kennisbank.kinds import page_type, page_types
from kennisbank.models import KnowledgePage
from kennisbank.models.placed_page import GENERATED_KEY, lock_tree
from kennisbank.read_model.marking import mark_pages

CHUNK = 200
MOST_PAGES = 1_000_000


class Generation:
    """Makes what is missing of the pages that a seed, a number of participants and a number of pages ask for."""

    def __init__(self, seed: int, participants: int, pages: int) -> None:
        if not 0 <= seed < MOST_SEEDS:
            raise GenerationProblem(f"Het zaad (--seed) is een getal van 0 tot en met {MOST_SEEDS - 1}.")
        if not 0 <= pages <= MOST_PAGES:
            raise GenerationProblem(f"Vraag van 0 tot en met {MOST_PAGES} pagina's.")
        self.seed, self.asked, self.pages = seed, participants, pages
        self.keys = generated_keys()
        if any(not key.startswith(key_prefix(seed)) for key in self.keys):
            raise GenerationProblem(
                "Er staat al gegenereerde inhoud met een ander zaad; haal die eerst weg met --remove."
            )
        self.lists = {label: _list_page(label) for label in (PARTICIPANTS, PRODUCTS, NEWS)}
        self.vocabulary = Vocabulary.read()
        self.tree = Tree()
        self.current = _current_pages()
        self.facets: dict[int | None, list[Facet]] = {None: []}
        self.participants: list[Any] = []

    def run(self, progress: Callable[[int, int], None]) -> tuple[int, int]:
        """Make what is missing; returns how many participants and how many pages that were."""
        with transaction.atomic():
            lock_tree()
            self.participants, new = ensure_participants(
                self.seed, self.asked, self.lists[PARTICIPANTS], self.tree, self.vocabulary
            )
            self.facets |= {page.pk: page.facets_of_pages() for page in self.participants}
            insert_rows(new, self.facets)
        missing = [number for number in range(self.pages) if key_of(self.seed, number) not in self.keys]
        for start in range(0, len(missing), CHUNK):
            self._make_chunk(missing[start : start + CHUNK])
            progress(min(start + CHUNK, len(missing)), len(missing))
        # A participant that was there already is on a list now that it has pages.
        with transaction.atomic():
            mark_pages(page.pk for page in self.participants if not page.is_generated)
        return len(new), len(missing)

    def _make_chunk(self, numbers: list[int]) -> None:
        with transaction.atomic():
            lock_tree()
            made = [self._make(plan_page(self.seed, number, self.asked)) for number in numbers]
            insert_pages(made, self.tree)
            insert_rows([one.page for one in made], self.facets)

    def _make(self, plan: PagePlan) -> MadePage:
        model = page_type(plan.kind)
        parent = self.lists[plan.place] if plan.place else self.participants[plan.owner]
        place = "Nederland" if plan.place else parent.title
        successor = None
        if model.one_current and not plan.draft:
            successor = self.current.get((parent.pk, plan.kind))
            plan = plan if successor else opened(plan)
        page, tags = make_page(model, plan, place, self.vocabulary, replaced=successor is not None)
        page.participant = None if plan.place else parent
        if model.one_current and not plan.draft and successor is None:
            self.current[parent.pk, plan.kind] = page
        return MadePage(page, parent, successor, tags)


def generated_keys() -> set[str]:
    """The keys of all generated pages that are there."""
    return {
        key
        for model in page_types().values()
        for key in model.objects.filter(key__startswith=GENERATED_KEY).values_list("key", flat=True)
    }


def _current_pages() -> dict[tuple[int, str], KnowledgePage]:
    """The page that counts, by participant and kind, of the kinds of which there is one."""
    found: dict[tuple[int, str], KnowledgePage] = {}
    for kind, model in page_types().items():
        if model.one_current:
            for page in model.objects.filter(live=True, participant__isnull=False).order_by("pk"):
                if page.is_current:
                    found.setdefault((page.participant_id, kind), page)
    return found


def _list_page(label: str) -> Any:
    page = apps.get_model(label)._default_manager.first()
    if page is None:
        raise GenerationProblem("De site is nog niet ingericht; draai eerst manage.py setup_site.")
    return page

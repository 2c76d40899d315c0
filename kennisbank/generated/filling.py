"""Makes one whole page in memory: terms, text, title, who stands behind it and how fresh it is."""

import datetime
from dataclasses import dataclass, field, replace
from random import Random
from typing import Any
from uuid import UUID

from django.utils.text import slugify
from modelcluster.fields import ParentalManyToManyField
from taggit.models import Tag

from kennisbank.audience import OPEN
from kennisbank.generated.fields import Filler
from kennisbank.generated.lexicon import lexicon, sentence_texts
from kennisbank.generated.plan import PagePlan
from kennisbank.generated.writing import Subject, Writer, capital
from kennisbank.models import KnowledgePage, PageTag, Term
from kennisbank.site_setup.vocabularies import vocabularies

LIVING_YEARS = (1, 2, 2, 3)


@dataclass
class Vocabulary:
    """The terms and tags of this site, in their order, read once."""

    terms: dict[type[Term], list[Any]] = field(default_factory=dict)
    tags: list[Tag] = field(default_factory=list)

    @classmethod
    def read(cls) -> "Vocabulary":
        """What this site has, with the tags of generated pages made where they are not there."""
        names = lexicon().tags
        Tag.objects.bulk_create([Tag(name=name, slug=slugify(name)) for name in names], ignore_conflicts=True)
        by_name = {tag.name: tag for tag in Tag.objects.filter(name__in=names)}
        return cls(
            {model: list(model._default_manager.all()) for model in vocabularies().values()},
            [by_name[name] for name in names if name in by_name],
        )

    def some(self, model: type[Term], random: Random, fewest: int, most: int) -> list[Any]:
        """A few terms in the order of the vocabulary; the first ones of it are chosen most."""
        terms = self.terms[model]
        wanted = random.randint(fewest, most)
        chosen = {int(len(terms) * random.random() ** 1.6) for _ in range(wanted)} if terms else set()
        return [terms[at] for at in sorted(chosen)]


def make_page(
    model: type[KnowledgePage], plan: PagePlan, place: str, vocabulary: Vocabulary, *, replaced: bool = False
) -> tuple[KnowledgePage, list[Tag]]:
    """The page of this plan about ``place`` (a name), filled and unsaved, and its tags."""
    random = plan.random
    page = model(
        key=plan.key,
        audience=plan.audience,
        translation_key=UUID(int=random.getrandbits(128), version=4),
        live=not plan.draft,
        has_unpublished_changes=plan.draft,
        first_published_at=None if plan.draft else plan.published,
        last_published_at=None if plan.draft else plan.updated,
        latest_revision_created_at=plan.updated,
        source_title="Gegenereerd met manage.py generate_content",
    )
    _choose_terms(page, vocabulary, random)
    writer = Writer(_subject(page, place, plan.published.year), random)
    Filler(writer, random, plan.published.date()).fill(page, plan.words)
    titles = f"titles/{plan.kind}" if plan.kind in sentence_texts()["titles"] else "names"
    page.title = capital(writer.line(titles))[:250]
    page.slug = slugify(page.title)[:80].strip("-")
    page.summary = capital(writer.line("summaries"))[:300]
    _set_state(page, plan, replaced)
    tags = random.sample(vocabulary.tags, min(random.choice([0, 0, 1, 2, 3]), len(vocabulary.tags)))
    page.page_tags = [PageTag(tag=tag) for tag in tags]
    return page, tags


def _choose_terms(page: KnowledgePage, vocabulary: Vocabulary, random: Random) -> None:
    most = {"themes": (1, 3), "target_groups": (0, 2), "life_domains": (0, 3)}
    for relation in page._meta.many_to_many:
        if isinstance(relation, ParentalManyToManyField) and issubclass(relation.related_model, Term):
            terms = vocabulary.some(relation.related_model, random, *most.get(relation.name, (1, 2)))
            setattr(page, relation.name, terms)
    for column in page._meta.concrete_fields:
        if column.many_to_one and issubclass(column.related_model, Term):
            terms = vocabulary.some(column.related_model, random, 1, 1)
            setattr(page, column.name, terms[0] if terms else None)


def _subject(page: KnowledgePage, place: str, year: int) -> Subject:
    themes, groups, domains = (
        list(terms.all()) for terms in (page.themes, page.target_groups, page.life_domains)
    )
    return Subject(
        place,
        year,
        [term.slug for term in (*themes, *groups, *domains)],
        [_small(term.name) for term in groups],
        [_small(term.name) for term in domains],
    )


def _set_state(page: KnowledgePage, plan: PagePlan, replaced: bool) -> None:
    """How far the text was decided on, whether it is in use, and when it is to be read again."""
    random, day = plan.random, plan.published.date()
    status = KnowledgePage.TextStatus
    page.text_status = random.choices(
        [status.DRAFT, status.WORKGROUP, status.COLLEGE, status.COUNCIL], [25, 30, 30, 15]
    )[0]
    if replaced:
        page.text_status = status.REPLACED
        plan_practice = [0, 60, 40]
    else:
        plan_practice = [65, 10, 25]
    if page.text_status in {status.COLLEGE, status.COUNCIL}:
        page.text_status_date = day - datetime.timedelta(days=random.randint(0, 60))
    if random.random() < 0.3:
        page.licence = random.choice(KnowledgePage.Licence.values)
    if not page.is_living or page.owns_pages:
        return
    practice = KnowledgePage.Practice
    page.practice = random.choices([practice.IN_USE, practice.STOPPED, practice.UNKNOWN], plan_practice)[0]
    if page.practice != practice.UNKNOWN:
        page.practice_as_of = plan.updated.date()
    if not replaced and page.practice != practice.STOPPED and random.random() < 0.7:
        page.reviewed_on = plan.updated.date()
        page.review_again_on = page.reviewed_on + datetime.timedelta(days=365 * random.choice(LIVING_YEARS))


def opened(plan: PagePlan) -> PagePlan:
    """The plan for everybody: the current page of its kind is for whoever could read the ones before it."""
    return replace(plan, audience=OPEN, draft=False)


def _small(name: str) -> str:
    return name[:1].lower() + name[1:]

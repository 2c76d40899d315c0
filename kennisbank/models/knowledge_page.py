"""The abstract page that every structured page type is."""

import datetime
import secrets
from collections.abc import Iterator
from functools import cache
from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.text import capfirst
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from taggit.models import TaggedItemBase
from wagtail import blocks
from wagtail.admin.panels import ObjectList
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.models import Page

from kennisbank import showing
from kennisbank.audience import CHOICES, OPEN, effective_token, reader_for, require_readable
from kennisbank.editing.form import KnowledgePageForm
from kennisbank.editing.panels import EditHandler
from kennisbank.facets import Facet
from kennisbank.models.vocabulary import LifeDomain, TargetGroup, Theme
from kennisbank.sections import Facts, ProseField, RowsField, Section, build_section, build_sections

_KEY_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"


def new_key() -> str:
    """Eight characters that nobody mistakes for each other: about 8·10¹¹ keys."""
    return "".join(secrets.choice(_KEY_ALPHABET) for _ in range(8))


class PageTag(TaggedItemBase):
    content_object = ParentalKey(Page, on_delete=models.CASCADE, related_name="page_tags")


class FileBlock(blocks.StructBlock):
    title = blocks.CharBlock(label="Titel", help_text="Zoals de lezer het bestand mag noemen.")
    file = DocumentChooserBlock(label="Bestand")
    accessible = blocks.BooleanBlock(
        label="Is toegankelijk", required=False, help_text="Ook te lezen met een voorleesprogramma."
    )
    adaptable = blocks.BooleanBlock(label="Mag worden aangepast", required=False)

    class Meta:
        icon = "doc-full"
        label = "Bestand"


class KnowledgePage(Page):
    """A page that is a list of sections, belongs to the participant above it, and says who may read it.

    A subclass sets ``kind`` (a Dutch slug), ``kind_plural`` and ``sections``; everything else follows.
    """

    class Licence(models.TextChoices):
        CC0 = "cc0", "CC0: vrij te gebruiken"
        CC_BY = "cc-by-4.0", "CC BY 4.0: vrij te gebruiken met naamsvermelding"
        PERMISSION = "toestemming", "Alleen met toestemming"

    class TextStatus(models.TextChoices):
        DRAFT = "werkversie", "Werkversie"
        WORKGROUP = "werkgroep", "Vastgesteld door de werkgroep"
        COLLEGE = "college", "Vastgesteld door het college"
        COUNCIL = "raad", "Vastgesteld door de raad"
        REPLACED = "vervangen", "Vervangen"

    class Practice(models.TextChoices):
        IN_USE = "in-gebruik", "In gebruik"
        STOPPED = "gestopt", "Gestopt"
        UNKNOWN = "onbekend", "Onbekend"

    kind: ClassVar[str]
    kind_plural: ClassVar[str]
    sections: ClassVar[list[str | Facts]] = []
    section_synonyms: ClassVar[dict[str, tuple[str, ...]]] = {}
    rest_section: ClassVar[str | None] = None
    letterhead: ClassVar[dict[str, str]] = {}
    one_current: ClassVar[bool] = False
    is_living: ClassVar[bool] = True
    own_tabs: ClassVar[list[ObjectList]] = []
    owns_pages: ClassVar[bool] = False

    key = models.CharField(max_length=8, unique=True, default=new_key, editable=False)
    participant = models.ForeignKey(
        "municipalities.ParticipantPage",
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    audience = models.CharField(
        "Wie mag dit lezen?", max_length=10, choices=CHOICES, default=OPEN, editable=False
    )
    effective_audience = models.CharField(max_length=40, default=OPEN, editable=False)

    summary = models.CharField(
        "Samenvatting in één zin",
        max_length=300,
        help_text="Wat vindt een collega hier? Deze zin staat in lijsten en in de zoekresultaten.",
    )
    themes = ParentalManyToManyField(
        Theme,
        blank=True,
        verbose_name="Thema's",
        related_name="+",
        help_text="Waar gaat deze pagina over? Kies er één tot drie.",
    )
    target_groups = ParentalManyToManyField(
        TargetGroup,
        blank=True,
        verbose_name="Doelgroepen",
        related_name="+",
        help_text="Alleen kiezen als de pagina echt over deze mensen gaat.",
    )
    life_domains = ParentalManyToManyField(
        LifeDomain,
        blank=True,
        verbose_name="Levensdomeinen",
        related_name="+",
        help_text="Op welke terreinen van het leven helpt de ondersteuning?",
    )
    tags = ClusterTaggableManager(
        through=PageTag,
        blank=True,
        verbose_name="Vrije trefwoorden",
        help_text="Eigen woorden waarmee collega's zoeken, met een komma ertussen.",
    )
    files = RowsField(
        FileBlock(),
        layout="files",
        verbose_name="Bestanden",
        help_text="Bestanden die een collega mag downloaden, zoals een folder of het oorspronkelijke document.",
    )
    licence = models.CharField(
        "Licentie",
        max_length=20,
        choices=Licence.choices,
        blank=True,
        help_text="Wat mag een andere gemeente met deze tekst? Leeg: zoals bij uw gemeente of regio is ingesteld.",
    )
    text_status = models.CharField(
        "Status van de tekst",
        max_length=20,
        choices=TextStatus.choices,
        default=TextStatus.DRAFT,
        help_text="Door wie is deze tekst vastgesteld?",
    )
    text_status_body = models.CharField(
        "Vastgesteld door (naam van het orgaan)",
        max_length=200,
        blank=True,
        help_text="Bijvoorbeeld: college van burgemeester en wethouders.",
    )
    text_status_date = models.DateField("Vastgesteld op", null=True, blank=True)
    text_status_url = models.URLField("Adres van het besluit", blank=True)
    practice = models.CharField(
        "In de praktijk",
        max_length=20,
        choices=Practice.choices,
        default=Practice.UNKNOWN,
        help_text="Werkt u nu zo? Ook 'gestopt' is nuttig om te weten.",
    )
    practice_as_of = models.DateField("Stand van", null=True, blank=True)
    replaced_by = models.ForeignKey(
        Page,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name="Vervangen door",
        help_text="De nieuwere pagina die in de plaats van deze komt. Deze blijft leesbaar en wijst ernaar.",
    )
    reviewed_on = models.DateField("Nagekeken op", null=True, blank=True)
    review_again_on = models.DateField("Opnieuw nakijken op", null=True, blank=True)
    source_title = models.CharField(
        "Bron",
        max_length=300,
        blank=True,
        help_text="Waar komt de inhoud vandaan? Titel van het document of de site.",
    )
    source_url = models.URLField("Adres van de bron", max_length=500, blank=True)
    source_retrieved_on = models.DateField("Bron geraadpleegd op", null=True, blank=True)
    is_example = models.BooleanField(
        "Voorbeeldinhoud",
        default=False,
        help_text="De pagina krijgt het label: op basis van openbare bronnen, niet door de gemeente vastgesteld.",
    )
    unplaced = ProseField(
        "Nog in te delen",
        help_text="Tekst uit een ingelezen document die nog geen plek heeft. Dit ziet alleen u; bezoekers nooit.",
    )

    base_form_class = KnowledgePageForm
    edit_handler = EditHandler()
    exclude_fields_in_copy: ClassVar = ["key", "participant", "effective_audience"]
    promote_panels: ClassVar = []

    EXAMPLE_LABEL = "Voorbeeldinhoud op basis van openbare bronnen, niet door de gemeente vastgesteld"
    FICTITIOUS_LABEL = "Fictieve gemeente, ter illustratie"

    class Meta:
        abstract = True

    @classmethod
    @cache
    def section_list(cls) -> list[Section]:
        return build_sections(cls)

    @classmethod
    @cache
    def file_section(cls) -> Section:
        return build_section(cls, "files")

    @classmethod
    def kind_label(cls) -> str:
        return capfirst(cls._meta.verbose_name)

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        super().clean()
        if self.live and (problem := self.publishing_problem()):
            raise ValidationError(problem)

    def publishing_problem(self) -> str:
        """One sentence that says what lacks before this page can be published, or an empty one."""
        return self.problem_without()

    def problem_without(self, *ignored: str) -> str:
        """The publishing problem when the sections in ``ignored`` do not count as filled."""
        if not self.summary.strip():
            return "Schrijf eerst de samenvatting in één zin."
        sections = [*self.section_list(), self.file_section()]
        if any(section.content(self) for section in sections if section.name not in ignored):
            return ""
        return "Vul ten minste één onderdeel in of voeg één bestand toe. Daarna kunt u publiceren."

    @property
    def is_current(self) -> bool:
        """Whether this text counts: it is not replaced by a newer one."""
        return self.replaced_by_id is None and self.text_status != self.TextStatus.REPLACED

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, with the participant and the audience as the tree and the row have them.

        A partial save (``update_fields``) leaves them alone; see ``kennisbank.placing`` for moves.
        """
        if kwargs.get("update_fields") is not None:
            super().save(*args, **kwargs)
            return
        with transaction.atomic():
            self._keep_own_columns()
            self._place_in_tree()
            super().save(*args, **kwargs)
            self._own_itself()

    def _keep_own_columns(self) -> None:
        """The row's key and audience win: an instance may be older than the last change of who may read it."""
        row = (
            type(self)._base_manager.select_for_update().filter(pk=self.pk).values("key", "audience").first()
        )
        if row:
            self.key, self.audience = row["key"], row["audience"]

    def _place_in_tree(self) -> None:
        """Place the page below its parent as that is stored now, not as an instance in memory has it."""
        self.participant_id, self.effective_audience = self.place_below(self.get_parent(update=True))

    def _own_itself(self) -> None:
        """A participant belongs to itself, which it can only tell once it has an id."""
        if self.owns_pages and self.participant_id != self.pk:
            self.participant_id, self.effective_audience = self.place_below(self.get_parent())
            values = {"participant_id": self.participant_id, "effective_audience": self.effective_audience}
            type(self)._base_manager.filter(pk=self.pk).update(**values)

    def place_below(self, above: Page) -> tuple[int | None, str]:
        """The participant and the effective token that this page has below ``above``."""
        above = above.specific
        participant_id = self.pk if self.owns_pages else _owner_of(above)
        parent_token = getattr(above, "effective_audience", OPEN)
        return participant_id, effective_token(self.audience, participant_id, parent_token)

    def with_content_json(self, content: dict[str, Any]) -> Any:
        """An older revision never brings back an older audience, place or key."""
        page = super().with_content_json(content)
        for name in ("key", "audience", "effective_audience", "participant_id"):
            setattr(page, name, getattr(self, name))
        return page

    def create_alias(self, **kwargs: Any) -> Page:
        """Refuse: an alias would be a second page without an audience of its own."""
        raise PermissionDenied("Een alias van deze pagina kan niet. Maak een kopie of verwijs ernaar.")

    # What the read model asks -------------------------------------------------------------------------------------

    def is_listed(self) -> bool:
        """Whether lists and search show this page at all."""
        return True

    def display_date(self) -> datetime.date | None:
        """The day that a list shows and the year facet counts."""
        moment = self.first_published_at
        return timezone.localdate(moment) if moment else None

    def owner_facets(self) -> list[Facet]:
        """The facets that this page has because of the participant it belongs to."""
        return self.participant.facets_of_pages() if self.participant_id else []

    def own_facets(self) -> list[Facet]:
        """The facets that this page has of itself; a page type adds its own."""
        facets = [Facet("soort", self.kind, self.kind_label())]
        for terms in (self.themes.all(), self.target_groups.all(), self.life_domains.all()):
            facets += [Facet(term.facet, term.slug, term.name) for term in terms]
        facets += [Facet("trefwoord", tag.slug, tag.name) for tag in self.tags.all()]
        if self.is_living:
            facets.append(Facet("praktijk", self.practice, self.get_practice_display()))
        if date := self.display_date():
            facets.append(Facet("jaar", str(date.year), str(date.year)))
        return facets

    def offered_files(self) -> Iterator[tuple[str, Any]]:
        """Title and document of every file in the rows of this page."""
        for field in self._meta.get_fields():
            if isinstance(field, RowsField):
                for row in getattr(self, field.name):
                    for name, block in row.block.child_blocks.items():
                        if isinstance(block, DocumentChooserBlock) and row.value[name]:
                            yield str(row.value.get("title") or ""), row.value[name]

    def owner_name(self) -> str:
        return self.participant.title if self.participant_id else ""

    def label(self) -> str:
        """The label that an example or a fictitious page bears wherever it appears."""
        if self.participant_id and self.participant.is_fictitious:
            return self.FICTITIOUS_LABEL
        return self.EXAMPLE_LABEL if self.is_example else ""

    # Showing ------------------------------------------------------------------------------------------------------

    def get_template(self, request: HttpRequest, *args: Any, **kwargs: Any) -> str:
        return "pages/knowledge_page.html"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        reader = reader_for(request.user)
        return {**super().get_context(request, *args, **kwargs), "shown": showing.shown_page(self, reader)}

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        require_readable(request.user, self.effective_audience)
        return super().serve(request, *args, **kwargs)


def _owner_of(page: Page) -> int | None:
    """The id of the participant that pages below ``page`` belong to."""
    if not isinstance(page, KnowledgePage):
        return None
    return page.pk if page.owns_pages else page.participant_id

"""The abstract page that every structured page type is."""

import datetime
from collections.abc import Iterator
from functools import cache
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.text import capfirst
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import ObjectList
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.models import Page

from kennisbank import showing
from kennisbank.audience import reader_for
from kennisbank.editing.form import KnowledgePageForm
from kennisbank.editing.panels import EditHandler
from kennisbank.facets import Facet
from kennisbank.models.page_parts import FileBlock, PageTag
from kennisbank.models.placed_page import PlacedPage
from kennisbank.models.vocabulary import LifeDomain, TargetGroup, Theme
from kennisbank.sections import Facts, ProseField, RowsField, Section, build_section, build_sections


class KnowledgePage(PlacedPage):
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
    lacks_what_is_empty: ClassVar[bool] = True
    own_tabs: ClassVar[list[ObjectList]] = []

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
    review_again_on = models.DateField(
        "Opnieuw nakijken op",
        null=True,
        blank=True,
        help_text="Leeg: een jaar nadat de tekst is nagekeken of gepubliceerd.",
    )
    responsible_role = models.CharField(
        "Verantwoordelijke rol",
        max_length=120,
        blank=True,
        help_text="Wie houdt deze pagina bij, ook na uw vertrek? Een rol, geen naam: beleidsmedewerker Wmo.",
    )
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
    promote_panels: ClassVar = []

    EXAMPLE_LABEL = "Voorbeeldinhoud op basis van openbare bronnen, niet door de gemeente vastgesteld"
    FICTITIOUS_LABEL = "Fictieve gemeente, ter illustratie"
    GENERATED_LABEL = "Gegenereerde tekst om de site te proberen, niet van de gemeente"

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
        if problem := self.problem_of_parent():
            return problem
        if not self.summary.strip():
            return "Schrijf eerst de samenvatting in één zin."
        sections = [*self.section_list(), self.file_section()]
        if any(section.content(self) for section in sections if section.name not in ignored):
            return ""
        return "Vul ten minste één onderdeel in of voeg één bestand toe. Daarna kunt u indienen."

    @property
    def is_current(self) -> bool:
        """Whether this text counts: it is not replaced by a newer one."""
        return self.replaced_by_id is None and self.text_status != self.TextStatus.REPLACED

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
        return self.participant.facets_of_pages() if self.participant else []

    def own_facets(self) -> list[Facet]:
        """The facets that this page has of itself; a page type adds its own."""
        facets = [Facet("soort", self.kind, self.kind_label())]
        for terms in (self.themes.all(), self.target_groups.all(), self.life_domains.all()):
            facets += [Facet(term.facet, term.slug, term.name) for term in terms]
        facets += [Facet("trefwoord", tag.slug, tag.name) for tag in self.tags.all()]
        if self.is_living or self.practice != self.Practice.UNKNOWN:
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
        return str(self.participant.title) if self.participant else ""

    def label(self) -> str:
        """The label that a generated, an example or a fictitious page bears wherever it appears."""
        if self.is_generated:
            return self.GENERATED_LABEL
        if self.participant and self.participant.is_fictitious:
            return self.FICTITIOUS_LABEL
        return self.EXAMPLE_LABEL if self.is_example else ""

    # Showing ------------------------------------------------------------------------------------------------------

    def get_template(self, request: HttpRequest, *args: Any, **kwargs: Any) -> str:
        return "pages/knowledge_page.html"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        reader = reader_for(request.user)
        return {**super().get_context(request, *args, **kwargs), "shown": showing.shown_page(self, reader)}

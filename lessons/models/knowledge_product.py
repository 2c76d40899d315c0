import datetime
from typing import ClassVar

from django.db import models
from wagtail.snippets.models import register_snippet

from kennisbank.facets import Facet
from kennisbank.models import KnowledgePage, ListPage, Term
from kennisbank.sections import Facts, ProseField
from lessons.models.basis import BasedOn


@register_snippet
class ProductKind(Term):
    facet = "productsoort"

    class Meta(Term.Meta):
        verbose_name = "soort kennisproduct"
        verbose_name_plural = "soorten kennisproduct"


class KnowledgeProductIndexPage(ListPage):
    subpage_types: ClassVar = ["lessons.KnowledgeProductPage"]
    lists = "kennisproduct"

    class Meta:
        verbose_name = "overzicht van kennisproducten"


class KnowledgeProductPage(BasedOn, KnowledgePage):
    """Something that curators made or collected: a guide, a factsheet, an interview."""

    product_kind = models.ForeignKey(
        ProductKind, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", verbose_name="Soort"
    )
    for_whom = models.CharField(
        "Voor wie", max_length=200, blank=True, help_text="Bijvoorbeeld: beleidsmedewerkers Wmo."
    )
    contents = ProseField(
        "Wat staat erin", help_text="Waar gaat het over, en wanneer heeft een collega er iets aan?"
    )
    link = models.URLField("Adres", max_length=500, blank=True)
    publisher = models.CharField("Uitgever", max_length=200, blank=True)
    publication_date = models.DateField("Verschenen op", null=True, blank=True)
    publication_period = models.CharField(
        "Verschenen in",
        max_length=60,
        blank=True,
        help_text="Als de dag niet bekend is, bijvoorbeeld: maart 2020.",
    )
    recognition = models.CharField(
        "Erkenning",
        max_length=120,
        blank=True,
        help_text="Alleen als een erkenningscommissie van Movisie die gaf: het niveau.",
    )
    recognised_on = models.DateField("Erkend op", null=True, blank=True)
    recognition_url = models.URLField("Adres in de databank", max_length=500, blank=True)

    kind = "kennisproduct"
    kind_plural = "Kennisproducten"
    sections: ClassVar = [
        Facts(
            "Over dit product",
            "product_kind",
            "for_whom",
            "publisher",
            "publication_date",
            "publication_period",
            "link",
        ),
        "contents",
        Facts("Onderbouwing", "basis", "basis_reason", "basis_date"),
        Facts("Erkenning in de databank van Movisie", "recognition", "recognised_on", "recognition_url"),
    ]
    parent_page_types: ClassVar = ["lessons.KnowledgeProductIndexPage"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = "kennisproduct"

    def display_date(self) -> datetime.date | None:
        """The day of publication; of an unknown one nothing is made up."""
        return self.publication_date

    def own_facets(self) -> list[Facet]:
        kind = self.product_kind
        return [*super().own_facets(), *([Facet(kind.facet, kind.slug, kind.name)] if kind else [])]

"""The words that pages are sorted by. They are data: curators add, rename and order them."""

from typing import ClassVar

from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.snippets.models import register_snippet


class Term(models.Model):
    """One word of a vocabulary. ``facet`` is the name under which the read model keeps it."""

    facet: ClassVar[str]

    name = models.CharField("Naam", max_length=120, unique=True)
    slug = models.SlugField(
        "Naam in het webadres",
        max_length=120,
        unique=True,
        help_text="Verander dit niet meer als de term in gebruik is.",
    )
    explanation = models.CharField(
        "Uitleg", max_length=300, blank=True, help_text="Eén zin die zegt wanneer u deze term kiest."
    )
    sort_order = models.PositiveSmallIntegerField("Volgorde", default=0)

    panels: ClassVar = [
        FieldPanel("name"),
        FieldPanel("slug"),
        FieldPanel("explanation"),
        FieldPanel("sort_order"),
    ]

    class Meta:
        abstract = True
        ordering: ClassVar = ["sort_order", "name"]

    def __str__(self) -> str:
        return self.name


@register_snippet
class Theme(Term):
    facet = "thema"

    class Meta(Term.Meta):
        verbose_name = "thema"
        verbose_name_plural = "thema's"


@register_snippet
class TargetGroup(Term):
    facet = "doelgroep"

    class Meta(Term.Meta):
        verbose_name = "doelgroep"
        verbose_name_plural = "doelgroepen"


@register_snippet
class LifeDomain(Term):
    facet = "domein"

    statutory = models.BooleanField("Staat in de wet", default=False)

    panels: ClassVar = [*Term.panels, FieldPanel("statutory")]

    class Meta(Term.Meta):
        verbose_name = "levensdomein"
        verbose_name_plural = "levensdomeinen"


@register_snippet
class OrganisationForm(Term):
    facet = "organisatievorm"

    class Meta(Term.Meta):
        verbose_name = "organisatievorm"
        verbose_name_plural = "organisatievormen"

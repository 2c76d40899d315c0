"""Jargon with a plainer word. The list is data: curators add to it and take from it."""

from typing import ClassVar

from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.snippets.models import register_snippet


@register_snippet
class PlainWord(models.Model):
    """A word of policy language, and what an editor is advised to write instead."""

    jargon = models.CharField(
        "Moeilijk woord",
        max_length=80,
        unique=True,
        help_text="Eén woord, of enkele woorden die bij elkaar horen. Meervouden herkent de site zelf.",
    )
    forms = models.CharField(
        "Andere vormen",
        max_length=200,
        blank=True,
        help_text="Met een komma ertussen, zoals: geborgd, borgt. Alleen wat de site niet zelf herkent.",
    )
    plainer = models.CharField(
        "Gewoner",
        max_length=120,
        help_text="Wat iemand beter kan schrijven. Meer mogelijkheden? Zet er een komma tussen.",
    )

    panels: ClassVar = [FieldPanel("jargon"), FieldPanel("forms"), FieldPanel("plainer")]

    class Meta:
        verbose_name = "moeilijk woord"
        verbose_name_plural = "moeilijke woorden"
        ordering: ClassVar = ["jargon"]

    def __str__(self) -> str:
        return self.jargon

    @property
    def other_forms(self) -> tuple[str, ...]:
        return tuple(form.strip() for form in self.forms.split(",") if form.strip())

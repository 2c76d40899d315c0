"""What hangs on a structured page: its free tags and its files."""

from django.db import models
from modelcluster.fields import ParentalKey
from taggit.models import TaggedItemBase
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.models import Page


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

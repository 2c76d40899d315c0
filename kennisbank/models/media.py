"""Our own image and document models, so that they can grow without a migration of everything."""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition, Image

from kennisbank.files.checking import check_document

# Files have none: Wagtail's lists would name the most used tags of all participants to each of them.
TAGS = "tags"
ON_A_PAGE = (
    "Dit bestand staat op een gepubliceerde pagina. Voeg een nieuw bestand toe en kies dat op de pagina; "
    "daarna kijkt een tweede lezer."
)


class CustomImage(AbstractImage):
    admin_form_fields = tuple(name for name in Image.admin_form_fields if name != TAGS)

    class Meta(AbstractImage.Meta):
        indexes: ClassVar = [models.Index(fields=["file"], name="image_file")]

    def clean(self) -> None:
        super().clean()
        _refuse_another_file(self)


class CustomRendition(AbstractRendition):
    image = models.ForeignKey(CustomImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="unique_rendition"
            )
        ]
        indexes: ClassVar = [models.Index(fields=["file"], name="rendition_file")]


class CustomDocument(AbstractDocument):
    admin_form_fields = tuple(name for name in Document.admin_form_fields if name != TAGS)

    class Meta(AbstractDocument.Meta):
        indexes: ClassVar = [models.Index(fields=["file"], name="document_file")]

    def clean(self) -> None:
        super().clean()
        if self.file and not self.file._committed:
            check_document(self.filename, self.file)
        _refuse_another_file(self)


def _refuse_another_file(file: CustomImage | CustomDocument) -> None:
    from kennisbank.files.standing import stands_on_a_page  # It imports this module.

    replaced = file.pk and file.file and not file.file._committed
    if replaced and stands_on_a_page(file):
        raise ValidationError({"file": ON_A_PAGE})

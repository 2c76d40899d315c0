"""Our own image and document models, so that they can grow without a migration of everything."""

from typing import ClassVar

from django.db import models
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition, Image

from kennisbank.files.checking import check_document

# Files have none: Wagtail's lists would name the most used tags of all participants to each of them.
TAGS = "tags"


class CustomImage(AbstractImage):
    admin_form_fields = tuple(name for name in Image.admin_form_fields if name != TAGS)

    class Meta(AbstractImage.Meta):
        indexes: ClassVar = [models.Index(fields=["file"], name="image_file")]


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

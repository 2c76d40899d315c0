"""Documents and pictures for tests, in the folder of a participant, and pages that carry them."""

from io import BytesIO

from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from PIL import Image
from wagtail.models import Collection

from kennisbank.models import CustomDocument, CustomImage, KnowledgePage
from kennisbank.read_model.tasks import fill_changed
from municipalities.models import ParticipantPage


def picture_bytes(kind: str = "PNG") -> bytes:
    made = BytesIO()
    Image.new("RGB", (20, 10), "teal").save(made, kind)
    return made.getvalue()


def make_document(
    place: ParticipantPage | None, name: str = "bijlage.txt", content: bytes = b"Tekst.", **fields: object
) -> CustomDocument:
    """A document in the folder of ``place``, or in none."""
    folder = place.folder() if place else Collection.get_first_root_node()
    document = CustomDocument(title="Bijlage", collection=folder, **fields)
    document.file.save(name, ContentFile(content))
    return document


def make_picture(place: ParticipantPage | None, name: str = "foto.png", **fields: object) -> CustomImage:
    """A small picture in the folder of ``place``, or in none."""
    folder = place.folder() if place else Collection.get_first_root_node()
    file = ImageFile(BytesIO(picture_bytes()), name)
    return CustomImage.objects.create(title="Foto", collection=folder, file=file, **fields)


def carry(
    page: KnowledgePage, document: CustomDocument | None = None, picture: CustomImage | None = None
) -> None:
    """Publish the page with exactly these."""
    page.files = [("row", {"title": "Bijlage", "file": document})] if document else []
    shown = f'<embed embedtype="image" id="{picture.pk}" format="left" alt="Foto"/>' if picture else ""
    page.reason = [("text", f"<p>Tekst.</p>{shown}")]
    page.save_revision().publish()
    fill_changed()

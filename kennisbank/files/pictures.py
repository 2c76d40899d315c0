"""Which pictures may come in: those that Wagtail opens as what their name says."""

import logging
from typing import Any

from wagtail.images.forms import BaseImageForm

from kennisbank.files.checking import SVG

logger = logging.getLogger(__name__)

PICTURES = "Kies een foto of tekening van de soort PNG, JPG, WebP, GIF of AVIF."


class ImageForm(BaseImageForm):
    """Wagtail's form of a picture, which looks at the content too, with sentences that say what to do."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            self.fields["file"].error_messages.update(
                invalid_image=f"Dit is geen foto of tekening, of het bestand is beschadigd. {PICTURES}",
                invalid_image_extension=f"{PICTURES} {SVG}",
                invalid_extension=f"{PICTURES} {SVG}",
                invalid_image_known_format="De inhoud van dit bestand is van een andere soort dan de naam zegt.",
            )

    def clean(self) -> Any:
        cleaned = super().clean()
        for error in self.errors.get("file", []):
            logger.warning("Refused a picture: %s", error)
        return cleaned

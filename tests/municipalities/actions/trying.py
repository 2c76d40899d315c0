"""Each action is tried by requests, and says whether it happened."""

from collections.abc import Callable
from dataclasses import dataclass

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from wagtail.models import Collection

from kennisbank.models import CustomDocument, VisionPage
from municipalities.models import ParticipantPage, User
from tests.factories import make_vision


@dataclass(frozen=True)
class Try:
    """Somebody, logged in or not, who tries something at ``place``; ``elsewhere`` is the other participant."""

    client: Client
    user: User | None
    place: ParticipantPage
    elsewhere: ParticipantPage

    def get(self, name: str, /, *ids: object) -> bool:
        return self.client.get(reverse(name, args=ids)).status_code == 200

    def post(self, name: str, /, *ids: object, **form: object) -> None:
        self.client.post(reverse(name, args=ids), form)

    def page(self, **fields: object) -> VisionPage:
        return make_vision(self.place, title="Visie", slug="visie", **fields)

    @property
    def folder(self) -> Collection:
        return self.place.role_groups.first().folder

    def file(self, **fields: object) -> CustomDocument:
        content = SimpleUploadedFile("brief.txt", b"Brief.")
        return CustomDocument.objects.create(title="Brief", file=content, collection=self.folder, **fields)


ACTIONS: dict[str, Callable[[Try], bool]] = {}


def action(function: Callable[[Try], bool]) -> Callable[[Try], bool]:
    """Put it in the matrix, by its name in words."""
    ACTIONS[function.__name__.replace("_", " ")] = function
    return function

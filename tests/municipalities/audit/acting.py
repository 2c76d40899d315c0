"""What people do that stands in the log afterwards."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from kennisbank.models import CustomDocument
from tests.municipalities.editing import editor, vision_form


def log_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def publish(client, page):
    client.post(editor(page), vision_form("action-publish", title="Nieuw", slug=page.slug))


def upload(client, participant) -> CustomDocument:
    folder = participant.role_groups.first().folder
    form = {"title": "Brief", "file": SimpleUploadedFile("brief.txt", b"Brief."), "collection": folder.pk}
    client.post(reverse("wagtaildocs:add"), form)
    return CustomDocument.objects.get()

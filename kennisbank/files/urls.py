"""Addresses of files; those of documents have the name by which Wagtail looks them up."""

from django.urls import path

from kennisbank.files.views import document, stored_document, stored_picture

urlpatterns = [
    path("bestanden/<int:document_id>/<str:filename>", document, name="wagtaildocs_serve"),
    path("bestanden/<path:name>", stored_document, name="stored_document"),
    path("afbeeldingen/<path:name>", stored_picture, name="stored_picture"),
]

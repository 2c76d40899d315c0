"""Addresses of files; those of documents have the name by which Wagtail looks them up."""

from django.urls import path, re_path

from kennisbank.files.views import document, stored_document, stored_picture

urlpatterns = [
    # A document that lost its file has an address too, at which nothing is.
    re_path(r"^bestanden/(?P<document_id>\d+)/(?P<filename>[^/]*)$", document, name="wagtaildocs_serve"),
    path("bestanden/<path:name>", stored_document, name="stored_document"),
    path("afbeeldingen/<path:name>", stored_picture, name="stored_picture"),
]

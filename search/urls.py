"""Addresses of this package; the wiring includes them at the root, because ``/zoeken`` has no slash behind it."""

from django.urls import path

from search.views import search, suggestions

urlpatterns = [
    path("zoeken", search, name="search"),
    path("zoeken/suggesties", suggestions, name="suggestions"),
]

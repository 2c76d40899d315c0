"""All addresses of the site. Wagtail's page tree comes last and answers the rest."""

from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from kennisbank.files import admin_media
from kennisbank.health import health
from kennisbank.permalink import permalink

urlpatterns = [
    path("health", health, name="health"),
    path("id/<slug:key>", permalink, name="permalink"),
    path("zoeken", include("search.urls")),
    path("beheer/", include(wagtailadmin_urls)),
    path("bestanden/", include(wagtaildocs_urls)),
    path("media/<path:path>", admin_media),
    path("", include(wagtail_urls)),
]

handler404 = "kennisbank.errors.not_found"

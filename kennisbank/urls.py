"""All addresses of the site. Wagtail's page tree comes last and answers the rest."""

from django.urls import include, path, re_path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls

from kennisbank.editing.tags import suggest_tags
from kennisbank.errors import not_served
from kennisbank.health import health
from kennisbank.permalink import permalink

urlpatterns = [
    path("health", health, name="health"),
    path("id/<slug:key>", permalink, name="permalink"),
    path("", include("search.urls")),
    path("", include("municipalities.accounts.urls")),
    path("", include("municipalities.questions.urls")),
    path("", include("municipalities.mijn.urls")),
    path("beheer/tag-autocomplete/", suggest_tags),
    path("beheer/tag-autocomplete/<slug:app_name>/<slug:model_name>/", suggest_tags),
    path("beheer/", include(wagtailadmin_urls)),
    path("", include("kennisbank.files.urls")),
    re_path("^_util/", not_served),  # Wagtail's own way to hide a page, which this site does not use.
    path("", include(wagtail_urls)),
]

handler404 = "kennisbank.errors.not_found"

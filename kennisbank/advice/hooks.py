"""What advice adds to the admin, for ``wagtail_hooks``: its addresses."""

from django.urls import URLPattern, path

from kennisbank.advice.views import advice_view


def advice_urls() -> list[URLPattern]:
    panel = {"template": "advice/panel.html"}
    return [
        path("pages/<int:page_id>/schrijfadvies/", advice_view, name="kennisbank_advice"),
        path("pages/<int:page_id>/schrijfadvies/paneel/", advice_view, panel, name="kennisbank_advice_panel"),
    ]

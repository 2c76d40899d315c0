"""Searching in the admin's lists and choosers, with whatever somebody types."""

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.search.backends import get_search_backend

from tests.factories import make_member, make_participant, make_vision

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "typed", ['"visie', 'visie"', '"visie"', '"', 'visie "', "visie", "l'visie", "50% visie"]
)
def test_a_quotation_mark_that_is_not_closed_is_a_sign_like_any_other(client: Client, typed: str) -> None:
    lindehoven = make_participant("Lindehoven")
    vision = make_vision(lindehoven, title="Onze visie")
    get_search_backend().add(vision)
    client.force_login(make_member(lindehoven, "redacteur"))
    for address, word in (
        (reverse("wagtailadmin_explore", args=[lindehoven.pk]), "q"),
        (reverse("wagtailadmin_choose_page_search"), "q"),
        (reverse("wagtailadmin_pages:search"), "q"),
        (reverse("wagtailadmin_api:pages:listing"), "search"),
    ):
        answer = client.get(address, {word: typed})
        assert answer.status_code == 200, address
        if typed.strip('"') == "visie":
            assert "Onze visie" in answer.content.decode(), address

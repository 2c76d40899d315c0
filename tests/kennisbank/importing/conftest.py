"""A small site to import into: two municipalities, a region of both, and the news of the programme."""

import pytest
from django.apps import apps
from wagtail.models import Page

from kennisbank.models import HomePage, NewsIndexPage


@pytest.fixture
def home(db):
    root = Page.objects.get(depth=1)
    return HomePage.objects.first() or root.add_child(
        instance=HomePage(title="Voorbeeldsite", slug="voorbeeldsite")
    )


@pytest.fixture
def news(home):
    return NewsIndexPage.objects.first() or home.add_child(
        instance=NewsIndexPage(title="Nieuws", slug="nieuws")
    )


@pytest.fixture
def participants(home):
    index = apps.get_model("municipalities", "ParticipantIndexPage")
    return index.objects.first() or home.add_child(instance=index(title="Gemeenten", slug="gemeenten"))


@pytest.fixture
def add_participant(participants):
    page_type = apps.get_model("municipalities", "ParticipantPage")
    municipality = apps.get_model("municipalities", "Municipality")

    def add(slug, *codes, is_region=False):
        page = page_type(title=slug.title(), slug=slug, summary="Doet mee.", is_region=is_region)
        participants.add_child(instance=page)
        members = [
            municipality.objects.get_or_create(code=code, defaults={"name": code, "province_code": "30"})[0]
            for code in codes
        ]
        page.municipalities.set(members)
        page.save()
        return page

    return add


@pytest.fixture
def goirle(add_participant):
    return add_participant("goirle", "gm0785")

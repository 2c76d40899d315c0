"""The leak test itself: it sees a leak, and an address that it does not know."""

from types import ModuleType

import pytest
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import include, path

from kennisbank.models import VisionPage
from tests.project.leaks.asking import Asker
from tests.project.leaks.content import PUBLISHED, Content
from tests.project.leaks.roads import all_roads
from tests.project.leaks.secret_words import PARTICIPANT

pytestmark = pytest.mark.django_db


def hidden_page(page_id: int = 0) -> VisionPage:
    found = VisionPage.objects.filter(effective_audience__startswith="deelnemer:", live=True)
    return found.filter(pk=page_id).first() or found.first()


def in_body(request: HttpRequest) -> HttpResponse:
    return HttpResponse(hidden_page().title)


def in_address(request: HttpRequest) -> HttpResponse:
    return HttpResponseRedirect(hidden_page().url)


def in_header(request: HttpRequest) -> HttpResponse:
    return HttpResponse(headers={"Content-Disposition": f"attachment; filename={hidden_page().slug}.pdf"})


def in_cookie(request: HttpRequest) -> HttpResponse:
    response = HttpResponse()
    response.set_cookie("laatste", hidden_page().slug)
    return response


def by_number(request: HttpRequest, page_id: int) -> HttpResponse:
    return JsonResponse({"mission": hidden_page(page_id).mission})


LEAKY = {
    "body/": in_body,
    "address/": in_address,
    "header/": in_header,
    "cookie/": in_cookie,
    "<int:page_id>/": by_number,
}


@pytest.mark.parametrize("route", LEAKY)
def test_a_view_that_leaks_is_reported(content: Content, settings, route: str) -> None:
    leaky = ModuleType("leaky")
    leaky.urlpatterns = [
        path("lek/", include([path(route, LEAKY[route])])),
        path("", include("kennisbank.urls")),
    ]
    settings.ROOT_URLCONF = leaky
    asker = Asker(content.people["redacteur of another"], content.words)
    for road in all_roads():
        if road.template.startswith("lek/"):
            for address in road.addresses(content):
                asker.get(address)
    assert asker.leaks
    assert all("redacteur of another: GET /lek/" in leak for leak in asker.leaks)
    reader = Asker(content.people["adviesraadslid"], content.words)
    reader.get("/lek/body/")
    assert reader.leaks == []


def test_an_address_that_nobody_taught_it_is_reported(content: Content) -> None:
    new = ModuleType("new")
    new.urlpatterns = [path("nieuw/<int:advice_id>/", in_body, name="nieuw")]
    (road,) = all_roads(new)
    with pytest.raises(LookupError, match=r"does not know how to fill in /nieuw/.*FILLED"):
        list(road.addresses(content))


def test_a_secret_word_is_found_whatever_the_letters(content: Content) -> None:
    secret = content.page("visie", PARTICIPANT, PUBLISHED).secret
    assert content.words.within(f"<b>{secret.word.upper()}</b>, {secret.word}-1.pdf") == {secret}

"""Pages, files, lists, search and suggestions of the public site, asked as everybody."""

from urllib.parse import quote

import pytest

from tests.project.leaks.asking import Answer, Asker
from tests.project.leaks.content import PUBLISHED, Content, MadePage
from tests.project.leaks.people import Person
from tests.project.leaks.secret_words import NOWHERE

pytestmark = pytest.mark.django_db

LISTS = [
    "/",
    "/gemeenten/",
    "/nieuws/",
    "/kennisproducten/",
    "/gemeenten/lindehoven/",
    "/gemeenten/waterdrecht/",
]
HIT_PAGES = range(1, 9)


def reads(person: Person, made: MadePage) -> bool:
    return made.state == PUBLISHED and person.may_know(made.secret)


def files_of(made: MadePage) -> list[str]:
    """The address of its file; for one type those of all that can be asked, because types differ in nothing here."""
    if made.page.kind != "visie":
        return [made.document.url]
    rendition = made.picture.get_rendition("width-5")
    return [made.document.url, made.document.file.url, made.picture.file.url, rendition.url]


def expected(person: Person, made: MadePage) -> dict[str, bool]:
    """Each address with whether it opens; who works with a file opens it before the page is published."""
    pages = dict.fromkeys([made.page.url, f"/id/{made.page.key}"], reads(person, made))
    return pages | dict.fromkeys(files_of(made), person.may_know(made.secret))


def test_pages_and_files_open_for_their_readers_only(content: Content, asker: Asker) -> None:
    refusals = set()
    for made in content.pages:
        for address, opens in expected(asker.person, made).items():
            answer = asker.get(address)
            status = {200, 301} if opens else {404}
            assert answer.status in status, (asker.person.name, address, made.secret.where, answer.status)
            if answer.status == 404:
                refusals.add((answer.text, answer.headers))
    assert asker.leaks == []
    refusals.add(_texts(asker.get("/niets/")))
    assert len(refusals) == 1, "hidden and absent differ"
    assert {made.secret for made in content.pages if reads(asker.person, made)} <= asker.seen


def _texts(answer: Answer) -> tuple[str, str]:
    return answer.text, answer.headers


def test_lists_search_and_facets_name_nothing_else(content: Content, asker: Asker) -> None:
    for address in LISTS:
        for query in ("", "?pagina=2", "?pagina=3"):
            asker.get(f"{address}{query}")
    for words in ("wijkteam", "", "zq", "-wijkteam bekendheid"):
        for number in HIT_PAGES:
            asker.get(f"/zoeken?q={quote(words)}&pagina={number}")
    asker.get("/zoeken?q=wijkteam&thema=bekendheid&soort=visie&soort=bestand")
    for typed in ("wijk", "zq", "kw", "beke", "lin", "vis"):
        asker.get(f"/zoeken/suggesties?q={typed}")
    assert asker.leaks == []


def test_what_is_hidden_is_searched_for_like_what_does_not_exist(content: Content, asker: Asker) -> None:
    for road in ("/zoeken?q=", "/zoeken/suggesties?q="):
        absent = asker.get(f"{road}{NOWHERE}").text
        for made in content.pages:
            secret = made.secret
            found = asker.get(f"{road}{secret.clue}").text
            if not reads(asker.person, made):
                assert found.replace(secret.clue, NOWHERE) == absent, (asker.person.name, secret.where)
            elif road == "/zoeken?q=":
                assert secret.word in found, (asker.person.name, secret.where)
    assert asker.leaks == []


@pytest.mark.parametrize("facet", ["trefwoord", "deelnemer"])
def test_a_facet_value_that_is_hidden_is_one_that_does_not_exist(
    content: Content, asker: Asker, facet: str
) -> None:
    absent = asker.get(f"/zoeken?q=wijkteam&{facet}={NOWHERE}").text
    hidden = [made for made in content.pages if not reads(asker.person, made)]
    for made in hidden[::5]:
        for word in (made.secret.word, made.address.word):
            found = asker.get(f"/zoeken?q=wijkteam&{facet}={word}").text
            assert found.replace(word, NOWHERE) == absent, (asker.person.name, made.secret.where)
    assert asker.leaks == []

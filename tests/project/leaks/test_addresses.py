"""Every address of the resolver, the admin's included, asked as everybody with things of Lindehoven."""

import pytest

from tests.project.leaks.asking import Asker
from tests.project.leaks.content import Content
from tests.project.leaks.roads import all_roads, samples
from tests.project.leaks.secret_words import EDITORS

pytestmark = pytest.mark.django_db

OWN_WORDS = "?q=wijkteam&p=1"


def test_the_leak_test_knows_every_address(content: Content) -> None:
    unknown = set()
    for road in all_roads():
        try:
            assert list(road.addresses(content)), road.template
        except LookupError as problem:
            unknown.add(str(problem))
    assert not unknown, "\n".join(sorted(unknown))


def test_no_address_tells_a_secret(content: Content, asker: Asker) -> None:
    numbers = "&".join(f"id={made.page.pk}&id={made.document.pk}" for made in samples(content))
    for road in all_roads():
        addresses = list(road.addresses(content))
        if not asker.person.enters:
            # The door is the same for every number.
            addresses = addresses[:1]
        for address in addresses:
            asker.get(address)
            if not road.parameters and asker.person.enters:
                asker.get(f"{address}{OWN_WORDS}")
                asker.get(f"{address}?{numbers}")
            if road.parameters and asker.person.enters and road.template.startswith("beheer/"):
                asker.post(address)
    assert asker.leaks == []
    assert asker.statuses.get(200, 0) > 5


def test_an_editor_does_see_his_drafts(content: Content) -> None:
    """Else the test above would look where nothing is."""
    for name in ("own redacteur", "curator"):
        asker = Asker(content.people[name], content.words)
        for made in samples(content)[:2]:
            for view in ("edit/", "history/", "view_draft/", "nog-in-te-delen/"):
                asker.get(f"/beheer/pages/{made.page.pk}/{view}")
        assert len({secret for secret in asker.seen if secret.audience == EDITORS}) > 3

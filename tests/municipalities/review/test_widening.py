"""More readers for what is on the site: asked by one, decided by another."""

import pytest
from django.urls import reverse
from wagtail.models import Page, PageLogEntry, Revision

from kennisbank.bin.throwing import throw_away
from kennisbank.placing import change_audience
from municipalities.models import AudienceRequest, Notice, PublishingChoice
from municipalities.rights.applying import apply_all_rights
from tests.factories import make_member, make_vision
from tests.municipalities.review.reviewing import submit

pytestmark = pytest.mark.django_db


def ask(client, page, audience="openbaar"):
    return client.post(reverse("kennisbank_audience", args=[page.pk]), {"audience": audience}, follow=True)


def decide(client, page, decision="grant", number=None):
    number = number or getattr(AudienceRequest.objects.filter(page=page.pk).last(), "pk", 0)
    form = {"decision": decision, "request": number}
    return client.post(reverse("municipalities_widening", args=[page.pk]), form, follow=True)


def audience(page) -> str:
    return type(page).objects.get(pk=page.pk).audience


@pytest.fixture
def narrow(vision):
    change_audience(vision, "deelnemer", None)
    return type(vision).objects.get(pk=vision.pk)


WHO = [
    # who asks, who decides, whether it happens
    ("redacteur", "beheerder", True),
    ("redacteur", "curator", True),
    ("redacteur", "superuser", True),
    ("redacteur", "redacteur", False),
    ("redacteur", "beheerder elders", False),
    ("redacteur", "lezer", False),
    ("beheerder", "beheerder", False),
    ("beheerder", "tweede beheerder", True),
    ("curator", "curator", False),
    ("curator", "beheerder", True),
    ("superuser", "superuser", False),
]


@pytest.mark.parametrize(("asker", "decider", "happens"), WHO)
def test_who_decides_on_more_readers(client, people, narrow, asker, decider, happens):
    client.force_login(people[asker])
    assert "pas als iemand anders akkoord is" in ask(client, narrow).content.decode()
    assert audience(narrow) == "deelnemer"
    client.force_login(people[decider])
    decide(client, narrow)
    assert audience(narrow) == ("openbaar" if happens else "deelnemer")


def test_who_says_no_changes_nothing_and_the_log_knows_who_asked(client, people, narrow):
    client.force_login(people["redacteur"])
    ask(client, narrow, "netwerk")
    client.force_login(people["beheerder"])
    decide(client, narrow, "refuse")
    assert audience(narrow) == "deelnemer"
    assert AudienceRequest.objects.get().granted is False
    entry = PageLogEntry.objects.get(action="municipalities.wider_asked")
    assert (entry.user, entry.data) == (people["redacteur"], {"before": "deelnemer", "after": "netwerk"})
    refusal = PageLogEntry.objects.get(action="municipalities.wider_refused")
    assert (refusal.user, refusal.page_id) == (people["beheerder"], narrow.pk)


def test_of_two_who_decide_the_second_is_told(client, people, narrow, caplog):
    client.force_login(people["redacteur"])
    ask(client, narrow)
    client.force_login(people["beheerder"])
    decide(client, narrow, "refuse")
    client.force_login(people["curator"])
    assert "Iemand anders heeft hierover net beslist." in decide(client, narrow).content.decode()
    assert audience(narrow) == "deelnemer"
    assert "Refused to user" in caplog.text


def test_a_request_from_before_another_change_grants_nothing(client, people, vision):
    change_audience(vision, "netwerk", None)
    client.force_login(people["redacteur"])
    ask(client, vision)
    ask(client, vision, "deelnemer")
    client.force_login(people["beheerder"])
    assert "is intussen veranderd" in decide(client, vision).content.decode()
    assert audience(vision) == "deelnemer"
    assert not AudienceRequest.objects.filter(decided_at=None).exists()


def test_asking_again_replaces_the_question(client, people, narrow):
    client.force_login(people["redacteur"])
    ask(client, narrow)
    ask(client, narrow, "netwerk")
    client.force_login(people["beheerder"])
    decide(client, narrow)
    assert audience(narrow) == "netwerk"


@pytest.mark.parametrize("number", ["999999", "x", "", "-1"])
def test_a_forged_request_grants_nothing(client, people, narrow, number):
    client.force_login(people["redacteur"])
    ask(client, narrow)
    client.force_login(people["beheerder"])
    decide(client, narrow, number=number or "0")
    assert audience(narrow) == "deelnemer"


def test_what_is_planned_gets_no_more_readers_after_its_approval(client, people, lindehoven):
    draft = make_vision(lindehoven, live=False)
    change_audience(draft, "deelnemer", None)
    request = submit(draft, people["redacteur"])
    request.revision.approved_go_live_at = "2090-01-01T00:00:00Z"
    request.revision.save()
    client.force_login(people["redacteur"])
    ask(client, draft)
    assert audience(draft) == "deelnemer"


def test_who_publishes_himself_widens_himself_and_the_log_says_so(client, lindehoven, narrow):
    apply_all_rights()
    alone = make_member(lindehoven, "redacteur")
    PublishingChoice.objects.create(participant=lindehoven, choice="zelf", chosen_by=alone)
    client.force_login(alone)
    assert "niemand las mee" in ask(client, narrow).content.decode()
    assert audience(narrow) == "openbaar"
    assert PageLogEntry.objects.filter(action="kennisbank.audience", user=alone).count() == 1


def test_widening_a_participant_widens_nothing_below_without_a_second_reader(
    client, people, lindehoven, vision
):
    change_audience(lindehoven, "netwerk", None)
    client.force_login(people["redacteur"])
    ask(client, lindehoven)
    assert type(vision).objects.get(pk=vision.pk).effective_audience == "netwerk"


def planned(draft, asker):
    """A draft that was approved for later, which ``asker`` submitted."""
    change_audience(draft, "deelnemer", None)
    request = submit(draft, asker)
    request.workflow_state.cancel()
    Revision.objects.filter(pk=request.revision_id).update(approved_go_live_at="2090-01-01T00:00:00Z")
    return draft


WAYS = {
    "unpublished": lambda page, parent: page.unpublish(),
    "the page above is unpublished": lambda page, parent: parent.unpublish(),
    "thrown away": lambda page, parent: throw_away(page, None),
}
GOES = [(way, live) for way in WAYS for live in (True, False) if live or way != "unpublished"]


@pytest.mark.parametrize(("way", "live"), GOES)
def test_for_what_goes_off_the_site_nobody_decides_on_more_readers(
    client, people, lindehoven, narrow, way, live
):
    page = narrow if live else planned(make_vision(lindehoven, live=False), people["redacteur"])
    client.force_login(people["redacteur"])
    ask(client, page)
    request = AudienceRequest.objects.get()
    assert request.granted is None
    assert Notice.objects.exists()
    WAYS[way](type(page).objects.get(pk=page.pk), Page.objects.get(pk=lindehoven.pk).specific)
    request.refresh_from_db()
    assert request.granted is False
    assert request.decided_at is not None
    assert not Notice.objects.exists()
    client.force_login(people["beheerder"])
    decide(client, page)
    assert audience(page) == "deelnemer"


def test_a_planned_publication_that_was_called_off_gets_no_more_readers(client, people, lindehoven):
    page = planned(make_vision(lindehoven, live=False), people["redacteur"])
    client.force_login(people["redacteur"])
    ask(client, page)
    page.revisions.update(approved_go_live_at=None)
    client.force_login(people["beheerder"])
    assert "staat niet meer op de site" in decide(client, page).content.decode()
    assert audience(page) == "deelnemer"
    assert AudienceRequest.objects.get().granted is False


ASKED_TWICE = [
    # who asks second, what he is told, whether he finds the page where he decides
    ("beheerder", "Een collega vroeg dit al", True),
    ("redacteur", "Een collega vroeg dit al", False),
]


@pytest.mark.parametrize(("who", "told", "leads"), ASKED_TWICE)
def test_who_asks_what_a_colleague_asked_hears_so_and_the_first_stays(
    client, people, narrow, lindehoven, who, told, leads
):
    first = make_member(lindehoven, "redacteur", "eerste@example.nl")
    client.force_login(first)
    ask(client, narrow)
    client.force_login(people[who])
    answer = ask(client, narrow).content.decode()
    assert told in answer
    assert ("beslis of meer mensen deze pagina mogen lezen</a>" in answer) is leads
    assert AudienceRequest.objects.get().asked_by == first


PLACES = ["wagtailadmin_pages:edit", "kennisbank_audience"]


@pytest.mark.parametrize("place", PLACES)
def test_the_editor_and_the_page_of_readers_say_who_asked_when_until_somebody_decides(
    client, people, narrow, place
):
    client.force_login(people["redacteur"])
    question = "redacteur.lindehoven@example.nl vroeg op"
    address = reverse(place, args=[narrow.pk])
    assert question not in client.get(address).content.decode()
    ask(client, narrow)
    waiting = client.get(address).content.decode()
    assert question in waiting
    assert reverse("municipalities_widening", args=[narrow.pk]) in waiting
    client.force_login(people["beheerder"])
    decide(client, narrow, "refuse")
    assert question not in client.get(address).content.decode()


@pytest.mark.parametrize(
    ("person", "happens"),
    [
        ("redacteur", True),
        ("beheerder", True),
        ("curator", True),
        ("tweede redacteur", False),
        ("beheerder elders", False),
        ("lezer", False),
    ],
)
def test_who_asked_or_approves_there_withdraws_the_question(
    client, people, lindehoven, narrow, person, happens
):
    people["tweede redacteur"] = make_member(lindehoven, "redacteur", "tweede.redacteur@example.nl")
    apply_all_rights()
    client.force_login(people["redacteur"])
    ask(client, narrow)
    client.force_login(people[person])
    page = client.get(reverse("municipalities_widening", args=[narrow.pk])).content.decode()
    assert ("Vraag intrekken" in page) is happens
    decide(client, narrow, "withdraw")
    assert AudienceRequest.objects.filter(decided_at=None).exists() is not happens
    assert audience(narrow) == "deelnemer"
    assert PageLogEntry.objects.filter(action="municipalities.wider_withdrawn").exists() is happens
    assert Notice.objects.filter(kind="wider-asked").exists() is not happens
    told = Notice.objects.filter(kind="wider-withdrawn", person=people["redacteur"])
    assert told.exists() is (happens and person != "redacteur")


def test_what_was_withdrawn_is_no_longer_decided_on(client, people, narrow):
    client.force_login(people["redacteur"])
    ask(client, narrow)
    decide(client, narrow, "withdraw")
    client.force_login(people["beheerder"])
    assert "Iemand anders heeft hierover net beslist." in decide(client, narrow).content.decode()
    assert audience(narrow) == "deelnemer"

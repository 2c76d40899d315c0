"""Every other road to the site, by real requests: none of them publishes, whoever tries."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.db.models import Q
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, Revision

from kennisbank.clock import publish_scheduled
from kennisbank.models import TextPage
from kennisbank.placing import change_audience
from tests.factories import add_page, make_home, make_vision
from tests.municipalities.editing import editor, new_below, vision_form
from tests.municipalities.review.reviewing import LONGER, is_published, review, submit

pytestmark = pytest.mark.django_db

PEOPLE = ["redacteur", "beheerder", "curator", "superuser"]
EARLIER = "Wat er eerst stond, met genoeg woorden om geen kleine correctie meer te kunnen zijn."


def form_of(page, action="", **changes):
    return vision_form(action, slug=page.slug, **changes)


def edit(client, page):
    client.post(editor(page), form_of(page, "action-publish", summary=LONGER))


def edit_with_every_button(client, page):
    buttons = dict.fromkeys(["action-publish", "action-save-draft", "action-unpublish"], "1")
    client.post(editor(page), form_of(page, summary=LONGER, **buttons))


def restore_an_older_version(client, page):
    address = reverse("wagtailadmin_pages:revisions_revert", args=[page.pk, older(page)])
    client.post(address, form_of(page, "action-publish", summary=EARLIER))


def edit_with_the_number_of_an_older_version(client, page):
    client.post(editor(page), form_of(page, "action-publish", summary=LONGER, revision=str(older(page))))


def publish_in_bulk(client, page):
    save_draft(client, page)
    client.post(bulk("publish", page), {"include_descendants": "on"})


def publish_through_the_parent(client, page):
    save_draft(client, page)
    client.post(bulk("publish", page.get_parent()), {"include_descendants": "on"})


def publish_by_the_api_of_the_admin(client, page):
    save_draft(client, page)
    client.post(api(page, "publish"))


def restore_by_the_api_of_the_admin(client, page):
    body = {"revision_id": older(page)}
    client.post(api(page, "revert_to_page_revision"), body, content_type="application/json")


def plan_it(client, page):
    moment = timezone.localtime() + timedelta(minutes=1)
    form = form_of(page, "action-publish", summary=LONGER, go_live_at=moment.strftime("%Y-%m-%d %H:%M"))
    client.post(editor(page), form)
    Revision.objects.filter(object_id=str(page.pk)).exclude(approved_go_live_at=None).update(
        approved_go_live_at=timezone.now() - timedelta(minutes=1)
    )
    publish_scheduled()


def submit_again_and_again(client, page):
    for action in ("action-submit", "action-restart-workflow", "action-submit"):
        client.post(editor(page), form_of(page, action, summary=LONGER))


def preview_it(client, page):
    client.post(reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk]), form_of(page, summary=LONGER))


def move_it(client, page):
    save_draft(client, page)
    client.post(reverse("wagtailadmin_pages:move_confirm", args=[page.pk, page.get_parent().pk]))


def convert_an_alias(client, page):
    save_draft(client, page)
    client.post(reverse("wagtailadmin_pages:convert_alias", args=[page.pk]))


def save_draft(client, page):
    client.post(editor(page), form_of(page, summary=LONGER))


def older(page) -> int:
    return page.revisions.order_by("pk").first().pk


def bulk(name: str, page) -> str:
    return f"{reverse('wagtail_bulk_action', args=['wagtailcore', 'page', name])}?id={page.pk}"


def api(page, action: str) -> str:
    return reverse("wagtailadmin_api:pages:action", args=[page.pk, action])


ROADS = [
    edit,
    edit_with_every_button,
    restore_an_older_version,
    edit_with_the_number_of_an_older_version,
    publish_in_bulk,
    publish_through_the_parent,
    publish_by_the_api_of_the_admin,
    restore_by_the_api_of_the_admin,
    plan_it,
    submit_again_and_again,
    preview_it,
    move_it,
    convert_an_alias,
]


def go(road, page, person):
    """What is on the site after this person took the road; afterwards all is as it was."""
    with transaction.atomic():
        client = Client()
        client.force_login(person)
        road(client, page)
        stored = type(page).objects.get(pk=page.pk)
        transaction.set_rollback(True)
    return stored.live, stored.summary


@pytest.mark.parametrize("road", ROADS, ids=lambda road: road.__name__)
def test_what_somebody_changed_does_not_reach_the_site(people, lindehoven, road):
    page = make_vision(lindehoven, title="Visie", slug="visie", summary=EARLIER)
    page.summary = "Wat er staat."
    page.save_revision().publish()
    draft = make_vision(lindehoven, title="Concept", slug="concept", summary="Nog niets.", live=False)
    found = {who: (go(road, page, people[who]), go(road, draft, people[who])[0]) for who in PEOPLE}
    assert found == dict.fromkeys(PEOPLE, ((True, "Wat er staat."), False))


@pytest.mark.parametrize("who", PEOPLE)
def test_what_is_new_does_not_start_on_the_site(client, people, lindehoven, who):
    client.force_login(people[who])
    client.post(new_below(lindehoven), vision_form("action-publish"))
    assert not Page.objects.get(slug="visie").live


def test_a_list_or_a_text_of_the_site_is_not_published_by_a_superuser_either(client, people):
    page = add_page(TextPage, make_home(), title="Privacy", slug="privacy")
    client.force_login(people["superuser"])
    form = {"title": "Anders", "slug": "privacy", "intro-count": "0", "action-publish": "1"}
    client.post(editor(page), {**form, "comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0"})
    stored = Page.objects.get(pk=page.pk)
    assert (stored.title, stored.draft_title) == ("Privacy", "Anders")
    stored = stored.specific
    stored.get_workflow().start(stored, people["superuser"])
    client.force_login(people["curator"])
    review(client, stored)
    assert Page.objects.get(pk=page.pk).title == "Anders"


COPYING = [
    {"publish_copies": "on"},
    {"publish_copies": "on", "copy_subpages": "on"},
    {"alias": "on"},
    {"alias": "on", "copy_subpages": "on"},
]


@pytest.mark.parametrize("who", PEOPLE)
def test_a_copy_starts_as_a_draft(client, people, lindehoven, vision, who):
    client.force_login(people[who])
    home = make_home()
    for page, parent in (
        (vision, lindehoven),
        (lindehoven, lindehoven.get_parent()),
        (home, home.get_parent()),
    ):
        for number, how in enumerate(COPYING):
            form = {"new_title": "Kopie", "new_slug": f"kopie-{number}", "new_parent_page": parent.pk}
            client.post(reverse("wagtailadmin_pages:copy", args=[page.pk]), form | how)
        for action in ("copy", "create_alias"):
            body = {"destination_page_id": parent.pk, "keep_live": True, "recursive": True, "slug": "api"}
            client.post(api(page, action), {**body, "update_slug": "alias"}, content_type="application/json")
    made = Page.objects.filter(Q(title="Kopie") | Q(slug__in=["api", "alias"]))
    assert made.exists()
    below = [page for copy in made for page in copy.get_descendants(inclusive=True)]
    assert [page for page in below if page.live or page.alias_of_id] == []
    assert Page.objects.get(pk=vision.pk).live


def planned(page, person, moment):
    draft = page.get_latest_revision_as_object()
    draft.go_live_at = moment
    return submit(draft, person, summary=LONGER, go_live_at=moment)


def test_what_was_approved_for_later_comes_then_and_exactly_so(client, people, vision):
    moment = timezone.now() + timedelta(days=1)
    request = planned(vision, people["redacteur"], moment)
    client.force_login(people["beheerder"])
    answer = review(client, vision)
    assert "komt op de gekozen dag en tijd op de site" in answer.content.decode()
    assert not is_published(vision)
    client.force_login(people["redacteur"])
    save_draft(client, vision)
    assert Page.objects.get(pk=vision.pk).latest_revision_id == request.revision_id
    newer = vision.get_latest_revision_as_object()
    newer.summary = "Door een programma veranderd."
    newer.save_revision()
    past = timezone.now() - timedelta(minutes=1)
    revision = Revision.objects.get(pk=request.revision_id)
    revision.content["go_live_at"] = past.isoformat()
    revision.approved_go_live_at = past
    revision.save()
    publish_scheduled()
    assert type(vision).objects.get(pk=vision.pk).summary == LONGER


@pytest.mark.parametrize(("who", "allowed"), [("redacteur", False), ("beheerder", True), ("curator", True)])
def test_who_may_unpublish_calls_a_planned_publication_off(client, people, vision, who, allowed):
    request = planned(vision, people["redacteur"], timezone.now() + timedelta(days=1))
    client.force_login(people["tweede beheerder"])
    review(client, vision)
    client.force_login(people[who])
    client.post(reverse("wagtailadmin_pages:revisions_unschedule", args=[vision.pk, request.revision_id]))
    request.revision.refresh_from_db()
    assert (request.revision.approved_go_live_at is None) is allowed


def test_a_preview_is_for_who_may_edit_and_stays_off_the_site(client, people, vision):
    request = submit(vision, people["redacteur"], summary=LONGER)
    addresses = [
        reverse("wagtailadmin_pages:view_draft", args=[vision.pk]),
        reverse("wagtailadmin_pages:revisions_view", args=[vision.pk, request.revision_id]),
        reverse("wagtailadmin_pages:workflow_preview", args=[vision.pk, request.task_id]),
        reverse("municipalities_review", args=[vision.pk]),
    ]
    found = {}
    for who in ("redacteur", "beheerder", "curator", "beheerder elders", "lezer"):
        client.force_login(people[who])
        found[who] = [LONGER in client.get(address).content.decode() for address in addresses[:3]]
        found[who].append("Tweede lezer" in client.get(addresses[3]).content.decode())
    assert found == {
        "redacteur": [True, True, False, True],
        "beheerder": [True, True, True, True],
        "curator": [True, True, True, True],
        "beheerder elders": [False] * 4,
        "lezer": [False] * 4,
    }
    client.logout()
    assert LONGER not in client.get(vision.url).content.decode()


CALLS_BACK = [
    ("redacteur", True),
    ("beheerder", False),
    ("beheerder elders", False),
    ("lezer", False),
]


@pytest.mark.parametrize(("who", "allowed"), CALLS_BACK)
def test_who_asked_calls_his_request_back(client, people, vision, who, allowed):
    request = submit(vision, people["redacteur"], summary=LONGER)
    client.force_login(people[who])
    client.post(editor(vision), vision_form("action-cancel-workflow"))
    request.workflow_state.refresh_from_db()
    assert (request.workflow_state.status == "cancelled") is allowed


def move(client, page, parent):
    client.post(reverse("wagtailadmin_pages:move_confirm", args=[page.pk, parent.pk]))
    client.post(f"{bulk('move', page)}", {"chooser": parent.pk})
    client.post(api(page, "move"), {"destination_page_id": parent.pk}, content_type="application/json")
    return type(page).objects.get(pk=page.pk)


@pytest.mark.parametrize(
    ("audience", "live", "goes"),
    [("deelnemer", True, False), ("deelnemer", False, True), ("netwerk", True, True)],
)
def test_what_is_for_one_participant_is_not_read_by_another_after_a_move(
    client, people, lindehoven, vision, audience, live, goes
):
    change_audience(vision, audience, None)
    if not live:
        type(vision).objects.get(pk=vision.pk).unpublish()
    waterdrecht = people["beheerder elders"].memberships.get().participant
    client.force_login(people["curator"])
    stored = move(client, vision, waterdrecht)
    assert (stored.participant == waterdrecht, stored.live, stored.audience) == (goes, live, audience)


def test_what_is_planned_gets_no_more_readers_by_a_move(client, people, lindehoven):
    draft = make_vision(lindehoven, title="Plan", slug="plan", live=False)
    change_audience(lindehoven, "netwerk", None)
    request = submit(draft, people["redacteur"])
    request.workflow_state.cancel()
    Revision.objects.filter(pk=request.revision_id).update(approved_go_live_at="2090-01-01T00:00:00Z")
    waterdrecht = people["beheerder elders"].memberships.get().participant
    client.force_login(people["curator"])
    stored = move(client, draft, waterdrecht)
    assert (stored.participant, stored.effective_audience) == (waterdrecht, "netwerk")

"""A second reader decides: on what he saw, once, and never through another address."""

import threading

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.urls import reverse
from wagtail.models import GroupApprovalTask, Page, TaskState, Workflow, WorkflowState, WorkflowTask

from kennisbank.models import CouncilLetterPage
from kennisbank.placing import change_audience
from municipalities.models import FourEyesTaskState
from municipalities.review import door
from tests.factories import add_page, make_member, make_participant, make_vision
from tests.municipalities.editing import editor, new_below, vision_form
from tests.municipalities.review.reviewing import (
    LONGER,
    current_version,
    is_published,
    review,
    review_address,
    submit,
    version_shown,
)

pytestmark = pytest.mark.django_db


def summary_of(page: Page) -> str:
    return type(page).objects.get(pk=page.pk).summary


def test_a_redacteur_submits_and_the_beheerder_approves(client, people, lindehoven):
    client.force_login(people["redacteur"])
    answer = client.post(new_below(lindehoven), vision_form("action-submit", title="Visie 2027"), follow=True)
    assert "wacht op een tweede lezer" in answer.content.decode()
    page = Page.objects.get(title="Visie 2027").specific
    assert not page.live
    client.force_login(people["beheerder"])
    shown = client.get(review_address(page)).content.decode()
    assert "Goedkeuren en publiceren" in shown
    answer = review(client, page)
    assert "‘Visie 2027’ is gepubliceerd." in answer.content.decode()
    assert is_published(page)
    request = FourEyesTaskState.objects.get()
    assert (request.reason, request.finished_by) == ("tweede-lezer", people["beheerder"])


def test_what_is_published_is_what_was_read_and_not_what_came_later(client, people, vision):
    """Nobody edits while a reader reads; what a program changed meanwhile he has to read first."""
    submit(vision, people["redacteur"], summary=LONGER)
    client.force_login(people["beheerder"])
    seen = version_shown(client, vision)
    draft = vision.get_latest_revision_as_object()
    draft.summary = "Stiekem iets heel anders."
    draft.save_revision()
    answer = review(client, vision, version=seen, comment="Mooi gedaan.")
    assert "De tekst is intussen veranderd. Lees de nieuwe versie." in answer.content.decode()
    assert "Mooi gedaan." in answer.content.decode()
    assert summary_of(vision) not in (LONGER, "Stiekem iets heel anders.")
    review(client, vision)
    assert summary_of(vision) == "Stiekem iets heel anders."


def test_who_read_for_a_few_does_not_publish_for_all(client, people, lindehoven):
    draft = make_vision(lindehoven, live=False)
    change_audience(draft, "deelnemer", None)
    submit(draft, people["redacteur"])
    client.force_login(people["beheerder"])
    seen = version_shown(client, draft)
    change_audience(draft, "openbaar", None)
    answer = review(client, draft, version=seen)
    assert door.CHANGED_MEANWHILE in answer.content.decode()
    assert not Page.objects.get(pk=draft.pk).live


def test_while_somebody_reads_nobody_edits(client, people, vision):
    submit(vision, people["redacteur"], summary=LONGER)
    for who in ("redacteur", "beheerder", "curator", "superuser"):
        client.force_login(people[who])
        before = vision.revisions.count()
        answer = client.post(editor(vision), vision_form(title="Erdoorheen"))
        assert vision.revisions.count() == before, who
        assert answer.status_code == 200
    client.force_login(people["redacteur"])
    assert "staat zolang op slot" in client.get(editor(vision)).content.decode()


def test_a_draft_that_saves_itself_changes_nothing_that_waits(client, people, vision):
    request = submit(vision, people["redacteur"], summary=LONGER)
    client.force_login(people["redacteur"])
    form = vision_form(overwrite_revision_id=str(request.revision_id), summary="Stiekem.")
    answer = client.post(editor(vision), form, headers={"accept": "application/json"})
    assert answer.json()["error_code"] == "locked"
    request.revision.refresh_from_db()
    assert request.revision.content["summary"] == LONGER


def test_who_asks_for_changes_says_which_and_the_author_submits_again(client, people, vision):
    submit(vision, people["redacteur"], summary=LONGER)
    client.force_login(people["beheerder"])
    answer = review(client, vision, "reject")
    assert "Schrijf wat er moet veranderen." in answer.content.decode()
    review(client, vision, "reject", "Noem de bron.")
    state = WorkflowState.objects.get()
    assert (state.status, state.current_task_state.comment) == ("needs_changes", "Noem de bron.")
    client.force_login(people["redacteur"])
    assert "wijzigingen: Noem de bron." in client.get(editor(vision)).content.decode()
    client.post(
        editor(vision), vision_form("action-submit", title="Visie", summary=LONGER + " Bron: de raad.")
    )
    state.refresh_from_db()
    assert state.status == "in_progress"
    client.force_login(people["beheerder"])
    review(client, vision)
    assert summary_of(vision).endswith("Bron: de raad.")


def test_of_two_readers_the_second_is_told_that_he_is_late(client, people, vision, caplog):
    submit(vision, people["redacteur"], summary=LONGER)
    first, second = client, Client()
    first.force_login(people["beheerder"])
    second.force_login(people["tweede beheerder"])
    seen = version_shown(second, vision)
    review(first, vision)
    answer = review(second, vision, version=seen, comment="Ik vond dit ook.")
    assert "Iemand anders heeft dit net goedgekeurd." in answer.content.decode()
    assert "Ik vond dit ook." in answer.content.decode()
    assert f"Refused to user {people['tweede beheerder'].pk}" in caplog.text
    assert FourEyesTaskState.objects.get().finished_by == people["beheerder"]


@pytest.mark.parametrize(
    ("first", "sentence"),
    [
        ("reject", "Iemand anders heeft net wijzigingen gevraagd."),
        ("cancel", "Het verzoek is net ingetrokken."),
    ],
)
def test_who_comes_after_another_decision_is_told_which(client, people, vision, first, sentence):
    submit(vision, people["redacteur"], summary=LONGER)
    client.force_login(people["beheerder"])
    seen = version_shown(client, vision)
    if first == "cancel":
        other = Client()
        other.force_login(people["redacteur"])
        other.post(editor(vision), vision_form("action-cancel-workflow"))
    else:
        door.ask_changes(vision, people["tweede beheerder"], seen, "Anders.")
    assert sentence in review(client, vision, version=seen).content.decode()
    assert summary_of(vision) != LONGER


@pytest.mark.parametrize("who", ["redacteur", "beheerder"])
def test_nobody_approves_his_own_change_with_a_forged_form(client, people, vision, who, caplog):
    submit(vision, people[who], summary=LONGER)
    client.force_login(people[who])
    assert version_shown(client, vision) == ""
    answer = review(client, vision, version=current_version(vision))
    assert "Iemand anders moet haar goedkeuren." in answer.content.decode() or who == "redacteur"
    assert summary_of(vision) != LONGER
    assert "Refused to user" in caplog.text


@pytest.mark.parametrize("form", [{}, {"decision": "publish"}, {"decision": "approve"}, {"version": "1 2 3"}])
def test_half_a_form_decides_nothing(client, people, vision, form):
    submit(vision, people["redacteur"], summary=LONGER)
    client.force_login(people["beheerder"])
    assert client.post(review_address(vision), form).status_code == 200
    assert WorkflowState.objects.get().status == "in_progress"


@pytest.mark.parametrize("action", ["approve", "reject", "review"])
def test_wagtails_own_addresses_decide_nothing(client, people, vision, action):
    request = submit(vision, people["redacteur"], summary=LONGER)
    for who in ("redacteur", "beheerder", "curator", "superuser"):
        client.force_login(people[who])
        _try_wagtails_own(client, vision, action, request)
    assert WorkflowState.objects.get().status == "in_progress"
    assert summary_of(vision) != LONGER


def _try_wagtails_own(client, vision, action, request):
    client.post(
        reverse("wagtailadmin_pages:workflow_action", args=[vision.pk, action, request.pk]), {"comment": ""}
    )
    form = {"action-workflow-action": "true", "workflow-action-name": action}
    client.post(editor(vision), vision_form(**form))


def test_the_request_of_another_page_is_not_decided_through_ones_own(client, people, vision):
    other = make_vision(make_participant("Oostermade"))
    theirs = submit(other, make_member(other.participant, "redacteur"), summary=LONGER)
    submit(vision, people["redacteur"], summary=LONGER)
    client.force_login(people["beheerder"])
    for action in ("approve", "review"):
        client.post(reverse("wagtailadmin_pages:workflow_action", args=[vision.pk, action, theirs.pk]), {})
    theirs.refresh_from_db()
    assert theirs.status == TaskState.STATUS_IN_PROGRESS


def test_a_workflow_that_a_superuser_made_himself_publishes_nothing(people, vision):
    own = Workflow.objects.create(name="Eigen")
    task = GroupApprovalTask.objects.create(name="Eigen")
    WorkflowTask.objects.create(workflow=own, task=task)
    draft = vision.get_latest_revision_as_object()
    draft.summary = LONGER
    draft.save_revision(user=people["superuser"])
    state = own.start(vision, people["superuser"])
    with pytest.raises(PermissionDenied):
        state.current_task_state.specific.approve(user=people["superuser"])
    assert summary_of(vision) != LONGER


def test_code_that_skips_the_page_of_the_reader_still_meets_the_rule(people, vision):
    request = submit(vision, people["beheerder"], summary=LONGER)
    request.reason = FourEyesTaskState.Reason.SECOND_READER
    with pytest.raises(PermissionDenied):
        request.approve(user=people["beheerder"])
    assert summary_of(vision) != LONGER


def test_below_a_page_that_went_off_the_site_nothing_is_published(client, people, lindehoven, vision):
    submit(vision, people["redacteur"], summary=LONGER)
    lindehoven.unpublish()
    client.force_login(people["beheerder"])
    answer = review(client, vision)
    assert "Publiceer eerst de pagina" in answer.content.decode()
    assert WorkflowState.objects.get().status == "in_progress"


def test_a_decided_text_asks_less_of_its_reader(client, people, lindehoven):
    letter = add_page(
        CouncilLetterPage, lindehoven, live=False, information=[("text", "<p>Ter informatie.</p>")]
    )
    adopted = make_vision(
        lindehoven, live=False, text_status="raad", text_status_url="https://raad.example.nl/1"
    )
    without_link = make_vision(lindehoven, live=False, text_status="raad")
    client.force_login(people["beheerder"])
    found = []
    for page in (letter, adopted, without_link):
        submit(page, people["redacteur"])
        found.append(
            "Controleer alleen wie dit mag lezen" in client.get(review_address(page)).content.decode()
        )
    assert found == [True, True, False]


def test_who_approves_a_newer_vision_is_told_which_one_makes_way(client, people, lindehoven, vision):
    newer = make_vision(lindehoven, live=False, title="Visie 2030")
    submit(newer, people["redacteur"])
    client.force_login(people["beheerder"])
    assert (
        "‘Visie’ komt dan bij de eerdere versies te staan."
        in client.get(review_address(newer)).content.decode()
    )
    assert "‘Visie’ staat nu bij de eerdere versies" in review(client, newer).content.decode()


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time")
def test_of_two_who_approve_at_the_same_moment_one_does(people, vision):
    submit(vision, people["redacteur"], summary=LONGER)
    version, together, outcomes = current_version(vision), threading.Barrier(2), []

    def approve(person) -> None:
        together.wait(timeout=10)
        try:
            door.approve(Page.objects.get(pk=vision.pk).specific, person, version)
            outcomes.append("published")
        except door.Refused as refused:
            outcomes.append(str(refused))
        finally:
            connection.close()

    readers = [
        threading.Thread(target=approve, args=[people[who]]) for who in ("beheerder", "tweede beheerder")
    ]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join(timeout=30)
    assert sorted(outcomes) == ["Iemand anders heeft dit net goedgekeurd.", "published"]
    assert summary_of(vision) == LONGER

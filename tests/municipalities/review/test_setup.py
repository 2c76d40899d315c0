"""One workflow for the whole site, whatever stood there before."""

import pytest
from django.contrib.auth.models import Group
from wagtail.models import GroupApprovalTask, Page, Workflow, WorkflowPage, WorkflowState, WorkflowTask

from municipalities.models import FourEyesTask, FourEyesTaskState
from municipalities.review.setup import set_up_review
from tests.factories import make_home, make_vision
from tests.municipalities.review.reviewing import LONGER

pytestmark = pytest.mark.django_db


def earlier_workflow(page) -> Workflow:
    workflow = Workflow.objects.create(name=f"Goedkeuren: {page.title}")
    task = GroupApprovalTask.objects.create(name=workflow.name)
    task.groups.set(Group.objects.filter(name__startswith="Beheerders"))
    WorkflowTask.objects.create(workflow=workflow, task=task)
    WorkflowPage.objects.update_or_create(page_id=page.pk, defaults={"workflow": workflow})
    return workflow


def test_every_page_has_the_same_workflow(people, vision):
    found = {page.get_workflow().pk for page in Page.objects.filter(depth__gt=1)}
    assert len(found) == 1
    assert FourEyesTask.objects.count() == 1


def test_again_changes_nothing():
    make_home()
    assert not set_up_review()


def test_what_waited_for_the_beheerders_of_one_participant_waits_for_a_second_reader(
    people, lindehoven, vision
):
    earlier = earlier_workflow(lindehoven)
    draft = vision.get_latest_revision_as_object()
    draft.summary = LONGER
    draft.save_revision(user=people["redacteur"])
    earlier.start(vision, people["redacteur"])
    returned = make_vision(lindehoven)
    earlier.start(returned, people["redacteur"]).current_task_state.specific.reject(user=people["beheerder"])
    assert set_up_review()
    assert not set_up_review()
    earlier.refresh_from_db()
    assert not earlier.active
    (state,) = WorkflowState.objects.active()
    assert (int(state.object_id), state.requested_by) == (vision.pk, people["redacteur"])
    assert isinstance(state.current_task_state.specific, FourEyesTaskState)
    assert Page.objects.get(pk=vision.pk).get_workflow().pk == state.workflow_id

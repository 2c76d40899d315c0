"""A participant with one active person: does a curator read along, or does it publish itself?"""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from wagtail.log_actions import log
from wagtail.models import Page, TaskState

from municipalities.models import FourEyesTaskState, ParticipantPage, PublishingChoice
from municipalities.review import door, rules


class ChoiceForm(forms.Form):
    choice = forms.ChoiceField(
        label="Wie leest mee?", choices=PublishingChoice.Choice.choices, widget=forms.RadioSelect
    )

    def __init__(self, data: Any, *, participant: ParticipantPage) -> None:
        made = PublishingChoice.objects.filter(participant=participant).first()
        super().__init__(data, initial={"choice": made.choice if made else None})


@transaction.atomic
def choose(participant: ParticipantPage, choice: str, user: Any) -> list[str]:
    """Store and log the choice; returns the titles of what waited and is published by it."""
    PublishingChoice.objects.update_or_create(
        participant=participant, defaults={"choice": choice, "chosen_by": user}
    )
    log(
        instance=participant,
        action="municipalities.publishing_choice",
        user=user,
        data={"choice": str(PublishingChoice.Choice(choice).label)},
    )
    return _let_through(participant, user) if choice == PublishingChoice.Choice.SELF else []


def end_where_two_write(participant_id: int) -> None:
    """A choice is of one person; who is alone again later chooses again."""
    if len(rules.active_writers(participant_id)) > 1:
        PublishingChoice.objects.filter(participant=participant_id).delete()


def waiting_of(participant: ParticipantPage, user: Any) -> QuerySet[FourEyesTaskState]:
    """What this person asked a second reader for there, the oldest first."""
    pages = Page.objects.descendant_of(participant, inclusive=True)
    waiting = FourEyesTaskState.objects.filter(
        status=TaskState.STATUS_IN_PROGRESS,
        workflow_state__requested_by=user,
        workflow_state__object_id__in=[str(page) for page in pages.values_list("pk", flat=True)],
    )
    return waiting.select_related("revision").order_by("started_at")


def _let_through(participant: ParticipantPage, user: Any) -> list[str]:
    """Publish what this person asked a second reader for; what cannot be published goes on waiting."""
    titles = []
    for page in [request.workflow_state.content_object for request in waiting_of(participant, user)]:
        try:
            with transaction.atomic():
                request = door.locked_request(page, user)
                if request.workflow_state.requested_by_id != user.pk:
                    continue
                request.reason = door.Reason.OWN_CHOICE
                request.approve(user=user)
        except (ValidationError, door.Refused):
            continue
        titles.append(request.revision.object_str)
    return titles

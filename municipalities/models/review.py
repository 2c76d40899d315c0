"""The second reader: the one workflow task of the whole site, and what it remembers."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models.functions import Cast, Coalesce
from django.urls import reverse
from wagtail.locks import WorkflowLock
from wagtail.log_actions import log
from wagtail.models import Page, Revision, Task, TaskState

from municipalities.review import rules


class FourEyesLock(WorkflowLock):
    """While somebody else reads nobody writes: what is approved is what was read."""

    def for_user(self, user: Any) -> bool:
        return True

    def get_message(self, user: Any) -> str:
        return (
            "Deze pagina wacht op een tweede lezer en staat zolang op slot. "
            "Wie haar indiende, kan het verzoek intrekken."
        )

    def get_locked_by(self, user: Any, can_lock: bool = False) -> str:
        return "Wacht op een tweede lezer"

    def get_description(self, user: Any, can_lock: bool = False) -> str:
        return "Zolang een tweede lezer leest, verandert niemand de tekst."


class FourEyesTaskState(TaskState):
    """One request for a second reader: why it passed, which version was read last, and whether it became old."""

    class Reason(models.TextChoices):
        SECOND_READER = "tweede-lezer", "Door een tweede lezer goedgekeurd"
        CORRECTION = "correctie", "Kleine correctie"
        OWN_CHOICE = "zelf", "De deelnemer publiceert zelf"

    reason = models.CharField("Hoe gepubliceerd", max_length=20, choices=Reason.choices, blank=True)
    changed_words = models.PositiveSmallIntegerField("Veranderde woorden", null=True)
    read_revision = models.ForeignKey(
        Revision, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name="Gelezen versie"
    )
    sent_to_curators_at = models.DateTimeField("Naar alle curatoren", null=True)

    class Meta:
        verbose_name = "verzoek om een tweede lezer"
        verbose_name_plural = "verzoeken om een tweede lezer"

    def log_state_change_action(self, user: Any, action: str) -> None:
        """Where nobody read, an entry of our own: Wagtail's would say that the writer approved his own text."""
        if action != "approve" or self.reason not in UNREAD_ACTIONS:
            super().log_state_change_action(user, action)
            return
        own_action, _why = UNREAD_ACTIONS[self.Reason(self.reason)]
        data = {"comment": self.get_comment(), "words": self.changed_words}
        log(
            instance=self.revision.as_object(),
            action=own_action,
            user=user,
            data=data,
            revision=self.revision,
        )

    def get_comment(self) -> str:
        """What the log and the history show: the words of the reader, or why nobody read."""
        if self.reason == self.Reason.CORRECTION:
            return f"Zonder tweede lezer: kleine correctie, {self.changed_words} woorden veranderd."
        if self.reason == self.Reason.OWN_CHOICE:
            return "Zonder tweede lezer: deze deelnemer kiest ervoor zelf te publiceren."
        return self.comment


UNREAD_ACTIONS = {
    FourEyesTaskState.Reason.CORRECTION: ("municipalities.corrected", "kleine correctie"),
    FourEyesTaskState.Reason.OWN_CHOICE: ("municipalities.self_published", "wij publiceren zelf"),
}
"""How the log calls what nobody read, by the reason: the action, and why in words."""


class FourEyesTask(Task):
    """Somebody else than who changed a text last reads it; who that may be follows from the roles of today."""

    task_state_class = FourEyesTaskState
    lock_class = FourEyesLock

    class Meta:
        verbose_name = "tweede lezer"
        verbose_name_plural = "tweede lezers"

    def start(self, workflow_state: Any, user: Any = None) -> FourEyesTaskState:
        """Ask for a second reader, or pass at once where the rules ask for none."""
        from municipalities.review import door  # It imports this module.

        request = super().start(workflow_state, user=user)
        door.pass_unread(request, user)
        return request

    def on_action(self, task_state: TaskState, user: Any, action_name: str, **kwargs: Any) -> str:
        """Nothing is decided here: lead to the page where one sees what one decides on."""
        if action_name != "review":
            raise PermissionDenied
        return reverse("municipalities_review", args=[task_state.workflow_state.object_id])

    def user_can_access_editor(self, obj: Page, user: Any) -> bool:
        return rules.may_decide(user, obj, self._changed_by(obj))

    def locked_for_user(self, obj: Page, user: Any) -> bool:
        return True

    def get_actions(self, obj: Page, user: Any) -> list[tuple[str, str, bool]]:
        allowed = rules.may_decide(user, obj, self._changed_by(obj))
        return [("review", "Nakijken", False)] if allowed else []

    def get_task_states_user_can_moderate(self, user: Any, **kwargs: Any) -> models.QuerySet[TaskState]:
        """The requests that this person may decide on."""
        waiting = TaskState.objects.filter(task=self, status=TaskState.STATUS_IN_PROGRESS)
        changer = Coalesce("revision__user", "workflow_state__requested_by")
        others = waiting.alias(changer=changer).filter(~models.Q(changer=user.pk) | models.Q(changer=None))
        if rules.approves_everywhere(user):
            return others
        pages = rules.pages_approved_by(user).annotate(text=Cast("pk", models.CharField()))
        return others.filter(
            workflow_state__base_content_type=ContentType.objects.get_for_model(Page),
            workflow_state__object_id__in=pages.values("text"),
        )

    @classmethod
    def get_description(cls) -> str:
        return (
            "Een beheerder van dezelfde deelnemer of een curator, nooit wie de tekst het laatst veranderde."
        )

    def _changed_by(self, page: Page) -> int | None:
        request = page.current_workflow_task_state
        return rules.changed_by(request) if request else None

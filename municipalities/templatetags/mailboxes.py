"""What the editor of a participant asks about its mailbox."""

from django import template

from municipalities.models import MailboxProblem, ParticipantPage
from municipalities.questions.sending import problem_of

register = template.Library()


@register.filter
def mailbox_problem(participant: ParticipantPage) -> MailboxProblem | None:
    return problem_of(participant) if participant.pk else None

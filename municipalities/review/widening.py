"""More readers for a page that is published: asked by one, decided by another; fewer readers needs nobody."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from kennisbank.models import KnowledgePage
from kennisbank.placing import change_audience
from municipalities.models import AudienceRequest
from municipalities.review import rules
from municipalities.review.door import refuse
from municipalities.review.notices import notify

DECIDED = "Iemand anders heeft hierover net beslist."
CHANGED = "Wie deze pagina mag lezen, is intussen veranderd. Vraag het opnieuw als het nog nodig is."
OWN_REQUEST = "U vroeg dit zelf. Iemand anders moet beslissen."
NOT_YOURS = "U kunt hierover niet beslissen."
ASKED = "Uw vraag is verstuurd. Meer mensen lezen deze pagina pas als iemand anders akkoord is."
AT_ONCE = "Meer mensen mogen deze pagina nu lezen. U kiest ervoor zelf te publiceren, dus niemand las mee."


@transaction.atomic
def ask(page: KnowledgePage, choice: str, user: Any) -> str:
    """Ask somebody else to let ``choice`` read ``page``; returns the sentence for who asks."""
    if rules.publishes_itself(user, page.participant_id):
        change_audience(page, choice, user)
        return AT_ONCE
    values = {"before": page.audience, "after": choice, "asked_by": user, "asked_at": timezone.now()}
    AudienceRequest.objects.update_or_create(
        page_id=page.pk, decided_at=None, defaults={**values, "sent_to_curators_at": None}
    )
    data = {"before": page.audience, "after": choice}
    log(instance=page, action="municipalities.wider_asked", user=user, data=data)
    notify(rules.those_who_can_act(page, user.pk), page, "wider-asked")
    return ASKED


def decide(page: KnowledgePage, person: Any, request_id: int, granted: bool) -> None:
    """Let ``person`` decide on the request that he saw; raises ``Refused``, with nothing granted."""
    if not _decide(page, person, request_id, granted):
        refuse(person, page, CHANGED)


@transaction.atomic
def _decide(page: KnowledgePage, person: Any, request_id: int, granted: bool) -> bool:
    """Whether the request was still about the page as it is; an outdated one is closed without being granted."""
    request = AudienceRequest.objects.select_for_update().filter(page=page.pk, pk=request_id).first()
    if request is None or request.decided_at is not None:
        refuse(person, page, DECIDED)
    if not rules.may_decide(person, page, request.asked_by_id):
        refuse(person, page, OWN_REQUEST if person.pk == request.asked_by_id else NOT_YOURS)
    current = type(page)._base_manager.get(pk=page.pk).audience == request.before
    request.decided_by, request.decided_at, request.granted = person, timezone.now(), granted and current
    request.save()
    if current:
        if granted:
            change_audience(page, request.after, person)
        notify([request.asked_by], page, "wider-granted" if granted else "wider-refused")
    return current

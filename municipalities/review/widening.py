"""More readers for a page that is published: asked by one, decided by another; fewer readers needs nobody."""

from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from wagtail.log_actions import log
from wagtail.models import Page

from kennisbank.models import KnowledgePage
from kennisbank.placing import change_audience
from municipalities.models import AudienceRequest
from municipalities.review import rules
from municipalities.review.door import refuse
from municipalities.review.notice_words import WIDENING
from municipalities.review.notices import no_longer_asked, notify

DECIDED = "Iemand anders heeft hierover net beslist."
CHANGED = "Wie deze pagina mag lezen, is intussen veranderd. Vraag het opnieuw als het nog nodig is."
OFF_THE_SITE = "Deze pagina staat niet meer op de site. Vraag het opnieuw als zij er weer op staat."
OWN_REQUEST = "U vroeg dit zelf. Iemand anders moet beslissen."
NOT_YOURS = "U kunt hierover niet beslissen."
ASKED = "Uw vraag is verstuurd. Meer mensen lezen deze pagina pas als iemand anders akkoord is."
ASKED_BEFORE = "Een collega vroeg dit al; iemand anders beslist nog of meer mensen deze pagina mogen lezen."
ASKED_BEFORE_AND_YOURS = (
    'Een collega vroeg dit al: <a href="{}">beslis of meer mensen deze pagina mogen lezen</a>.'
)
AT_ONCE = "Meer mensen mogen deze pagina nu lezen. U kiest ervoor zelf te publiceren, dus niemand las mee."


@transaction.atomic
def ask(page: KnowledgePage, choice: str, user: Any) -> str:
    """Ask somebody else to let ``choice`` read ``page``; returns the sentence for who asks."""
    if rules.publishes_itself(user, page.participant_id):
        change_audience(page, choice, user)
        return AT_ONCE
    same = {"page": page.pk, "decided_at": None, "before": page.audience, "after": choice}
    earlier = AudienceRequest.objects.select_for_update().filter(**same).exclude(asked_by=user).first()
    if earlier is not None:
        yours = rules.may_decide(user, page, earlier.asked_by_id)
        return (
            format_html(ASKED_BEFORE_AND_YOURS, reverse(WIDENING, args=[page.pk])) if yours else ASKED_BEFORE
        )
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
    if outdated := _decide(page, person, request_id, granted):
        refuse(person, page, outdated)


def close_below(page: Page) -> None:
    """Close what is asked for ``page`` and what is below it, without granting it: they went off the site."""
    pages = Page.objects.descendant_of(page, inclusive=True)
    asked = AudienceRequest.objects.filter(page__in=pages, decided_at=None)
    if asked.update(decided_at=timezone.now(), granted=False):
        no_longer_asked(pages)


@transaction.atomic
def _decide(page: KnowledgePage, person: Any, request_id: int, granted: bool) -> str:
    """Why the request is no longer about the page as it is, if so; then it is closed without being granted."""
    request = AudienceRequest.objects.select_for_update().filter(page=page.pk, pk=request_id).first()
    if request is None or request.decided_at is not None:
        refuse(person, page, DECIDED)
    if not rules.may_decide(person, page, request.asked_by_id):
        refuse(person, page, OWN_REQUEST if person.pk == request.asked_by_id else NOT_YOURS)
    outdated = _why_outdated(type(page)._base_manager.get(pk=page.pk), request)
    request.decided_by, request.decided_at = person, timezone.now()
    request.granted = granted and not outdated
    request.save()
    if not granted:
        log(instance=page, action="municipalities.wider_refused", user=person)
    if not outdated:
        if granted:
            change_audience(page, request.after, person)
        notify([request.asked_by], page, "wider-granted" if granted else "wider-refused")
    return outdated


def _why_outdated(stored: KnowledgePage, request: AudienceRequest) -> str:
    if not stored.live and not stored.approved_schedule:
        return OFF_THE_SITE
    return "" if stored.audience == request.before else CHANGED

"""More readers for a page that is published: asked by one, decided by another; fewer readers needs nobody."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.template.defaultfilters import date as date_format
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
WAITING = "{} vroeg op {} of meer mensen deze pagina mogen lezen: {}. Daarover beslist nog iemand."
ASKED = "Uw vraag is verstuurd. Meer mensen lezen deze pagina pas als iemand anders akkoord is."
ASKED_BEFORE = "Een collega vroeg dit al; iemand anders beslist nog of meer mensen deze pagina mogen lezen."
ASKED_BEFORE_AND_YOURS = (
    'Een collega vroeg dit al: <a href="{}">beslis of meer mensen deze pagina mogen lezen</a>.'
)
WITHDRAWN = "De vraag om meer lezers is ingetrokken. Wie deze pagina mag lezen, is niet veranderd."
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


def decide(page: KnowledgePage, person: Any, request_id: int, granted: bool) -> str:
    """Let ``person`` decide on the request that he saw; returns what he hears.

    Raises ``Refused``, with nothing granted.
    """
    if outdated := _decide(page, person, request_id, granted):
        refuse(person, page, outdated)
    return "Uw besluit is opgeslagen. Wie het vroeg, krijgt bericht."


@dataclass(frozen=True)
class Question:
    """Who asked when for more readers, in one sentence, and where one sees it."""

    sentence: str
    url: str
    link: str


def open_question(page: Page, person: Any) -> Question | None:
    """What was asked for ``page`` and nobody decided yet, for ``person`` to read."""
    waiting = AudienceRequest.objects.filter(page=page.pk, decided_at=None)
    request = waiting.select_related("asked_by", "page").first()
    if request is None:
        return None
    asker, day = request.asked_by or "Een collega", date_format(request.asked_at, "j F Y")
    sentence = WAITING.format(asker, day, request.get_after_display().lower())
    link = "Bekijk de vraag of trek haar in" if may_withdraw(person, request) else "Bekijk de vraag"
    return Question(sentence, reverse(WIDENING, args=[page.pk]), link)


def may_withdraw(person: Any, request: AudienceRequest) -> bool:
    """Whether this person asked, or approves at the participant of the page."""
    return person.pk == request.asked_by_id or rules.approves_at(person, rules.participant_of(request.page))


@transaction.atomic
def withdraw(page: KnowledgePage, person: Any, request_id: int) -> str:
    """Call the request back that ``person`` saw, so that nobody decides on it; returns what he hears.

    Raises ``Refused`` when it is not his to call back, or when somebody decided meanwhile.
    """
    request = _locked(page, person, request_id)
    if not may_withdraw(person, request):
        refuse(person, page, NOT_YOURS)
    request.decided_by, request.decided_at, request.granted = person, timezone.now(), False
    request.save()
    log(instance=page, action="municipalities.wider_withdrawn", user=person)
    no_longer_asked(Page.objects.filter(pk=page.pk))
    if person.pk != request.asked_by_id:
        notify([request.asked_by], page, "wider-withdrawn")
    return WITHDRAWN


def close_below(page: Page) -> None:
    """Close what is asked for ``page`` and what is below it, without granting it: they went off the site."""
    pages = Page.objects.descendant_of(page, inclusive=True)
    asked = AudienceRequest.objects.filter(page__in=pages, decided_at=None)
    if asked.update(decided_at=timezone.now(), granted=False):
        no_longer_asked(pages)


@transaction.atomic
def _decide(page: KnowledgePage, person: Any, request_id: int, granted: bool) -> str:
    """Why the request is no longer about the page as it is, if so; then it is closed without being granted."""
    request = _locked(page, person, request_id)
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


def _locked(page: KnowledgePage, person: Any, request_id: int) -> AudienceRequest:
    request = AudienceRequest.objects.select_for_update().filter(page=page.pk, pk=request_id).first()
    if request is None or request.decided_at is not None:
        refuse(person, page, DECIDED)
    return request


def _why_outdated(stored: KnowledgePage, request: AudienceRequest) -> str:
    if not stored.live and not stored.approved_schedule:
        return OFF_THE_SITE
    return "" if stored.audience == request.before else CHANGED

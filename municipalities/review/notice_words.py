"""What a mail about a request says: who asks, for which page of whom, what one can do, until when, where."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse
from wagtail.models import Page

from kennisbank.audience import CHOICES
from municipalities.mail import one_line
from municipalities.models import Notice, User

REVIEW, EDITOR, WIDENING = "municipalities_review", "wagtailadmin_pages:edit", "municipalities_widening"
CURATORS_LATER = "Lukt het binnen vijf werkdagen? Daarna vragen wij het ook aan de curatoren."
NOTHING_TO_DO = "U hoeft niets te doen. Heeft het haast? Vraag dan een beheerder bij u, of een curator."


@dataclass(frozen=True)
class Words:
    """``switch`` is the one in somebody's own settings, ``address`` where the link leads."""

    switch: str
    address: str
    subject: str
    what: str
    do: str


KINDS = {
    "asked": Words(
        "submitted",
        REVIEW,
        "Wilt u {page} nakijken?",
        "{page} wacht op een tweede lezer. U kunt dat zijn.",
        f"Lees de pagina. Keur haar goed, of vraag om wijzigingen. {CURATORS_LATER}",
    ),
    "asked-late": Words(
        "submitted",
        REVIEW,
        "Wie kijkt {page} na?",
        "{page} wacht al vijf werkdagen op een tweede lezer. Daarom krijgen alle curatoren dit bericht.",
        "Lees de pagina. Keur haar goed, of vraag om wijzigingen. Wie het eerst beslist, beslist.",
    ),
    "late": Words(
        "submitted",
        REVIEW,
        "{page} wacht nog op een tweede lezer",
        "{page} wacht al vijf werkdagen op een tweede lezer. Wij hebben het nu aan alle curatoren gevraagd.",
        NOTHING_TO_DO,
    ),
    "approved": Words(
        "approved",
        EDITOR,
        "{page} is goedgekeurd",
        "{page} is goedgekeurd en staat op de site, of komt er op de dag die is gepland.",
        "U hoeft niets te doen.",
    ),
    "changes": Words(
        "rejected",
        EDITOR,
        "Wijzigingen gevraagd in {page}",
        "De tweede lezer vraagt u iets te veranderen in {page}.",
        "Pas de tekst aan en dien de pagina daarna opnieuw in. U bepaalt zelf wanneer. "
        "Wat al op de site stond, blijft er zolang staan.",
    ),
    "wider-asked": Words(
        "submitted",
        WIDENING,
        "Mogen meer mensen {page} lezen?",
        "Een collega wil dat meer mensen {page} mogen lezen. U kunt daarover beslissen.",
        f"Zeg ja of nee. Tot u beslist, verandert er niets. {CURATORS_LATER}",
    ),
    "wider-late": Words(
        "submitted",
        WIDENING,
        "Nog geen besluit over lezers van {page}",
        "Niemand besliste in vijf werkdagen of meer mensen {page} mogen lezen. Wij vragen het nu alle curatoren.",
        NOTHING_TO_DO,
    ),
    "wider-granted": Words(
        "approved",
        EDITOR,
        "Meer mensen lezen {page}",
        "Meer mensen mogen nu {page} lezen.",
        "U hoeft niets te doen.",
    ),
    "wider-refused": Words(
        "rejected",
        EDITOR,
        "Niet meer lezers voor {page}",
        "De tweede lezer wil niet dat meer mensen {page} lezen.",
        "Er verandert niets. Bent u het er niet mee eens? Overleg met wie besliste.",
    ),
    "wider-withdrawn": Words(
        "rejected",
        EDITOR,
        "Vraag over lezers van {page} ingetrokken",
        "Een collega trok uw vraag in of meer mensen {page} mogen lezen.",
        "Er verandert niets. Is het toch nodig? Vraag het dan opnieuw.",
    ),
}
STOP = "Wilt u zulke mail niet meer? Zet hem uit bij uw account, onder Mail:\n{}"


def write(notice: Notice) -> tuple[str, str]:
    """The subject and the text of the mail; without a title and names for who may no longer see the page."""
    words, page = KINDS[notice.kind], notice.page
    sees = page.permissions_for_user(notice.person).can_edit()
    name = _name_of(page) if sees else "een pagina"
    parts = [_sentence(words.what.format(page=name))]
    if sees and (by := _by_whom(notice)):
        parts.append(by)
    if sees and notice.comment:
        parts.append(f"De tweede lezer schrijft:\n{notice.comment}")
    parts += [
        f"{words.do}\n{_address(words.address, notice.page_id)}",
        STOP.format(_address("wagtailadmin_account")),
    ]
    return one_line(_sentence(words.subject.format(page=name))), "\n\n".join(parts)


def _name_of(page: Page) -> str:
    """The title in quotation marks, and whose page it is."""
    specific = page.specific
    title, owner = specific.get_admin_display_title(), getattr(specific, "participant", None)
    return f"‘{title}’ van {owner.title}" if owner and owner.pk != page.pk else f"‘{title}’"


def _by_whom(notice: Notice) -> str:
    """Who asked or decided, where that is somebody else and known."""
    ways = {
        "asked": _asked_to_publish,
        "asked-late": _asked_to_publish,
        "wider-asked": _asked_for_readers,
        "approved": _read,
        "changes": _read,
        "wider-granted": _decided_on_readers,
        "wider-refused": _decided_on_readers,
    }
    return ways[notice.kind](notice.page) if notice.kind in ways else ""


def _asked_to_publish(page: Page) -> str:
    state = page.current_workflow_state
    return _line("Ingediend door", state.requested_by) if state else ""


def _asked_for_readers(page: Page) -> str:
    request = page.audience_requests.filter(decided_at=None).first()
    if request is None:
        return ""
    choices = dict(CHOICES)
    asked = f"Nu: {choices[request.before]}. Gevraagd: {choices[request.after]}."
    return "\n".join(filter(None, [_line("Gevraagd door", request.asked_by), asked]))


def _read(page: Page) -> str:
    state = page.workflow_states.order_by("-created_at").first()
    return _line("Nagekeken door", state.current_task_state.finished_by) if state else ""


def _decided_on_readers(page: Page) -> str:
    request = page.audience_requests.exclude(decided_at=None).order_by("-decided_at").first()
    return _line("Besloten door", request.decided_by) if request else ""


def _line(what: str, person: User | None) -> str:
    return f"{what}: {person}." if person else ""


def _address(name: str, *numbers: Any) -> str:
    return settings.WAGTAILADMIN_BASE_URL + reverse(name, args=numbers)


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]

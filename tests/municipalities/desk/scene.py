"""Two participants with one page for each thing that a page can wait for; a title says which, and where."""

from datetime import date

from wagtail.models import Page

from kennisbank.models import JourneyPage
from municipalities.desk.waits import Wait
from municipalities.models import AudienceRequest, ParticipantPage, User
from tests.factories import add_page
from tests.municipalities.review.reviewing import LONGER, submit

OVERDUE = date(2025, 5, 3)
FAR = date(2040, 1, 1)
ASKED = "Hoeveel mensen zijn dat?"


def journey(place: ParticipantPage, title: str, **fields) -> JourneyPage:
    """A page that stays current beside others of its kind, that nobody has to look at, with a responsible role."""
    text = {"findings": [("text", "<p>Bellen helpt.</p>")], "phases": []}
    kept = {"review_again_on": FAR, "responsible_role": "Projectleider"}
    return add_page(JourneyPage, place, title=f"{title} {place.title}", **(text | kept | fields))


def change(page: Page, person: User) -> None:
    draft = page.get_latest_revision_as_object()
    draft.summary = LONGER
    draft.save_revision(user=person)


def make_scene(place: ParticipantPage, writer: User, reader: User) -> None:
    """``writer`` asks and drafts at ``place``, ``reader`` asked him for changes once."""
    submit(journey(place, "Te lezen"), writer, summary=LONGER)
    back = submit(journey(place, "Te wijzigen"), writer, summary=LONGER)
    back.reject(user=reader, comment=ASKED)
    wider = journey(place, "Meer lezers")
    AudienceRequest.objects.create(page=wider, before="netwerk", after="openbaar", asked_by=writer)
    change(journey(place, "Concept", live=False), writer)
    journey(place, "Te laat", review_again_on=OVERDUE, owner=writer)
    journey(place, "Verweesd", responsible_role="")
    unread = journey(place, "Ongelezen", summary="Wat mensen vertelden.")
    submit(unread, writer, summary="Wat mensen ons vertelden.")


TITLES = {
    Wait.READ: "Te lezen",
    Wait.WIDEN: "Meer lezers",
    Wait.CHANGE: "Te wijzigen",
    Wait.REVIEW: "Te laat",
    Wait.SUBMIT: "Concept",
    Wait.SUBMITTED: "Te lezen",
    Wait.RESPONSIBLE: "Verweesd",
    Wait.UNREAD: "Ongelezen",
}

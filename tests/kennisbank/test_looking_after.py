"""Looking after living pages: when they are due, what visitors read about it, and *klopt nog*."""

import re
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, PageLogEntry

from kennisbank.clock import publish_scheduled
from kennisbank.looking_after import a_year_after, review_of, rows_to_review, say_still_right
from kennisbank.models import CouncilLetterPage, KnowledgePage, NewsPage, SearchDocument, VisionPage
from kennisbank.placing import change_audience
from tests.day import TODAY
from tests.factories import add_page, make_member, make_participant, make_platform_member, make_vision

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("same_day")]

LONG_AGO = date(2024, 5, 3)


def address(page: KnowledgePage) -> str:
    return reverse("kennisbank_still_right", args=[page.pk])


def stored(page: KnowledgePage) -> VisionPage:
    return VisionPage.objects.get(pk=page.pk)


@pytest.mark.parametrize(
    ("day", "next_year"),
    [(date(2026, 11, 22), date(2027, 11, 22)), (date(2028, 2, 29), date(2029, 2, 28))],
)
def test_a_year_after(day: date, next_year: date) -> None:
    assert a_year_after(day) == next_year


@pytest.mark.parametrize(
    ("fields", "due_on"),
    [
        ({}, a_year_after(TODAY)),
        ({"reviewed_on": LONG_AGO}, date(2025, 5, 3)),
        ({"reviewed_on": LONG_AGO, "review_again_on": date(2030, 1, 1)}, date(2030, 1, 1)),
        ({"practice": "gestopt", "review_again_on": LONG_AGO}, None),
        ({"text_status": "vervangen", "review_again_on": LONG_AGO}, None),
    ],
)
def test_a_page_is_due_a_year_after_it_was_looked_at_or_published_unless_somebody_chose_a_day(
    fields: dict[str, object], due_on: date | None
) -> None:
    page = make_vision(make_participant(), **fields)
    review = review_of(page)

    assert (review.due_on if review else None) == due_on
    assert SearchDocument.objects.get(page_id=page.pk).review_again_on == due_on


@pytest.mark.parametrize("model", [CouncilLetterPage, NewsPage])
def test_what_stays_as_it_was_is_never_due(model: type[KnowledgePage]) -> None:
    fields = {"introduction": [("text", "<p>Er is nieuws.</p>")], "review_again_on": LONG_AGO}
    page = add_page(model, make_participant(), **fields)

    assert review_of(page) is None
    assert not rows_to_review(TODAY).exists()


def test_a_draft_that_was_never_published_is_not_due() -> None:
    assert review_of(make_vision(make_participant(), live=False)) is None


@pytest.mark.parametrize(
    ("fields", "words", "not_there"),
    [
        (
            {"reviewed_on": LONG_AGO, "review_again_on": date(2031, 3, 1)},
            ["Nagekeken op 3 mei 2024.", "Wordt weer nagekeken in maart 2031."],
            "had in",
        ),
        ({"review_again_on": date(2031, 3, 1)}, ["Wordt nagekeken in maart 2031."], "Nagekeken op"),
        (
            {"reviewed_on": LONG_AGO},
            ["Nagekeken op 3 mei 2024.", "Deze tekst had in mei 2025 nagekeken moeten worden."],
            "Wordt",
        ),
        ({"reviewed_on": LONG_AGO, "practice": "gestopt"}, ["Nagekeken op 3 mei 2024."], "nagekeken moeten"),
    ],
)
def test_a_visitor_reads_honestly_how_fresh_a_page_is(
    client: Client, fields: dict[str, object], words: list[str], not_there: str
) -> None:
    body = " ".join(client.get(make_vision(make_participant(), **fields).url).content.decode().split())

    assert [one for one in words if one not in body] == []
    assert not_there not in body


def test_the_page_of_a_participant_says_it_too(client: Client) -> None:
    participant = make_participant(review_again_on=date(2025, 5, 1))
    body = client.get(participant.url).content.decode()

    assert "Deze tekst had in mei 2025 nagekeken moeten worden." in body


@pytest.mark.parametrize(
    ("who", "happens"),
    [
        ("redacteur", True),
        ("beheerder", True),
        ("curator", True),
        ("lezer", False),
        ("adviesraadslid", False),
        ("programmateam", False),
        ("applicatiebeheerder", False),
        ("beheerder elsewhere", False),
        ("nobody", False),
    ],
)
def test_who_may_edit_a_page_says_that_it_still_holds(client: Client, who: str, happens: bool) -> None:
    participant = make_participant()
    page = make_vision(participant, review_again_on=LONG_AGO)
    role, _space, elsewhere = who.partition(" ")
    if role in {"curator", "programmateam", "applicatiebeheerder"}:
        client.force_login(make_platform_member(role))
    elif role != "nobody":
        client.force_login(make_member(make_participant("Waterdrecht") if elsewhere else participant, role))
    client.post(address(page))

    assert (stored(page).reviewed_on == TODAY) is happens


def test_still_right_sets_both_dates_and_stands_in_the_log_and_in_the_lists(client: Client) -> None:
    participant = make_participant()
    page = make_vision(participant, review_again_on=LONG_AGO)
    redacteur = make_member(participant, "redacteur")
    client.force_login(redacteur)
    answer = client.post(address(page), follow=True)

    assert f"‘{page.title}’ klopt nog." in answer.content.decode()
    assert (stored(page).reviewed_on, stored(page).review_again_on) == (TODAY, a_year_after(TODAY))
    assert SearchDocument.objects.get(page_id=page.pk).review_again_on == a_year_after(TODAY)
    entry = PageLogEntry.objects.get(action="kennisbank.still_right")
    assert (entry.page_id, entry.user) == (page.pk, redacteur)
    history = client.get(reverse("wagtailadmin_pages:history", args=[page.pk])).content.decode()
    assert "Keek de pagina na: zij klopt nog" in history
    client.post(address(page))
    assert PageLogEntry.objects.filter(action="kennisbank.still_right").count() == 1


@pytest.mark.parametrize(
    ("next_url", "leads_to"),
    [("", "/beheer/"), ("/beheer/werklijst/", "/beheer/werklijst/"), ("https://elders.example/", "/beheer/")],
)
def test_who_said_it_comes_back_to_where_he_was_and_else_to_his_desk(
    client: Client, next_url: str, leads_to: str
) -> None:
    participant = make_participant()
    page = make_vision(participant, review_again_on=LONG_AGO)
    client.force_login(make_member(participant, "redacteur"))
    question = client.get(address(page), {"next": next_url}).content.decode()
    sent = re.findall(r'<input type="hidden" name="next" value="([^"]*)">', question)
    answer = client.post(address(page), {"next": sent[0]} if sent else {}, follow=True)

    assert answer.redirect_chain == [(leads_to, 302)]
    assert f"‘{page.title}’ klopt nog." in answer.content.decode()


def test_opening_the_address_from_a_mail_changes_nothing(client: Client) -> None:
    participant = make_participant()
    page = make_vision(participant, review_again_on=LONG_AGO)
    assert client.get(address(page)).url.startswith("/beheer/login/")
    client.force_login(make_member(participant, "redacteur"))
    body = client.get(address(page)).content.decode()

    assert '<button type="submit" class="button">Klopt nog</button>' in body
    assert stored(page).review_again_on == LONG_AGO


def test_a_draft_keeps_its_text_and_gets_the_dates_and_is_not_published(client: Client) -> None:
    participant = make_participant()
    page = make_vision(participant, title="Visie", review_again_on=LONG_AGO)
    page.title = "Nieuwe visie"
    draft = page.save_revision()
    client.force_login(make_member(participant, "redacteur"))
    client.post(address(page))

    now = stored(page)
    assert (now.title, now.has_unpublished_changes, now.latest_revision_id) == ("Visie", True, draft.pk)
    now.get_latest_revision().publish()
    assert (stored(page).title, stored(page).reviewed_on) == ("Nieuwe visie", TODAY)


def test_a_planned_version_does_not_bring_the_old_dates_back() -> None:
    page = make_vision(make_participant(), title="Visie", review_again_on=LONG_AGO)
    page.title = "Nieuwe visie"
    page.go_live_at = timezone.now() + timedelta(hours=1)
    page.save_revision().publish()
    page = stored(page)
    page.title, page.go_live_at = "Nog een concept", None
    page.save_revision()
    say_still_right(stored(page), None)
    planned = page.revisions.exclude(approved_go_live_at=None).get()
    planned.approved_go_live_at = timezone.now() - timedelta(minutes=1)
    planned.content["go_live_at"] = planned.approved_go_live_at.isoformat()
    planned.save()
    publish_scheduled()

    assert (stored(page).title, stored(page).reviewed_on) == ("Nieuwe visie", TODAY)


def test_what_was_submitted_stays_the_version_that_was_submitted(client: Client) -> None:
    participant = make_participant()
    page = make_vision(participant, title="Visie", review_again_on=LONG_AGO)
    beheerder, redacteur = make_member(participant, "beheerder"), make_member(participant, "redacteur")
    page.title = "Nieuwe visie"
    submitted = page.save_revision()
    state = page.get_workflow().start(page, redacteur).current_task_state
    client.force_login(beheerder)
    client.post(address(page))

    state.refresh_from_db()
    assert (state.revision_id, stored(page).latest_revision_id) == (submitted.pk, submitted.pk)
    assert (stored(page).title, stored(page).reviewed_on) == ("Visie", None)


@pytest.mark.parametrize("why", ["locked", "draft", "replaced", "letter"])
def test_where_it_makes_no_sense_nothing_changes_and_one_sentence_says_so(client: Client, why: str) -> None:
    participant = make_participant()
    fields = {"text_status": "vervangen"} if why == "replaced" else {}
    page = make_vision(participant, live=why != "draft", **fields)
    if why == "letter":
        text = [("text", "<p>Er is nieuws.</p>")]
        page = add_page(CouncilLetterPage, participant, introduction=text)
    if why == "locked":
        Page.objects.filter(pk=page.pk).update(
            locked=True, locked_by=make_platform_member("curator"), locked_at=timezone.now()
        )
    client.force_login(make_member(participant, "redacteur"))
    assert "Klopt nog</button>" not in client.get(address(page)).content.decode()
    answer = client.post(address(page), follow=True)

    assert "kunt u nu niet zeggen dat zij nog klopt" in answer.content.decode()
    assert type(page).objects.get(pk=page.pk).reviewed_on is None


def test_the_answer_leads_back_to_the_list_but_never_to_another_site(client: Client) -> None:
    participant = make_participant()
    page = make_vision(participant)
    client.force_login(make_member(participant, "redacteur"))
    here = reverse("pages_to_review")

    assert client.post(address(page), {"next": here}).url == here
    elsewhere = client.post(address(page), {"next": "https://elders.example.nl/"})
    assert elsewhere.url == reverse("wagtailadmin_home")


def test_the_button_stands_in_the_editor_and_the_explorer_where_it_can_be_used(client: Client) -> None:
    participant = make_participant()
    page, draft = make_vision(participant), make_vision(participant, live=False)
    client.force_login(make_member(participant, "redacteur"))
    for name in ("wagtailadmin_pages:edit", "wagtailadmin_explore"):
        button = f'data-w-action-url-value="{address(page)}"'
        assert button in client.get(reverse(name, args=[page.pk])).content.decode(), name
        other = client.get(reverse(name, args=[draft.pk])).content.decode()
        assert address(draft) not in other, name


def bulk(*pages: Page) -> str:
    numbers = "&".join(f"id={page.pk}" for page in pages)
    action = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "still_right"])
    return f"{action}?next={reverse('wagtailadmin_home')}&{numbers}"


def test_many_pages_at_once_and_those_that_cannot_are_left_as_they_are(client: Client) -> None:
    participant = make_participant()
    first, second, stopped = (
        make_vision(participant, practice=word) for word in ("onbekend", "in-gebruik", "gestopt")
    )
    VisionPage.objects.update(replaced_by=None)
    client.force_login(make_member(participant, "redacteur"))
    asked = client.get(bulk(first, second, stopped)).content.decode()
    assert "Deze pagina's slaan wij over" in asked
    answer = client.post(bulk(first, second, stopped), follow=True)

    assert "2 pagina&#x27;s kloppen nog." in answer.content.decode()
    assert [stored(page).reviewed_on for page in (first, second, stopped)] == [TODAY, TODAY, None]


def test_nobody_says_it_in_bulk_of_pages_of_another_participant(client: Client) -> None:
    hidden = make_vision(make_participant("Lindehoven"), title="Koolwitje")
    change_audience(hidden, "deelnemer", None)
    client.force_login(make_member(make_participant("Waterdrecht"), "beheerder"))

    assert "Koolwitje" not in client.post(bulk(hidden), follow=True).content.decode()
    assert stored(hidden).reviewed_on is None

"""Who may read a page: each way in which that could go wrong."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from wagtail.models import Page

from kennisbank.audience import effective_token, reader_for
from kennisbank.models import JourneyPage, KnowledgePage, NewsPage, SearchDocument, VisionPage
from kennisbank.placing import change_audience
from tests.factories import (
    add_page,
    make_member,
    make_participant,
    make_platform_member,
    make_user,
    make_vision,
)

pytestmark = pytest.mark.django_db(transaction=True)

TEXT = [("text", "<p>Tekst.</p>")]


def token(page: Page) -> str:
    stored: KnowledgePage = Page.objects.get(pk=page.pk).specific
    row = SearchDocument.objects.filter(page_id=page.pk, document_id=None).first()
    assert row is None or row.audience == stored.effective_audience
    return stored.effective_audience


@pytest.mark.parametrize(
    ("choice", "parent", "effective"),
    [
        ("openbaar", "openbaar", "openbaar"),
        ("openbaar", "netwerk", "netwerk"),
        ("netwerk", "openbaar", "netwerk"),
        ("deelnemer", "openbaar", "deelnemer:12"),
        ("openbaar", "deelnemer:12", "deelnemer:12"),
        ("netwerk", "deelnemer:12", "deelnemer:12"),
    ],
)
def test_a_page_is_never_wider_than_the_one_above(choice: str, parent: str, effective: str) -> None:
    assert effective_token(choice, 12, parent) == effective


def test_publishing_an_older_version_keeps_who_may_read_it() -> None:
    vision = make_vision(make_participant())
    old = vision.latest_revision
    change_audience(vision, "deelnemer", None)
    old.publish()

    vision.refresh_from_db()
    assert vision.audience == "deelnemer"
    assert token(vision) == f"deelnemer:{vision.participant_id}"


def test_an_editor_who_opened_the_page_before_it_was_narrowed_does_not_widen_it_again() -> None:
    vision = make_vision(make_participant())
    opened_earlier = VisionPage.objects.get(pk=vision.pk)
    change_audience(vision, "netwerk", None)
    opened_earlier.title = "Andere titel"
    opened_earlier.save()

    assert token(vision) == "netwerk"


def test_restoring_an_older_version_as_draft_keeps_who_may_read_it() -> None:
    vision = make_vision(make_participant())
    old = vision.latest_revision
    change_audience(vision, "netwerk", None)
    restored = old.as_object()
    restored.save_revision().publish()

    assert token(vision) == "netwerk"


def test_a_copy_to_a_stricter_participant_is_stricter_and_has_a_key_of_its_own() -> None:
    vision = make_vision(make_participant("Lindehoven"))
    strict = make_participant("Waterdrecht")
    change_audience(strict, "deelnemer", None)
    copy = vision.copy(to=strict, keep_live=True)

    assert token(copy) == f"deelnemer:{strict.pk}"
    assert copy.participant_id == strict.pk
    assert copy.key != vision.key
    assert SearchDocument.objects.get(key=copy.key).live


def test_a_copy_with_everything_below_it_belongs_to_the_copy() -> None:
    participant = make_participant("Lindehoven")
    vision = make_vision(participant)
    change_audience(vision, "deelnemer", None)
    copy = participant.copy(recursive=True, update_attrs={"slug": "kopie", "title": "Kopie"})
    below = copy.get_children().get().specific

    assert below.participant_id == copy.pk
    assert token(below) == f"deelnemer:{copy.pk}"
    assert below.key != vision.key


def test_publishing_the_revision_of_a_copy_keeps_the_copy_s_own_place() -> None:
    vision = make_vision(make_participant("Lindehoven"))
    strict = make_participant("Waterdrecht")
    change_audience(strict, "netwerk", None)
    copy = vision.copy(to=strict)
    copy.latest_revision.publish()

    assert token(copy) == "netwerk"
    assert VisionPage.objects.get(pk=copy.pk).key == copy.key


def test_a_move_to_a_stricter_place_makes_stricter_and_a_move_back_makes_nothing_wider() -> None:
    open_participant = make_participant("Lindehoven")
    strict = make_participant("Waterdrecht")
    change_audience(strict, "netwerk", None)
    vision = make_vision(open_participant)

    vision.move(strict, pos="last-child")
    assert token(vision) == "netwerk"
    Page.objects.get(pk=vision.pk).move(Page.objects.get(pk=open_participant.pk), pos="last-child")
    assert token(vision) == "netwerk"


def test_a_draft_that_moves_takes_over_what_the_new_place_allows() -> None:
    strict, open_participant = make_participant("Waterdrecht"), make_participant("Lindehoven")
    change_audience(strict, "netwerk", None)
    draft = make_vision(strict, live=False)
    Page.objects.get(pk=draft.pk).move(Page.objects.get(pk=open_participant.pk), pos="last-child")

    assert token(draft) == "openbaar"


def test_narrowing_the_page_above_narrows_everything_below_at_once() -> None:
    participant = make_participant()
    visions = [make_vision(participant), make_vision(participant, live=False)]
    change_audience(participant, "deelnemer", None)
    assert {token(vision) for vision in visions} == {f"deelnemer:{participant.pk}"}
    change_audience(participant, "openbaar", None)
    assert {token(vision) for vision in visions} == {"openbaar"}


def test_unpublishing_a_participant_unpublishes_its_pages() -> None:
    participant = make_participant()
    vision = make_vision(participant)
    participant.unpublish()

    vision.refresh_from_db()
    assert not vision.live
    assert not SearchDocument.objects.filter(live=True).exists()


def test_an_alias_is_refused() -> None:
    vision = make_vision(make_participant())

    with pytest.raises(PermissionDenied):
        vision.create_alias(update_slug="alias")


def test_each_person_reads_what_is_meant_for_him_and_nothing_else() -> None:
    participant, other = make_participant("Lindehoven"), make_participant("Waterdrecht")
    tokens = ["openbaar", "netwerk", f"deelnemer:{participant.pk}", f"deelnemer:{other.pk}"]
    member = make_member(participant, "lezer")
    inactive = make_user("weg@example.nl", is_active=False)

    def readable(user: object) -> list[bool]:
        return [reader_for(user).may_read(token) for token in tokens]

    assert readable(member) == [True, True, True, False]
    assert readable(make_member(participant, "adviesraadslid")) == [True, True, True, False]
    assert readable(make_platform_member("programmateam")) == [True, True, False, False]
    assert readable(make_platform_member("applicatiebeheerder")) == [True, False, False, False]
    assert readable(make_platform_member("curator")) == [True, True, True, True]
    assert readable(make_user("los@example.nl")) == [True, False, False, False]
    assert readable(inactive) == [True, False, False, False]
    assert readable(make_user("alles@example.nl", is_superuser=True)) == [True, True, True, True]


@pytest.mark.parametrize("audience", ["netwerk", "deelnemer"])
def test_a_hidden_page_answers_a_visitor_as_one_that_does_not_exist(audience: str, client: Client) -> None:
    vision = make_vision(make_participant(), slug="visie")
    change_audience(vision, audience, None)
    hidden = client.get(vision.url)
    missing = client.get("/gemeenten/lindehoven/bestaat-niet/")

    assert (hidden.status_code, missing.status_code) == (404, 404)
    assert hidden.content == missing.content
    assert dict(hidden.headers) == dict(missing.headers)
    assert client.get(f"/id/{vision.key}").content == missing.content


def test_a_colleague_elsewhere_reads_netwerk_but_not_deelnemer(client: Client) -> None:
    vision = make_vision(make_participant("Lindehoven"))
    client.force_login(make_member(make_participant("Waterdrecht"), "lezer"))
    change_audience(vision, "netwerk", None)
    assert client.get(vision.url).status_code == 200
    change_audience(vision, "deelnemer", None)
    assert client.get(vision.url).status_code == 404


def test_the_permalink_follows_a_page_through_rename_and_move(client: Client) -> None:
    vision = make_vision(make_participant("Lindehoven"), slug="visie")
    vision.slug = "onze-visie"
    vision.save_revision().publish()
    vision.move(make_participant("Waterdrecht"), pos="last-child")

    answer = client.get(f"/id/{vision.key}")
    assert (answer.status_code, answer["Location"]) == (301, "/gemeenten/waterdrecht/onze-visie/")


def test_the_permalink_of_a_deleted_page_says_gone_only_if_everybody_could_read_it(client: Client) -> None:
    participant = make_participant()
    public, hidden = make_vision(participant), make_vision(participant)
    change_audience(hidden, "netwerk", None)
    keys = public.key, hidden.key
    public.delete()
    hidden.delete()

    assert [client.get(f"/id/{key}").status_code for key in keys] == [410, 404]
    assert client.get("/id/nietbestaand").status_code == 404


def test_an_editor_sees_a_title_of_a_hidden_page_nowhere_on_a_page_that_links_to_it(client: Client) -> None:
    participant = make_participant()
    successor = make_vision(participant, title="Geheime opvolger")
    change_audience(successor, "deelnemer", None)
    earlier = add_page(
        VisionPage,
        participant,
        reason=[("text", "<p>Oud.</p>")],
        replaced_by=Page.objects.get(pk=successor.pk),
    )

    assert "Geheime opvolger" not in client.get(earlier.url).content.decode()


def test_a_second_vision_replaces_the_first_which_stays_readable(client: Client) -> None:
    participant = make_participant()
    first = make_vision(participant, title="Visie 2020")
    second = make_vision(participant, title="Visie 2024")

    first.refresh_from_db()
    assert first.replaced_by_id == second.pk
    assert first.live
    assert "Visie 2024" in client.get(first.url).content.decode()
    assert not SearchDocument.objects.get(page_id=first.pk).current


def test_a_vision_that_moves_to_a_participant_with_a_current_one_gives_way() -> None:
    moved = make_vision(make_participant("Lindehoven"))
    other = make_participant("Waterdrecht")
    current = make_vision(other)
    moved.move(other, pos="last-child")

    assert VisionPage.objects.get(pk=moved.pk).replaced_by_id == current.pk
    assert VisionPage.objects.get(pk=current.pk).is_current


def test_publishing_the_replaced_vision_again_does_not_replace_the_current_one() -> None:
    participant = make_participant()
    first, second = make_vision(participant), make_vision(participant)
    VisionPage.objects.get(pk=first.pk).save_revision().publish()

    assert VisionPage.objects.get(pk=first.pk).replaced_by_id == second.pk
    assert VisionPage.objects.get(pk=second.pk).is_current


def test_nothing_is_published_below_a_page_that_is_not() -> None:
    participant = make_participant(live=False)
    vision = make_vision(participant, live=False)

    assert vision.publishing_problem().startswith("Publiceer eerst de pagina")
    with pytest.raises(ValidationError):
        vision.save_revision().publish()


def test_a_link_in_a_text_to_a_page_that_not_everybody_may_read_has_no_address(client: Client) -> None:
    participant = make_participant()
    hidden, public = make_vision(participant, slug="geheim"), add_page(NewsPage, participant, text=TEXT)
    change_audience(hidden, "netwerk", None)
    links = "".join(f'<p><a linktype="page" id="{page.pk}">zie ook</a></p>' for page in (hidden, public))
    linking = add_page(NewsPage, participant, text=[("text", links)])
    answer = client.get(linking.url).content.decode()

    assert "/geheim/" not in answer
    assert f'href="{public.url}"' in answer


def test_a_second_klantreis_replaces_nothing() -> None:
    participant = make_participant()
    journeys = [add_page(JourneyPage, participant, starts_where="Thuis") for _ in range(2)]

    assert JourneyPage.objects.filter(replaced_by=None, live=True).count() == len(journeys)

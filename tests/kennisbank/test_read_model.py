"""The rows of the read model say what the pages say, whatever happens to a page."""

import pytest
from django.db import transaction
from taggit.models import Tag
from wagtail.models import Page

from kennisbank.models import CustomDocument, SearchDocument, Theme
from kennisbank.placing import change_audience
from kennisbank.read_model.checking import differences, rebuild
from municipalities.models import Municipality, Round, Traject
from tests.factories import add_page, make_home, make_participant, make_vision

pytestmark = pytest.mark.django_db(transaction=True)

TEXT = [("text", "<p>Tekst.</p>")]


def row(page: Page) -> SearchDocument:
    return SearchDocument.objects.get(page_id=page.pk, document_id=None)


def facets(page: Page, facet: str) -> list[str]:
    return sorted(row(page).facet_values.filter(facet=facet).values_list("label", flat=True))


def assert_rows_true() -> None:
    assert not SearchDocument.objects.filter(changed=True).exists()
    assert list(differences()) == []


def test_a_published_vision_is_a_row_with_its_text() -> None:
    vision = make_vision(make_participant(), "Wij kiezen voor nabijheid.")

    assert row(vision).live
    assert row(vision).url == vision.url
    assert "Wij kiezen voor nabijheid." in row(vision).body
    assert row(vision).participant_name == "Lindehoven"
    assert_rows_true()


def test_a_draft_is_no_row() -> None:
    vision = make_vision(make_participant(), live=False)

    assert not SearchDocument.objects.filter(page_id=vision.pk).exists()


def test_a_draft_of_a_published_page_changes_nothing() -> None:
    vision = make_vision(make_participant(), "Oud.")
    version = row(vision).version
    vision.reason = [("text", "<p>Nieuw.</p>")]
    vision.save_revision()

    assert "Oud." in row(vision).body
    assert row(vision).version == version


def test_themes_and_tags_are_true_at_the_first_publish() -> None:
    theme = Theme.objects.create(name="Vindbaarheid", slug="vindbaarheid")
    vision = make_vision(make_participant(), live=False)
    vision.themes = [theme]
    vision.tags.add("wegwijs")
    vision.save_revision().publish()

    assert facets(vision, "thema") == ["Vindbaarheid"]
    assert facets(vision, "trefwoord") == ["wegwijs"]
    assert_rows_true()


def test_unpublishing_empties_the_row() -> None:
    vision = make_vision(make_participant())
    vision.unpublish()

    assert not row(vision).live
    assert row(vision).body == ""
    assert_rows_true()


def test_a_move_takes_the_page_to_its_new_participant() -> None:
    vision = make_vision(make_participant("Lindehoven"))
    other = make_participant("Waterdrecht")
    vision.move(other, pos="last-child")

    assert row(vision).participant_name == "Waterdrecht"
    assert row(vision).url == "/gemeenten/waterdrecht/" + vision.slug + "/"
    assert_rows_true()


def test_moving_a_participant_takes_its_pages_along() -> None:
    participant = make_participant()
    vision = make_vision(participant)
    elsewhere = add_page(type(make_home()), Page.objects.get(depth=1), title="Elders", slug="elders")
    participant.move(elsewhere, pos="last-child")

    vision.refresh_from_db()
    assert row(vision).url == (vision.url or "")
    assert_rows_true()


def test_another_slug_of_the_participant_changes_the_address_of_its_pages() -> None:
    participant = make_participant()
    vision = make_vision(participant)
    participant.slug = "lindehoven-zuid"
    participant.save_revision().publish()

    assert row(vision).url.startswith("/gemeenten/lindehoven-zuid/")
    assert facets(vision, "deelnemer") == ["Lindehoven"]
    assert_rows_true()


def test_a_deleted_page_leaves_only_its_key() -> None:
    vision = make_vision(make_participant())
    page_id, key = vision.pk, vision.key
    vision.delete()

    gone = SearchDocument.objects.get(page_id=page_id)
    assert (gone.key, gone.gone, gone.live, gone.title, gone.body) == (key, True, False, "", "")
    assert_rows_true()


def test_deleting_a_participant_empties_the_rows_of_its_pages() -> None:
    participant = make_participant()
    make_vision(participant)
    participant.delete()

    assert not SearchDocument.objects.filter(live=True).exists()
    assert_rows_true()


def test_another_audience_is_in_the_row_at_once() -> None:
    participant = make_participant()
    vision = make_vision(participant)
    change_audience(participant, "deelnemer", None)

    assert row(vision).audience == f"deelnemer:{participant.pk}"
    assert_rows_true()


def test_another_name_of_a_participant_is_in_the_rows_of_its_pages() -> None:
    participant = make_participant()
    vision = make_vision(participant)
    participant.title = "Lindehoven aan Zee"
    participant.save_revision().publish()

    assert row(vision).participant_name == "Lindehoven aan Zee"
    assert facets(vision, "deelnemer") == ["Lindehoven aan Zee"]
    assert_rows_true()


def test_another_name_of_a_theme_is_in_every_row_that_quotes_it() -> None:
    theme = Theme.objects.create(name="Vindbaarheid", slug="vindbaarheid")
    vision = make_vision(make_participant(), live=False)
    vision.themes = [theme]
    vision.save_revision().publish()
    theme.name = "Te vinden zijn"
    theme.save()

    assert facets(vision, "thema") == ["Te vinden zijn"]
    assert_rows_true()


def test_another_name_of_a_tag_is_in_every_row_that_quotes_it() -> None:
    vision = make_vision(make_participant(), live=False)
    vision.tags.add("wegwijs")
    vision.save_revision().publish()
    tag = Tag.objects.get(name="wegwijs")
    tag.name = "de weg weten"
    tag.save()

    assert facets(vision, "trefwoord") == ["de weg weten"]
    assert_rows_true()


def test_a_traject_makes_every_page_of_the_participant_one_of_a_koploper() -> None:
    participant = make_participant()
    vision = make_vision(participant)
    assert facets(vision, "koploper") == ["Gemeente of regio zonder traject"]
    traject = Traject(round=Round.objects.create(name="Ronde 3", slug="ronde-3", years="2019-2021"))
    traject.participants = [participant]
    traject.save()

    assert facets(vision, "koploper") == ["Koploper"]
    assert facets(vision, "ronde") == ["Ronde 3 (2019-2021)"]
    traject.delete()
    assert facets(vision, "koploper") == ["Gemeente of regio zonder traject"]
    assert_rows_true()


def test_another_name_of_a_municipality_or_a_round_is_in_the_rows() -> None:
    goirle = Municipality.objects.create(code="gm0785", name="Goirle", province_code="30")
    participant = make_participant("Goirle", live=False)
    participant.municipalities = [goirle]
    participant.save_revision().publish()
    vision = make_vision(participant)
    goirle.name = "Goirle en Riel"
    goirle.save()

    assert facets(vision, "gemeente") == ["Goirle en Riel"]
    assert facets(vision, "provincie") == ["Noord-Brabant"]
    assert_rows_true()


def test_an_empty_participant_is_on_no_list_until_its_first_page_is_published() -> None:
    participant = make_participant()
    assert not row(participant).listed
    vision = make_vision(participant)
    assert row(participant).listed
    vision.unpublish()
    assert not row(participant).listed
    assert_rows_true()


def test_a_file_on_a_page_has_a_row_with_the_audience_of_the_page() -> None:
    vision = make_vision(make_participant(), live=False)
    document = CustomDocument.objects.create(title="folder.pdf")
    vision.files = [("row", {"title": "De folder", "file": document, "accessible": True, "adaptable": False})]
    vision.save_revision().publish()
    file_row = SearchDocument.objects.get(document_id=document.pk)
    assert (file_row.title, file_row.audience, file_row.live) == ("De folder", "openbaar", True)

    vision.files = []
    vision.save_revision().publish()
    assert not SearchDocument.objects.get(document_id=document.pk).live
    assert_rows_true()


def test_a_change_that_is_rolled_back_leaves_the_row_as_it_was() -> None:
    vision = make_vision(make_participant(), "Oud.")
    before = row(vision).version
    vision.reason = [("text", "<p>Nieuw.</p>")]
    with transaction.atomic():
        vision.save_revision().publish()
        transaction.set_rollback(True)

    assert not row(vision).changed
    assert row(vision).version == before
    assert "Oud." in row(vision).body


def test_check_names_each_difference_and_rebuild_mends_it() -> None:
    vision = make_vision(make_participant())
    SearchDocument.objects.filter(page_id=vision.pk).update(title="Iets anders")
    row(vision).facet_values.filter(facet="soort").delete()
    SearchDocument.objects.create(key="spook", page_id=999_999, live=True, audience="openbaar", changed=False)

    found = "\n".join(differences())
    assert "Iets anders" in found
    assert "facet soort=visie" in found
    assert "spook" in found
    rebuild()
    assert_rows_true()

"""Filling: no more rows than a change asks for, and what fails is filled later."""

import pytest

from kennisbank.models import KnowledgePage, SearchDocument, VisionPage
from kennisbank.placing import change_audience
from kennisbank.read_model import filling, marking
from kennisbank.read_model.tasks import fill_changed
from lessons.models import LessonPage
from tests.factories import add_page, make_participant, make_vision
from tests.kennisbank.test_read_model import TEXT, assert_rows_true, row

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_row_says_how_much_of_its_page_is_filled_except_where_that_is_no_lack() -> None:
    participant = make_participant()
    vision = make_vision(participant, "Wij kiezen voor nabijheid.")
    lesson = add_page(LessonPage, participant, situation=TEXT)

    assert row(vision).completeness == 100 // len(VisionPage.section_list())
    assert row(lesson).completeness is None


def test_a_publication_writes_its_row_once_and_no_other() -> None:
    participant = make_participant()
    vision = make_vision(participant)
    add_page(LessonPage, participant, situation=TEXT)
    before = dict(SearchDocument.objects.values_list("page_id", "version"))
    vision.save_revision().publish()

    after = dict(SearchDocument.objects.values_list("page_id", "version"))
    assert after == before | {vision.pk: before[vision.pk] + 1}


def test_a_further_page_does_not_fill_the_row_of_its_participant_again() -> None:
    participant = make_participant()
    make_vision(participant)
    before = row(participant).version
    add_page(LessonPage, participant, situation=TEXT)

    assert row(participant).listed
    assert row(participant).version == before
    assert_rows_true()


def test_what_a_process_left_that_died_after_the_commit_the_worker_fills(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    vision = make_vision(make_participant(), "Oud.")
    with monkeypatch.context() as dying:
        dying.setattr(marking, "_fill_or_enqueue", lambda page_ids: None)
        vision.reason = [("text", "<p>Nieuw.</p>")]
        vision.save_revision().publish()
    assert "Oud." in row(vision).body
    assert row(vision).changed

    assert fill_changed() == 1
    assert "Nieuw." in row(vision).body
    assert_rows_true()


def test_publishing_goes_on_when_filling_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    participant = make_participant()
    monkeypatch.setattr(filling, "row_values", lambda page: 1 / 0)
    vision = make_vision(participant)

    assert VisionPage.objects.get(pk=vision.pk).live


def test_a_page_that_cannot_be_filled_holds_up_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    participant = make_participant()
    broken, sound = make_vision(participant, "Kapot."), add_page(LessonPage, participant, situation=TEXT)
    SearchDocument.objects.update(changed=True)
    values = filling.row_values

    def values_unless_broken(page: KnowledgePage) -> dict[str, object]:
        if page.pk == broken.pk:
            raise ValueError("something in this page cannot be read")
        return values(page)

    with monkeypatch.context() as breaking:
        breaking.setattr(filling, "row_values", values_unless_broken)
        fill_changed()
    assert row(broken).changed
    assert not row(sound).changed
    fill_changed()
    assert_rows_true()


def test_more_than_fifty_rows_are_left_to_the_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(marking, "AT_ONCE", 1)
    participant = make_participant()
    visions = [add_page(LessonPage, participant, situation=TEXT) for _ in range(3)]
    change_audience(participant, "netwerk", None)

    assert SearchDocument.objects.filter(changed=True).count() >= 3
    assert {row(vision).audience for vision in visions} == {"netwerk"}
    fill_changed()
    assert_rows_true()

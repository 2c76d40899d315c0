"""What makes one page stand above another, and what the visitor is told about it."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from tests.search.rows import ask, make_row, titles

pytestmark = pytest.mark.django_db

OLD = datetime(2015, 1, 1, tzinfo=UTC)


def reasons(words: str, title: str) -> str:
    [hit] = [hit for hit in ask(words).hits if hit.title == title]
    return "; ".join(reason.text for reason in hit.reasons)


def test_the_kind_of_page_that_is_asked_for_comes_first():
    make_row(
        "Brief over onze visie", "De visie.", kind="raadsinformatiebrief", kind_label="Raadsinformatiebrief"
    )
    make_row("Samen sterk: visie 2024", "Ons doel.", kind="visie", kind_label="Visie")
    assert titles("visie")[0] == "Samen sterk: visie 2024"


def test_a_page_that_nobody_looked_after_stands_a_little_lower():
    make_row("Vervoer A", "vervoer", kind="visie", updated_at=OLD)
    make_row("Vervoer B", "vervoer", kind="visie", updated_at=timezone.now())
    assert titles("vervoer") == ["Vervoer B", "Vervoer A"]
    assert "lang niet nagekeken" in reasons("vervoer", "Vervoer A")


def test_a_page_past_its_review_date_stands_a_little_lower():
    make_row("Vervoer A", "vervoer", kind="visie", review_again_on=timezone.localdate() - timedelta(days=1))
    make_row("Vervoer B", "vervoer", kind="visie", review_again_on=timezone.localdate())
    assert titles("vervoer") == ["Vervoer B", "Vervoer A"]


@pytest.mark.parametrize("kind", ["raadsinformatiebrief", "nieuwsbericht"])
def test_letters_and_news_may_be_old(kind):
    make_row("Vervoer", "vervoer", kind=kind, updated_at=OLD)
    assert "nagekeken" not in reasons("vervoer", "Vervoer")


def test_a_page_that_is_mostly_empty_stands_a_little_lower():
    make_row("Vervoer A", "vervoer", kind="visie", completeness=20)
    make_row("Vervoer B", "vervoer", kind="visie", completeness=80)
    assert titles("vervoer") == ["Vervoer B", "Vervoer A"]
    assert "onderdelen van de pagina zijn leeg" in reasons("vervoer", "Vervoer A")


def test_what_is_stopped_or_replaced_need_not_be_looked_after():
    make_row("Vervoer A", "vervoer", updated_at=OLD, facets={"praktijk": {"gestopt": "Gestopt"}})
    make_row("Vervoer B", "vervoer", updated_at=OLD, current=False)
    assert "nagekeken" not in reasons("vervoer", "Vervoer A") + reasons("vervoer", "Vervoer B")


def test_of_two_versions_the_one_in_force_comes_first():
    make_row("Visie op vervoer", "vervoer", current=False)
    make_row("Visie op vervoer", "vervoer")
    assert [hit.current for hit in ask("vervoer").hits] == [True, False]


def test_each_hit_says_where_the_words_stand():
    make_row("De molen", "Het kost veel.", summary="Voor ouderen.")
    said = reasons("molen ouderen", "De molen")
    assert "‘molen’ staat in de titel" in said
    assert "‘ouderen’ staat in de samenvatting" in said


def test_a_synonym_is_named_in_the_reason():
    make_row("Brief", "Aan de raad.", kind_label="Raadsinformatiebrief")
    assert "raadsinformatiebrief" in reasons("RIB", "Brief").lower()


def test_words_directly_after_each_other_count_more_than_words_apart():
    make_row("Eén", "De warme hand bij elke overdracht.")
    make_row("Twee", "Een warme overdracht van de een naar de ander.")
    assert titles("warme overdracht") == ["Twee", "Eén"]


def test_a_question_is_found_by_what_it_is_about():
    make_row("Werven van vrijwilligers", "Zo werken wij.")
    assert titles("hoe vind ik vrijwilligers") == ["Werven van vrijwilligers"]

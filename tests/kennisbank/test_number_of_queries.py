"""A page asks the database as often for ten things as for one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kennisbank.models import (
    CouncilLetterPage,
    JourneyPage,
    NewsPage,
)
from kennisbank.read_model.tasks import fill_changed
from lessons.models import LessonPage
from municipalities.models import ParticipantPage
from tests.factories import add_page, make_participant, make_vision

pytestmark = pytest.mark.django_db

MOST_QUERIES = 20


@pytest.fixture
def queries_of(visitor):
    """A function that counts the queries of one address (after one visit that fills the caches) and its cards."""

    def count(address: str) -> tuple[int, int]:
        fill_changed()
        visitor.get(address)
        with CaptureQueriesContext(connection) as caught:
            response = visitor.get(address)
        assert response.status_code == 200
        assert len(caught) <= MOST_QUERIES
        return len(caught), response.content.count(b'<article class="kb-card')

    return count


def test_a_participant_with_ten_pages_asks_no_more_than_with_one(queries_of):
    few, many = make_participant("Weinig"), make_participant("Veel")
    add_lessons(few, 1)
    add_lessons(many, 10)
    (for_few, few_cards), (for_many, many_cards) = queries_of(few.url), queries_of(many.url)
    assert for_few == for_many
    assert (few_cards, many_cards) == (1, 10)


def test_the_list_of_participants_asks_as_much_for_ten_as_for_one(queries_of):
    add_lessons(make_participant("Eerste"), 1)
    for_one, one = queries_of("/gemeenten/")
    for number in range(9):
        add_lessons(make_participant(f"Nummer {number}"), 1)
    for_ten, ten = queries_of("/gemeenten/")
    assert for_one == for_ten
    assert (one, ten) == (1, 10)


def test_home_asks_as_much_for_ten_lessons_as_for_one(queries_of):
    participant = make_participant()
    add_lessons(participant, 1)
    make_vision(participant)
    for_one, one = queries_of("/")
    add_lessons(participant, 9)
    for _ in range(9):
        add_page(NewsPage, participant, text=[("text", "<p>Nieuws.</p>")])
    for_ten, ten = queries_of("/")
    assert for_one == for_ten
    assert (one, ten) == (2, 8)


def test_a_klantreis_with_ten_phases_asks_as_much_as_with_one(queries_of):
    participant = make_participant()
    phases = [("row", {"name": f"Fase {number}", "wants": "Rust", "feeling": "1"}) for number in range(10)]
    short = add_page(JourneyPage, participant, phases=phases[:1])
    long = add_page(JourneyPage, participant, phases=phases)
    assert queries_of(long.url) == queries_of(short.url)


def test_a_letter_with_ten_earlier_letters_asks_as_much_as_with_one(queries_of):
    participant = make_participant()
    text = [("text", "<p>Stand.</p>")]
    earlier = [add_page(CouncilLetterPage, participant, information=text) for _ in range(10)]
    rows = [("row", {"page": letter}) for letter in earlier]
    short = add_page(CouncilLetterPage, participant, earlier_letters=rows[:1], subject="Kort")
    long = add_page(CouncilLetterPage, participant, earlier_letters=rows, subject="Lang")
    assert queries_of(long.url) == queries_of(short.url)


def add_lessons(participant: ParticipantPage, number: int) -> None:
    for _ in range(number):
        add_page(LessonPage, participant, situation=[("text", "<p>Zo was het.</p>")])

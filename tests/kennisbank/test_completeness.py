"""What a page lacks, and the best example of it elsewhere."""

import pytest

from kennisbank.audience import ANONYMOUS, Reader
from kennisbank.completeness import best_examples, empty_sections, sections_without
from kennisbank.expected_pages import expected_pages
from kennisbank.models import DefinitionPage, SearchDocument, VisionPage
from kennisbank.placing import change_audience
from tests.factories import add_page, make_participant, make_vision

pytestmark = pytest.mark.django_db(transaction=True)

LONG = "Dit is een tekst die lang genoeg is om te laten zien hoe een ander het heeft aangepakt."
EVERYTHING = Reader(None)


def money(text: str = LONG) -> list[tuple[str, str]]:
    return [("text", f"<p>{text}</p>")]


def example_of(name: str = "money", reader: Reader = ANONYMOUS, own: int | None = None) -> str | None:
    found = best_examples(VisionPage, [name], reader, own).get(name)
    return found.row.title if found else None


def test_a_draft_lacks_the_sections_that_say_nothing():
    vision = make_vision(make_participant(), mission="Iedereen geholpen.")
    lacking = [section.name for section in empty_sections(vision)]
    assert "money" in lacking
    assert not {"reason", "mission"} & set(lacking)
    row = SearchDocument.objects.get(page_id=vision.pk)
    assert [section.name for section in sections_without(VisionPage, row)] == lacking


def test_one_does_not_get_ones_own_page_as_an_example():
    participant = make_participant()
    make_vision(participant, title="Eigen", money=money())
    assert example_of(own=participant.pk) is None
    assert example_of() == "Eigen"


def test_the_most_complete_page_comes_first():
    make_vision(make_participant("A"), title="Kaal", money=money())
    make_vision(make_participant("B"), title="Vol", money=money(), mission="Ja.", follow_up=money())
    make_vision(make_participant("C"), title="Ook kaal", money=money())
    assert example_of() == "Vol"


def test_real_text_comes_before_example_and_fictitious_text():
    make_vision(make_participant("A"), title="Voorbeeld", is_example=True, money=money(), mission="Ja.")
    make_vision(make_participant("B", is_fictitious=True), title="Fictief", money=money(), mission="Ja.")
    assert example_of() in {"Voorbeeld", "Fictief"}
    make_vision(make_participant("C"), title="Echt", money=money())
    assert example_of() == "Echt"


def test_a_few_words_are_an_example_only_where_there_is_nothing_longer():
    make_vision(make_participant("A"), title="Kort", money=money("Geld."), mission="Ja.")
    assert example_of() == "Kort"
    make_vision(make_participant("B"), title="Lang", money=money())
    assert example_of() == "Lang"


def test_what_is_not_published_replaced_or_generated_is_no_example():
    participant = make_participant("A")
    add_page(VisionPage, participant, live=False, title="Concept", money=money())
    add_page(VisionPage, participant, title="Nep", key="0abcdefg", money=money())
    older = make_vision(make_participant("B"), title="Ouder", money=money())
    SearchDocument.objects.filter(page_id=older.pk).update(current=False)
    assert example_of() is None


def test_an_example_is_one_that_this_person_may_read():
    hidden = make_vision(make_participant("A"), title="Besloten", money=money(), mission="Ja.")
    change_audience(hidden, "deelnemer", None)
    assert example_of() is None
    assert example_of(reader=EVERYTHING) == "Besloten"
    make_vision(make_participant("B"), title="Openbaar", money=money())
    assert example_of(reader=EVERYTHING) == "Openbaar"


def test_all_sections_together_cost_one_query(django_assert_num_queries):
    make_vision(make_participant("A"), money=money(), mission="Ja.")
    names = [section.name for section in VisionPage.section_list()]
    with django_assert_num_queries(1):
        found = best_examples(VisionPage, names, ANONYMOUS, None)
    assert set(found) == {"reason", "mission", "money"}
    with django_assert_num_queries(0):
        assert best_examples(VisionPage, [], ANONYMOUS, None) == {}


def test_an_example_leads_to_the_section_and_shows_how_it_begins():
    make_vision(make_participant("Waterdrecht"), money=money("Veel woorden. " * 60))
    example = best_examples(VisionPage, ["money"], ANONYMOUS, None)["money"]
    assert example.url.endswith("#money")
    assert len(example.preview) < 310
    assert example.preview.endswith(" …")


def test_what_a_participant_expects_is_there_with_what_it_lacks_or_missing(django_assert_num_queries):
    participant = make_participant("A")
    make_vision(participant, title="Oude visie")
    make_vision(participant, title="Visie", mission="Iedereen geholpen.")
    add_page(DefinitionPage, participant, live=False, title="Concept", definition=money())
    with django_assert_num_queries(1):
        found = expected_pages(["definitie", "visie", "bestaat-niet"], participant.pk, ANONYMOUS)

    assert [(page.page_type, page.is_missing) for page in found] == [
        (DefinitionPage, True),
        (VisionPage, False),
    ]
    definition, vision = found
    assert vision.row.title == "Visie"
    assert "money" in [section.name for section in vision.lacking]
    assert "mission" not in [section.name for section in vision.lacking]
    assert definition.lacking == ()

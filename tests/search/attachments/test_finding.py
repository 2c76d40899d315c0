"""A page is found by what its files say once the worker has read them, by whoever may read the page."""

import pytest

from kennisbank.audience import ANONYMOUS
from kennisbank.models import CustomDocument, KnowledgePage
from kennisbank.placing import change_audience
from tests.factories import make_participant, make_vision
from tests.search.attachments.files import attach, make_document, make_pdf, replace_file, work
from tests.search.rows import EVERYTHING, titles

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def vision() -> KnowledgePage:
    return make_vision(make_participant(), title="Onze visie")


@pytest.fixture
def document(vision: KnowledgePage) -> CustomDocument:
    """A file on the page that the worker has read."""
    made = make_document("folder.pdf", make_pdf("Mantelzorgers.", "Keukentafelgesprek."))
    attach(vision, made)
    assert titles("keukentafelgesprek", ANONYMOUS) == []
    work()
    return made


def test_a_visitor_finds_the_page_by_a_word_in_its_file(document: CustomDocument) -> None:
    assert titles("keukentafelgesprek", ANONYMOUS) == ["Onze visie"]


def test_the_words_of_a_replaced_file_find_nothing_any_more(document: CustomDocument) -> None:
    replace_file(document, "folder.pdf", make_pdf("Dorpshuis."))
    assert titles("keukentafelgesprek", ANONYMOUS) == []
    work()

    assert titles("dorpshuis", ANONYMOUS) == ["Onze visie"]


def test_a_page_without_the_file_is_not_found_by_it(vision: KnowledgePage, document: CustomDocument) -> None:
    attach(vision)

    assert titles("keukentafelgesprek", EVERYTHING) == []


def test_the_file_of_a_page_for_its_own_people_is_found_by_nobody_else(
    vision: KnowledgePage, document: CustomDocument
) -> None:
    change_audience(vision, "deelnemer", None)

    assert titles("keukentafelgesprek", ANONYMOUS) == []
    assert titles("keukentafelgesprek", EVERYTHING) == ["Onze visie"]

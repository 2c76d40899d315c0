"""The text in the files of a page belongs to that page, and to nobody who may not read the page."""

from itertools import count

import pytest
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kennisbank.models import SearchDocument
from search.attachments.on_pages import FilePage, texts_of
from search.models import FileText
from tests.search.rows import make_row

pytestmark = pytest.mark.django_db

_numbers = count(9000)


def attach(row: SearchDocument, text: str = "Tekst.", document_id: int = 0, **values: object) -> int:
    """Put a file that was read on the page of this row."""
    document_id = document_id or next(_numbers)
    make_row(
        "De folder",
        page_id=row.page_id,
        document_id=document_id,
        url=f"/documents/{document_id}/folder.pdf",
        audience=row.audience,
        **values,
    )
    FileText.objects.update_or_create(
        document_id=document_id,
        defaults={
            "state": FileText.State.READ,
            "pages": [{"page": 1, "text": text}, {"page": 2, "text": "Meer."}],
            "started_at": timezone.now(),
        },
    )
    return document_id


def test_a_page_has_the_text_of_its_file_page_by_page() -> None:
    row = make_row("Visie")
    document_id = attach(row, "Wijkteams helpen.")

    first, second = texts_of([row])[row.pk]
    url = f"/documents/{document_id}/folder.pdf"
    assert first == FilePage(document_id, "De folder", url, 1, "Wijkteams helpen.")
    assert second.page_url == f"{url}#page=2"


def test_a_page_without_files_has_no_text_and_still_an_answer() -> None:
    row = make_row("Visie")

    assert texts_of([row]) == {row.pk: []}
    assert texts_of([]) == {}


def test_a_file_on_two_pages_is_text_of_both() -> None:
    rows = [make_row("Een"), make_row("Twee")]
    document_id = attach(rows[0])
    attach(rows[1], document_id=document_id)

    assert [len(pages) for pages in texts_of(rows).values()] == [2, 2]


@pytest.mark.parametrize("away", [{"live": False}, {"gone": True}])
def test_a_file_that_left_the_page_has_no_text_there(away: dict[str, bool]) -> None:
    row = make_row("Visie")
    attach(row, **away)

    assert texts_of([row]) == {row.pk: []}


@pytest.mark.parametrize("state", set(FileText.State) - {FileText.State.READ})
def test_only_what_was_read_is_text(state: FileText.State) -> None:
    row = make_row("Visie")
    document_id = attach(row)
    FileText.objects.filter(document_id=document_id).update(state=state)

    assert texts_of([row]) == {row.pk: []}


def test_twenty_pages_cost_as_many_queries_as_one(
    django_assert_num_queries: type[CaptureQueriesContext],
) -> None:
    rows = [make_row(f"Pagina {number}") for number in range(20)]
    for row in rows:
        attach(row)
        attach(row)

    for asked in (rows[:1], rows):
        with django_assert_num_queries(2):
            assert {len(pages) for pages in texts_of(asked).values()} == {4}

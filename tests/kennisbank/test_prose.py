"""Plain text as people write it, laid under the fields of a page."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as some

from kennisbank.models import CouncilLetterPage, JourneyPage, NewsPage, Theme, VisionPage
from kennisbank.sections.filling import FieldProblem, fill_fields
from kennisbank.sections.prose import prose_from_text
from kennisbank.sections.rows import rows_value


def markup(text: str) -> str:
    (block,) = prose_from_text(text)
    return block["value"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Eén alinea\nover twee regels.\n\nNog een.", "<p>Eén alinea over twee regels.</p><p>Nog een.</p>"),
        (
            "Drie:\n- een\n- twee\n  loopt door\n\n- drie",
            "<p>Drie:</p><ul><li>een</li><li>twee loopt door</li><li>drie</li></ul>",
        ),
        ("1. eerst\n2. dan", "<ol><li>eerst</li><li>dan</li></ol>"),
        ("Dat was in\n2. kwartaal", "<p>Dat was in 2. kwartaal</p>"),
        ("## Kop\nTekst", "<p><b>Kop</b></p><p>Tekst</p>"),
        ("Dit is **heel** belangrijk: 2 ** 3", "<p>Dit is <b>heel</b> belangrijk: 2 ** 3</p>"),
        (
            "Zie [de brief](https://a.nl/?x=1&y=2).",
            '<p>Zie <a href="https://a.nl/?x=1&amp;y=2">de brief</a>.</p>',
        ),
        ("[klik](javascript:alert(1))", "<p>[klik](javascript:alert(1))</p>"),
        ("<b>x</b> & <script>", "<p>&lt;b&gt;x&lt;/b&gt; &amp; &lt;script&gt;</p>"),
        ("- een\n1. eerst", "<ul><li>een</li></ul><ol><li>eerst</li></ol>"),
    ],
)
def test_text_becomes_what_the_editor_would_store(text, expected):
    assert markup(text) == expected


def test_lines_with_bars_become_a_table_between_the_text():
    before, table, after = prose_from_text(
        "Voor.\n\n| Wat | Hoeveel |\n|---|---|\n| a & b | 3 |\n| c |\n\nNa."
    )
    assert (before["value"], after["value"]) == ("<p>Voor.</p>", "<p>Na.</p>")
    assert [column["heading"] for column in table["value"]["columns"]] == ["Wat", "Hoeveel"]
    assert [row["values"] for row in table["value"]["rows"]] == [["a & b", "3"], ["c", ""]]


def test_no_text_gives_no_blocks():
    assert prose_from_text(" \n\n ") == []


@given(some.text())
def test_nothing_that_anybody_types_becomes_an_element_of_his_own(text):
    for block in prose_from_text(text):
        if block["type"] == "text":
            assert "<script" not in block["value"]
            assert block["value"].count("<") == block["value"].count(">")


def test_rows_hold_dates_choices_and_lists():
    field = JourneyPage._meta.get_field("phases")
    (row,) = rows_value(field, [{"name": "Zoeken", "feeling": -1, "steps": ["bellen", "mailen"]}])
    assert (row.value["feeling"], list(row.value["steps"])) == ("-1", ["bellen", "mailen"])
    field = CouncilLetterPage._meta.get_field("earlier_letters")
    (row,) = rows_value(field, [{"title": "Brief", "date": datetime.date(2020, 10, 23), "elsewhere": True}])
    assert (row.value["date"], row.value["elsewhere"]) == (datetime.date(2020, 10, 23), True)


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ([{"naam": "Zoeken"}], "rij 1: 'naam' is geen kolom van 'phases'"),
        ([{"name": "Zoeken"}, {"name": ""}], "rij 2: name: "),
        ([{"name": "Zoeken", "feeling": 7}], "rij 1: feeling: "),
        ([{"name": "Zoeken", "feeling_words": "x" * 121}], "rij 1: feeling_words: "),
        ("tekst", "hier horen rijen te staan"),
    ],
)
def test_a_row_that_does_not_fit_is_named_with_its_column(rows, reason):
    with pytest.raises(ValidationError) as refusal:
        rows_value(JourneyPage._meta.get_field("phases"), rows)
    assert reason in " ".join(refusal.value.messages)


@pytest.mark.parametrize("date", ["2026-02-30", "gisteren"])
def test_a_row_with_an_impossible_date_is_named_with_its_column(date):
    with pytest.raises(ValidationError) as refusal:
        rows_value(CouncilLetterPage._meta.get_field("earlier_letters"), [{"title": "Brief", "date": date}])
    assert refusal.value.messages == [f"rij 1: date: '{date}' is geen datum"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"onbekend": "x"}, "veld 'onbekend': bestaat niet op een visie"),
        ({"themes": ["onbekend"]}, "veld 'themes': 'onbekend' staat niet in de lijst thema's"),
        ({"themes": "bekendheid"}, "veld 'themes': hier hoort een lijst te staan"),
        ({"mission": "x" * 401}, "veld 'mission':"),
        ({"mission": ["x"]}, "veld 'mission': hier hoort tekst te staan"),
        ({"term_from": "gisteren"}, "veld 'term_from':"),
        ({"term_from": "2026-02-30"}, "veld 'term_from': "),
        ({"practice": "soms"}, "veld 'practice':"),
        ({"source_url": "geen adres"}, "veld 'source_url':"),
    ],
)
def test_a_value_that_does_not_fit_is_named_with_its_field(values, reason):
    with pytest.raises(FieldProblem) as refusal:
        fill_fields(VisionPage(), values)
    assert str(refusal.value).startswith(reason)


@pytest.mark.django_db
def test_only_fields_that_change_are_told():
    Theme.objects.create(name="Bekendheid", slug="bekendheid")
    page = VisionPage()
    values = {"reason": "Omdat.", "themes": ["bekendheid"], "tags": ["dorp"], "term_from": "2026-01-01"}
    assert fill_fields(page, values) == list(values)
    assert fill_fields(page, values) == []


@pytest.mark.django_db
def test_marks_that_the_editor_leaves_do_not_count_as_a_change():
    page = NewsPage(text=[("text", '<p data-block-key="abc12">Nieuws.</p>')])
    assert fill_fields(page, {"text": "Nieuws."}) == []

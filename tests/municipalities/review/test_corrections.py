"""Which change needs no second reader: fewer than ten other words in what somebody read, and nothing else."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, PageLogEntry

from kennisbank.models import Theme
from municipalities.models import FourEyesTaskState
from municipalities.review.wording import words_between
from tests.factories import make_vision
from tests.municipalities.editing import editor, vision_form
from tests.municipalities.review.reviewing import is_published, submit

pytestmark = pytest.mark.django_db

TWELVE = "een twee drie vier vijf zes zeven acht negen tien elf twaalf"
TABLE = {
    "columns": [{"type": "text", "heading": "Jaar"}, {"type": "text", "heading": "Bedrag"}],
    "rows": [{"values": ["2026", "honderd"]}],
    "caption": "",
}


def replaced(number: int) -> str:
    """``TWELVE`` with the first ``number`` words replaced."""
    words = TWELVE.split()
    return " ".join(["anders"] * number + words[number:])


@pytest.fixture
def page(lindehoven):
    made = make_vision(
        lindehoven,
        title="Visie",
        slug="visie",
        summary=TWELVE,
        mission="Iedereen geholpen.",
        principles=[("row", {"principle": "Nabij en gratis", "explanation": "Altijd."})],
    )
    made.reason = made.reason.stream_block.to_python(reason(f'<p data-block-key="abc12">{TWELVE}</p>'))
    made.save_revision().publish()
    return type(made).objects.get(pk=made.pk)


def reason(text: str = f"<p>{TWELVE}</p>", cell: str = "honderd", year: str = "2026") -> list[dict]:
    """The stored section, with other texts."""
    table = {**TABLE, "rows": [{"values": [year, cell]}]}
    return [{"type": "text", "value": text}, {"type": "table", "value": table}]


CHANGES = {
    # what changes: whether it is a correction
    "nine words of the summary": ({"summary": replaced(9)}, True),
    "ten words of the summary": ({"summary": replaced(10)}, False),
    "nine words in all": (
        {"summary": replaced(5), "mission": "Iedereen heel goed en gratis geholpen."},
        True,
    ),
    "ten words in all": (
        {"summary": replaced(6), "mission": "Iedereen heel goed en gratis geholpen."},
        False,
    ),
    "nine words more": ({"summary": f"{TWELVE} {' '.join(['erbij'] * 9)}"}, True),
    "ten words less": ({"summary": "een twee"}, False),
    "the title": ({"title": "De visie"}, False),
    "words glued by a slash": ({"summary": "/".join(["anders"] * 12)}, False),
    "words glued by a blank braille cell": ({"summary": "\u2800".join(["anders"] * 3)}, False),
    "words glued by a space without width": ({"summary": f"{TWELVE} en\u200bdat"}, False),
    "words glued by a Hangul filler": ({"summary": f"{TWELVE} en\u3164dat"}, False),
    "a soft hyphen": ({"summary": f"{TWELVE} der\u00adtien"}, False),
    "a word of forty letters": ({"summary": f"{TWELVE} {'a' * 40}"}, True),
    "a longer word": ({"summary": f"{TWELVE} {'a' * 41}"}, False),
    "150 characters": ({"summary": f"{TWELVE} {' '.join(['a' * 30] * 5)}"}, True),
    "151 characters": ({"summary": f"{TWELVE} {' '.join(['a' * 30] * 5)}!"}, False),
    "45 marks": ({"summary": f"{TWELVE} {'!' * 45}"}, True),
    "46 marks": ({"summary": f"{TWELVE} {'!' * 46}"}, False),
    "a full stop": ({"summary": f"{TWELVE}."}, True),
    "a digit more": ({"summary": f"{TWELVE} 13"}, False),
    "another digit": ({"reason": reason(year="2027")}, False),
    "a word with a sign for a half": ({"summary": f"{TWELVE} ½"}, False),
    **{
        f"a negation more: {word}": ({"summary": f"{TWELVE} {word}"}, False)
        for word in ("niet", "Geen", "nooit", "zonder")
    },
    "a fixed space": ({"reason": reason(f"<p>{TWELVE.replace(' ', '&nbsp;', 1)}</p>")}, True),
    "nothing": ({}, True),
    "a word in a text": ({"reason": reason(f"<p>{replaced(1)}</p>")}, True),
    "ten words in a text": ({"reason": reason(f"<p>{replaced(10)}</p>")}, False),
    "a cell of a table": ({"reason": reason(cell="tweehonderd")}, True),
    "a paragraph more": ({"reason": reason(f"<p>{TWELVE}</p><p>Nog iets.</p>")}, False),
    "a link": ({"reason": reason(f'<p><a href="https://elders.example.nl">een</a>{TWELVE[3:]}</p>')}, False),
    "bold words": ({"reason": reason(f"<p><b>een</b>{TWELVE[3:]}</p>")}, False),
    "a part less": ({"reason": reason()[:1]}, False),
    "a word in a row": (
        {"principles": [("row", {"principle": "Dichtbij en gratis", "explanation": "Altijd."})]},
        True,
    ),
    "a row more": (
        {"principles": [("row", {"principle": "Nabij en gratis", "explanation": "Altijd."})] * 2},
        False,
    ),
    "the address": ({"slug": "onze-visie"}, False),
    "a date": ({"reviewed_on": "2026-01-01"}, False),
    "the status of the text": ({"text_status": "raad"}, False),
    "the licence": ({"licence": "cc0"}, False),
    "the source": ({"source_url": "https://elders.example.nl"}, False),
    "the label of example content": ({"is_example": True}, False),
    "the moment of publication": ({"go_live_at": "2090-01-01T00:00:00Z"}, False),
    "the moment it goes off the site": ({"expire_at": "2090-01-01T00:00:00Z"}, False),
    "what is never public": ({"unplaced": [("text", f"<p>{TWELVE}</p>")]}, True),
}


@pytest.mark.parametrize("what", CHANGES)
def test_which_change_is_a_correction(people, page, what):
    changes, correction = CHANGES[what]
    changes = {
        name: type(page)._meta.get_field(name).to_python(value) if name.endswith("_at") else value
        for name, value in changes.items()
    }
    if "reason" in changes:
        block = page.reason.stream_block
        changes["reason"] = block.to_python(changes["reason"])
    request = submit(page, people["redacteur"], **changes)
    assert (request.reason == "correctie") is correction
    assert (request.status == "approved") is correction
    assert Page.objects.get(pk=page.pk).live


DIGITS_AND_NEGATIONS = [
    # what somebody read, what it becomes
    ("Het kost € 1.000 per jaar.", "Het kost € 1,000 per jaar."),
    ("Het kost € 1.000 per jaar.", "Het kost € 1.0000 per jaar."),
    ("Het saldo is 5.", "Het saldo is -5."),
    ("Van 5 naar 10.", "Van 10 naar 5."),
    ("Dit mag niet.", "Dit mag."),
    ("Dit mag niet maar dat mag.", "Dit mag maar dat mag niet."),
    ("Het kan zonder plan.", "Het kan met plan."),
]


@pytest.mark.parametrize(("old", "new"), DIGITS_AND_NEGATIONS)
def test_other_digits_and_another_negation_need_a_reader(old, new):
    assert words_between([(old, new)]) is None


def test_another_theme_is_no_correction(people, page):
    theme = Theme.objects.create(name="Bekendheid", slug="bekendheid")
    draft = page.get_latest_revision_as_object()
    draft.themes = [theme]
    draft.save_revision(user=people["redacteur"])
    stored = type(page).objects.get(pk=page.pk)
    request = stored.get_workflow().start(stored, people["redacteur"]).current_task_state.specific
    assert request.status == "in_progress"


def test_small_corrections_do_not_add_up_to_a_text_that_nobody_read(people, page):
    found = []
    for words in (replaced(4), replaced(8), replaced(12)):
        stored = type(page).objects.get(pk=page.pk)
        found.append(submit(stored, people["redacteur"], summary=words).status)
    assert found == ["approved", "approved", "in_progress"]


def test_what_is_not_on_the_site_has_no_corrections(people, page):
    page.unpublish()
    stored = type(page).objects.get(pk=page.pk)
    assert submit(stored, people["redacteur"], summary=replaced(1)).status == "in_progress"


def test_who_submits_a_correction_in_the_editor_is_told_that_it_is_on_the_site(client, people, lindehoven):
    page = make_vision(lindehoven, title="Visie", slug="visie", summary="Waar we heen willen.")
    page.mission, page.reason, page.licence = "Iedereen geholpen.", [], ""
    page.save_revision().publish()
    client.force_login(people["redacteur"])
    form = vision_form("action-submit", title="Visie", summary="Waar wij heen gaan.")
    answer = client.post(editor(page), form, follow=True).content.decode()
    assert answer.count("Uw correctie staat op de site.") == 1
    assert "‘Visie’" not in answer
    assert "ingediend" not in answer.partition("<main")[2]
    assert is_published(page)
    assert FourEyesTaskState.objects.get().finished_by == people["redacteur"]
    assert not PageLogEntry.objects.filter(action="wagtail.workflow.approve").exists()
    entry = PageLogEntry.objects.get(action="municipalities.corrected")
    assert (entry.user, entry.page_id) == (people["redacteur"], page.pk)
    assert entry.message == "Gepubliceerd zonder tweede lezer (kleine correctie)"


@pytest.mark.parametrize(
    ("who", "allowed"),
    [("curator", True), ("superuser", True), ("beheerder", False), ("programmateam", False)],
)
def test_curators_see_afterwards_what_nobody_read(client, people, page, who, allowed):
    submit(page, people["redacteur"], summary=replaced(1))
    client.force_login(people[who])
    answer = client.get("/beheer/reports/zonder-tweede-lezer/", follow=True).content.decode()
    assert ("kleine correctie, 1 woorden veranderd" in answer) is allowed
    if allowed:
        other = client.get("/beheer/reports/zonder-tweede-lezer/?reason=zelf").content.decode()
        assert "kleine correctie" not in other


def test_the_report_costs_as_much_with_ten_as_with_one(client, people, page, django_assert_max_num_queries):
    client.force_login(people["curator"])
    submit(page, people["redacteur"], summary=replaced(1))
    client.get("/beheer/reports/zonder-tweede-lezer/")
    with CaptureQueriesContext(connection) as with_one:
        client.get("/beheer/reports/zonder-tweede-lezer/")
    for number in range(2, 9):
        submit(type(page).objects.get(pk=page.pk), people["redacteur"], summary=replaced(number))
    with django_assert_max_num_queries(len(with_one)):
        client.get("/beheer/reports/zonder-tweede-lezer/")

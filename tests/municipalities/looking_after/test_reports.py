"""The reports: pages to review, and pages without a responsible; each person sees those of his own participants."""

import csv
import io
from datetime import UTC, date, datetime, timedelta

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from kennisbank.models import CouncilLetterPage, SearchDocument, VisionPage
from kennisbank.read_model.tasks import fill_changed
from municipalities.looking_after.responsible import rows_without_responsible, to_review_by_person
from municipalities.models import ParticipantPage
from tests.day import TODAY
from tests.factories import add_page, make_member, make_participant, make_platform_member, make_vision

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("same_day")]

OVERDUE = date(2025, 5, 3)
REPORTS = ["pages_to_review", "pages_without_responsible"]


@pytest.fixture
def goirle():
    return make_participant("Goirle", review_again_on=date(2040, 1, 1), responsible_role="Projectleider")


def body(client, name: str, **query: str) -> str:
    return client.get(reverse(name), query).content.decode()


def listed(client, name: str, **query: str) -> list[str]:
    """The titles in a report, by way of its export."""
    answer = client.get(reverse(name), {"export": "csv", **query})
    content = b"".join(answer.streaming_content).decode("utf-8-sig")
    return [row["Titel"] for row in csv.DictReader(io.StringIO(content))]


@pytest.mark.parametrize("name", REPORTS)
def test_an_export_has_nothing_that_a_spreadsheet_would_run(client, goirle, name):
    make_vision(goirle, title="=HYPERLINK(1)", review_again_on=OVERDUE)
    client.force_login(make_platform_member("curator"))
    assert listed(client, name) == ["'=HYPERLINK(1)"]


@pytest.mark.parametrize("name", REPORTS)
@pytest.mark.parametrize(
    ("who", "sees"),
    [
        ("redacteur", ["Visie Goirle"]),
        ("beheerder", ["Visie Goirle"]),
        ("curator", ["Visie Goirle", "Visie Vught"]),
        ("lezer", None),
        ("adviesraadslid", None),
        ("programmateam", None),
        ("applicatiebeheerder", None),
    ],
)
def test_each_sees_the_pages_of_his_own_participants_only(client, goirle, name, who, sees):
    vught = make_participant("Vught", review_again_on=date(2040, 1, 1), responsible_role="Projectleider")
    for place in (goirle, vught):
        make_vision(place, title=f"Visie {place.title}", review_again_on=OVERDUE)
    platform_wide = who in {"curator", "programmateam", "applicatiebeheerder"}
    client.force_login(make_platform_member(who) if platform_wide else make_member(goirle, who))
    answer = client.get(reverse(name))
    assert (answer.status_code == 200) is (sees is not None)
    for title in ("Visie Goirle", "Visie Vught"):
        assert (title in answer.content.decode()) is (title in (sees or []))
    home = client.get(reverse("wagtailadmin_home")).content.decode()
    assert (reverse(name) in home) is (sees is not None)
    if sees is not None:
        assert sorted(listed(client, name)) == sees
        assert "Visie Vught" in sees or "Visie Vught" not in body(client, name, participant_name="Vught")


def test_nobody_reads_a_report_without_logging_in(client, goirle):
    assert [client.get(reverse(name)).status_code for name in REPORTS] == [302, 302]


def test_a_page_to_review_names_its_day_and_who_is_responsible_and_one_click_says_it_holds(client, goirle):
    redacteur = make_member(goirle, "redacteur")
    page = make_vision(goirle, title="Visie", review_again_on=OVERDUE, owner=redacteur)
    client.force_login(redacteur)
    report = body(client, "pages_to_review")
    assert redacteur.email in report
    action = reverse("kennisbank_still_right", args=[page.pk])
    assert f'data-w-action-url-value="{action}"' in report
    client.post(action, {"next": reverse("pages_to_review")})
    assert listed(client, "pages_to_review", when="te-laat") == []


@pytest.mark.parametrize(
    ("when", "titles"),
    [
        ("", ["laat", "29", "89", "364"]),
        ("te-laat", ["laat"]),
        ("30", ["laat", "29"]),
        ("90", ["laat", "29", "89"]),
    ],
)
def test_the_filter_on_when(client, goirle, when, titles):
    for days in (29, 89, 364, 400):
        make_vision(goirle, title=str(days), review_again_on=TODAY + timedelta(days=days))
    make_vision(goirle, title="laat", review_again_on=OVERDUE)
    VisionPage.objects.update(replaced_by=None)
    for page in VisionPage.objects.all():
        page.save()
    client.force_login(make_platform_member("curator"))
    assert listed(client, "pages_to_review", when=when) == titles


@pytest.mark.parametrize(
    "query", [{"when": "gisteren"}, {"kind": "koning"}, {"p": "99"}, {"ordering": "password"}]
)
@pytest.mark.parametrize("name", REPORTS)
def test_a_nonsensical_address_shows_the_report(client, goirle, name, query):
    make_vision(goirle, title="Visie", review_again_on=OVERDUE)
    client.force_login(make_member(goirle, "redacteur"))
    assert client.get(reverse(name), query).status_code == 200


def test_filters_on_participant_and_kind(client, goirle):
    make_vision(goirle, title="Visie")
    letter = [("text", "<p>Er is nieuws.</p>")]
    add_page(CouncilLetterPage, goirle, title="Brief", introduction=letter)
    client.force_login(make_platform_member("curator"))
    name = "pages_without_responsible"
    assert sorted(listed(client, name, participant_name="goir")) == ["Brief", "Visie"]
    assert listed(client, name, kind="raadsinformatiebrief") == ["Brief"]
    assert listed(client, name, participant_name="Vught") == []


def test_the_reports_leave_as_a_spreadsheet(client, goirle):
    make_vision(goirle, title="Visie", review_again_on=OVERDUE, responsible_role="Beleidsmedewerker Wmo")
    client.force_login(make_member(goirle, "beheerder"))
    answer = client.get(reverse("pages_to_review"), {"export": "xlsx"})
    sheet = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active
    rows = [[str(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]
    columns = ["Titel", "Gemeente of regio", "Soort", "Nakijken voor", "Te laat", "Verantwoordelijk"]
    assert rows[0] == [*columns, "Laatst gewijzigd"]
    assert rows[1][:3] == ["Visie", "Goirle", "Visie"]
    assert rows[1][3].startswith("2025-05-03")
    assert rows[1][4:6] == ["ja", "Beleidsmedewerker Wmo"]


@pytest.mark.parametrize("export", ["csv", "xlsx"])
def test_a_spreadsheet_tells_the_time_of_the_site(client, goirle, export):
    make_vision(goirle, title="Visie", review_again_on=OVERDUE)
    summer = datetime(2026, 7, 1, 22, 30, tzinfo=UTC)
    fill_changed()
    SearchDocument.objects.filter(title="Visie").update(updated_at=summer)
    client.force_login(make_member(goirle, "beheerder"))
    answer = client.get(reverse("pages_to_review"), {"export": export})
    content = b"".join(answer.streaming_content)
    if export == "csv":
        assert ",2026-07-02 00:30:00" in content.decode()
    else:
        sheet = openpyxl.load_workbook(io.BytesIO(content)).active
        assert sheet.cell(row=2, column=7).value == datetime(2026, 7, 2, 0, 30)


@pytest.mark.parametrize(
    ("owner", "role", "without"),
    [
        ("redacteur", "", False),
        ("beheerder", "", False),
        ("nobody", "Beleidsmedewerker Wmo", False),
        ("lezer", "", True),
        ("nobody", "", True),
        ("redacteur whose role ended", "", True),
        ("redacteur who is blocked", "", True),
        ("redacteur elsewhere", "", True),
        ("redacteur whose role ended", "Beleidsmedewerker Wmo", False),
    ],
)
def test_a_page_has_a_responsible_as_long_as_it_names_a_role_or_its_owner_writes_there(
    goirle, owner, role, without
):
    word, _space, more = owner.partition(" ")
    person = None
    if word != "nobody":
        person = make_member(
            make_participant("Vught", responsible_role="x") if more == "elsewhere" else goirle, word
        )
    page = make_vision(goirle, owner=person, responsible_role=role)
    if more == "whose role ended":
        person.memberships.update(ends_at=timezone.now() - timedelta(minutes=1))
    if more == "who is blocked":
        type(person).objects.filter(pk=person.pk).update(is_active=False)
    assert rows_without_responsible().filter(page_id=page.pk).exists() is without


@pytest.mark.parametrize("name", REPORTS)
def test_nobody_is_asked_to_look_after_what_a_participant_left_that_has_ended(client, goirle, name):
    curator = make_platform_member("curator")
    make_vision(goirle, review_again_on=OVERDUE)
    client.force_login(curator)
    assert len(listed(client, name)) == 1
    assert curator.pk in to_review_by_person(TODAY)
    ParticipantPage.objects.filter(pk=goirle.pk).update(ends_on=TODAY)
    assert listed(client, name) == []
    assert to_review_by_person(TODAY) == {}


def test_a_page_of_the_platform_has_the_curator_who_owns_it(goirle):
    from kennisbank.models import NewsIndexPage, NewsPage

    text = [("text", "<p>Er is nieuws.</p>")]
    index = NewsIndexPage.objects.get()
    for number, owner in enumerate([make_platform_member("curator"), make_member(goirle, "beheerder")]):
        add_page(NewsPage, index, title=f"Nieuws {number}", introduction=text, owner=owner)
    assert list(rows_without_responsible().values_list("title", flat=True)) == ["Nieuws 1"]


@pytest.mark.parametrize("name", REPORTS)
def test_a_report_costs_as_much_with_ten_pages_as_with_one(client, goirle, name, django_assert_num_queries):
    client.force_login(make_member(goirle, "redacteur"))
    make_vision(goirle, review_again_on=OVERDUE)
    body(client, name)
    with CaptureQueriesContext(connection) as with_one:
        body(client, name)
    for number in range(9):
        place = make_participant(f"Deelnemer {number}")
        make_vision(place, review_again_on=OVERDUE)
        make_vision(goirle, review_again_on=OVERDUE)
    with django_assert_num_queries(len(with_one)):
        body(client, name)

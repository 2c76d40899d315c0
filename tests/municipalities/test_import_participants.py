"""Ninety participants from one table."""

import pytest
from django.core.management import CommandError, call_command

from kennisbank.models import OrganisationForm, SearchDocument
from municipalities.models import Municipality, ParticipantPage, Round
from tests.factories import make_home, make_participant

pytestmark = pytest.mark.django_db
HEADINGS = "name;slug;codes;rounds;form;how_organised;which_ambitions;which_actions;mailbox;summary\n"
GOIRLE = 'Goirle;;gm0785;ronde-3;Coördinatiepunt;"Bij het Dorpsteam.\n\n- één\n- twee";Groeien;;oco@goirle.example;\n'


@pytest.fixture(autouse=True)
def site():
    make_home()
    for code, name in [("gm0785", "Goirle"), ("gm0865", "Vught")]:
        Municipality.objects.create(code=code, name=name, province_code="30")
    for number in (1, 3):
        Round.objects.create(name=f"Ronde {number}", slug=f"ronde-{number}", years="2017-2018")
    OrganisationForm.objects.create(name="Coördinatiepunt", slug="coordinatiepunt")


@pytest.fixture
def bring(tmp_path, capsys):
    def run(lines: str, *options: str) -> str:
        path = tmp_path / "deelnemers.csv"
        path.write_text(HEADINGS + lines, encoding="utf-8")
        call_command("import_participants", str(path), *options)
        return capsys.readouterr().out

    return run


def revisions() -> int:
    return sum(page.revisions.count() for page in ParticipantPage.objects.all())


def test_a_participant_is_published_with_all_that_its_line_says(bring, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        assert "Nieuw: Goirle." in bring(GOIRLE)
    page = ParticipantPage.objects.get()
    assert (page.live, page.slug, page.is_region) == (True, "goirle", False)
    assert page.how_organised[0].value.source == "<p>Bij het Dorpsteam.</p><ul><li>één</li><li>twee</li></ul>"
    assert page.contact_mailbox == "oco@goirle.example"
    assert "Goirle" in page.summary
    row = SearchDocument.objects.get(kind="deelnemer")
    assert row.facet_labels("koploper") == ["Koploper"]
    assert row.facet_labels("organisatievorm") == ["Coördinatiepunt"]


def test_a_second_time_makes_no_new_version(bring):
    bring(GOIRLE)
    before = revisions()
    assert "0 nieuw, 0 gewijzigd, 1 ongewijzigd" in bring(GOIRLE)
    assert revisions() == before
    assert ParticipantPage.objects.get().trajecten.count() == 1


def test_a_trial_run_writes_nothing(bring):
    assert "1 nieuw" in bring(GOIRLE, "--dry-run")
    assert not ParticipantPage.objects.exists()


def test_several_codes_make_a_region(bring):
    bring("Regio;;gm0785 gm0865;;;;;;;\n")
    page = ParticipantPage.objects.get()
    assert (page.is_region, page.municipalities.count()) == (True, 2)


def test_what_the_file_leaves_empty_stays_as_an_editor_wrote_it(bring):
    make_participant("Goirle", slug="goirle", summary="Eigen zin.", contact_mailbox="eigen@goirle.example")
    assert "Gewijzigd: Goirle (which_actions)." in bring("GOIRLE;;;;;;;Doen;;\n")
    page = ParticipantPage.objects.get()
    assert (page.title, page.summary, page.contact_mailbox) == (
        "Goirle",
        "Eigen zin.",
        "eigen@goirle.example",
    )
    assert page.which_actions[0].value.source == "<p>Doen</p>"


def test_a_participant_is_found_by_its_name_when_its_address_is_another(bring):
    make_participant("Goirle", slug="goirle-en-riel")
    bring("goirle;;;ronde 1, 3;;;;;;\n")
    assert ParticipantPage.objects.get().trajecten.count() == 2


def test_a_draft_that_waits_is_neither_published_nor_lost(bring):
    page = make_participant("Goirle", slug="goirle", summary="Oud.")
    page.summary = "Concept."
    page.save_revision()
    bring("Goirle;;;;;;;Doen;;\n")
    page.refresh_from_db()
    draft = page.get_latest_revision_as_object()
    assert (page.summary, draft.summary) == ("Oud.", "Concept.")
    assert draft.which_actions[0].value.source == page.which_actions[0].value.source == "<p>Doen</p>"


def test_a_participant_that_was_taken_off_the_site_stays_off(bring):
    make_participant("Goirle", slug="goirle").unpublish()
    bring("Goirle;;;;;;;Doen;;\n")
    page = ParticipantPage.objects.get()
    assert not page.live
    assert page.get_latest_revision_as_object().which_actions[0].value.source == "<p>Doen</p>"


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (";;gm0785;;;;;;;", "Regel 2: de naam ontbreekt."),
        ("Goirle;;gm1;;;;;;;", "Regel 2: gemeente gm0001 staat niet in het register."),
        ("Goirle;;Goirle;;;;;;;", "Regel 2: code 'Goirle' is niet gm en vier cijfers."),
        ("Goirle;;;ronde 9;;;;;;", "Regel 2: ronde 'ronde 9' bestaat niet."),
        ("Goirle;;;;stichting;;;;;", "Regel 2: organisatievorm 'stichting' bestaat niet."),
        ("Goirle;;;;;;;;geen;", "Regel 2: 'geen' is geen mailadres."),
        ("Goirle;a b;;;;;;;;", "Regel 2: slug 'a b' heeft andere tekens"),
        (f"Goirle;;;;;;;;;{'x' * 301}", "Regel 2: veld 'summary':"),
        ("Goirle;;;;;;;;;;te veel", "Regel 2: 11 cellen"),
        ("Goirle;;;;;;;;;\ngoirle;;;;;;;;;", "Regel 3: 'goirle' staat ook op regel 2."),
    ],
)
def test_a_wrong_line_is_named_and_nothing_is_written(bring, line, reason):
    with pytest.raises(CommandError) as refusal:
        bring(f"{line}\nVught;;gm0865;;;;;;;\n")
    assert reason in str(refusal.value)
    assert not ParticipantPage.objects.exists()


def test_a_file_without_names_is_refused_in_one_sentence(tmp_path):
    path = tmp_path / "deelnemers.csv"
    path.write_text("plaats\nGoirle\n", encoding="utf-8")
    with pytest.raises(CommandError, match="ontbreekt de kolom name"):
        call_command("import_participants", str(path))

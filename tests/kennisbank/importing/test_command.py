"""The import at the command line: for whom, as what, and what it says when that cannot be."""

import json
import subprocess

import pytest
from django.core.management import CommandError, call_command

from kennisbank.importing.document import import_file
from kennisbank.importing.drafts import check_accounts
from kennisbank.importing.problems import ImportProblem
from kennisbank.kinds import page_type
from kennisbank.models import CouncilLetterPage, JourneyPage, NewsPage, VisionPage
from tests.kennisbank.importing.making import docx, paragraph, pdf

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(tmp_path):
    def write(name="bericht.txt", content=b"Het meldpunt is open.\n\nDeel dit bericht"):
        (tmp_path / name).write_bytes(content)
        return str(tmp_path / name)

    return write


def run(capsys, *arguments):
    """The report of one file."""
    call_command("import_document", *arguments, "--json")
    return json.loads(capsys.readouterr().out)


def test_a_draft_is_made_and_its_key_reported(goirle, file, capsys):
    report = run(capsys, file(), "--kind", "nieuwsbericht", "--koploper", "goirle")
    page = NewsPage.objects.get(key=report["key"])
    assert not page.live
    assert report["left_out"] == []
    assert report["words_in"] == report["words_out"] == 7


def test_publish_puts_the_page_live(goirle, file, capsys):
    report = run(capsys, file(), "--kind", "nieuwsbericht", "--koploper", "gm0785", "--publish")
    assert NewsPage.objects.get(key=report["key"]).live


def test_a_dry_run_reports_and_makes_nothing(goirle, file, capsys):
    report = run(capsys, file(), "--kind", "nieuwsbericht", "--koploper", "goirle", "--dry-run")
    assert report["key"] is None
    assert not NewsPage.objects.exists()


def test_a_person_reads_the_report_in_dutch(goirle, file, capsys):
    call_command(
        "import_document", file(), "--kind", "nieuwsbericht", "--koploper", "goirle", "--drop-proposed"
    )
    assert "Weggelaten: Deel dit bericht" in capsys.readouterr().out


def test_news_of_the_programme_goes_to_its_own_page(news, file, capsys):
    run(capsys, file(), "--kind", "nieuwsbericht", "--koploper", "programma")
    assert NewsPage.objects.child_of(news).count() == 1


def test_a_vision_cannot_stand_in_the_news_of_the_programme(news, file, capsys):
    with pytest.raises(CommandError, match="kan niet onder"):
        run(capsys, file(), "--kind", "visie", "--koploper", "programma")


def test_an_unknown_kind_names_the_kinds(goirle, file, capsys):
    with pytest.raises(CommandError, match="raadsinformatiebrief"):
        run(capsys, file(), "--kind", "onzin", "--koploper", "goirle")


def test_a_municipality_that_is_only_part_of_a_region_names_the_slugs(add_participant, file, capsys):
    add_participant("hart-van-voorbeeld", "gm0785", "gm0855", is_region=True)
    with pytest.raises(CommandError, match="hart-van-voorbeeld"):
        run(capsys, file(), "--kind", "visie", "--koploper", "gm0785")


def test_a_code_means_the_municipality_alone_when_it_also_is_in_a_region(
    add_participant, goirle, file, capsys
):
    add_participant("hart-van-voorbeeld", "gm0785", "gm0855", is_region=True)
    run(capsys, file(), "--kind", "nieuwsbericht", "--koploper", "gm0785")
    assert NewsPage.objects.child_of(goirle).exists()


def test_a_code_of_two_participants_names_both(add_participant, file, capsys):
    for slug in ("goirle-noord", "goirle-zuid"):
        add_participant(slug, "gm0785")
    with pytest.raises(CommandError, match="goirle-noord, goirle-zuid"):
        run(capsys, file(), "--kind", "visie", "--koploper", "gm0785")


def test_a_page_that_cannot_be_published_stays_a_draft_and_says_why(goirle, file, capsys):
    content = file("brief.txt", b"Fasen\n\n- Zoeken\n- Gesprek\n")
    report = run(capsys, content, "--kind", "klantreis", "--koploper", "goirle", "--publish")
    assert not JourneyPage.objects.get(key=report["key"]).live
    assert any(warning.startswith("Niet gepubliceerd.") for warning in report["warnings"])


def test_the_same_document_twice_gets_two_addresses(goirle, file, capsys):
    for _ in range(2):
        run(capsys, file(), "--kind", "nieuwsbericht", "--koploper", "goirle")
    assert len(set(NewsPage.objects.values_list("slug", flat=True))) == 2


def test_with_json_nothing_else_stands_on_standard_output(goirle, file, capsys):
    call_command(
        *("import_document", file(), file("twee.txt", b"Nog een bericht.")),
        *("--kind", "nieuwsbericht", "--koploper", "goirle", "--json"),
    )
    lines = capsys.readouterr().out.splitlines()
    assert [json.loads(line)["file"] for line in lines] == ["bericht.txt", "twee.txt"]


def test_an_unknown_participant_names_the_slugs(goirle, file, capsys):
    with pytest.raises(CommandError, match="goirle"):
        run(capsys, file(), "--kind", "visie", "--koploper", "nergens")


def test_one_bad_file_among_good_ones_is_named_and_the_others_are_made(goirle, file, capsys):
    files = [file(), file("brief.docx", b"onzin"), file("leeg.txt", b"")]
    with pytest.raises(CommandError) as caught:
        run(capsys, *files, "--kind", "nieuwsbericht", "--koploper", "goirle")
    assert str(caught.value).count("\n") == 1
    assert NewsPage.objects.count() == 1
    reports = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert ["error" in report for report in reports] == [False, True, True]


def test_a_file_that_is_not_there_is_named(goirle, tmp_path, capsys):
    with pytest.raises(CommandError, match="kan niet worden geopend"):
        run(capsys, str(tmp_path / "weg.txt"), "--kind", "visie", "--koploper", "goirle")


def test_a_missing_word_is_named_and_nothing_is_made(goirle):
    imported = import_file("bericht.txt", b"Het meldpunt is open.", NewsPage)
    imported.words_in["verloren"] += 1
    with pytest.raises(ImportProblem, match="verloren"):
        check_accounts(imported)


@pytest.mark.parametrize(
    "kind", ["klantreis", "visie", "definitie", "positionering", "communicatieplan", "les"]
)
def test_every_kind_takes_a_document_whose_headings_are_its_own(goirle, file, capsys, kind):
    headings = [section.label for section in page_type(kind).section_list()]
    text = "".join(
        f"{label}\n\nHier staat iets over dit onderdeel.\n\n- een punt\n- nog een punt\n\n"
        for label in headings
    )
    report = run(capsys, file("stuk.txt", text.encode()), "--kind", kind, "--koploper", "goirle")
    assert report["key"]
    placed = {section["name"] for section in report["sections"]}
    expected = {section.name for section in page_type(kind).section_list() if section.accepts_prose}
    assert expected <= placed


def test_the_phases_of_a_journey_replace_the_ones_a_new_page_starts_with(goirle, file, capsys):
    text = b"Fasen\n\n- Zoeken\n- Het gesprek\n"
    report = run(capsys, file("reis.txt", text), "--kind", "klantreis", "--koploper", "goirle")
    assert [phase.value["name"] for phase in JourneyPage.objects.get(key=report["key"]).phases] == [
        "Zoeken",
        "Het gesprek",
    ]


def test_an_earlier_letter_that_is_here_is_linked(goirle, file, capsys):
    first = b"Datum: 1 maart 2022\nOnderwerp: Start\n\nInleiding\n\nDe start van het meldpunt.\n"
    later = (
        b"Datum: 1 mei 2022\nOnderwerp: Vervolg\n\nInleiding\n\nHet gaat door.\n\nBijlagen\n\n"
        b"1. Raadsinformatiebrief over de start, 1 maart 2022\n"
    )
    for content in (first, later):
        run(capsys, file("brief.txt", content), "--kind", "raadsinformatiebrief", "--koploper", "goirle")
    letter = CouncilLetterPage.objects.get(subject="Vervolg")
    assert letter.earlier_letters[0].value["page"].title == "Start"


def test_the_original_pdf_is_attached_without_its_author(goirle, file, capsys):
    content = pdf([[(72, 700, 11, False, "Het meldpunt is open.")]])
    run(capsys, file("bericht.pdf", content), "--kind", "nieuwsbericht", "--koploper", "goirle", "--attach")
    document = NewsPage.objects.get().files[0].value["file"]
    assert document.file.read().startswith(b"%PDF")


def test_a_vision_in_word_keeps_its_principles_as_rows(goirle, file, capsys):
    body = paragraph("Uitgangspunten", run="<w:b/>") + paragraph("Eigen regie") + paragraph("Dichtbij")
    report = run(capsys, file("visie.docx", docx(body)), "--kind", "visie", "--koploper", "goirle")
    rows = VisionPage.objects.get(key=report["key"]).principles
    assert [row.value["principle"] for row in rows] == ["Eigen regie", "Dichtbij"]


def test_reading_asks_nothing_of_the_network(monkeypatch, tmp_path):
    started = []
    real = subprocess.run

    def watched(command, **options):
        started.append(command)
        return real(command, **options)

    monkeypatch.setattr(subprocess, "run", watched)
    monkeypatch.setattr("socket.socket.connect", lambda *_: pytest.fail("asked the network"))
    import_file("brief.docx", docx(paragraph("Tekst met woorden.")), NewsPage)
    import_file(
        "brief.html",
        b"<html><body><p>Tekst</p><img src='https://voorbeeld.nl/a.png'></body></html>",
        NewsPage,
    )
    assert started
    assert all("--sandbox" in command for command in started)

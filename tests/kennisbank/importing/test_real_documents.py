"""The five documents of real municipalities, when they lie beside the project."""

import json
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command

from kennisbank.models import CouncilLetterPage, NewsPage

DOCUMENTS = Path(__file__).resolve().parents[4] / "shared" / "documents"
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not DOCUMENTS.is_dir(), reason="the real documents are not beside this project"),
]


def import_real(capsys, start, kind, code, *options):
    path = next(DOCUMENTS.glob(f"{start}_*.txt"))
    call_command("import_document", str(path), "--kind", kind, "--koploper", code, "--json", *options)
    return json.loads(capsys.readouterr().out)


def test_the_letter_of_goirle_gets_its_six_sections_and_letterhead(goirle, capsys):
    report = import_real(capsys, "000", "raadsinformatiebrief", "gm0785")
    labels = ["Kennisnemen van", "Inleiding", "Informatie", "Vervolg", "Communicatie", "Bijlagen"]
    assert [section["label"] for section in report["sections"]] == labels
    assert report["fields"]["letter_date"] == "2022-09-20"
    assert report["fields"]["subject"].startswith("Raadsinformatiebrief project koplopergemeente")
    assert report["words_in"] == report["words_out"]
    letter = CouncilLetterPage.objects.get(key=report["key"])
    assert letter.get_parent().pk == goirle.pk
    assert not letter.live
    assert "op basis van samenwerking vormgeven" in letter.follow_up[0].value.source
    assert letter.annexes[0].value["number"] == "1"
    assert letter.annexes[0].value["elsewhere"]
    assert letter.earlier_letters[0].value["date"].isoformat() == "2020-10-23"
    assert letter.earlier_letters[0].value["elsewhere"]


def test_the_call_of_the_programme_is_repaired_and_its_buttons_go(news, capsys):
    report = import_real(capsys, "001", "nieuwsbericht", "programma", "--drop-proposed")
    text = report["sections"][0]["text"]
    assert text.startswith("Staat cliëntondersteuning in uw gemeente")
    assert [part["text"] for part in report["left_out"]] == ["Deel dit bericht", "Meer nieuws over"]
    assert report["words_in"] == report["words_out"]
    assert any("telefoonnummers" in warning for warning in report["warnings"])
    assert any("contactpersonen" in warning for warning in report["warnings"])


@pytest.mark.parametrize(
    ("start", "slug", "title"),
    [
        ("002", "westerveld", "Gemeente Westerveld geselecteerd als koploper"),
        ("003", "vught", "Wethouder"),
        ("004", "almere", "Almere gekozen als koplopergemeente"),
    ],
)
def test_news_of_a_municipality_keeps_all_its_words_in_the_message(
    add_participant, capsys, start, slug, title
):
    add_participant(slug)
    report = import_real(capsys, start, "nieuwsbericht", slug, "--drop-proposed", "--publish")
    assert report["title"].startswith(title)
    assert [section["label"] for section in report["sections"]] == ["Bericht"]
    assert report["words_in"] == report["words_out"]
    page = NewsPage.objects.get(key=report["key"])
    assert page.live
    assert (
        apps.get_model("municipalities", "ParticipantPage").objects.get(slug=slug).pk == page.get_parent().pk
    )

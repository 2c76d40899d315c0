"""The register of municipalities, from our own file and from what people bring."""

import csv
import datetime
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from kennisbank.models import SearchDocument
from municipalities.models import Municipality
from municipalities.register import REGISTER
from tests.factories import make_participant, make_vision

pytestmark = pytest.mark.django_db
HEADINGS = "code,name,province,latitude,longitude,start,end,successor,inhabitants,inhabitants_year\n"


@pytest.fixture
def sync(tmp_path, capsys):
    """Sync a file with this text (or these bytes); give what was printed."""

    def run(content: str | bytes, *options: str) -> str:
        path = tmp_path / "gemeenten.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        call_command("sync_municipalities", str(path), *options)
        return capsys.readouterr().out

    return run


@pytest.fixture
def refused(sync):
    """What is said about a file that is refused; nothing was written."""

    def run(content: str | bytes) -> str:
        before = list(Municipality.objects.values())
        with pytest.raises(CommandError) as refusal:
            sync(content)
        assert list(Municipality.objects.values()) == before
        assert refusal.value.returncode == 1
        return str(refusal.value)

    return run


def test_the_own_file_holds_342_municipalities_each_with_a_place_on_the_map(capsys):
    call_command("sync_municipalities")
    assert "342 nieuw" in capsys.readouterr().out
    goirle = Municipality.objects.get(code="gm0785")
    assert (goirle.name, goirle.province) == ("Goirle", "Noord-Brabant")
    assert goirle.tooi == "https://identifier.overheid.nl/tooi/id/gemeente/gm0785"
    assert not Municipality.objects.filter(latitude=None).exists()
    assert Municipality.objects.values("province_code").distinct().count() == 12


def test_a_second_time_changes_nothing(capsys, django_assert_max_num_queries):
    call_command("sync_municipalities")
    with django_assert_max_num_queries(6):
        call_command("sync_municipalities")
    assert "0 nieuw, 0 gewijzigd, 342 ongewijzigd" in capsys.readouterr().out


def test_a_trial_run_tells_and_writes_nothing(sync):
    assert "Nieuw: gm0785 Goirle." in sync(HEADINGS + "0785,Goirle,30,,,,,,,\n", "--dry-run")
    assert not Municipality.objects.exists()


def test_the_columns_of_the_source_are_understood(sync):
    sync("cbs,naam,pv,provincie,lat,lon,plaats\n0785,Goirle,30,Noord-Brabant,51.52,5.07,Goirle\n")
    goirle = Municipality.objects.get()
    assert (goirle.code, goirle.province_code, goirle.latitude, goirle.longitude) == (
        "gm0785",
        "30",
        51.52,
        5.07,
    )


def test_a_file_from_a_dutch_spreadsheet_is_understood(sync):
    sync("\ufeffcode;name;province;latitude;longitude\r\nGM785;Goirle;noord-brabant;51,52;5,07\r\n;;;;\r\n")
    assert Municipality.objects.get().latitude == 51.52


def test_a_merger_is_a_file_with_an_end_and_a_successor(sync):
    sync(HEADINGS + "0785,Goirle,30,,,,,,,\n")
    said = sync(
        HEADINGS
        + "0785,Goirle,30,,,,2027-12-31,gm2000,,\ngm2000,Midden-Brabant,30,,,2028-01-01,,,90000,2028\n"
    )
    assert "Nieuw: gm2000 Midden-Brabant." in said
    assert "Gewijzigd: gm0785 Goirle (end, successor)." in said
    goirle = Municipality.objects.get(code="gm0785")
    assert (goirle.end, goirle.successor.name) == (datetime.date(2027, 12, 31), "Midden-Brabant")


def test_who_is_not_in_the_file_stays_and_an_empty_cell_keeps_what_is_known(sync):
    sync(HEADINGS + "0785,Goirle,30,51.5,5.1,,,,24000,2024\n0865,Vught,30,,,,,,,\n")
    sync(HEADINGS + "0785,Goirle,30,,,,,,,\n")
    assert Municipality.objects.count() == 2
    assert Municipality.objects.get(code="gm0785").inhabitants == 24000


def test_another_name_reaches_the_pages_that_show_it(sync, django_capture_on_commit_callbacks):
    sync(HEADINGS + "0785,Goirle,30,,,,,,,\n")
    with django_capture_on_commit_callbacks(execute=True):
        make_participant("Goirle", municipalities=list(Municipality.objects.all()))
    with django_capture_on_commit_callbacks(execute=True):
        sync(HEADINGS + "0785,Goirle-Riel,30,,,,,,,\n")
    assert SearchDocument.objects.get(kind="deelnemer").facet_labels("gemeente") == ["Goirle-Riel"]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("0785,Goirle,Atlantis,,,,,,,", "Regel 2: provincie 'Atlantis' bestaat niet."),
        ("0785,Goirle,,,,,,,,", "Regel 2: de provincie ontbreekt."),
        ("0785,,30,,,,,,,", "Regel 2: de naam ontbreekt."),
        (",Goirle,30,,,,,,,", "Regel 2: de code ontbreekt."),
        ("gmx,Goirle,30,,,,,,,", "Regel 2: code 'gmx' is niet gm en vier cijfers."),
        ("0785,Goirle,30,13.5,,,,,,", "Regel 2: breedtegraad '13.5' ligt niet in Nederland"),
        ("0785,Goirle,30,,nan,,,,,", "Regel 2: lengtegraad 'nan' ligt niet in Nederland"),
        ("0785,Goirle,30,,,2026-02-30,,,,", "Regel 2: '2026-02-30' is geen datum"),
        (
            "0785,Goirle,30,,,2026-01-01,2025-01-01,,,",
            "Regel 2: de einddatum 2025-01-01 ligt voor de begindatum",
        ),
        ("0785,Goirle,30,,,,,gm9999,,", "Regel 2: opvolger gm9999 is geen bekende gemeente."),
        ("0785,Goirle,30,,,,,gm0785,,", "Regel 2: een gemeente is niet haar eigen opvolger."),
        ("0785,Goirle,30,,,,,,24.000,", "Regel 2: inwoners '24.000' is geen heel getal"),
        ("0785,Goirle,30,,,,,,-5,", "Regel 2: inwoners '-5' is geen heel getal"),
        ("0785,Goirle,30,,,,,,,24", "Regel 2: jaar '24' is geen heel getal"),
        ("0785,Goirle,30,,,,,,,,meer", "Regel 2: 11 cellen, terwijl er 10 kolommen zijn."),
        ("0785,Goirle,30,,,,,,,\n785,Goirle,30,,,,,,,", "Regel 3: code gm0785 staat ook op regel 2."),
    ],
)
def test_a_wrong_line_is_named_with_the_reason(refused, line, reason):
    assert reason in refused(HEADINGS + line + "\n")


def test_all_wrong_lines_are_named_at_once(refused):
    said = refused(HEADINGS + "0785,,30,,,,,,,\n0865,Vught,99,,,,,,,\n0034,Almere,24,,,,,,,\n")
    assert [line.split(":")[0] for line in said.splitlines()] == [
        "Regel 2",
        "Regel 3",
        "Er is niets geschreven.",
    ]


def test_a_line_is_counted_as_the_editor_of_the_file_sees_it(refused):
    assert "Regel 4" in refused(HEADINGS + '0785,"Goirle\nen Riel",30,,,,,,,\n0865,,30,,,,,,,\n')


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "gemeenten.csv is leeg."),
        (b"\xef\xbb\xbf\n", "gemeenten.csv is leeg."),
        ("code,name,province\nGoirlé".encode("latin-1"), "gemeenten.csv is geen UTF-8"),
        (b"PK\x00\x00\x01", "gemeenten.csv is geen tekst."),
        (b"naam,plaats\nGoirle,Goirle\n", "ontbreekt de kolom code, province."),
        (b"code,name,province\n", "heeft geen regels onder de kolomnamen."),
        (b'code,name,province\n0785,"Goirle,30\n', "is geen goede CSV: er gaat iets mis vanaf regel 2."),
    ],
)
def test_a_file_that_is_no_table_is_refused_in_one_sentence(refused, content, reason):
    said = refused(content)
    assert reason in said
    assert "\n" not in said


@pytest.mark.parametrize("path", ["bestaat-niet.csv", "."])
def test_a_file_that_is_not_there_is_refused_in_one_sentence(tmp_path, path):
    with pytest.raises(CommandError, match=r"bestaat niet\.|niet als bestand te lezen\."):
        call_command("sync_municipalities", str(tmp_path / path))


def test_the_file_of_the_project_says_where_it_comes_from():
    with REGISTER.open(encoding="utf-8", newline="") as file:
        assert next(csv.reader(file)) == HEADINGS.strip().split(",")
    assert "CBS" in (Path(REGISTER).parent / "README.md").read_text(encoding="utf-8")


def test_a_municipality_that_is_deleted_is_a_filter_of_no_page_any_more(django_capture_on_commit_callbacks):
    goirle = Municipality.objects.create(code="gm0785", name="Goirle", province_code="30")
    with django_capture_on_commit_callbacks(execute=True):
        make_vision(make_participant("Goirle", municipalities=[goirle]))
    row = SearchDocument.objects.get(kind="visie")
    assert row.facet_labels("gemeente") == ["Goirle"]
    with django_capture_on_commit_callbacks(execute=True):
        goirle.delete()
    row.refresh_from_db()
    assert (row.changed, row.facet_labels("gemeente"), row.facet_labels("provincie")) == (False, [], [])

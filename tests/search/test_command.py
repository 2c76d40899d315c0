"""``manage.py search``, as administrators and scripts use it."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from kennisbank.audience import NETWORK
from tests.factories import make_member, make_participant
from tests.search.rows import make_row

pytestmark = pytest.mark.django_db


def output_of(*arguments: str) -> str:
    written = StringIO()
    call_command("search", *arguments, stdout=written)
    return written.getvalue()


def test_the_command_prints_each_hit_with_its_address():
    row = make_row("Vrijwilligers", "Zo vond <b>Goirle</b> vrijwilligers & meer.", participant_name="Goirle")
    printed = output_of("vrijwilliger")
    for part in (
        row.key,
        "les",
        "Goirle",
        "Vrijwilligers",
        f"http://localhost{row.url}",
        "<b>Goirle</b>",
        "1 van 1 gevonden pagina's",
    ):
        assert part in printed


def test_scripts_get_one_list_of_objects():
    row = make_row("Vrijwilligers", "Zo vond Goirle vrijwilligers & meer.")
    assert json.loads(output_of("vrijwilliger", "--json")) == [
        {
            "key": row.key,
            "kind": "les",
            "participant": "",
            "title": "Vrijwilligers",
            "address": f"http://localhost{row.url}",
            "fragment": "Zo vond Goirle vrijwilligers & meer.",
        }
    ]
    assert json.loads(output_of("nergens", "--json")) == []


def test_an_administrator_reads_why_a_page_stands_where_it_stands():
    make_row("Wijkplan", "Een zwaluw in de wijk.")
    printed = output_of("zwaluw", "--explain")
    assert "    - ‘zwaluw’ staat in de tekst: " in printed
    assert " punten" in printed
    assert "punten" not in output_of("zwaluw")
    [found] = json.loads(output_of("zwaluw", "--json", "--explain"))
    assert found["score"] > 0
    assert any("in de tekst" in reason for reason in found["reasons"])


def test_what_search_made_of_the_words_is_printed_too(monkeypatch):
    make_row("Zwaluw en reiger", "zwaluw reiger")
    make_row("Zwaluw", "zwaluw")
    monkeypatch.setattr("search.searching.Search._corrected", lambda self, query: "zwaluw roerdomp")
    printed = output_of("zwaluw reiger")
    assert "Bedoelde u: zwaluw roerdomp?" in printed
    assert "1 van 1 gevonden pagina's" in printed
    assert printed.index("Pagina's met een deel van uw woorden:") < printed.rindex("Zwaluw")
    assert "‘soort:onzin’ bestaat hier niet en is weggelaten." in output_of("zwaluw soort:onzin")


def test_no_more_hits_are_printed_than_asked():
    for _number in range(4):
        make_row("Wijk")
    assert len(json.loads(output_of("wijk", "--json", "--limit", "2"))) == 2
    with pytest.raises(CommandError, match="--limit"):
        output_of("wijk", "--limit", "0")


def test_a_colleague_finds_what_a_visitor_does_not():
    make_row("Vrijwilligers", audience=NETWORK)
    make_member(make_participant(), "lezer", "iemand@example.nl")
    assert json.loads(output_of("vrijwilligers", "--json")) == []
    assert len(json.loads(output_of("vrijwilligers", "--json", "--as", "Iemand@example.nl"))) == 1


def test_an_unknown_address_gives_one_sentence():
    with pytest.raises(CommandError, match=r"^Er is geen gebruiker met het mailadres niemand@example\.nl\.$"):
        output_of("wijk", "--as", "niemand@example.nl")

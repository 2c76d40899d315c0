"""``manage.py search``, as administrators and scripts use it."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from kennisbank.audience import NETWORK
from tests.factories import make_user
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
        "1 of 1",
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


def test_no_more_hits_are_printed_than_asked():
    for _number in range(4):
        make_row("Wijk")
    assert len(json.loads(output_of("wijk", "--json", "--limit", "2"))) == 2
    with pytest.raises(CommandError, match="--limit"):
        output_of("wijk", "--limit", "0")


def test_a_colleague_finds_what_a_visitor_does_not():
    make_row("Vrijwilligers", audience=NETWORK)
    make_user("iemand@example.nl")
    assert json.loads(output_of("vrijwilligers", "--json")) == []
    assert len(json.loads(output_of("vrijwilligers", "--json", "--as", "Iemand@example.nl"))) == 1


def test_an_unknown_address_gives_one_sentence():
    with pytest.raises(CommandError, match=r"^There is no account with the address niemand@example\.nl\.$"):
        output_of("wijk", "--as", "niemand@example.nl")

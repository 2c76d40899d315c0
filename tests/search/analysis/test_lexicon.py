"""The compiled lexicon is that of the rules and lists in this repository, and costs little."""

import hashlib
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from search.analysis import lexicon
from search.analysis.building.affixes import Affixes, read_entries
from search.analysis.building.verbs import Conjugation, strong_verbs
from search.analysis.building.writing import rules_fingerprint
from search.analysis.compounds import Split
from search.analysis.lexicon import Entry, unpacked

AFFIXES = """
SFX Zb Y 2
SFX Zb 0 en/CaCb [^eo]  ts:NN2
SFX Zb 0 ën/CaCb [eo]   ts:NN2
SFX Vi Y 2
SFX Vi 0 d .            ts:PPn
SFX Vi 0 de .           ts:PPe
PFX Pb Y 1
PFX Pb 0 aan .
"""
WORDS = "4\nwoning/Zb\nvragen/PbVi\nfout/Fw\nGoirle/PN\n"


def test_the_lexicon_was_compiled_from_these_rules():
    assert lexicon.about()["rules"] == rules_fingerprint(), "run manage.py build_lexicon"
    assert lexicon.about()["words"] == hashlib.sha256(lexicon.WORDS.read_bytes()).hexdigest()


def test_the_lexicon_is_small():
    assert lexicon.WORDS.stat().st_size < 3_000_000


@pytest.mark.parametrize(
    "entry",
    [
        Entry(0, "woning"),
        Entry(lexicon.HEAD | lexicon.PROTECTED, "wonen", ("woning", "woon")),
        Entry(3, "woningbouwen", (), Split(6, 7)),
    ],
)
def test_an_entry_comes_out_of_its_record_as_it_went_in(entry):
    assert unpacked("woningbouw", entry.packed("woningbouw")) == entry


def test_the_dictionary_gives_entries_and_forms(tmp_path):
    (tmp_path / "index.aff").write_text(AFFIXES)
    (tmp_path / "index.dic").write_text(WORDS)
    affixes = Affixes(tmp_path / "index.aff")
    entries = read_entries(tmp_path / "index.dic", affixes)
    assert set(entries) == {"woning", "vragen", "aanvragen", "goirle"}
    assert entries["goirle"].name
    assert affixes.forms("woning", "Zb") == ["woningen"]
    assert affixes.forms("aanvragen", "Vi") == ["aanvragend", "aanvragende"]


def test_a_prefixed_verb_is_conjugated_as_the_verb_inside_it():
    verbs = Conjugation({"sluiten", "besluiten", "aansluiten", "praten"}, {"besloten", "aangesloten"})
    assert {"besloot", "besloten", "besluit"} <= verbs.paradigm("besluiten").all()
    assert {"aansloot", "aangesloten"} <= verbs.paradigm("aansluiten").all()
    assert "gepraat" in verbs.paradigm("praten").participles
    assert verbs.separable == {"aansluiten": ("aan", "sluiten")}


def test_two_hundred_strong_verbs_are_there():
    assert len(strong_verbs()) > 190


def test_an_administrator_sees_why_a_word_is_found():
    out = StringIO()
    call_command("analyse", "aangevraagde wijkteams", stdout=out)
    assert "aanvragen" in out.getvalue()
    assert "wijk + team" in out.getvalue()


@pytest.mark.parametrize("text", ["", "…!?"])
def test_a_text_without_words_gets_one_sentence(text):
    with pytest.raises(CommandError, match="no word"):
        call_command("analyse", text)


def test_a_folder_without_dictionary_gets_one_sentence(tmp_path):
    with pytest.raises(CommandError, match=r"index\.aff"):
        call_command("build_lexicon", str(tmp_path))

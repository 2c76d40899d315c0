"""The shipped words: those that the field uses, and none that drag in everything."""

from collections import Counter

import pytest
import yaml

from search.analysis import analyse, words_in
from search.vocabulary.latest import shipped_vocabulary
from search.vocabulary.shipped import FILES, FOLDER, shipped_rules

BOTH_WAYS = [
    ["onafhankelijke cliëntondersteuning", "OCO"],
    ["Wmo", "Wet maatschappelijke ondersteuning"],
    ["LVB", "licht verstandelijke beperking"],
    ["GGZ", "geestelijke gezondheidszorg"],
    [
        "adviesraad",
        "Wmo-raad",
        "participatieraad",
        "adviesraad sociaal domein",
        "cliëntenraad Participatiewet",
    ],
    ["klantreis", "cliëntreis", "inwonersreis"],
    ["sociaal team", "wijkteam", "dorpsteam"],
    ["college", "college van burgemeester en wethouders", "B en W"],
    ["RIB", "raadsinformatiebrief", "raadsbrief", "raadsinformatiememo"],
    ["portefeuillehouder", "wethouder"],
    ["coalitieakkoord", "collegeakkoord", "bestuursakkoord", "raadsakkoord"],
    ["collegevoorstel", "collegeadvies", "B en W-voorstel"],
    ["overdrachtsdossier", "overdrachtsdocument"],
    ["visueel gehandicapt", "visuele beperking", "slechtziend", "blind"],
    ["'s-Gravenhage", "Haag"],
    ["'s-Hertogenbosch", "Bosch"],
    ["De Fryske Marren", "De Friese Meren"],
]
ONE_WAY = {
    "cliëntondersteuner": ["meedenker", "kompaan"],
    "toegangsgesprek": ["keukentafelgesprek"],
    "verwijzer": ["huisarts", "wijkverpleegkundige"],
    "geen huis": ["dakloos"],
    "niet eens met het besluit": ["bezwaar", "klacht"],
    "wat ging mis": ["werkte niet"],
    "iemand die meegaat naar het gesprek": ["cliëntondersteuning"],
    "lang wachten": ["wachttijd"],
    "ik voel me helemaal alleen": ["eenzaamheid"],
    "Sneek": ["Súdwest-Fryslân"],
}
UNRELATED = [
    ("mantelzorger", "vrijwilliger"),
    ("wethouder", "burgemeester"),
    ("dementie", "depressie"),
    ("Wlz", "Wmo"),
    ("meedenker", "cliëntondersteuner"),
    ("huisarts", "verwijzer"),
    ("alleen beroepskrachten", "eenzaamheid"),
    ("een huis", "dakloos"),
]


def found(typed: str) -> set[str]:
    return {alternative.text for alternative in shipped_vocabulary().alternatives(analyse(typed))}


@pytest.mark.parametrize("words", BOTH_WAYS, ids=lambda words: words[0])
def test_words_for_one_thing_find_each_other(words):
    for word in words:
        assert set(words) - {word} <= found(word), word


@pytest.mark.parametrize(("typed", "wanted"), ONE_WAY.items())
def test_everyday_words_find_the_official_ones(typed, wanted):
    assert set(wanted) <= found(typed)


@pytest.mark.parametrize(("typed", "unrelated"), UNRELATED)
def test_words_that_mean_something_else_are_not_found(typed, unrelated):
    assert unrelated not in found(typed)


def test_there_are_many_rules_and_each_key_is_used_once():
    assert len(shipped_rules()) >= 600
    for name in FILES:
        lines = [line for line in (FOLDER / name).read_text(encoding="utf-8").splitlines() if line[:1] == " "]
        keys = Counter(line.split(":")[0].strip() for line in lines)
        assert keys.most_common(1)[0][1] == 1, keys.most_common(1)
        assert len(lines) == sum(
            len(group) for group in yaml.safe_load((FOLDER / name).read_text("utf-8")).values()
        )
    assert max(len(shipped.rule.key) for shipped in shipped_rules()) <= 80


def test_no_rule_finds_a_word_that_stands_on_every_page():
    everywhere = {
        "gemeente",
        "hulp",
        "zorg",
        "ondersteuning",
        "mensen",
        "plan",
        "werk",
        "huis",
        "team",
    }
    found_alone = {
        tuple(words_in(word))
        for shipped in shipped_rules()
        for word in shipped.rule.finds or shipped.rule.words
    }
    assert not {(word,) for word in everywhere} & found_alone

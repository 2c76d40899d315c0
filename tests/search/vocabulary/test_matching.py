"""Which expressions stand in what a person typed, and what they find."""

from itertools import count
from time import perf_counter

from search.analysis import analyse
from search.vocabulary import Rule, Vocabulary


def vocabulary(*lines: str) -> Vocabulary:
    from search.vocabulary.shipped import _rule

    return Vocabulary(_rule(f"regel-{number}", line) for number, line in enumerate(lines))


def found(known: Vocabulary, typed: str) -> list[str]:
    return [alternative.text for alternative in known.alternatives(analyse(typed))]


def test_who_types_an_abbreviation_finds_the_words_and_the_reverse():
    known = vocabulary("Wmo, Wet maatschappelijke ondersteuning")
    assert found(known, "aanvraag wmo") == ["Wet maatschappelijke ondersteuning"]
    assert found(known, "de wet maatschappelijke ondersteuning") == ["Wmo"]


def test_an_alternative_says_which_words_of_the_query_it_stands_for():
    known = vocabulary("hulp bij gesprekken, meedenker")
    tokens = analyse("wie geeft hulp bij een gesprek in Goirle")
    [alternative] = known.alternatives(tokens)
    assert [token.text for token in tokens[alternative.start : alternative.stop]] == [
        "hulp",
        "bij",
        "een",
        "gesprek",
    ]
    assert [token.text for token in alternative.tokens] == ["meedenker"]
    assert alternative.text == "meedenker"


def test_one_way_is_not_found_in_reverse():
    known = vocabulary("verwijzer → huisarts, wijkverpleegkundige")
    assert found(known, "verwijzers") == ["huisarts", "wijkverpleegkundige"]
    assert found(known, "huisarts") == []


def test_words_of_an_expression_may_stand_in_another_order_but_not_apart():
    known = vocabulary("moeite met lezen, laaggeletterd")
    assert found(known, "lezen gaat met moeite") == []
    assert found(known, "met lezen moeite") == ["laaggeletterd"]
    assert found(known, "moeite met boeken lezen") == []


def test_small_words_do_not_count_but_not_and_without_do():
    known = vocabulary("geen huis, dakloos")
    assert found(known, "ik heb geen huis") == ["dakloos"]
    assert found(known, "een huis") == []


def test_a_question_of_small_words_is_only_found_whole():
    known = vocabulary("alleen zijn → eenzaamheid", "wat kost het, kosten", "via via, mond-tot-mondreclame")
    assert found(known, "mensen die alleen zijn") == ["eenzaamheid"]
    assert found(known, "alleen beroepskrachten") == []
    assert found(known, "via via") == ["mond-tot-mondreclame", "mond-tot-mondreclame"]
    assert found(known, "via de gemeente") == []


def test_no_page_is_found_by_the_one_word_that_is_left_of_a_question():
    known = vocabulary("wanneer is het open, openingstijden")
    assert found(known, "wanneer is het open") == ["openingstijden"]
    assert found(known, "openingstijden") == []


def test_the_bw_of_beschermd_wonen_is_not_the_college():
    known = vocabulary("college, B&W", "beschermd wonen, BW")
    assert found(known, "b&w") == ["college", "beschermd wonen"]
    assert found(known, "bw") == ["beschermd wonen"]


def test_a_word_that_may_also_be_a_form_of_another_is_not_taken_for_it():
    known = vocabulary("borgen, verankeren")
    assert found(known, "bergen nh") == []


def test_the_longest_expression_comes_first():
    known = vocabulary("beperking, handicap", "licht verstandelijke beperking, LVB")
    assert found(known, "licht verstandelijke beperking") == ["LVB", "handicap"]


def test_what_one_rule_finds_is_not_looked_up_in_another():
    known = vocabulary("aap, noot", "noot, mies")
    assert found(known, "aap") == ["noot"]


def test_an_ampersand_is_typed_in_many_ways():
    known = vocabulary("college, B&W, B en W")
    for typed in ("b&w", "B en W", "b & w"):
        assert "college" in found(known, typed)
    whole = [a for a in known.alternatives(analyse("besluit b&w")) if a.text == "college"]
    assert {(a.start, a.stop) for a in whole} <= {(1, 4), (2, 4)}


def test_the_same_alternative_is_given_once():
    known = vocabulary("aap, noot", "aap → noot")
    assert found(known, "aap") == ["noot"]


def test_nothing_typed_and_signs_find_nothing():
    known = vocabulary("aap, noot")
    assert found(known, "") == found(known, "!?") == found(known, "de het een") == []


def test_a_long_query_among_a_thousand_rules_costs_less_than_a_millisecond():
    numbers = count()
    known = Vocabulary(
        Rule(f"regel-{n}", (f"woord{next(numbers)} zorg", f"woord{next(numbers)} gemeente", f"term{n}"))
        for n in range(1000)
    )
    tokens = analyse(" ".join(["zorg gemeente woord5 zorg", "term8 huis"] * 6))[:32]
    known.alternatives(tokens)
    times = []
    for _try in range(20):
        began = perf_counter()
        known.alternatives(tokens)
        times.append(perf_counter() - began)
    assert min(times) < 0.001

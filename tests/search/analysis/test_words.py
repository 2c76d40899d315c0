"""Words of one family have one lemma, compounds their parts, and words that only look related stay apart."""

import pytest

from search.analysis import Exceptions, analyse, is_known, is_stop_word


def lemmas(word):
    """The lemma of one word, and those that it may also belong to."""
    token = analyse(word)[0]
    return {token.lemma, *token.also}


def parts(word):
    return set(analyse(word)[0].parts)


@pytest.mark.parametrize(
    "family",
    [
        "begeleiden begeleiding begeleider begeleiders begeleidt begeleidde begeleid begeleide begeleidster",
        "ondersteunen ondersteuning ondersteuner ondersteunt ondersteunde ondersteund ondersteunende",
        "aanvragen aanvraag aangevraagd aangevraagde aanvrager vraagt-aan aanvroeg",
        "besluiten besluit besloot besloten",
        "bespreken besproken besprak bespreking bespreekt",
        "cliëntondersteuning cliëntondersteuners cliëntondersteuner",
        "mantelzorg mantelzorger mantelzorgers",
        "gemeente gemeenten gemeentes gemeentelijk gemeentelijke",
        "jeugd jeugdig jeugdige jeugdigen",
        "eenzaam eenzame eenzaamheid eenzamer",
        "evalueren evaluatie evaluaties geëvalueerd geëvalueerde",
        "participeren participatie participant geparticipeerd",
        "beperkt beperkte beperken beperking beperkingen",
        "kind kinderen kindje",
        "lid leden lidmaatschap",
        "stad steden stedelijk",
        "dag dagen dagje",
        "crisis crises",
        "groot grote groter grootste grootte",
        "huis huizen huisje",
        "dakloos dakloze daklozen dakloosheid",
        "provincie provincies provinciaal provinciale",
        "woning woningen wonen woont woonde gewoond",
    ],
)
def test_a_family_shares_its_head_word(family):
    head, *others = family.replace("vraagt-aan ", "").split()
    for word in others:
        assert lemmas(word) & lemmas(head), word


@pytest.mark.parametrize(
    "pair",
    [
        *(
            "gemeente gemeen",
            "gemeente mening",
            "beleid begeleiding",
            "beleid belijden",
            "beleid leiden",
            "zin gezin",
        ),
        *(
            "bieden gebied",
            "dag gedrag",
            "raad verraad",
            "arts kwarts",
            "wet weten",
            "berg berging",
            "regen regeling",
        ),
        *(
            "handelen handig",
            "eigenaar eigenaardig",
            "letter letten",
            "broer broeden",
            "water waten",
            "geval vallen",
        ),
        *(
            "bekend bekennen",
            "stellen gestolen",
            "leiden geleden",
            "ouder ouderen",
            "houding houden",
            "stage staag",
        ),
        *(
            "werkelijk werken",
            "politie politiek",
            "positie poseren",
            "generatie genereren",
            "negatief negeren",
        ),
        *(
            "gezicht zicht",
            "kosten koster",
            "inwoner inwonen",
            "niet nieten",
            "zeker zekering",
        ),
    ],
)
def test_words_that_only_look_related_stay_apart(pair):
    one, other = pair.split()
    assert analyse(one)[0].lemma not in lemmas(other)
    assert analyse(other)[0].lemma not in lemmas(one)


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("cliëntondersteuningsbeleid", {"clientondersteunen", "beleid", "client", "ondersteunen"}),
        ("vrijwilligersbeleid", {"vrijwillig", "beleid"}),
        ("gemeenteraadsleden", {"gemeente", "raad", "lid"}),
        ("wmoraad", {"wmo", "raad"}),
        ("jongerenwerk", {"jongere", "werken"}),
        ("werkgroepen", {"werken", "groep"}),
        ("verpleeghuizen", {"verplegen", "huis"}),
        ("schuldhulpverlening", {"schuld", "helpen"}),
    ],
)
def test_a_compound_falls_apart(word, expected):
    assert expected <= parts(word)


def test_modifier_and_head_come_first_among_the_parts():
    assert analyse("cliëntondersteuningsbeleid")[0].parts[:2] == ("clientondersteunen", "beleid")


@pytest.mark.parametrize(
    "word",
    [
        *(
            "kwarts",
            "schouder",
            "bijstand",
            "toegang",
            "uitkering",
            "bestuur",
            "onderwijs",
            "vergadering",
            "gedrag",
        ),
        *(
            "Zaanstad",
            "Lelystad",
            "steam",
            "verraad",
            "handreiking",
            "maandag",
            "burgemeester",
            "samenwerking",
        ),
    ],
)
def test_a_word_that_is_no_compound_stays_whole(word):
    assert analyse(word)[0].parts == ()


@pytest.mark.parametrize(
    ("sentence", "verb", "at"),
    [
        ("we vullen het formulier samen in", "invullen", "vullen"),
        ("Wij vragen elk jaar een nieuwe pas aan.", "aanvragen", "vragen"),
        ("om subsidie aan te vragen bij de provincie", "aanvragen", "vragen"),
        ("zij voerden het gesprek uit, en daarna", "uitvoeren", "voerden"),
        ("een kompaan gaat mee naar het loket", "meegaan", "gaat"),
        ("de raad neemt deel aan het overleg", "deelnemen", "neemt"),
    ],
)
def test_a_separable_verb_is_found_in_two_halves(sentence, verb, at):
    token = next(token for token in analyse(sentence) if token.text == at)
    assert verb in token.also


@pytest.mark.parametrize(
    ("sentence", "verb"),
    [
        ("wij vragen aan inwoners wat zij willen", "aanvragen"),
        ("waar denkt u aan?", "aandenken"),
        ("zij werken aan een plan", "aanwerken"),
        ("de vraag komt van buiten", "buitenkomen"),
    ],
)
def test_a_preposition_makes_no_separable_verb(sentence, verb):
    assert all(verb not in token.also for token in analyse(sentence))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        *(
            ("produkt", "product"),
            ("kommunicatie", "communicatie"),
            ("aktie", "actie"),
            ("kontakten", "contact"),
        ),
        *(("pannekoek", "pannenkoek"), ("lokatie", "locatie"), ("projekt", "project"), ("kado", "cadeau")),
        *(("3", "drie"), ("12", "twaalf"), ("2e", "tweede")),
    ],
)
def test_other_spelling_is_the_same_word(old, new):
    assert analyse(new)[0].lemma in lemmas(old)


def test_one_is_no_number_because_it_is_an_article():
    assert analyse("1")[0].lemma != analyse("een")[0].lemma


@pytest.mark.parametrize(
    "word", ["ggz", "GGZ", "Wmo", "lvb", "Goirle", "woningen", "cliëntondersteuningsbeleid", "2024"]
)
def test_a_word_that_is_right_is_known(word):
    assert is_known(word)


@pytest.mark.parametrize("word", ["ondersteunning", "gemeete", "xqzk", "", "!"])
def test_a_word_with_a_typing_error_is_not_known(word):
    assert not is_known(word)


@pytest.mark.parametrize("word", ["de", "het", "een", "voor", "hoe", "wat", "ik", "mijn"])
def test_a_function_word_is_a_stop_word(word):
    assert is_stop_word(word)


@pytest.mark.parametrize("word", ["niet", "geen", "zonder", "wmo", "zorg"])
def test_a_word_that_carries_meaning_is_no_stop_word(word):
    assert not is_stop_word(word)


def test_editors_decide_what_falls_apart_and_what_is_the_same():
    exceptions = Exceptions(
        never_split=frozenset({"wijkteam"}),
        split_as={"handreiking": ("hand", "reiking")},
        same_as={"kompaan": "clientondersteuner"},
    )
    whole, split, same = analyse("wijkteam handreiking kompaan", exceptions)
    assert whole.parts == ()
    assert split.parts[:1] == ("hand",)
    assert same.lemma == analyse("cliëntondersteuner")[0].lemma
    assert analyse("wijkteam")[0].parts == ("wijk", "team")

"""A curator keeps the search words; what is wrong is said in one sentence; nobody else gets in."""

import pytest
from django.urls import reverse

from search.models import AnalysisException, SynonymRule
from tests.factories import make_member, make_participant, make_platform_member

pytestmark = pytest.mark.django_db

RULE_FORM = {"words": "aap, noot", "direction": "beide", "finds": "", "note": "", "active": "on"}
EXCEPTION_FORM = {"word": "stadhuis", "kind": "splitsen-als", "value": "stad huis", "note": ""}


def address(model: str, view: str, *arguments) -> str:
    return reverse(f"wagtailsnippets_search_{model}:{view}", args=arguments)


@pytest.fixture
def curator(client):
    user = make_platform_member("curator")
    client.force_login(user)
    return user


def send_rule(client, **changes) -> str:
    """The page with the answer; empty when the rule was kept."""
    response = client.post(address("synonymrule", "add"), RULE_FORM | changes)
    return "" if response.status_code == 302 else response.content.decode()


def send_exception(client, **changes) -> str:
    response = client.post(address("analysisexception", "add"), EXCEPTION_FORM | changes)
    return "" if response.status_code == 302 else response.content.decode()


def test_a_curator_finds_the_menu_and_adds_a_rule(client, curator):
    assert "Zoekwoorden" in client.get(reverse("wagtailadmin_home")).content.decode()
    assert send_rule(client, words="aap,\r\nnoot") == ""
    assert str(SynonymRule.objects.get()) == "aap, noot"
    assert "aap, noot" in client.get(address("synonymrule", "list")).content.decode()
    assert "aap, noot" in client.get(address("synonymrule", "list"), {"q": "noot"}).content.decode()


def test_a_curator_changes_a_rule_and_removes_it(client, curator):
    rule = SynonymRule.objects.create(key="van-de-uitgave", words="aap, noot")
    client.post(
        address("synonymrule", "edit", rule.pk),
        RULE_FORM | {"words": "aap", "direction": "een", "finds": "mies"},
    )
    rule.refresh_from_db()
    assert (rule.key, str(rule)) == ("van-de-uitgave", "aap → mies")
    client.post(address("synonymrule", "delete", rule.pk))
    assert not SynonymRule.objects.exists()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"words": ""}, "Dit is een verplicht veld."),
        ({"words": " , ;"}, "Vul ten minste één woord in."),
        ({"words": "aap, ?!"}, "In ‘?!’ staat geen letter of cijfer."),
        ({"words": "aap, Noot, nóót"}, "‘nóót’ staat er twee keer"),
        ({"words": "aap"}, "Eén woord vindt alleen zichzelf"),
        ({"words": "aap = noot"}, "Zet komma's tussen de woorden"),
        ({"words": "aap, de"}, "‘de’ staat op bijna elke pagina"),
        ({"words": "aap, een twee drie vier vijf zes zeven acht negen tien elf"}, "is te lang"),
        ({"words": f"aap, {'z' * 101}"}, "is te lang"),
        ({"words": ", ".join(f"woord{number}" for number in range(31))}, "Dit zijn er te veel"),
        ({"words": "aap, noot " * 300}, "tekens"),
        ({"direction": "een"}, "Vul in wat deze woorden ook vinden."),
        ({"direction": "een", "finds": "Noot, mies"}, "‘Noot’ staat aan beide kanten"),
        ({"finds": "mies"}, "Laat dit leeg, of kies Eén kant."),
        ({"direction": "anders"}, "direction"),
        ({"words": "<script>alert(1)</script>="}, "Zet komma&#x27;s tussen de woorden"),
    ],
)
def test_what_is_wrong_with_a_rule_is_said_in_one_sentence(client, curator, changes, sentence):
    page = send_rule(client, **changes).replace("&#x27;", "'")
    assert sentence.replace("&#x27;", "'") in page
    assert "<script>alert(1)" not in page
    assert not SynonymRule.objects.exists()


def test_a_curator_adds_exceptions_of_each_kind(client, curator):
    assert send_exception(client) == ""
    assert send_exception(client, word="Verraad", kind="niet-splitsen", value="") == ""
    assert send_exception(client, word="kompaan", kind="hetzelfde-als", value="cliëntondersteuner") == ""
    assert [str(row) for row in AnalysisException.objects.all()] == [
        "kompaan: hetzelfde als cliëntondersteuner",
        "stadhuis: splitsen als stad huis",
        "Verraad: niet splitsen",
    ]
    row = AnalysisException.objects.get(folded="stadhuis")
    client.post(address("analysisexception", "edit", row.pk), EXCEPTION_FORM | {"value": "stads huis"})
    row.refresh_from_db()
    assert row.value == "stads huis"


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"word": ""}, "Dit is een verplicht veld."),
        ({"word": "!"}, "Hier staat geen letter of cijfer"),
        ({"word": "twee woorden"}, "Vul één woord in"),
        ({"word": "Stádhuis"}, "Voor dit woord is er al een uitzondering"),
        ({"word": "raadhuis", "value": ""}, "Vul de delen in met een spatie ertussen"),
        ({"word": "raadhuis", "value": "raadhuis"}, "Vul de delen in met een spatie ertussen"),
        ({"word": "raadhuis", "value": "raadhuis huis"}, "Een deel kan niet het hele woord zijn."),
        ({"word": "raadhuis", "kind": "niet-splitsen"}, "Laat dit leeg bij Niet splitsen."),
        (
            {"word": "raadhuis", "kind": "hetzelfde-als", "value": ""},
            "Hier staat geen letter of cijfer",
        ),
        ({"word": "raadhuis", "kind": "hetzelfde-als", "value": "Raadhuis"}, "hetzelfde als zichzelf"),
        ({"word": "raadhuis", "kind": "hetzelfde-als", "value": "aap"}, "is zelf al hetzelfde als ‘noot’"),
        ({"word": "noot", "kind": "hetzelfde-als", "value": "mies"}, "is al hetzelfde als ‘noot’"),
    ],
)
def test_what_is_wrong_with_an_exception_is_said_in_one_sentence(client, curator, changes, sentence):
    AnalysisException.objects.create(word="stadhuis", kind="niet-splitsen")
    AnalysisException.objects.create(word="aap", kind="hetzelfde-als", value="noot")
    assert sentence in send_exception(client, **changes)
    assert AnalysisException.objects.count() == 2


@pytest.mark.parametrize("role", ["redacteur", "beheerder"])
def test_who_writes_for_a_municipality_does_not_change_search_words(client, curator, role):
    rule = SynonymRule.objects.create(words="aap, noot")
    client.force_login(make_member(make_participant("Lindehoven"), role))
    for model in ("synonymrule", "analysisexception"):
        assert client.get(address(model, "list")).status_code == 302
        assert client.get(address(model, "add")).status_code == 302
    client.post(address("synonymrule", "add"), RULE_FORM)
    client.post(address("synonymrule", "delete", rule.pk))
    assert SynonymRule.objects.count() == 1
    assert "Zoekwoorden" not in client.get(reverse("wagtailadmin_home")).content.decode()


def test_a_visitor_is_sent_to_the_login(client):
    assert "login" in client.get(address("synonymrule", "add")).url

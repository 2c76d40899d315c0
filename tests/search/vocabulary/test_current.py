"""Which vocabulary holds: what curators left, and the shipped words where nobody set up a site."""

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from search.analysis import NO_EXCEPTIONS, analyse
from search.models import AnalysisException, ShippedKey, SynonymRule
from search.vocabulary import Rule, current
from search.vocabulary.filling import add_shipped_rules
from search.vocabulary.shipped import ShippedRule, shipped_rules

pytestmark = pytest.mark.django_db


def found(typed: str) -> set[str]:
    return {alternative.text for alternative in current().alternatives(analyse(typed))}


def add_rule(words: str, finds: str = "", **fields) -> SynonymRule:
    direction = "een" if finds else "beide"
    return SynonymRule.objects.create(words=words, finds=finds, direction=direction, **fields)


def test_a_site_that_was_not_set_up_knows_the_shipped_words():
    assert "Wet maatschappelijke ondersteuning" in found("wmo")


def test_where_the_tables_are_missing_the_shipped_words_hold(monkeypatch):
    monkeypatch.setattr("search.vocabulary.latest._with_tables", set())
    monkeypatch.setattr(type(connection.introspection), "table_names", lambda self: [])
    assert "Wet maatschappelijke ondersteuning" in found("wmo")


def test_what_a_curator_adds_counts_at_the_next_search():
    add_rule("aap, noot")
    assert found("aap") == {"noot"}
    assert found("wmo") == set()
    add_rule("wim", "zus")
    assert found("wim") == {"zus"}
    assert found("zus") == set()


def test_what_a_curator_changes_or_removes_counts_at_the_next_search():
    rule = add_rule("aap, noot")
    add_rule("wim, zus")
    assert found("aap") == {"noot"}
    rule.words = "aap, mies"
    rule.save()
    assert found("aap") == {"mies"}
    rule.delete()
    assert found("aap") == set()


def test_a_rule_that_is_switched_off_is_passed_over():
    add_rule("aap, noot", active=False)
    assert found("aap") == set()


def test_while_nothing_changes_a_search_asks_the_database_once(django_assert_num_queries):
    add_rule("aap, noot")
    first = current()
    with django_assert_num_queries(1):
        assert current() is first


def test_many_rules_are_read_in_as_many_queries_as_one(django_assert_num_queries):
    for number in range(5):
        add_rule(f"woord{number}, ander{number}")
    with django_assert_num_queries(3):
        current()


def test_setting_up_a_site_gives_it_the_shipped_words_once():
    call_command("setup_site")
    number = SynonymRule.objects.count()
    assert number == len(shipped_rules())
    call_command("setup_site")
    assert SynonymRule.objects.count() == number
    assert "Wet maatschappelijke ondersteuning" in found("wmo")


def test_what_a_curator_changed_or_removed_stays_that_way_after_a_new_release(monkeypatch):
    add_shipped_rules()
    kept, removed = SynonymRule.objects.order_by("pk")[:2]
    SynonymRule.objects.filter(pk=kept.pk).update(words="aap, noot", finds="", direction="beide")
    removed.delete()
    more = ShippedRule(Rule("van-een-nieuwe-uitgave", ("wim", "zus")), "")
    monkeypatch.setattr("search.vocabulary.filling.shipped_rules", lambda: (*shipped_rules(), more))
    assert add_shipped_rules() == 1
    kept.refresh_from_db()
    assert kept.words == "aap, noot"
    assert not SynonymRule.objects.filter(key=removed.key).exists()
    assert found("wim") == {"zus"}


def test_a_site_whose_curator_removed_every_rule_has_none():
    add_shipped_rules()
    SynonymRule.objects.all().delete()
    assert ShippedKey.objects.exists()
    assert found("wmo") == set()


def test_every_shipped_rule_can_be_saved_by_a_curator():
    add_shipped_rules()
    for rule in SynonymRule.objects.all():
        rule.full_clean(validate_unique=False)


def test_shipped_rules_come_out_of_the_database_as_they_went_in():
    add_shipped_rules()
    rules = [rule.as_rule() for rule in SynonymRule.objects.order_by("pk")]
    assert rules == [shipped.rule for shipped in shipped_rules()]


def test_exceptions_are_given_to_the_analysis_and_change_the_fingerprint():
    add_rule("aap, noot")
    before = current()
    assert (before.exceptions, before.fingerprint) == (NO_EXCEPTIONS, "")
    AnalysisException.objects.create(word="Stadhuis", kind="splitsen-als", value="stad huis")
    AnalysisException.objects.create(word="kompaan", kind="hetzelfde-als", value="Cliëntondersteuner")
    AnalysisException.objects.create(word="verraad", kind="niet-splitsen")
    known = current()
    assert known.exceptions.split_as == {"stadhuis": ("stad", "huis")}
    assert known.exceptions.same_as == {"kompaan": "clientondersteuner"}
    assert known.exceptions.never_split == {"verraad"}
    assert known.fingerprint


def test_the_exceptions_stay_the_same_object_when_only_a_rule_changes():
    AnalysisException.objects.create(word="verraad", kind="niet-splitsen")
    before = current()
    add_rule("aap, noot")
    assert current() is not before
    assert current().exceptions is before.exceptions


def test_a_change_that_was_rolled_back_leaves_the_words_as_they_were():
    rule = add_rule("aap, noot")
    with transaction.atomic():
        rule.words = "aap, mies"
        rule.save()
        assert found("aap") == {"mies"}
        transaction.set_rollback(True)
    assert found("aap") == {"noot"}

"""What we say instead of Wagtail's own Dutch: true to its source, compiled, and without *je*."""

import re
from pathlib import Path

import polib
import pytest
from django.apps import apps

from tests.project.test_polite import FAMILIAR, ROOT

OURS = ROOT / "locale" / "nl" / "LC_MESSAGES"
PLACE = re.compile(r"%\(\w+\)[sd]|(?<!%)\{\w+\}")
DOMAINS = ["django", "djangojs"]


def entries(path: Path) -> list[polib.POEntry]:
    return list(polib.pofile(str(path)))


def source(entry: polib.POEntry) -> tuple[str | None, str, str]:
    return entry.msgctxt, entry.msgid, entry.msgid_plural


def said(entry: polib.POEntry) -> list[str]:
    return list(entry.msgstr_plural.values()) or [entry.msgstr]


def of_wagtail(language: str, domain: str) -> list[polib.POEntry]:
    """What the parts of Wagtail that this site uses say."""
    parts = [config.path for config in apps.get_app_configs() if config.name.startswith("wagtail")]
    paths = [Path(part, "locale", language, "LC_MESSAGES", f"{domain}.po") for part in parts]
    return [entry for path in paths if path.exists() for entry in entries(path) if not entry.obsolete]


@pytest.mark.parametrize("domain", DOMAINS)
def test_wagtail_still_says_each_sentence_that_we_word_anew(domain):
    known = {source(entry) for entry in of_wagtail("en", domain)}
    assert [entry.msgid for entry in entries(OURS / f"{domain}.po") if source(entry) not in known] == []


@pytest.mark.parametrize("domain", DOMAINS)
def test_no_sentence_of_wagtail_with_je_is_left_as_it_is(domain):
    ours = {source(entry) for entry in entries(OURS / f"{domain}.po")}
    editors_meet = [entry for entry in of_wagtail("nl", domain) if source(entry) not in ours]
    found = [text for entry in editors_meet for text in said(entry) if FAMILIAR.search(text)]
    assert found == []


@pytest.mark.parametrize("domain", DOMAINS)
def test_our_words_are_whole_polite_and_name_nothing_that_wagtail_does_not_give(domain):
    for entry in entries(OURS / f"{domain}.po"):
        given = set(PLACE.findall(f"{entry.msgid} {entry.msgid_plural}"))
        for text in said(entry):
            assert text.strip()
            assert not FAMILIAR.search(text)
            assert set(PLACE.findall(text)) <= given


@pytest.mark.parametrize("domain", DOMAINS)
def test_the_compiled_words_are_those_of_the_source(domain):
    compiled = {source(entry): said(entry) for entry in polib.mofile(str(OURS / f"{domain}.mo"))}
    assert compiled == {source(entry): said(entry) for entry in entries(OURS / f"{domain}.po")}

"""Whatever the text: the analysis answers, quickly, and the same every time."""

import json
import os
import subprocess
import sys
import time
import unicodedata
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from search.analysis import analyse, explain, lexicon
from search.analysis.folding import fold

ROOT = Path(__file__).resolve().parents[3]
DUTCH = "abcdefghijklmnoprstuvwzëïéü Ã«-'’&.,0123 e\u0308"
texts = st.text() | st.text(alphabet=DUTCH, max_size=80) | st.text(st.characters(codec=None))


@given(texts)
def test_every_token_is_a_word_of_the_text(text):
    for token in analyse(text):
        assert 0 <= token.start < token.end <= len(text)
        assert token.joined or fold(text[token.start : token.end]) == token.text


@given(texts)
def test_a_lemma_is_its_own_lemma(text):
    for token in analyse(text):
        for lemma in (token.lemma, *token.parts):
            assert analyse(lemma)[0].lemma == lemma


@given(texts)
@example("Ù.A")
def test_composed_and_decomposed_text_gives_the_same_tokens(text):
    composed, decomposed = (
        [token._replace(start=0, end=0) for token in analyse(unicodedata.normalize(form, text))]
        for form in ("NFC", "NFD")
    )
    assert composed == decomposed


def test_damaged_letters_keep_their_place():
    text = "Voor cliÃ«nten is er hulp"
    token = analyse(text)[1]
    assert (token.text, token.lemma) == ("clienten", "client")
    assert text[token.start : token.end] == "cliÃ«nten"
    last = analyse(text)[-1]
    assert text[last.start : last.end] == "hulp"


@pytest.mark.parametrize(
    "text", ["\x00" * 1000, "\ud800" * 1000, "e\u0308" * 50_000, "aan " * 25_000, "ab" * 50_000]
)
def test_a_hundred_thousand_characters_take_no_time(text):
    start = time.process_time()
    analyse(text)
    assert time.process_time() - start < 5


def test_every_word_of_the_lexicon_has_a_lemma_that_is_its_own_lemma():
    words = list(lexicon._words().iterkeys())
    for word in words[::29]:
        lemma = analyse(word)[0].lemma
        assert analyse(lemma)[0].lemma == lemma, word


def test_two_processes_say_the_same():
    program = (
        "import json; from search.analysis import explain;"
        "print(json.dumps(explain('de kommunikatiewijkteamsverordening van raadsleden vult weken kaders uit')))"
    )
    said = [
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed},
            cwd=ROOT,
            check=True,
            capture_output=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert json.loads(said[0])
    assert said[0] == said[1]


def test_an_explanation_gives_a_reason_for_every_word():
    reasons = [each.why for each in explain("de gemeenteraad vult xqzkw in 2024 aan")]
    assert reasons
    assert all(reasons)

"""The interface says *u*: no *je* or *jouw* in what this project itself shows."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ["kennisbank", "municipalities", "lessons", "search"]
FAMILIAR = re.compile(r"(?<![\w-])(?:je|jij|jou|jouw|jouwe|jezelf|jullie)(?![\w-])", re.IGNORECASE)
NOT_OURS = (
    "kennisbank/demo/",
    "kennisbank/generated/",
    "kennisbank/importing/leftovers.py",
    "search/analysis/",
    "search/judging/",
    "search/questions.py",
)
"""Texts of municipalities, and the words and patterns by which texts and questions of others are recognised."""
ABOUT_THE_WORD = {
    ("kennisbank/page_types/communication_plan.py", "Je of u"),
    ("kennisbank/page_types/communication_plan.py", "je"),
}
"""The communication plan asks how a municipality addresses its inhabitants."""


def _ours(*patterns: str) -> list[Path]:
    paths = [path for pattern in patterns for path in ROOT.glob(pattern)]
    ours = [path for path in sorted(paths) if not _name(path).startswith(NOT_OURS)]
    return [path for path in ours if path.parent.name != "migrations"]


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def strings_of(path: Path) -> Iterator[str]:
    """The literal strings of a module, but for its docstrings, which are English."""
    tree = ast.parse(path.read_text())
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node.value


MODULES = _ours(*(f"{package}/**/*.py" for package in PACKAGES))
WHOLE = _ours(
    "templates/**/*.html", "templates/**/*.txt", "assets/js/**/*.js", "kennisbank/site_setup/*.yaml"
)
MANUALS = _ours("docs/editors/*.md")


def test_there_is_something_to_look_at():
    assert len(MODULES) > 200
    assert len(WHOLE) > 100
    assert len(MANUALS) > 3


@pytest.mark.parametrize("path", [*WHOLE, *MANUALS], ids=_name)
def test_no_template_script_or_manual_says_je(path):
    lines = enumerate(path.read_text().splitlines(), start=1)
    assert [f"{number}: {line.strip()}" for number, line in lines if FAMILIAR.search(line)] == []


def test_no_string_of_the_program_says_je():
    found = {(_name(path), text) for path in MODULES for text in strings_of(path) if FAMILIAR.search(text)}
    assert found - ABOUT_THE_WORD == set()


@pytest.mark.parametrize(
    ("text", "is_familiar"),
    [
        ("Sla je werk op.", True),
        ("Jouw gemeente", True),
        ("Kunnen jullie dit lezen?", True),
        ("Sla uw werk op.", False),
        ("Een beetje van het lijstje.", False),
        ("data-je-veld", False),
    ],
)
def test_the_words_are_found_and_others_are_not(text, is_familiar):
    assert bool(FAMILIAR.search(text)) is is_familiar

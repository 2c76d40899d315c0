"""A package may import those to its left, never those to its right: kennisbank, municipalities, lessons, search."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LAYERS = ["kennisbank", "municipalities", "lessons", "search"]


def is_wiring(path: Path) -> bool:
    """Where the parts are put together: settings, addresses, and the commands that make example content."""
    inside = path.relative_to(ROOT).as_posix()
    return (
        inside.startswith("kennisbank/settings/")
        or inside == "kennisbank/urls.py"
        or "/commands/demo" in inside
    )


def imported_packages(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            yield node.module.split(".")[0]


def offences(layer: str, path: Path, source: str) -> list[str]:
    to_the_right = LAYERS[LAYERS.index(layer) + 1 :]
    return [
        f"{path.relative_to(ROOT)} imports {name}"
        for name in imported_packages(source)
        if name in to_the_right
    ]


@pytest.mark.parametrize("layer", LAYERS)
def test_a_package_imports_nothing_to_its_right(layer):
    modules = [path for path in (ROOT / layer).rglob("*.py") if not is_wiring(path)]
    assert modules, f"{layer} holds no module"
    assert [found for path in modules for found in offences(layer, path, path.read_text())] == []


@pytest.mark.parametrize(
    "source", ["import search.query", "from lessons import models", "def f():\n    from search import x"]
)
def test_the_rule_sees_every_way_to_import(source):
    assert offences("municipalities", ROOT / "municipalities" / "models.py", source)

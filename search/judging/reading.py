"""Reads judged sets from files; a line that cannot be read stops it with one sentence that names the line."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


class UnreadableSet(Exception):
    """One sentence about the file and the line."""


@dataclass(frozen=True)
class Pair:
    """A query and a small document that it must find (``hit``) or must not; ``line`` counts from 1."""

    line: int
    kind: str
    query: str
    document: str
    hit: bool


@dataclass(frozen=True)
class JudgedPage:
    id: str
    type: str = ""
    municipality: str = ""
    title: str = ""
    summary: str = ""
    body: str = ""
    themes: tuple[str, ...] = ()
    visibility: str = "openbaar"


@dataclass(frozen=True)
class JudgedQuery:
    """``relevant`` gives the grade (1-3) of every page that is any good; empty where nobody judged."""

    id: str
    query: str
    group: str = ""
    relevant: dict[str, int] = field(default_factory=dict)


def read_pairs(path: Path) -> list[Pair]:
    """Tab-separated: kind, query, document text, 1 or 0, note; a first line with the names of the columns is fine."""
    pairs = []
    for number, line in enumerate(_lines(path), start=1):
        row = line.split("\t")
        if number == 1 and len(row) > 3 and not row[3].strip().isdigit():
            continue
        if not line.strip():
            continue
        if len(row) < 4 or row[3].strip() not in {"0", "1"}:
            raise UnreadableSet(
                f"{path.name}, line {number}: expected kind, query, document, 1 or 0 between tabs."
            )
        pairs.append(Pair(number, row[0], row[1], row[2], row[3].strip() == "1"))
    return pairs


def read_anchors(path: Path) -> list[str]:
    """One document a line."""
    return [line.strip() for line in _lines(path) if line.strip()]


def read_pages(path: Path) -> list[JudgedPage]:
    """JSON lines with ``id`` and any of the other fields of a page."""
    return [
        JudgedPage(
            id=_need(found, "id", path, number),
            themes=_themes(found, path, number),
            visibility=str(found.get("visibility") or "openbaar"),
            **{
                name: str(found.get(name) or "")
                for name in ("type", "municipality", "title", "summary", "body")
            },
        )
        for number, found in _objects(path)
    ]


def read_queries(path: Path) -> list[JudgedQuery]:
    """JSON lines with ``id`` and ``query``, and ``group`` and ``relevant`` where they were judged."""
    return [
        JudgedQuery(
            _need(found, "id", path, number),
            _need(found, "query", path, number),
            str(found.get("group") or ""),
            _grades(found, path, number),
        )
        for number, found in _objects(path)
    ]


def _objects(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    for number, line in enumerate(_lines(path), start=1):
        if not line.strip():
            continue
        try:
            found = json.loads(line)
        except (ValueError, RecursionError):
            found = None
        if not isinstance(found, dict):
            raise UnreadableSet(f"{path.name}, line {number}: this is no JSON object.")
        yield number, found


def _need(found: dict[str, Any], name: str, path: Path, number: int) -> str:
    if found.get(name) is None:
        raise UnreadableSet(f"{path.name}, line {number}: {name} is missing.")
    return str(found[name])


def _themes(found: dict[str, Any], path: Path, number: int) -> tuple[str, ...]:
    themes = found.get("themes") or []
    if not isinstance(themes, list):
        raise UnreadableSet(f"{path.name}, line {number}: themes is no list.")
    return tuple(map(str, themes))


def _grades(found: dict[str, Any], path: Path, number: int) -> dict[str, int]:
    relevant = found.get("relevant") or {}
    if not isinstance(relevant, dict) or not all(isinstance(grade, int) for grade in relevant.values()):
        raise UnreadableSet(f"{path.name}, line {number}: relevant gives no whole number for each page.")
    return relevant


def _lines(path: Path) -> list[str]:
    try:
        text = path.read_text(encoding="utf-8-sig").replace("\0", " ")
        return [line.rstrip("\r") for line in text.split("\n")]
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableSet(f"{path} cannot be read: {error}.") from None

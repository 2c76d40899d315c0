"""The example content as its files have it: YAML with a participant, or several, or knowledge products and news."""

import datetime
import hashlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from django.utils.dateparse import parse_date

from kennisbank.audience import CHOICES, OPEN
from kennisbank.kinds import page_types

CONTENT = Path(__file__).parent / "content"
# Under which page the parts of a file belong; named, because they are models of the packages to the right.
LISTS = {
    "participants": "municipalities.ParticipantIndexPage",
    "pages": "lessons.KnowledgeProductIndexPage",
    "news": "kennisbank.NewsIndexPage",
}


class ContentProblem(Exception):
    """What is wrong in a content file, as one sentence that names file, page and field."""


class Reader(yaml.CSafeLoader):
    """Leaves a date as text, so that an impossible one is refused where page and field are known."""

    yaml_implicit_resolvers = {
        first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
        for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
    }


@dataclass(frozen=True)
class PageText:
    """One page of a content file, with the pages below it; ``place`` names it in messages and in the state."""

    place: str
    kind: str
    title: str
    slug: str
    audience: str = OPEN
    replaced_by: str = ""
    published: datetime.date | None = None
    fields: dict[str, Any] = field(default_factory=dict)
    codes: list[str] = field(default_factory=list)
    rounds: list[str] = field(default_factory=list)
    traject: bool = False
    pages: list["PageText"] = field(default_factory=list)


def fingerprint(path: Path) -> str:
    """What the text of a content file hashes to."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def read_content(path: Path) -> dict[str, list[PageText]]:
    """The pages of one file, by the label of the list page under which they belong.

    Raises ``ContentProblem`` for what is not in the format.
    """
    try:
        parts = yaml.load(path.read_bytes(), Reader)  # noqa: S506 - a safe loader, with less in it
    except yaml.YAMLError as error:
        raise ContentProblem(f"{path.name} is geen goede YAML: {' '.join(str(error).split())}") from error
    if not isinstance(parts, dict):
        raise ContentProblem(f"{path.name} heeft geen deelnemers, pagina's of nieuws.")
    if "participant" in parts:
        participant, pages = parts.pop("participant"), parts.pop("pages", [])
        parts = {"participants": [{**participant, "pages": pages}], **parts}
    for part in parts:
        if part not in LISTS:
            raise ContentProblem(f"{path.name}: '{part}' hoort niet in een bestand met inhoud.")
    return {
        LISTS[part]: [_page(path.name, text, "deelnemer" if part == "participants" else "") for text in texts]
        for part, texts in parts.items()
    }


def _date(place: str, text: Any) -> datetime.date | None:
    try:
        day = parse_date(str(text)) if text else None
    except ValueError:
        day = None
    if text and day is None:
        raise ContentProblem(f"{place}: '{text}' is geen datum zoals 2026-01-31.")
    return day


def _page(above: str, text: Any, kind: str = "") -> PageText:
    if not isinstance(text, dict) or not {"title", "slug"} <= set(text):
        raise ContentProblem(f"{above}: een pagina zonder 'title' of 'slug'.")
    place = f"{above}, {text['slug']}"
    given = {
        "kind": kind,
        **text,
        "place": place,
        "published": _date(f"{place}: veld 'published'", text.get("published")),
        "pages": [_page(place, page) for page in text.get("pages", [])],
    }
    for name in given:
        if name not in PageText.__dataclass_fields__:
            raise ContentProblem(f"{place}: '{name}' hoort niet bij een pagina.")
    if given["kind"] not in page_types():
        raise ContentProblem(f"{place}: soort '{given['kind']}' bestaat niet.")
    if given.get("audience", OPEN) not in dict(CHOICES):
        raise ContentProblem(f"{place}: '{given['audience']}' zegt niet wie dit mag lezen.")
    return PageText(**given)

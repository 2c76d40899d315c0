"""The two sets of queries that search is timed with, as addresses of the search page.

``queries.json`` came with placeholders for values of facets (``theme7``); here each stands for a value that this site
has, always the same one. ``everyday.json`` is what policy officers type, with the facets as they are.
"""

import json
import re
from pathlib import Path
from urllib.parse import urlencode

from django.utils.text import slugify

from kennisbank.models import LifeDomain, TargetGroup, Theme

FOLDER = Path(__file__).parent
FACETS = {
    "kind": "soort",
    "theme": "thema",
    "target": "doelgroep",
    "domain": "domein",
    "province": "provincie",
    "size": "grootte",
}
VOCABULARIES = {"theme": Theme, "target": TargetGroup, "domain": LifeDomain}
KINDS = {
    "handreiking": "kennisproduct",
    "praktijkvoorbeeld": "les",
    "nieuws": "nieuwsbericht",
    "document": "raadsinformatiebrief",
    "project": "doel",
    "organisatie": "positionering",
    "vraag": "klantreis",
    "evenement": "communicatieplan",
}
SIZES = {
    "<25k": "tot-20000",
    "25-50k": "20000-50000",
    "50-100k": "50000-100000",
    "100-250k": "vanaf-100000",
    ">250k": "vanaf-100000",
}


def query_sets() -> dict[str, list[str]]:
    """Addresses without their path, by the name of their set."""
    return {"200 queries": _mapped("queries.json"), "everyday queries": _plain("everyday.json")}


def _plain(name: str) -> list[str]:
    return [_address(query["q"], query.get("f", {})) for query in _read(name)]


def _mapped(name: str) -> list[str]:
    slugs = {
        facet: list(model.objects.values_list("slug", flat=True)) for facet, model in VOCABULARIES.items()
    }
    return [
        _address(
            query["q"],
            {
                FACETS[facet]: [_value(facet, value, slugs) for value in values]
                for facet, values in query["f"].items()
            },
        )
        for query in _read(name)
    ]


def _value(facet: str, value: str, slugs: dict[str, list[str]]) -> str:
    if facet == "kind":
        return KINDS[value]
    if facet == "size":
        return SIZES[value]
    if facet == "province":
        return "fryslan" if value == "Friesland" else slugify(value)
    number = int(re.sub(r"\D", "", value))
    return slugs[facet][number % len(slugs[facet])]


def _address(words: str, filters: dict[str, list[str]]) -> str:
    return urlencode(
        [("q", words), *((facet, value) for facet, values in filters.items() for value in values)]
    )


def _read(name: str) -> list[dict]:
    return json.loads((FOLDER / name).read_text(encoding="utf-8"))

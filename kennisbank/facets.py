"""The facets: what pages can be filtered and counted by, in the order in which people see them."""

from dataclasses import dataclass
from typing import NamedTuple


class Facet(NamedTuple):
    """One value of one facet on one page."""

    facet: str
    value: str
    label: str


@dataclass(frozen=True)
class FacetKind:
    """A facet itself; ``name`` stands in the address, ``label`` above the list of values."""

    name: str
    label: str


FACETS = [
    FacetKind("soort", "Soort pagina"),
    FacetKind("deelnemer", "Deelnemer"),
    FacetKind("gemeente", "Gemeente"),
    FacetKind("koploper", "Koploper"),
    FacetKind("ronde", "Ronde"),
    FacetKind("provincie", "Provincie"),
    FacetKind("grootte", "Aantal inwoners"),
    FacetKind("organisatievorm", "Organisatievorm"),
    FacetKind("uitkomst", "Hoe het afliep"),
    FacetKind("praktijk", "In de praktijk"),
    FacetKind("thema", "Thema"),
    FacetKind("doelgroep", "Doelgroep"),
    FacetKind("domein", "Levensdomein"),
    FacetKind("jaar", "Jaar"),
]
FACET_NAMES = [kind.name for kind in FACETS]

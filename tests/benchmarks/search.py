"""Search over 20,000 generated pages: how long the index takes, and how long a visitor waits.

The pages are the same in every run: their words follow Zipf's law over Dutch words that are put together from
a few hundred parts. ``BENCHMARK_PAGES`` sets another number of pages.
"""

import os
import random
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from statistics import quantiles
from urllib.parse import urlencode

from django.db import connection
from django.http import QueryDict
from django.test import Client

from kennisbank.audience import ANONYMOUS, NETWORK, OPEN

PAGES = int(os.environ.get("BENCHMARK_PAGES", "20000"))
QUERIES = 200
CHUNK = 500

FIRST = (
    "cliënt mantel zorg wijk buurt jeugd schuld hulp vrijwilligers gemeente inwoner ouderen wonings werk inkomens "
    "gezins school vervoers dag thuis ervarings keuken tafel gesprek sociaal raads beleids samen taal bijstands"
)
LAST = (
    "ondersteuning team plan overleg dienst verlening aanbod vraag punt huis raad werker budget traject toets gesprek "
    "kaart wijzer beleid netwerk groep opvang regeling ruimte kring scan monitor visie brief proef"
)
SIMPLE = (
    "de het een van en in voor met op aan is dat niet te zijn wij zij om bij door naar als er ook uit maar nog over "
    "goed nieuw samen eerder vaak bekend vinden zoeken helpen vragen weten maken geven krijgen werken wonen leren "
    "onafhankelijk gratis dichtbij laagdrempelig lokaal regionaal tijdelijk structureel Wmo GGZ LVB"
)
FACET_SIZES = {
    "soort": 9,
    "gemeente": 342,
    "provincie": 12,
    "thema": 16,
    "doelgroep": 14,
    "domein": 10,
    "jaar": 8,
}


def vocabulary(source: random.Random) -> list[str]:
    """Words from common to rare."""
    firsts = FIRST.split()
    compounds = [first + last for first in firsts for last in LAST.split()]
    source.shuffle(compounds)
    names = [f"{first}{last}".capitalize() for first in firsts for last in ("veen", "dorp", "kerk", "drecht")]
    return [*SIMPLE.split(), *compounds, *names]


def make_pages(source: random.Random, words: list[str]) -> None:
    """Write the rows of the read model, without index."""
    from kennisbank.models import SearchDocument
    from kennisbank.models.read_model import FacetValue

    weights = [1 / (rank + 3) for rank in range(len(words))]
    for start in range(0, PAGES, CHUNK):
        rows = [_row(number, source, words, weights) for number in range(start, min(start + CHUNK, PAGES))]
        rows = SearchDocument.objects.bulk_create(rows)
        FacetValue.objects.bulk_create(
            FacetValue(row=row, facet=facet, value=f"{facet}-{value}", label=f"{facet} {value}")
            for row in rows
            for facet, size in FACET_SIZES.items()
            for value in {int(source.paretovariate(1.1)) % size}
        )


def _row(number: int, source: random.Random, words: list[str], weights: list[float]):
    from kennisbank.models import SearchDocument

    text = source.choices(words, weights, k=source.randint(80, 600))
    sections = [text[:60], text[60:]]
    return SearchDocument(
        key=f"k{number}",
        page_id=number,
        changed=False,
        live=True,
        audience=source.choices([OPEN, NETWORK, "deelnemer:1"], [90, 7, 3])[0],
        kind="les",
        kind_label="Les",
        title=" ".join(source.choices(words, weights, k=5)).capitalize(),
        summary=" ".join(source.choices(words, weights, k=15)),
        url=f"/p/{number}/",
        participant_name=f"gemeente {number % 342}",
        date=date(2018, 1, 1) + timedelta(days=number % 2900),
        sections=[
            {"name": f"s{at}", "label": "Wat wij deden", "text": " ".join(part)}
            for at, part in enumerate(sections)
        ],
    )


def make_queries(source: random.Random, words: list[str]) -> list[str]:
    """Addresses with one to three words, now and then a phrase or a minus, half of them with filters."""
    found = []
    for number in range(QUERIES):
        typed = source.choices(words[20:400], k=source.choice([1, 1, 2, 2, 3]))
        if number % 10 == 0:
            typed.append('"' + " ".join(source.sample(words[:12], 2)) + '"')
        if number % 15 == 0:
            typed.append("-" + source.choice(words[20:200]))
        pairs = [("q", " ".join(typed))]
        if number % 2:
            for facet in source.sample(list(FACET_SIZES), source.choice([1, 2])):
                pairs += [(facet, f"{facet}-{value}") for value in range(source.choice([1, 2]))]
        found.append(urlencode(pairs))
    return found


def measured(action: Callable[[str], object], queries: list[str]) -> Iterator[float]:
    """Milliseconds per query, warm."""
    for query in queries[:20]:
        action(query)
    for query in queries:
        start = time.perf_counter()
        action(query)
        yield (time.perf_counter() - start) * 1000


def run() -> None:
    """Print how long building takes, and p50 and p95 of searching, on a database made for this run."""
    source = random.Random(20)
    words = vocabulary(source)
    with tempfile.TemporaryDirectory(prefix="kennisbank-benchmark-") as folder:
        previous = connection.settings_dict["NAME"]
        if connection.vendor == "sqlite":
            connection.settings_dict["TEST"]["NAME"] = str(Path(folder) / "search.sqlite3")
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
        try:
            make_pages(source, words)
            _report(make_queries(source, words))
        finally:
            connection.creation.destroy_test_db(previous, verbosity=0)


def _report(queries: list[str]) -> None:
    from search.address import Address
    from search.engines import engine
    from search.engines.base import Request
    from search.indexing import rebuild
    from search.query import parse
    from search.results import find

    def ask_engine(query: str) -> object:
        address = Address.read(QueryDict(query))
        return engine().search(Request(parse(address.words), ANONYMOUS, address.filters))

    start = time.perf_counter()
    rebuild()
    print(f"search: {PAGES} pages on {connection.vendor}, index built in {time.perf_counter() - start:.1f} s")
    start = time.perf_counter()
    ask_engine(queries[0])
    print(f"  {'first search of a process':34} {(time.perf_counter() - start) * 1000:8.1f} ms")
    client = Client()
    actions: dict[str, Callable[[str], object]] = {
        "engine: hits, total, facet counts": ask_engine,
        "result page without template": lambda query: find(Address.read(QueryDict(query)), ANONYMOUS),
        "whole request": lambda query: client.get(f"/zoeken?{query}").content,
    }
    for name, action in actions.items():
        cuts = quantiles(measured(action, queries), n=20)
        print(f"  {name:34} p50 {cuts[9]:6.1f} ms   p95 {cuts[18]:6.1f} ms")

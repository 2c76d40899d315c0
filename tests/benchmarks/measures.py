"""What is measured on generated content: one function for each thing, in the order of ``MEASURES``.

A new thing is one function more in ``MEASURES``. Elasticsearch and OpenSearch are measured too where the variables of
the tests name their servers.
"""

import os
import time
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.models import Group
from django.core.cache import cache
from django.db import connection, transaction
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Collection, Page

from kennisbank.audience import ANONYMOUS
from kennisbank.models import NewsPage, SearchDocument
from municipalities.rights.applying import apply_all_rights
from search import vocabulary
from search.address import Address
from search.engines import embedded_engine
from search.engines.base import Engine, Request
from search.engines.remote import remote_engine
from search.expansion import expand
from search.indexing import rebuild
from search.query import parse
from search.results import find
from search.similar import similar_to
from tests.benchmarks.admin import admin_pages
from tests.benchmarks.measuring import Server, addresses, measure_in_process, running_server
from tests.benchmarks.people import PEOPLE, curator, first_participant, make_people, redacteur
from tests.benchmarks.queries import query_sets
from tests.benchmarks.table import Line, line_of_times

REMOTE = {"elasticsearch": "TEST_ELASTICSEARCH_URL", "opensearch": "TEST_OPENSEARCH_URL"}
WARM_UP = 20
PAGE_REQUESTS = 100
PUBLISHED = 20
LONGEST_WAIT = 10.0


def index_rebuilt() -> Iterator[Line]:
    """Also brings the index up to date with the analysis of today, for all that follows."""
    start = time.perf_counter()
    rows = rebuild()
    yield Line("rebuild of the index", f"{time.perf_counter() - start:.1f} s", remarks=f"{rows} rows")


def index_on_disk() -> Iterator[Line]:
    """The tables of search, beside those of the pages."""
    tables = [name for name in connection.introspection.table_names() if name.startswith("search_")]
    whole, index = _bytes_on_disk(tables)
    yield Line("index on disk", f"{index / 1e6:.0f} MB", remarks=f"whole database {whole / 1e6:.0f} MB")


def first_search() -> Iterator[Line]:
    """What the first visitor of a process waits for: facets and words are read into memory."""
    query = query_sets()["everyday queries"][0]
    start = time.perf_counter()
    embedded_engine().search(_request(query))
    yield Line("first search of a process", f"{(time.perf_counter() - start) * 1000:.0f} ms")


def engine_alone() -> Iterator[Line]:
    """Ten hits, the total and all facet counts, without rows, highlighting and page."""
    yield from _alone(embedded_engine())


def remote_engines() -> Iterator[Line]:
    """Making the index, and the engine alone, on every server that is there."""
    for name, variable in REMOTE.items():
        if not (address := os.environ.get(variable)):
            continue
        with remote_engine(name, [address], "benchmark", "default") as engine:
            start = time.perf_counter()
            rows = engine.rebuild()
            yield Line(f"rebuild of {name}", f"{time.perf_counter() - start:.1f} s", remarks=f"{rows} rows")
            yield from _alone(engine)


def _alone(engine: Engine) -> Iterator[Line]:
    for queries, found in query_sets().items():
        times = _timed(engine.search, [_request(query) for query in found])
        yield line_of_times(f"engine alone, {engine.name}, {queries}", times)


def suggestions_while_typing() -> Iterator[Line]:
    """The first three to nine letters of each query, as somebody types them."""
    client = Client()
    words = [QueryDict(query).get("q", "") for query in query_sets()["200 queries"]]
    typed = [urlencode({"q": word[: 3 + number % 7]}) for number, word in enumerate(words)]
    times = _timed(lambda query: _get(client, f"/zoeken/suggesties?{query}"), typed)
    yield line_of_times("suggestions, whole request", times)


def similar_pages() -> Iterator[Line]:
    """Not kept from an earlier visit."""
    rows = SearchDocument.objects.visible_to(ANONYMOUS).pages().order_by("pk")[:PAGE_REQUESTS]
    times = []
    for row in rows:
        cache.clear()
        start = time.perf_counter()
        similar_to(row, ANONYMOUS)
        times.append((time.perf_counter() - start) * 1000)
    yield line_of_times("similar pages of one page, not cached", times)


def result_page() -> Iterator[Line]:
    """The whole request as the web server hands it over, warm."""
    for who, client in (("anonymous", Client()), ("redacteur", redacteur())):
        for queries, found in query_sets().items():
            times = _timed(lambda query, client=client: _get(client, f"/zoeken?{query}"), found)
            yield line_of_times(f"result page, {who}, {queries}", times)


def published_to_findable() -> Iterator[Line]:
    """From the click on publish until a search finds the page."""
    parent = first_participant()
    times = []
    pages = []
    for number in range(PUBLISHED):
        word = "meetproef" + "".join(chr(ord("a") + int(digit)) for digit in f"{number:03}{time.time_ns()}")
        page = NewsPage(title=f"Bericht {word}", summary="Een meting.", live=False)
        page.text = [("text", f"<p>Dit bericht gaat over {word}.</p>")]
        pages.append(parent.add_child(instance=page))
        revision = page.save_revision()
        start = time.perf_counter()
        revision.publish()
        while not find(Address(word), ANONYMOUS).total:
            if time.perf_counter() - start > LONGEST_WAIT:
                raise RuntimeError(f"A published page is not found within {LONGEST_WAIT:.0f} seconds.")
        times.append((time.perf_counter() - start) * 1000)
    for page in pages:
        page.delete()
    SearchDocument.objects.filter(page_id__in=[page.pk for page in pages]).delete()
    yield line_of_times("publish → findable", times, f"{PUBLISHED} pages")


def rights_of_everybody() -> Iterator[Line]:
    """Rights of all participants with two thousand people, from nothing and again; afterwards all is as it was."""
    seconds = []
    with transaction.atomic():
        participants = make_people()
        groups = Group.objects.filter(role_group__participant__in=participants)
        for folder in Collection.objects.filter(pk__in=groups.values("role_group__folder")):
            folder.delete()
        groups.delete()
        for _ in range(2):
            start = time.perf_counter()
            apply_all_rights()
            seconds.append(time.perf_counter() - start)
        transaction.set_rollback(True)
    remarks = f"{len(participants)} participants, {PEOPLE} people"
    yield Line("provision, from nothing", f"{seconds[0]:.1f} s", remarks=remarks)
    yield Line("provision, again", f"{seconds[1]:.1f} s", remarks=remarks)


def own_page() -> Iterator[Line]:
    """``/mijn/`` with two thousand people, for a curator and for a redacteur who looks after every page."""
    with transaction.atomic():
        make_people()
        clients = {"curator": curator(), "redacteur": redacteur()}
        Page.objects.update(owner=clients["redacteur"].session["_auth_user_id"])
        for who, client in clients.items():
            with CaptureQueriesContext(connection) as queries:
                _get(client, "/mijn/")
            count = len(queries)  # Before the next request forgets them.
            times = _timed(lambda address, client=client: _get(client, address), ["/mijn/"] * PAGE_REQUESTS)
            yield line_of_times(f"/mijn/, {who}", times, f"{count} queries")
        transaction.set_rollback(True)


def main_pages() -> Iterator[Line]:
    """Pages of the site through the real server, and its memory after all of that and a hundred searches."""
    with running_server() as server:
        yield from page_lines(server)
        for query in islice(query_sets()["200 queries"], 100):
            server.get(f"/zoeken?{query}")
        yield server.memory_line()


def page_lines(server: Server) -> Iterator[Line]:
    """One line for each page that ``addresses`` names."""
    for name, address in addresses().items():
        queries, status = measure_in_process(address)
        if status != 200:
            yield Line(name, "–", remarks=f"{address} answers {status}")
            continue
        yield line_of_times(name, server.measure(address, PAGE_REQUESTS), f"{queries} queries")


MEASURES: list[Callable[[], Iterable[Line]]] = [
    index_rebuilt,
    index_on_disk,
    first_search,
    engine_alone,
    remote_engines,
    result_page,
    suggestions_while_typing,
    similar_pages,
    published_to_findable,
    rights_of_everybody,
    own_page,
    admin_pages,
    main_pages,
]


def _request(query: str) -> Request:
    """What the result page asks of its engine at first: with synonyms and other forms of every word."""
    address = Address.read(QueryDict(query))
    known = vocabulary.current("default")
    return Request(expand(parse(address.words, known.exceptions), known), ANONYMOUS, address.filters)


def _get(client: Client, address: str) -> None:
    response = client.get(address, headers={"host": "localhost"})
    if response.status_code != 200:
        raise RuntimeError(f"{address} answers {response.status_code}")


def _timed(action: Callable[[Any], object], queries: list[Any]) -> list[float]:
    """Milliseconds for each query, after some to warm up."""
    for query in queries[:WARM_UP]:
        action(query)
    times = []
    for query in queries:
        start = time.perf_counter()
        action(query)
        times.append((time.perf_counter() - start) * 1000)
    return times


def _bytes_on_disk(tables: list[str]) -> tuple[int, int]:
    """Bytes of the whole database, and of these tables with their indexes."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_database_size(current_database())")
            whole = cursor.fetchone()[0]
            cursor.execute(
                "SELECT sum(pg_total_relation_size(quote_ident(name))) FROM unnest(%s::text[]) AS name",
                [tables],
            )
            return whole, int(cursor.fetchone()[0])
        cursor.execute("SELECT sum(pgsize) FROM dbstat")
        whole = cursor.fetchone()[0]
        # The parts of an FTS5 table are tables whose names begin with its own.
        cursor.execute("SELECT sum(pgsize) FROM dbstat WHERE name LIKE 'search^_%%' ESCAPE '^'")
        return whole, cursor.fetchone()[0] or 0

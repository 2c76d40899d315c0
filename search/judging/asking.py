"""Puts foreign pages in a throw-away index and asks it, through the code that visitors use."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from kennisbank.audience import NETWORK, OPEN, Reader, participant_token
from kennisbank.kinds import page_types
from kennisbank.models.read_model import FacetValue, SearchDocument
from search.address import Address
from search.analysis import words_in
from search.engines.base import Engine
from search.indexing import update_index
from search.judging.reading import JudgedPage, Pair
from search.searching import Found, find_rows

READERS = {
    "openbaar": Reader(frozenset({OPEN})),
    "netwerk": Reader(frozenset({OPEN, NETWORK})),
    "alles": Reader(None),
}
MOST_HITS = 50


def index_pages(engine: Engine, pages: Sequence[JudgedPage]) -> dict[int, str]:
    """Index these pages; returns the id of each by the id of its row. Letters that are none are left out."""
    pages = [_writable(page) for page in pages]
    municipalities = {
        name: at for at, name in enumerate(dict.fromkeys(page.municipality for page in pages), 1)
    }
    rows = SearchDocument.objects.using(engine.alias).bulk_create(
        (_row(number, page, municipalities[page.municipality]) for number, page in enumerate(pages, 1)),
        batch_size=500,
    )
    FacetValue.objects.using(engine.alias).bulk_create(
        (
            FacetValue(row=row, facet=facet, value=value, label=label)
            for row, page in zip(rows, pages, strict=True)
            for facet, value, label in _facets(page)
        ),
        batch_size=500,
    )
    update_index([row.pk for row in rows], engine.alias)
    engine.flush()
    return {row.pk: page.id for row, page in zip(rows, pages, strict=True)}


def _writable(page: JudgedPage) -> JudgedPage:
    """The page without NUL and half characters, which no database takes."""
    texts = {name: getattr(page, name) for name in ("type", "municipality", "title", "summary", "body")}
    clean = {name: text.encode("utf-8", "ignore").decode().replace("\0", " ") for name, text in texts.items()}
    themes = tuple(theme.encode("utf-8", "ignore").decode().replace("\0", " ") for theme in page.themes)
    return replace(page, themes=themes, **clean)


def _row(number: int, page: JudgedPage, municipality: int) -> SearchDocument:
    audience = {"openbaar": OPEN, "netwerk": NETWORK}.get(page.visibility) or participant_token(municipality)
    return SearchDocument(
        key=f"judged{number}",
        page_id=number,
        changed=False,
        live=True,
        audience=audience,
        kind=page.type[:40],
        kind_label=_kind_label(page.type),
        title=page.title[:255],
        summary=page.summary,
        url=f"/judged/{number}/",
        participant_name=page.municipality[:255],
        sections=[{"name": "text", "label": "", "text": page.body}],
    )


def _kind_label(kind: str) -> str:
    model = page_types().get(kind)
    return model.kind_label() if model else kind.capitalize()[:80]


def _facets(page: JudgedPage) -> Iterator[tuple[str, str, str]]:
    if page.type:
        yield "soort", page.type, _kind_label(page.type)
    if page.municipality:
        yield "gemeente", "-".join(words_in(page.municipality)), page.municipality
        yield "deelnemer", "-".join(words_in(page.municipality)), page.municipality
    for theme in dict.fromkeys(page.themes):
        yield "thema", "-".join(words_in(theme))[:160], theme[:255]


def answer_pairs(
    engine: Engine, pairs: Sequence[Pair], anchors: Sequence[str] = ()
) -> Iterator[tuple[Pair, bool]]:
    """Whether each query finds its own document among all the others, one click on did-you-mean followed."""
    texts = [*(pair.document for pair in pairs), *anchors]
    ids = index_pages(engine, [JudgedPage(str(at), body=text) for at, text in enumerate(texts)])
    row_of = {page_id: row_id for row_id, page_id in ids.items()}
    for at, pair in enumerate(pairs):
        yield pair, row_of[str(at)] in _all_found(engine, pair.query, len(texts))


def _all_found(engine: Engine, query: str, page_size: int) -> set[int]:
    found = ask(engine, query, READERS["openbaar"], page_size)
    rows = {hit.row_id for hit in found.hits}
    if found.offered:
        rows |= {hit.row_id for hit in ask(engine, found.offered, READERS["openbaar"], page_size).hits}
    return rows


def answer_queries(
    engine: Engine, ids: dict[int, str], queries: Iterable[str], reader: Reader
) -> Iterator[list[str]]:
    """The ids that the result page shows for each query, best first: its hits, then the pages with some words."""
    for query in queries:
        found = ask(engine, query, reader, MOST_HITS)
        yield [ids[hit.row_id] for hit in (*found.hits, *found.also)][:MOST_HITS]


def ask(engine: Engine, query: str, reader: Reader, page_size: int) -> Found:
    return find_rows(Address(query), reader, page_size, engine)

"""What an index is told of the documents in it, the same for both servers."""

import hashlib
import json
from typing import Any

from kennisbank.facets import FACET_NAMES
from search.fields import FIELDS, NAME_FIELDS, OWNER_FACETS, SEARCHED_FACETS

FACETS = tuple(dict.fromkeys([*FACET_NAMES, *SEARCHED_FACETS, *OWNER_FACETS]))
EVERYTHING = "everything"
"""One field with the words of all fields but ``exact``: what has a word is asked of this one only."""
LONGEST_TOKEN = 120
"""A longer token is cut, in documents and in queries: the analysers of both servers split at 255 units of UTF-16."""

_BETWEEN_TEXTS = 100  # More than any phrase or ``NEAR`` bridges.
_WORDS: dict[str, Any] = {
    "type": "text",
    "analyzer": "whitespace",  # The tokens are ready.
    "position_increment_gap": _BETWEEN_TEXTS,
}
_SETTINGS: dict[str, Any] = {
    "number_of_shards": 1,
    # On one server no copy, on more servers one, so that one of them may fall out.
    "auto_expand_replicas": "0-1",
    "refresh_interval": "1s",
    "max_result_window": 1_000_000,
    # How long a deletion is remembered, so that an older message that comes late does not undo it.
    "gc_deletes": "1h",
    "similarity": {"names": {"type": "BM25", "k1": 0.0, "b": 0.0}},
}


def index_body(write_alias: str) -> dict[str, Any]:
    """Settings and mapping of a new index, which is written to through ``write_alias`` only."""
    return {"settings": {"index": _SETTINGS}, "mappings": _mapping(), "aliases": {write_alias: {}}}


def signature(analysis: str) -> str:
    """Short and the same exactly for indices with the same tokens, settings and fields."""
    parts = json.dumps([analysis, index_body("")], sort_keys=True)
    return hashlib.sha256(parts.encode()).hexdigest()[:10]


def _mapping() -> dict[str, Any]:
    facets = {name: {"type": "keyword"} for name in FACETS}
    return {
        "dynamic": "strict",
        "properties": {
            "row_id": {"type": "long"},
            "number": {"type": "long"},
            "audience": {"type": "keyword"},
            "date": {"type": "integer"},
            "sort_title": {"type": "keyword"},
            "facets": {"properties": facets},
            EVERYTHING: _WORDS,
            "exact": _WORDS | {"norms": False},
            **{field: _words_of(field) for field in FIELDS if field != "exact"},
        },
    }


def _words_of(field: str) -> dict[str, Any]:
    if field in NAME_FIELDS:
        return _WORDS | {"similarity": "names", "copy_to": EVERYTHING}
    return {"type": "text", "index": False, "copy_to": EVERYTHING}

"""What of a row is searched: one text of analysed words per field, the same for every engine.

The texts are made of tokens with spaces between them. A token of letters and digits is a lemma; other tokens start
with a sign that no text gives: a part of a compound, a word as it stands, and a gap between two texts.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from kennisbank.models.read_model import SearchDocument
from search.analysis import NO_EXCEPTIONS, Exceptions, analyse

# These labels are words by which people look for a page; the others only filter.
SEARCHED_FACETS = (
    "soort",
    "thema",
    "doelgroep",
    "domein",
    "organisatievorm",
    "trefwoord",
    "provincie",
    "ronde",
    "uitkomst",
)
OWNER_FACETS = ("deelnemer", "gemeente")
MOST_WORDS = 200_000

PART = "‡"
EXACT = "¤"
GAP = "¶"

WEIGHTS = {
    "title": 8.0,
    "kind": 6.0,
    "owner": 4.0,
    "lead": 2.0,
    "body": 1.0,
    "title_parts": 3.0,
    "parts": 0.4,
    "files": 0.3,
}
"""What a word in each field counts; ``lead`` is the summary with the labels of themes and the like."""

NAME_FIELDS = ("title", "kind", "owner", "lead", "title_parts")
"""Fields in which an engine counts a word once or for more; those that say most come first."""
FIELDS = (*WEIGHTS, "exact")


@dataclass(frozen=True)
class IndexedFields:
    """The texts of one row by field, and the words that a visitor could have misspelt (folded word to lemma)."""

    row_id: int
    audience: str
    texts: Mapping[str, str]
    words: Mapping[str, str]


def is_searchable(row: SearchDocument) -> bool:
    """Whether search shows this row: a published, listed page; files are found through their page."""
    return row.live and row.listed and not row.gone and row.document_id is None


def fields_of(
    row: SearchDocument, exceptions: Exceptions = NO_EXCEPTIONS, file_texts: Collection[str] = ()
) -> IndexedFields:
    """Analyse a row whose facet values were prefetched, with the texts of the files on its page."""
    labels = [value.label for value in row.facet_values.all() if value.facet in SEARCHED_FACETS]
    owners = [value.label for value in row.facet_values.all() if value.facet in OWNER_FACETS]
    writer = _Writer(exceptions)
    writer.add("title", "title_parts", [row.title])
    writer.add("kind", "title_parts", [row.kind_label])
    writer.add("owner", "parts", sorted({row.participant_name, *owners}))
    writer.add("lead", "parts", [row.summary, *labels])
    writer.add("body", "parts", _sections(row))
    writer.add("files", "files", file_texts)
    return IndexedFields(row.pk, row.audience, writer.texts(), writer.words)


def _sections(row: SearchDocument) -> list[str]:
    return [text for section in row.sections for text in (section["label"], section["text"])]


class _Writer:
    """Gathers the tokens of one row."""

    def __init__(self, exceptions: Exceptions) -> None:
        self.words: dict[str, str] = {}
        self._exceptions = exceptions
        self._fields: dict[str, list[str]] = defaultdict(list)
        self._joined: list[str] = []
        self._left = MOST_WORDS

    def add(self, field: str, parts_field: str, texts: Iterable[str]) -> None:
        """The words of the texts in their order; what has no place in it, such as parts, comes after them."""
        words, exact = self._fields[field], self._fields["exact"]
        joined: list[str] = []
        others: list[str] = []
        for text in texts:
            tokens = analyse(text, self._exceptions)[: self._left]
            self._left -= len(tokens)
            # Most of indexing is this loop: it runs for every word of every page.
            for word, _start, _end, lemma, parts, also, is_joined in tokens:
                if parts or also:
                    others += [PART + other for other in (*also, *parts)]
                if is_joined:
                    joined += [lemma, GAP]
                    self._joined += [EXACT + word, GAP]
                else:
                    words.append(lemma)
                    exact.append(EXACT + word)
                    self.words[word] = lemma
            words.append(GAP)
            exact.append(GAP)
        words += joined
        self._fields[parts_field] += others

    def texts(self) -> dict[str, str]:
        self._fields["exact"] += self._joined
        return {field: " ".join(self._fields[field]) for field in FIELDS}

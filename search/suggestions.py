"""What somebody who is typing may be looking for: words, participants, subjects and pages that begin like it.

Only what this reader may see is suggested, and of words only those of public pages. Everything but the titles that
are suggested comes from memory.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from heapq import nlargest

from kennisbank.audience import Reader
from kennisbank.models.read_model import SearchDocument
from search.address import Address
from search.analysis import is_stop_word
from search.engines import embedded_engine
from search.engines.bits import bits_of, ids_of
from search.engines.snapshot import FacetKey, Snapshot
from search.searching import public_words
from search.title_words import TitleWords, plain_words, title_words

SHORTEST = 2
"""Who typed fewer letters gets no suggestions: anything may follow."""
LONGEST = 100
MOST_WORDS = 3
MOST_NAMES = 4
MOST_PAGES = 5
_CANDIDATES = 15  # The database still takes away some pages, and puts replaced ones last.

_PARTICIPANT = "deelnemer"
_MUNICIPALITY = "gemeente"
_SUBJECTS = {"thema": "Thema", "doelgroep": "Doelgroep"}


@dataclass(frozen=True)
class Suggestion:
    """``url`` is where it leads, ``detail`` what kind of thing it is where that is not plain."""

    text: str
    url: str
    detail: str = ""


@dataclass(frozen=True)
class SuggestionGroup:
    label: str
    items: list[Suggestion]


def suggest(typed: str, reader: Reader, alias: str = "default") -> list[SuggestionGroup]:
    """The groups that have anything to suggest, the best of each first; always the same for the same pages."""
    words = [word for word, _spelling in plain_words(typed[:LONGEST])]
    if not words or len("".join(words)) < SHORTEST:
        return []
    found = _Suggesting(typed[:LONGEST], words, reader, alias)
    groups = [
        SuggestionGroup("Zoek op", found.words()),
        SuggestionGroup("Gemeenten en regio's", found.participants()),
        SuggestionGroup("Onderwerpen", found.subjects()),
        SuggestionGroup("Pagina's", found.pages()),
    ]
    return [group for group in groups if group.items]


class _Suggesting:
    """One question: what begins with these words, for this reader."""

    def __init__(self, typed: str, words: Sequence[str], reader: Reader, alias: str) -> None:
        engine = embedded_engine(alias)
        self._typed, self._words, self._alias = typed.strip(), words, alias
        self._snapshot: Snapshot = engine.snapshots.current()
        self._titles: TitleWords = title_words(self._snapshot, alias)
        leaving = bits_of(engine.about_to_leave(reader))
        self._visible = self._snapshot.visible_to(reader) & ~leaving
        self._participant_pages = self._snapshot.rows_with([("soort", _PARTICIPANT)]) & self._visible
        self._named = self._names_beginning([_PARTICIPANT])
        owners = {key: self._only_row(key) for key in self._named}
        candidates = self._best_pages()
        wanted = [*candidates, *(row_id for row_id in owners.values() if row_id)]
        rows = SearchDocument.objects.using(alias).visible_to(reader).pages().filter(pk__in=wanted)
        by_id = {
            row.pk: row
            for row in rows.only("pk", "title", "url", "kind_label", "participant_name", "current")
        }
        self._pages = [by_id[row_id] for row_id in candidates if row_id in by_id]
        self._owner_rows = {key: by_id.get(row_id) for key, row_id in owners.items() if row_id}

    def words(self) -> list[Suggestion]:
        """The query with its last word finished."""
        *_before, last = self._words
        if len(last) < SHORTEST:
            return []
        beginning = self._typed[: self._typed.rfind(" ") + 1]
        public = public_words(self._alias)
        known = public.current()
        finished: list[str] = []
        for word in public.starting_with(last, 4 * MOST_WORDS):
            if word not in known or word == last or is_stop_word(word):
                continue
            # Of "ondersteuner" and "ondersteuners", the one that more pages have is enough.
            alike = [other for other in finished if known[other].lemma == known[word].lemma]
            if not any(word.startswith(other) or other.startswith(word) for other in alike):
                finished.append(word)
        texts = [
            f"{beginning}{self._titles.spelling(word, self._snapshot.public)}"
            for word in finished[:MOST_WORDS]
        ]
        return [Suggestion(text, Address(text).url()) for text in texts]

    def participants(self) -> list[Suggestion]:
        """Participants lead to their page, other municipalities to everything about them."""
        found = []
        for key in self._named:
            row = self._owner_rows.get(key)
            found.append(Suggestion(row.title, row.url) if row else self._filter(key))
        names = {suggestion.text for suggestion in found}
        others = (self._filter(key) for key in self._names_beginning([_MUNICIPALITY]))
        return [*found, *(other for other in others if other.text not in names)][:MOST_NAMES]

    def subjects(self) -> list[Suggestion]:
        return [self._filter(key, _SUBJECTS[key[0]]) for key in self._names_beginning(_SUBJECTS)]

    def pages(self) -> list[Suggestion]:
        current_first = sorted(self._pages, key=lambda row: not row.current)
        return [
            Suggestion(row.title, row.url, ", ".join(filter(None, (row.kind_label, row.participant_name))))
            for row in current_first[:MOST_PAGES]
        ]

    def _filter(self, key: FacetKey, detail: str = "") -> Suggestion:
        facet, value = key
        return Suggestion(self._snapshot.labels[key], Address(filters={facet: (value,)}).url(), detail)

    def _only_row(self, key: FacetKey) -> int | None:
        """The page of a participant itself."""
        return next(ids_of(self._snapshot.values[key] & self._participant_pages), None)

    def _names_beginning(self, facets: Iterable[str]) -> list[FacetKey]:
        """The values whose label has a word for every typed one, those that begin with it and of most pages first."""
        found = []
        for facet in facets:
            keys = self._snapshot.values_by_facet.get(facet, ())
            for word in self._words:
                keys = [key for key in keys if _has_word(self._snapshot.labels[key], word)]
            for key in keys:
                label = _label_words(self._snapshot.labels[key])
                if pages := (self._snapshot.values[key] & self._visible).bit_count():
                    found.append((not label.startswith(f" {self._words[0]}"), -pages, label, key))
        return [key for *_order, key in sorted(found)[:MOST_NAMES]]

    def _best_pages(self) -> list[int]:
        """Rows with every typed word in the title, or in the name of the participant when the title has another."""
        everything, titled = self._visible & ~self._participant_pages, 0
        for word in self._words:
            in_title = self._titles.rows_with(word)
            titled |= in_title
            everything &= in_title | self._snapshot.rows_with(self._owners_with(word))
        keys, typed = self._snapshot.sort_keys, self._typed.casefold()
        return nlargest(
            _CANDIDATES,
            ids_of(everything & titled),
            key=lambda row_id: (keys[row_id][1].startswith(typed), keys[row_id][0], -row_id),
        )

    def _owners_with(self, word: str) -> Iterator[FacetKey]:
        keys = self._snapshot.values_by_facet.get(_PARTICIPANT, ())
        return (key for key in keys if _has_word(self._snapshot.labels[key], word))


def _has_word(label: str, beginning: str) -> bool:
    return f" {beginning}" in _label_words(label)


@lru_cache(maxsize=5000)
def _label_words(label: str) -> str:
    """The folded words of a label, a space before each."""
    return "".join(f" {word}" for word, _spelling in plain_words(label))

"""Which rows have a title with a word that begins like this: kept in memory, for suggestions while somebody types."""

import re
import threading
import unicodedata
from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache

from search.analysis.folding import fold
from search.engines.bits import bits_of
from search.engines.snapshot import Snapshot

_LETTERS = re.compile(r"[^\W_]+")
_LOOKED_AT = 20
"""Words with the same beginning, for how it is spelt."""


class TitleWords:
    """The folded words of all titles of one snapshot, each with its rows; it never changes."""

    def __init__(self, titles: Mapping[int, str], rows: dict[str, array]) -> None:
        self._titles = titles
        self._rows = rows
        self._ordered = sorted(rows)

    def rows_with(self, beginning: str) -> int:
        """The rows, as bits, with a title that has a word with this beginning."""
        ordered = self._ordered
        found = ordered[bisect_left(ordered, beginning) : bisect_left(ordered, beginning + "\uffff")]
        return bits_of([row_id for word in found for row_id in self._rows[word]])

    def spelling(self, word: str, rows: int) -> str:
        """The word as titles of these rows write it, or the beginning of one: ``client`` gives ``cliënt``."""
        at = bisect_left(self._ordered, word)
        for longer in self._ordered[at : at + _LOOKED_AT]:
            if not longer.startswith(word):
                break
            if (
                row_id := next((row_id for row_id in self._rows[longer] if rows >> row_id & 1), None)
            ) is not None:
                written = dict(plain_words(self._titles[row_id]))[longer]
                return written[: len(word)] if len(written) == len(longer) else word
        return word

    def following(self, titles: Mapping[int, str]) -> "TitleWords":
        """The words of these titles; only what differs is looked at."""
        old = self._titles
        leaving = [row_id for row_id, title in old.items() if titles.get(row_id) != title]
        coming = [row_id for row_id, title in titles.items() if old.get(row_id) != title]
        rows = dict(self._rows)
        for word, row_ids in _by_word(old, leaving).items():
            gone = set(row_ids)
            kept = array("I", (row_id for row_id in rows[word] if row_id not in gone))
            if kept:
                rows[word] = kept
            else:
                del rows[word]
        for word, row_ids in _by_word(titles, coming).items():
            rows[word] = array("I", [*rows.get(word, ()), *row_ids])
        return TitleWords(titles, rows)


def _by_word(titles: Mapping[int, str], row_ids: Iterable[int]) -> dict[str, list[int]]:
    """The rows of each word in the titles of ``row_ids``."""
    found: dict[str, list[int]] = defaultdict(list)
    for row_id in row_ids:
        for folded in {folded: None for folded, _written in plain_words(titles[row_id])}:
            found[folded].append(row_id)
    return found


def plain_words(text: str) -> Iterator[tuple[str, str]]:
    """The words of ``text`` as letters and digits stand together: each folded, and as written.

    Without the lexicon of ``search.analysis``: that knows what words mean, here only their letters count.
    """
    for written in _LETTERS.findall(unicodedata.normalize("NFC", text)):
        if folded := _folded(written):
            yield folded, written


@lru_cache(maxsize=50_000)
def _folded(written: str) -> str:
    return fold(written)


class _Follower:
    """The words of the newest snapshot that somebody asked about, for all threads of this process."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._known: tuple[Snapshot, TitleWords] = (Snapshot(), TitleWords({}, {}))

    def of(self, snapshot: Snapshot) -> TitleWords:
        with self._lock:
            known, words = self._known
            if known is not snapshot:
                words = words.following({row_id: keys[1] for row_id, keys in snapshot.sort_keys.items()})
                self._known = snapshot, words
            return words


@cache
def _follower(alias: str) -> _Follower:
    return _Follower()


def title_words(snapshot: Snapshot, alias: str) -> TitleWords:
    """The words of the titles in this snapshot."""
    return _follower(alias).of(snapshot)

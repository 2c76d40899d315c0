"""The order of the best hits, the same for every engine, with the reasons that a visitor can be shown.

An engine chooses the candidates; here each gets its points. A term counts most in the title and the kind of page,
then in the owner's name, the summary and the text, and more the rarer it is. What the pages are like changes the
points by a few percent only.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.utils import timezone

from kennisbank.kinds import page_types
from search.engines.base import RankedHit
from search.fields import EXACT, GAP, PART, WEIGHTS
from search.query import Query
from search.terms import NEAR, Form, Near, Row, Shape, Term, Together
from search.words import rarity

_SATURATION = 1.2
_LONGEST_NEAR = 400  # Characters between two words that are near each other; five words are hardly longer.
_USUAL_LENGTH = 3_000  # Characters of analysed text: about 400 words.
_FIELD_NAMES = {
    "title": "in de titel",
    "kind": "als soort pagina",
    "owner": "als naam van de deelnemer",
    "lead": "in de samenvatting of de kenmerken",
    "body": "in de tekst",
    "title_parts": "als deel van een woord in de titel",
    "parts": "als deel van een woord in de tekst",
    "files": "in een bestand op de pagina",
}
_NAMES = ("title", "kind", "owner", "lead")
_PLACED = (*_NAMES, "body", "files")
_PARTS = ("title_parts", "parts")
_MOSTLY_EMPTY = 34  # Percent of the sections.
_LIVING = timedelta(days=3 * 365)


class PageFacts(NamedTuple):
    """What of a page itself changes its points a little; the names are those of the columns of its row."""

    pk: int
    kind: str
    current: bool
    review_again_on: date | None
    updated_at: datetime | None
    completeness: int | None

    def is_stale(self, today: date) -> bool:
        """Whether somebody should look after this page again; letters and news are what they were."""
        model = page_types().get(self.kind)
        if not self.current or (model and not model.is_living):
            return False
        if self.review_again_on:
            return self.review_again_on < today
        return bool(self.updated_at and self.updated_at.date() < today - _LIVING)


@dataclass(frozen=True)
class Reason:
    """One sentence in Dutch, and the points it gave or the factor it multiplied them by."""

    text: str
    points: float | None = None
    factor: float | None = None


@dataclass(frozen=True)
class Ranked:
    row_id: int
    score: float
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True)
class _Found:
    """How well one term was found in one row, in which field and by which form."""

    points: float
    field: str
    form: Form


class Ranking:
    """Puts hits of one query in order; ``frequencies`` says in how many of the ``documents`` each lemma stands."""

    def __init__(
        self,
        query: Query,
        frequencies: Mapping[str, int],
        documents: int,
        preferred: frozenset[int] = frozenset(),
        stopped: frozenset[int] = frozenset(),
    ) -> None:
        self._terms = query.wanted
        self._preferred = preferred
        self._stopped = stopped
        self._documents = max(1, documents)
        self._frequencies = frequencies
        self._rarities: dict[tuple[str, ...], float] = {}
        self._today = timezone.localdate()

    def order(
        self,
        hits: Sequence[RankedHit],
        texts: Mapping[int, Mapping[str, str]],
        rows: Mapping[int, PageFacts],
    ) -> list[Ranked]:
        """The hits in their final order, without those that have no row or no text (any more)."""
        ranked = [
            self._rank(hit.row_id, texts[hit.row_id], rows[hit.row_id])
            for hit in hits
            if hit.row_id in texts and hit.row_id in rows
        ]
        return sorted(ranked, key=lambda hit: (hit.row_id not in self._preferred, -hit.score, hit.row_id))

    def _rank(self, row_id: int, texts: Mapping[str, str], row: PageFacts) -> Ranked:
        page = _Page(texts)
        reasons = []
        score, missing, titled, typed = 0.0, 0, 0, 0
        for term in self._terms:
            found = self._best(page, term)
            if found is None:
                missing += 1
                continue
            score += found.points
            titled += found.field in {"title", "kind"} and found.form.weight == 1
            typed += page.has_typed(term)
            reasons.append(Reason(_sentence(term, found), points=found.points))
        for reason in (*self._whole(page, missing, titled, typed), *self._light(row)):
            score *= reason.factor or 1
            reasons.append(reason)
        if row_id in self._preferred:
            reasons.append(Reason("van de gemeente of regio die u noemt: staat vooraan"))
        return Ranked(row_id, score, tuple(reasons))

    def _best(self, page: "_Page", term: Term) -> _Found | None:
        best: _Found | None = None
        most = self._rarity(_lemmas(term.forms[0].shape))
        for form in term.forms:
            if best and isinstance(form.shape, Near) and form.weight < best.form.weight:
                continue  # It takes long to see, and never is the better one.
            points, field = self._points(page, form, most)
            if points and (best is None or points > best.points):
                best = _Found(points, field, form)
        return best

    def _points(self, page: "_Page", form: Form, most: float) -> tuple[float, str]:
        """The points of one form and the field of most of them; a stand-in is never rarer than the word itself."""
        shape = form.shape
        if isinstance(shape, Together):
            found = [self._best(page, term) for term in shape.terms]
            if not all(found):
                return 0.0, ""
            least = min((one for one in found if one), key=lambda one: one.points)
            return form.weight * sum(one.points for one in found if one), least.field
        points, field = page.near(shape) if isinstance(shape, Near) else page.row(shape)
        return form.weight * min(most, self._rarity(_lemmas(shape))) * points, field

    def _rarity(self, lemmas: tuple[str, ...]) -> float:
        """That of the rarest of these lemmas; never zero."""
        if lemmas not in self._rarities:
            frequency = min((self._frequencies.get(lemma, 0) for lemma in lemmas), default=0)
            self._rarities[lemmas] = rarity(self._documents, frequency)
        return self._rarities[lemmas]

    def _whole(self, page: "_Page", missing: int, titled: int, typed: int) -> list[Reason]:
        """What the query as a whole adds."""
        number = len(self._terms)
        reasons = []
        if missing:
            reasons.append(
                Reason(
                    f"{missing} van de {number} woorden ontbreken",
                    factor=((number - missing) / number) ** 1.5,
                )
            )
        if titled == number:
            reasons.append(Reason("alle woorden staan in de titel of de soort", factor=1.3))
            if number >= page.title_length:
                reasons.append(Reason("de titel bestaat uit deze woorden", factor=1.2))
        if typed == number:
            reasons.append(Reason("de woorden staan er precies zo", factor=1.1))
        if sum(len(term.typed) for term in self._terms) > 1 and not missing and page.in_a_row(self._terms):
            reasons.append(Reason("de woorden staan bij elkaar", factor=1.4))
        return reasons

    def _light(self, row: PageFacts) -> list[Reason]:
        reasons = []
        if not row.current:
            reasons.append(Reason("er is een nieuwere versie van deze pagina", factor=0.95))
        elif row.pk not in self._stopped and row.is_stale(self._today):
            reasons.append(Reason("de pagina is lang niet nagekeken", factor=0.95))
        if row.completeness is not None and row.completeness < _MOSTLY_EMPTY:
            reasons.append(Reason("de meeste onderdelen van de pagina zijn leeg", factor=0.97))
        return reasons


class _Page:
    """The texts of one row, looked through for forms."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = {field: f" {text} " for field, text in texts.items()}
        self._names = "".join(self._texts[name] for name in _NAMES)
        self._long = [name for name in ("body", "files") if texts[name]]
        length = len(texts["body"]) / _USUAL_LENGTH
        self._dampening = _SATURATION * (0.4 + 0.6 * length)

    @property
    def title_length(self) -> int:
        """The number of words in the title."""
        return len(self._texts["title"].replace(GAP, "").split())

    def row(self, row: Row) -> tuple[float, str]:
        """The points of these words in a row, and the field that gave the most of them."""
        if row.literal:
            found = self._texts["exact"].count(f" {' '.join(EXACT + word for word in row.words)} ")
            return (self._saturated(found) * 3, "body") if found else (0.0, "")
        points, best, field = 0.0, 0.0, ""
        wanted = f" {' '.join(row.words)} "
        # Looking through all names at once tells of most words that they stand in none of them.
        for name in (*(_NAMES if wanted in self._names else ()), *self._long):
            points, best, field = self._add(name, wanted, points, best, field)
        if len(row.words) == 1:
            part = f" {PART}{row.words[0]} "
            for name in _PARTS:
                points, best, field = self._add(name, part, points, best, field)
        return points, field

    def _add(
        self, name: str, wanted: str, points: float, best: float, field: str
    ) -> tuple[float, float, str]:
        number = self._texts[name].count(wanted)
        if not number:
            return points, best, field
        more = WEIGHTS[name] * (self._saturated(number) if name in {"body", "parts", "files"} else 1)
        return points + more, *((more, name) if more > best else (best, field))

    def _saturated(self, number: int) -> float:
        """Between 0 and 2.2: ten times says little more than three times, and less in a long text."""
        return number * (_SATURATION + 1) / (number + self._dampening)

    def near(self, shape: Near) -> tuple[float, str]:
        for name in _PLACED:
            if _are_near(self._texts[name], shape):
                return 1.5 * WEIGHTS[name], name  # Nearly two words that are found each on their own.
        return 0.0, ""

    def has_typed(self, term: Term) -> bool:
        return f" {' '.join(EXACT + word for word in term.typed)} " in self._texts["exact"]

    def in_a_row(self, terms: Sequence[Term]) -> bool:
        """Whether the words of all terms stand directly after each other, as they were typed."""
        typed = " ".join(EXACT + word for term in terms for word in term.typed)
        return f" {typed} " in self._texts["exact"]


def _lemmas(shape: Shape) -> tuple[str, ...]:
    """The lemmas by whose rarity a shape counts; none for words as they stand and for several terms."""
    match shape:
        case Near(one, other):
            return one, other
        case Row(words, literal=False):
            return words
    return ()


def _are_near(text: str, shape: Near) -> bool:
    one, other = f" {shape.one} ", f" {shape.other} "
    if one not in text or other not in text:
        return False
    others = list(_places(text, other))
    for place in _places(text, one):
        for another in others:
            first, last = min(place, another), max(place, another)
            if last - first < _LONGEST_NEAR and text.count(" ", first, last) <= NEAR + 1:
                return True
    return False


def _places(text: str, word: str) -> Iterator[int]:
    place = text.find(word)
    while place >= 0:
        yield place
        place = text.find(word, place + 1)


def _sentence(term: Term, found: _Found) -> str:
    typed = " ".join(term.typed)
    because = f" (via ‘{found.form.because}’)" if found.form.because else ""
    return f"‘{typed}’{because} staat {_FIELD_NAMES[found.field]}"

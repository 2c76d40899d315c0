"""What the generated page with some number is, before a word of it is written.

Everything follows from the seed and the page's own number: a run that asks for more pages makes the same first ones.
"""

import datetime
import math
from bisect import bisect
from dataclasses import dataclass
from itertools import accumulate
from random import Random

from django.utils import timezone

from kennisbank.audience import NETWORK, OPEN, PARTICIPANT
from kennisbank.models.placed_page import GENERATED_KEY, KEY_ALPHABET, KEY_LENGTH

PARTICIPANTS, PRODUCTS, NEWS = (
    "municipalities.ParticipantIndexPage",
    "lessons.KnowledgeProductIndexPage",
    "kennisbank.NewsIndexPage",
)
# Of every forty pages: what municipalities write often, and what they have one of. An empty place is a participant.
SHARES = [
    ("raadsinformatiebrief", "", 9),
    ("nieuwsbericht", "", 9),
    ("les", "", 8),
    ("klantreis", "", 4),
    ("doel", "", 4),
    ("definitie", "", 1),
    ("visie", "", 1),
    ("positionering", "", 1),
    ("communicatieplan", "", 1),
    ("kennisproduct", PRODUCTS, 1),
    ("nieuwsbericht", NEWS, 1),
]
ROUND = [(kind, place) for kind, place, number in SHARES for _ in range(number)]
# How long a kind of page is beside the others.
LENGTHS = {"nieuwsbericht": 0.6, "doel": 0.7, "visie": 2.2, "communicatieplan": 2.0, "positionering": 1.6}
MEDIAN_WORDS, SPREAD = 360, 0.8
FEWEST_WORDS, MOST_WORDS = 40, 12_000
FIRST_DAY, LAST_DAY = datetime.date(2018, 1, 8), datetime.date(2026, 8, 28)
MOST_SEEDS = len(KEY_ALPHABET) ** 2
_FIRST_PARTICIPANT = 20_000_000


@dataclass(frozen=True)
class PagePlan:
    """``place`` is the label of a list, or empty for a page of participant number ``owner``."""

    key: str
    kind: str
    place: str
    owner: int
    words: int
    audience: str
    draft: bool
    published: datetime.datetime
    updated: datetime.datetime
    random: Random


def plan_page(seed: int, number: int, participants: int) -> PagePlan:
    """The plan of page ``number`` on a site with that many generated participants."""
    random = _random(seed, "page", number)
    kind, place = _round(seed, number // len(ROUND))[number % len(ROUND)]
    length = MEDIAN_WORDS * LENGTHS.get(kind, 1.0) * math.exp(random.gauss(0, SPREAD))
    published, updated = _moments(random)
    return PagePlan(
        key_of(seed, number),
        kind,
        place,
        _owner(seed, random, participants),
        round(min(max(length, FEWEST_WORDS), MOST_WORDS)),
        # A page of the programme has no participant to keep it to itself.
        OPEN if place else random.choices([OPEN, NETWORK, PARTICIPANT], [80, 12, 8])[0],
        random.random() < 0.03,
        published,
        updated,
        random,
    )


def plan_participant(seed: int, number: int) -> PagePlan:
    """The plan of the own page of participant ``number``."""
    random = _random(seed, "participant", number)
    words = round(150 * math.exp(random.gauss(0, 0.5)))
    published, updated = _moments(random)
    key = key_of(seed, _FIRST_PARTICIPANT + number)
    return PagePlan(key, "deelnemer", PARTICIPANTS, number, words, OPEN, False, published, updated, random)


def key_of(seed: int, number: int) -> str:
    """A key that no editor's page can get, because it begins with ``GENERATED_KEY``; with seed and number in it."""
    return key_prefix(seed) + _digits(number, KEY_LENGTH - len(key_prefix(seed)))


def key_prefix(seed: int) -> str:
    """With what the keys of all pages of this seed begin."""
    return GENERATED_KEY + _digits(seed, 2)


def register_order(seed: int, codes: list[str]) -> list[str]:
    """The codes of municipalities in the order in which they become participants."""
    shuffled = sorted(codes)
    _random(seed, "register", 0).shuffle(shuffled)
    return shuffled


def _digits(number: int, width: int) -> str:
    text = ""
    for _ in range(width):
        number, digit = divmod(number, len(KEY_ALPHABET))
        text = KEY_ALPHABET[digit] + text
    return text


def _random(seed: int, what: str, number: int) -> Random:
    return Random(f"{seed}/{what}/{number}")  # noqa: S311 - no secret: the same content for everybody


_rounds: dict[tuple[int, int], list[tuple[str, str]]] = {}
_weights: dict[tuple[int, int], list[float]] = {}


def _round(seed: int, number: int) -> list[tuple[str, str]]:
    if (seed, number) not in _rounds:
        _rounds.clear()  # Pages are planned one after another, so the last round is enough.
        shuffled = list(ROUND)
        _random(seed, "round", number).shuffle(shuffled)
        _rounds[seed, number] = shuffled
    return _rounds[seed, number]


def _owner(seed: int, random: Random, participants: int) -> int:
    """Some municipalities publish much more than others."""
    if (seed, participants) not in _weights:
        busy = _random(seed, "busy", 0)
        _weights[seed, participants] = list(
            accumulate(math.exp(busy.gauss(0, 0.6)) for _ in range(participants))
        )
    weights = _weights[seed, participants]
    return min(bisect(weights, random.random() * weights[-1]), participants - 1)


def _moments(random: Random) -> tuple[datetime.datetime, datetime.datetime]:
    """When a page was published, and when it was last changed; more of them are recent."""
    days = (LAST_DAY - FIRST_DAY).days
    day = round(days * random.random() ** 0.7)
    later = min(day + round(random.expovariate(1 / 200)), days) if random.random() < 0.4 else day
    return _moment(random, day), _moment(random, later, hour=17)


def _moment(random: Random, day: int, hour: int = 8) -> datetime.datetime:
    clock = datetime.time(hour + random.randrange(0, 6 if hour == 17 else 9), random.randrange(60))
    return timezone.make_aware(datetime.datetime.combine(FIRST_DAY + datetime.timedelta(days=day), clock))

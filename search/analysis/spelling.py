"""Old spelling and common other spellings: produkt is product, kommunicatie is communicatie, pannekoek pannenkoek."""

from itertools import combinations

from search.analysis import lexicon

SHORTEST = 5
LONGEST = 30
# What may be written for what; both ways only where both ways are met.
_CHANGES = (
    ("k", "c"),
    ("c", "k"),
    ("ks", "x"),
    ("x", "ks"),
    ("kw", "qu"),
    ("qu", "kw"),
    ("f", "ph"),
    ("ph", "f"),
    ("t", "th"),
    ("th", "t"),
    ("sch", "s"),
    ("oo", "o"),
    ("ee", "e"),
    ("s", "z"),
    ("z", "s"),
    ("ie", "i"),
    ("i", "ie"),
    ("y", "i"),
    ("y", "ij"),
    ("i", "y"),
    ("ae", "e"),
    ("oe", "e"),
    ("e", "en"),
    ("en", "e"),
    ("s", ""),
    ("eaux", "eaus"),
    ("eau", "o"),
    ("g", "ch"),
    ("ch", "g"),
)
# Changes that are only one thing in a pair of words, at the joint of a compound.
_ONCE = frozenset({("e", "en"), ("en", "e"), ("s", ""), ("oo", "o"), ("ee", "e"), ("g", "ch"), ("ch", "g")})
_MOST_PLACES = 8


def respelled(word: str) -> lexicon.Entry | None:
    """The entry of the only known word that ``word`` is another spelling of."""
    if not SHORTEST <= len(word) <= LONGEST or not word.isascii():
        return None
    for variants in (_changed_once(word), _changed_twice(word)):
        found = {entry.lemma: entry for variant in variants if (entry := _known(variant))}
        if found:
            return next(iter(found.values())) if len(found) == 1 else None
    return None


def _known(variant: str) -> lexicon.Entry | None:
    entry = lexicon.find(variant)
    return entry if entry and not entry.flags & lexicon.NAME else None


def _places(word: str) -> list[tuple[int, str, str]]:
    places = [
        (at, old, new)
        for old, new in _CHANGES
        for at in range(len(word))
        if word.startswith(old, at) and (0 < at < len(word) - len(old) or (old, new) not in _ONCE)
    ]
    # A plural s, or the n of a plural, is no matter of spelling.
    return [
        place for place in places if place[0] + len(place[1]) < len(word) or place[1] not in {"s", "en", "e"}
    ]


def _changed_once(word: str) -> list[str]:
    return [word[:at] + new + word[at + len(old) :] for at, old, new in _places(word)]


def _changed_twice(word: str) -> list[str]:
    """Two changes of the common kinds: kontakt, sentrum is not one of them."""
    common = [
        place for place in _places(word) if place[1:] in {("k", "c"), ("ks", "x"), ("f", "ph"), ("sch", "s")}
    ]
    pairs = combinations(common[:_MOST_PLACES], 2)
    return [
        word[: one[0]] + one[2] + word[one[0] + len(one[1]) : two[0]] + two[2] + word[two[0] + len(two[1]) :]
        for one, two in pairs
        if two[0] >= one[0] + len(one[1])
    ]

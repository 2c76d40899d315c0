"""Old spelling and common other spellings: produkt is product, kommunicatie is communicatie, pannekoek pannenkoek."""

from itertools import combinations

from search.analysis import lexicon

SHORTEST = 4
LONGEST = 30
# What may be written for what; both ways only where both ways are met.
_CHANGES = (
    *(("k", "c"), ("c", "k"), ("ks", "x"), ("x", "ks"), ("kw", "qu"), ("qu", "kw"), ("f", "ph"), ("ph", "f")),
    *(
        ("t", "th"),
        ("th", "t"),
        ("sch", "s"),
        ("s", "z"),
        ("z", "s"),
        ("ie", "i"),
        ("i", "ie"),
        ("y", "i"),
        ("i", "y"),
    ),
    *(
        ("y", "ij"),
        ("j", "y"),
        ("ae", "e"),
        ("oe", "e"),
        ("eau", "o"),
        ("o", "eau"),
        ("oo", "o"),
        ("ee", "e"),
    ),
    *(("g", "ch"), ("ch", "g"), ("s", "c"), ("cc", "kk"), ("kk", "cc")),
)
# The linking element of a compound, which became n in many words in 1995 and was never written in others.
_LINKS = (("e", "en"), ("en", "e"), ("s", ""))
_OFTEN = frozenset({("k", "c"), ("ks", "x"), ("f", "ph"), ("sch", "s"), ("o", "eau")})
_MOST_PLACES = 8

_SHORTEST_NAME = 6

Change = tuple[int, str, str]


def relinked(word: str) -> lexicon.Entry | None:
    """The entry of the only known compound that has another linking element: pannekoek, gezondheidzorg."""
    if not SHORTEST <= len(word) <= LONGEST:
        return None
    inner = [
        (at, old, new) for old, new in _LINKS for at in range(2, len(word) - 3) if word.startswith(old, at)
    ]
    missing = [(at, "", "s") for at in range(4, len(word) - 3)]
    entries = [entry for entry in _known(word, [*inner, *missing]) if entry.split]
    return _only(entries)


def ordinary(name: str) -> lexicon.Entry | None:
    """The ordinary word in old spelling that a name also is: Pannekoek, Projekt."""
    if len(name) < _SHORTEST_NAME:
        return None
    changes = [change for change in _places(name) if change[1:] in _OFTEN]
    return relinked(name) or _only(_known(name, changes))


def respelled(word: str) -> lexicon.Entry | None:
    """The entry of the only known word that ``word`` is another spelling of."""
    if not SHORTEST <= len(word) <= LONGEST:
        return None
    places = _places(word)
    # An s at the end is an ending.
    once = [place for place in places if place[0] + 1 < len(word) or place[1] != "s"]
    found = _known(word, once)
    return _only(found) if found else _only(_known_twice(word, places))


_BY_FIRST = {
    first: tuple(change for change in _CHANGES if change[0][0] == first)
    for first in sorted({old[0] for old, _new in _CHANGES})
}


def _places(word: str) -> list[Change]:
    """Each place where letters of ``word`` may be written otherwise, with these letters and the others."""
    return [
        (at, old, new)
        for at, first in enumerate(word)
        for old, new in _BY_FIRST.get(first, ())
        if word.startswith(old, at)
    ]


def _known(word: str, changes: list[Change]) -> list[lexicon.Entry]:
    variants = (word[:at] + new + word[at + len(old) :] for at, old, new in changes)
    found = (lexicon.find(variant) for variant in variants)
    return [entry for entry in found if entry and not entry.flags & lexicon.NAME]


def _known_twice(word: str, places: list[Change]) -> list[lexicon.Entry]:
    """Two changes of the common kinds, as in kontakt."""
    common = [place for place in places if place[1:] in _OFTEN][:_MOST_PLACES]
    found = []
    for (first, old, new), second in combinations(common, 2):
        if second[0] >= first + len(old):
            moved = (second[0] + len(new) - len(old), *second[1:])
            found += _known(word[:first] + new + word[first + len(old) :], [moved])
    return found


def _only(entries: list[lexicon.Entry]) -> lexicon.Entry | None:
    return entries[0] if len({entry.lemma for entry in entries}) == 1 else None

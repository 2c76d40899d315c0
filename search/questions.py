"""Questions in whole sentences: which of their words only ask, so that a page need not have them."""

from collections.abc import Iterable, Sequence

from search.analysis import Token

_ASKING_WORDS = """
hoe wat waar wie wanneer waarom welke welk hoeveel ik wij we je jij u kan kun kunnen moet moeten mag is zijn er
"""
# Lemmas of verbs and other words that say little about the subject of a question.
_LIGHT_LEMMAS = """
vinden zoeken krijgen doen maken gaan komen zetten geven nemen weten zeggen zien kijken staan zitten lopen brengen
houden blijven bestaan gebeuren werken aanpakken regelen zorgen beginnen gebruiken aankunnen lukken bedoelen
inhouden betekenen ander anders goed best veel meer meest gemeente voorbeeld manier informatie tip
"""
_ASKING = frozenset(_ASKING_WORDS.split())
_TURNING = frozenset({"niet", "geen", "zonder", "wel"})
_LIGHT = frozenset(_LIGHT_LEMMAS.split())


def says_something(typed: Sequence[str]) -> bool:
    """Whether these folded words say something by themselves: *niet* and *geen* only turn another word round."""
    return not _TURNING.issuperset(typed)


def asks(tokens: Iterable[Token]) -> bool:
    """Whether this is a question or a sentence about oneself rather than a row of search words."""
    return any(token.text in _ASKING for token in tokens)


def is_light(tokens: Sequence[Token]) -> bool:
    """Whether the one word that these tokens are says little in a question."""
    return len(tokens) == 1 and tokens[0].lemma in _LIGHT

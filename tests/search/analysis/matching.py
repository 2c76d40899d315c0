"""What the analysis alone brings together, without synonyms, corrections or ranking."""

from search.analysis import Token, analyse, is_stop_word
from search.terms import NEAR


def matches(query: str, document: str) -> bool:
    """Whether every word of ``query`` is in ``document``, as itself, a form, a part, or two halves near each other."""
    tokens = analyse(document)
    asked = [token for token in analyse(query) if not is_stop_word(token.text)]
    if not asked:
        asked = analyse(query)
    joined = [token for token in asked if token.joined]
    if joined and all(_found(token, tokens) for token in joined):
        return True
    return all(_found(token, tokens) for token in asked if not token.joined)


def _found(asked: Token, tokens: list[Token]) -> bool:
    wanted = {asked.lemma, *asked.also}
    if any(wanted & {token.lemma, *token.also, *token.parts} for token in tokens):
        return True
    return bool(asked.parts) and _halves_near(asked.parts[:2], tokens)


def _halves_near(halves: tuple[str, ...], tokens: list[Token]) -> bool:
    places = [
        [place for place, token in enumerate(tokens) if half in {token.lemma, *token.also, *token.parts}]
        for half in halves
    ]
    return any(abs(one - other) <= NEAR for one in places[0] for other in places[-1])

"""Separable verbs whose halves stand apart: *we vullen het formulier samen in* has the verb invullen.

The particle has to stand where only a particle can stand: at the end of its clause, or before te and an infinitive
(*aan te vragen*). In *vragen aan inwoners* a noun follows, so aan is a preposition there.
Source: Algemene Nederlandse Spraakkunst (ANS), 2.2.4 and 21.8.
"""

from search.analysis import lexicon
from search.analysis.particles import MAKING_VERBS
from search.analysis.token import Token
from search.analysis.words import understand

MOST_WORDS_BETWEEN = 14
_ENDS = frozenset('.,;:!?()[]\n\r\u2013\u2014\u2026"\u201d\u2019')
# Never prepositions; with a verb before them they are its particle wherever they stand.
_ONLY_PARTICLES = frozenset(
    {
        "af",
        "bijeen",
        "deel",
        "kwijt",
        "mee",
        "neer",
        "omhoog",
        "plaats",
        "samen",
        "terecht",
        "terug",
        "uiteen",
        "vast",
    }
    | {"vooruit", "weg"}
)
_PREPOSITIONS = frozenset(
    {
        "aan",
        "bij",
        "door",
        "in",
        "met",
        "na",
        "naar",
        "om",
        "onder",
        "op",
        "over",
        "tegen",
        "tijdens",
        "tot",
        "tussen",
    }
    | {"uit", "van", "via", "voor"}
)
_CONJUNCTIONS = frozenset(
    {"en", "of", "maar", "want", "zodat", "omdat", "als", "wanneer", "dat", "terwijl", "dus"}
)
_SUBJECTS = frozenset(
    {"ik", "je", "jij", "u", "hij", "zij", "ze", "we", "wij", "jullie", "men", "het", "er", "die", "dat"}
)
_NOT_BEFORE_VERB = _PREPOSITIONS | {
    *("de", "het", "een", "deze", "dit", "die", "elke", "geen", "onze", "hun", "uw", "mijn", "zijn", "haar"),
    *("per", "veel", "meer", "alle", "te"),
}
# With these a particle at the end belongs to them: waar denkt u aan.
_PRONOMINAL = frozenset({"waar", "daar", "hier", "er"})


def with_separable_verbs(text: str, tokens: list[Token]) -> list[Token]:
    """The tokens, where the verb half of a separable verb also is the whole verb."""
    for at, token in enumerate(tokens):
        if token.text in MAKING_VERBS and not token.joined:
            found = _te_infinitive(tokens, at) or _verb_before(text, tokens, at)
            if found:
                place, lemma = found
                verb = tokens[place]
                if lemma != verb.lemma and lemma not in verb.also:
                    tokens[place] = verb._replace(also=(*verb.also, lemma))
    return tokens


def _te_infinitive(tokens: list[Token], at: int) -> tuple[int, str] | None:
    # In "om te vragen" om is no particle.
    if at + 2 < len(tokens) and tokens[at + 1].text == "te" and tokens[at].text != "om":
        lemma = _whole_verb(tokens[at].text, tokens[at + 2])
        return (at + 2, lemma) if lemma else None
    return None


def _verb_before(text: str, tokens: list[Token], at: int) -> tuple[int, str] | None:
    if not _is_clause_end(text, tokens, at) and tokens[at].text not in _ONLY_PARTICLES:
        return None
    if at and tokens[at - 1].text in _NOT_BEFORE_VERB - _SUBJECTS:
        return None
    best: tuple[int, int, str] | None = None
    for place in range(at - 1, max(-1, at - 2 - MOST_WORDS_BETWEEN), -1):
        if _is_broken(text[tokens[place].end : tokens[place + 1].start]):
            break
        if tokens[place].text in _PRONOMINAL:
            return None
        lemma = _whole_verb(tokens[at].text, tokens[place])
        if lemma:
            likely = _likely_finite(text, tokens, place)
            if likely >= 0 and (best is None or likely > best[0]):
                best = (likely, place, lemma)
    return best[1:] if best else None


def _whole_verb(particle: str, token: Token) -> str | None:
    """The lemma of particle and verb together, when that is a separable verb of the lexicon."""
    if token.joined:
        return None
    for verb in (token.lemma, *token.also, token.text):
        entry = lexicon.find(particle + verb)
        if entry and entry.flags & lexicon.SEPARABLE and understand(token.text).flags & lexicon.VERB:
            return entry.lemma
    return None


def _is_clause_end(text: str, tokens: list[Token], at: int) -> bool:
    if at + 1 == len(tokens):
        return True
    following = tokens[at + 1]
    if _is_broken(text[tokens[at].end : following.start]) or following.text in _PREPOSITIONS:
        return True
    if following.text not in _CONJUNCTIONS or at + 2 >= len(tokens):
        return False
    after = tokens[at + 2]
    return after.text in _SUBJECTS or (
        after.text not in MAKING_VERBS and bool(understand(after.text).flags & lexicon.VERB)
    )


def _is_broken(between: str) -> bool:
    return between != " " and any(character in _ENDS for character in between)


def _likely_finite(text: str, tokens: list[Token], place: int) -> int:
    """How likely the word is the finite verb here, below nought when it is a noun."""
    before = (
        tokens[place - 1].text
        if place and not _is_broken(text[tokens[place - 1].end : tokens[place].start])
        else ""
    )
    after = tokens[place + 1].text if place + 1 < len(tokens) else ""
    likely = 0
    if before in _SUBJECTS or after in _SUBJECTS or not before:
        likely += 2
    if before in _NOT_BEFORE_VERB and before not in _SUBJECTS:
        likely -= 3
    if understand(tokens[place].text).flags & lexicon.HEAD:
        # It may be a noun too; then an article or adjective before it decides.
        likely -= 1 + (before.endswith("e") and not understand(before).flags & lexicon.MODIFIER)
    return likely + 1

"""What is wrong with words that an editor filled in, in one sentence that says what to do."""

from search.analysis import is_stop_word, words_in
from search.analysis.folding import fold
from search.vocabulary.rules import expressions_in

MOST_EXPRESSIONS = 30
MOST_WORDS = 10
LONGEST = 100
LONGEST_SHOWN = 40


def problem_with_expressions(text: str) -> str | None:
    """Why search can do nothing with these expressions; ``None`` when it can."""
    expressions = expressions_in(text)
    if not expressions:
        return "Vul ten minste één woord in."
    if len(expressions) > MOST_EXPRESSIONS:
        return f"Dit zijn er te veel: gebruik ten hoogste {MOST_EXPRESSIONS} in één regel."
    problems = (_problem_with_expression(expression) for expression in expressions)
    return next((problem for problem in problems if problem), None) or _twice(expressions)


def problem_between(words: str, finds: str) -> str | None:
    """Why the two sides do not go together: an expression would find itself."""
    left = {_compared(expression) for expression in expressions_in(words)}
    both = [expression for expression in expressions_in(finds) if _compared(expression) in left]
    return f"‘{_shown(both[0])}’ staat aan beide kanten: haal er één weg." if both else None


def problem_with_one_word(text: str) -> str | None:
    """Why this is not one word as search sees words."""
    words = words_in(text)
    if not words:
        return "Hier staat geen letter of cijfer: vul een woord in."
    if len(words) > 1:
        return "Vul één woord in, zonder spatie of streepje."
    return None


def problem_with_parts(word: str, text: str) -> str | None:
    """Why ``word`` cannot be split in the words of ``text``."""
    parts = words_in(text)
    if not 2 <= len(parts) <= MOST_WORDS:
        return "Vul de delen in met een spatie ertussen, bijvoorbeeld: stad huis."
    if fold(word) in parts:
        return "Een deel kan niet het hele woord zijn."
    return None


def _problem_with_expression(expression: str) -> str | None:
    shown = _shown(expression)
    words = words_in(expression)
    if any(sign in expression for sign in "=→>"):
        return "Zet komma's tussen de woorden, geen = of →."
    if not words:
        return f"In ‘{shown}’ staat geen letter of cijfer."
    if len(expression) > LONGEST or len(words) > MOST_WORDS:
        return f"‘{shown}’ is te lang: gebruik ten hoogste {MOST_WORDS} woorden en {LONGEST} tekens."
    if len(words) == 1 and is_stop_word(words[0]):
        return f"‘{shown}’ staat op bijna elke pagina: zet er een woord bij."
    return None


def _twice(expressions: tuple[str, ...]) -> str | None:
    seen = set()
    for expression in expressions:
        compared = _compared(expression)
        if compared in seen:
            return f"‘{_shown(expression)}’ staat er twee keer; hoofdletters en accenten maken geen verschil."
        seen.add(compared)
    return None


def _compared(expression: str) -> tuple[str, ...]:
    return tuple(words_in(expression))


def _shown(expression: str) -> str:
    return expression if len(expression) <= LONGEST_SHOWN else f"{expression[: LONGEST_SHOWN - 1]}…"

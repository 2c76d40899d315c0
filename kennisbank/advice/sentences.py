"""Dutch text to sentences and words."""

import re

WORD = re.compile(r"[^\W\d_][^\W_]*(?:[.'’-][^\W_]+)*|\d+[^\W\d_]+")
"""A word begins with a letter, or is a number with letters ("65plussers"); bare numbers are none."""

_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+")
_END = re.compile(r"(?<=[.!?…])[\"'’”»)\]]*\s+(?=[\"'‘“«(\[]*[A-Z0-9À-ÖØ-Þ])")
_LAST_WORD = re.compile(r"(\S+?)\.[\"'’”»)\]]*$")
_NUMBER_OF_ITEM = re.compile(r"\s*\(?(?:\d{1,3}|[a-z])[.)]\s*")
_OPENING = "\"'‘“«(["

_ABBREVIATIONS = """
    afd art b.v bijv bijz blz bv c.q ca d.w.z dhr dr drs evt excl fig gem hfst hr i.c i.h.a i.h.k.v i.o i.o.m i.p.v
    i.s.m i.t.t i.v.m incl ing ir jhr m.a.w m.b.t m.b.v m.i m.i.v m.m.v m.n max mevr min mln mld mr mw n.a.v n.v.t nl nr
    nrs o.a o.b.v o.g.v o.l.v o.m o.v.v p p.a pag par plm prof red resp sr st t.a.v t.b.v t.g.v t.h.v t.m t.n.v t.o.v
    t.w tel v.a v.v.d vgl vlg wo z.g zgn
"""
_BEFORE_MORE = frozenset(_ABBREVIATIONS.split())
"""Abbreviations that more text follows; "enz." and "e.d." may end a sentence, so they are not here."""


def sentences(text: str) -> list[str]:
    """The sentences of ``text``, stripped, in order; every line is at least one of its own."""
    found = []
    for line in text.splitlines():
        start = 0
        for end in _END.finditer(line):
            if _ends_sentence(line[start : end.start()], line[end.end() :]):
                found.append(line[start : end.end()].strip())
                start = end.end()
        found.append(line[start:].strip())
    return [sentence for sentence in found if sentence]


def words(text: str) -> list[str]:
    """The words of ``text``, without web and mail addresses and without bare numbers."""
    return WORD.findall(_ADDRESS.sub(" ", text))


def _ends_sentence(before: str, after: str) -> bool:
    """Whether the mark at the end of ``before`` ends a sentence, when ``after`` begins with a capital or a number."""
    last = _LAST_WORD.search(before[-80:])
    if last is None:
        return True
    word = last[1].lstrip(_OPENING)
    if _NUMBER_OF_ITEM.fullmatch(before):
        return False
    if len(word) == 1 and word.isalpha():  # "J. Jansen", "B. en W."
        return word.islower() and not after[:1].isdigit()
    return word.lower() not in _BEFORE_MORE

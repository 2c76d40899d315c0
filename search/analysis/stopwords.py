"""Words that only hold a sentence together: they say nothing about its subject."""

# Never a word with content of its own, and never niet, geen, zonder: they turn the meaning round.
_WORDS = """
de het een der den des
ik jij je u hij zij ze wij we jullie hen hun haar hem mij me ons onze jou jouw uw mijn zijn zich elkaar
dit dat deze die wie wat welke welk waar wanneer waarom hoe hoeveel
er hier daar hierbij daarbij hiervoor daarvoor waarbij waarvoor waarmee waarin waarop daarmee daarin daarop hiermee
hierin hierop hierdoor daardoor waardoor ervan erop erin ermee ervoor erbij eraan
aan achter af als bij binnen boven buiten dan door in langs met na naar naast nabij of om omtrent onder op over per
rond rondom sinds te tegen ten ter tijdens toe tot tussen uit van vanaf vanuit via volgens voor voorbij
en maar want dus noch ook nog al omdat doordat zodat opdat hoewel terwijl indien mits tenzij zodra toen toch zowel
ben bent is was waren geweest
heb hebt heeft hebben had hadden gehad
word wordt worden werd werden geworden
zal zullen zult zou zouden kan kun kunt kunnen kon konden moet moeten moest moesten mag mogen mocht mochten wil wilt
willen wilde wilden wou
wel zo zoals heel erg zeer iets iemand
"""

STOP_WORDS = frozenset(_WORDS.split())


def is_stop_word(folded: str) -> bool:
    """Whether a folded word is an article, pronoun, preposition, conjunction or auxiliary verb."""
    return folded in STOP_WORDS

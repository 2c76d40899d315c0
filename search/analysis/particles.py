"""The words that make separable verbs: aan in aanvragen, samen in samenwerken."""

_WORDS = """
aan aaneen achter achterna achterop achterover achteruit af bij bijeen binnen buiten deel dicht door gelijk goed groot
heen in klaar kwijt leeg los mede mee na neer om omhoog omlaag omver onder open op opeen over overeen plaats rond samen
schoon stil stop tegen tegemoet tekort teleur terecht terug teweeg thuis toe uit uiteen vast veilig verder vol voor
vooraf voorbij voorop vooruit voort vrij waar warm weer weg zeker
"""
_ALSO_NOUNS_AND_ADJECTIVES = (
    "deel dicht gelijk goed groot klaar leeg plaats schoon stil stop veilig vrij waar warm zeker"
)

MAKING_VERBS = frozenset(_WORDS.split())
PARTICLES = MAKING_VERBS - frozenset(_ALSO_NOUNS_AND_ADJECTIVES.split())
"""Those that are nothing else: they have no other forms."""

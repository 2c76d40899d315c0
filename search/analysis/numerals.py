"""Small numbers in digits are the same as in letters: 3 and drie. Not 1, because een is an article."""

_UNITS = "twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien achttien"
_TENS = {
    20: "twintig",
    30: "dertig",
    40: "veertig",
    50: "vijftig",
    60: "zestig",
    70: "zeventig",
    80: "tachtig",
}
_TENS |= {90: "negentig", 100: "honderd"}

IN_LETTERS = {str(number): word for number, word in enumerate((*_UNITS.split(), "negentien"), start=2)}
IN_LETTERS |= {str(number): word for number, word in _TENS.items()}
_ORDINALS = {
    "1": "eerste",
    "2": "tweede",
    "3": "derde",
    "4": "vierde",
    "5": "vijfde",
    "6": "zesde",
    "7": "zevende",
}
IN_LETTERS |= {f"{digit}{ending}": word for digit, word in _ORDINALS.items() for ending in ("e", "de", "ste")}

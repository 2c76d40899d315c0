"""Dutch dates, in words and in figures."""

import re
from dataclasses import dataclass
from datetime import date

MONTHS = {
    "januari": 1,
    "februari": 2,
    "maart": 3,
    "april": 4,
    "mei": 5,
    "juni": 6,
    "juli": 7,
    "augustus": 8,
    "september": 9,
    "oktober": 10,
    "november": 11,
    "december": 12,
}
SHORT = {
    "jan": 1,
    "feb": 2,
    "mrt": 3,
    "apr": 4,
    "jun": 6,
    "jul": 7,
    "aug": 8,
    "sep": 9,
    "sept": 9,
    "okt": 10,
    "nov": 11,
    "dec": 12,
}
DAYS = "maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag|ma|di|wo|do|vr|za|zo"
NAMES = "|".join(sorted([*MONTHS, *SHORT], key=len, reverse=True))
IN_WORDS = rf"(?P<day>\d{{1,2}})(?:e|ste|de)?\s+(?P<name>{NAMES})\.?\s+(?P<year>\d{{4}})"
IN_FIGURES = r"(?P<d>\d{1,2})\s?[-/.]\s?(?P<m>\d{1,2})\s?[-/.]\s?(?P<y>\d{4}|\d{2})"
ISO = r"(?P<iso_y>\d{4})-(?P<iso_m>\d{2})-(?P<iso_d>\d{2})"
A_DATE = re.compile(rf"(?<!\d)(?:{ISO}|{IN_WORDS}|{IN_FIGURES})(?!\d)", re.IGNORECASE)
BEFORE = r"(?:d\.?\s?d\.?|dd\.|op|per|datum|(?:geplaatst|gepubliceerd|bijgewerkt)(?:\s+op)?)\s*:?\s*"
TIME = r"(?:\s*(?:,|om|-|–|\|)?\s*\d{1,2}[:.]\d{2}(?:\s*uur|\s*u\b)?)?"
ALONE = re.compile(
    rf"^\W*(?:(?:[A-Z][\w'-]+(?: [A-Z][\w'-]+)?,\s+)?(?:{BEFORE})?(?:(?:{DAYS})\.?,?\s+)?){A_DATE.pattern}{TIME}\W*$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Day:
    """A day in a row, and how the file wrote it."""

    value: date
    written: str

    def __str__(self) -> str:
        return self.value.isoformat()


def as_date(found: re.Match) -> date | None:
    part = found.groupdict()
    if part["iso_y"]:
        year, month, day = part["iso_y"], part["iso_m"], part["iso_d"]
    elif part["name"]:
        year, month, day = (
            part["year"],
            MONTHS.get(part["name"].lower()) or SHORT[part["name"].lower()],
            part["day"],
        )
    else:
        year, month, day = part["y"], part["m"], part["d"]
    try:
        return date(int(year) + (2000 if len(str(year)) == 2 else 0), int(month), int(day))
    except ValueError:
        return None


def date_alone(text: str) -> date | None:
    """The date, when the text is nothing but one: "14 juli 2017", "Goirle, dinsdag 20-09-2022"."""
    found = ALONE.match(text.strip())
    return as_date(found) if found else None


def dates_in(text: str) -> list[date]:
    """All dates that stand in the text, in their order."""
    return [day for found in A_DATE.finditer(text) if (day := as_date(found))]

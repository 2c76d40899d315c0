"""The table in ``docs/privacy.md``, written from the register; ``manage.py write_privacy_manual`` writes it again."""

from municipalities.privacy.entries import About
from municipalities.privacy.other_fields import COPIES, WRITTEN_BY_EDITORS
from municipalities.privacy.personal_data import PERSONAL_DATA

BEGIN = "<!-- begin: geschreven door manage.py write_privacy_manual -->"
END = "<!-- einde -->"
HEADING = "| Wat | Waarvoor | Wie ziet dit | Hoe lang | Na vergeten | Veld |\n|---|---|---|---|---|---|\n"
TEXTS = """
Teksten van redacteuren horen niets over personen te zeggen, maar de site kan dat niet afdwingen. Deze velden hebben
vrije tekst of een bestand:

{written}

Dezelfde teksten staan nog eens in eerdere versies en in de zoekmachine:

{copies}
"""


def with_table(page: str) -> str:
    """The page with what stands between the two marks written anew."""
    before, _mark, rest = page.partition(BEGIN)
    _old, _mark, after = rest.partition(END)
    return f"{before}{BEGIN}\n\n{table()}\n{END}{after}"


def table() -> str:
    """The register as Markdown."""
    rows = "".join(_row(entry) for entry in PERSONAL_DATA)
    return HEADING + rows + TEXTS.format(written=_fields(WRITTEN_BY_EDITORS), copies=_fields(COPIES))


def _row(entry: About) -> str:
    fields = f"`{entry.model}`: {', '.join(entry.names)}"
    cells = [entry.what, entry.why, entry.seen_by, entry.kept, entry.afterwards.value, fields]
    return f"| {' | '.join(cells)} |\n"


def _fields(names_by_model: dict[str, str]) -> str:
    return "\n".join(f"- `{label}`: {', '.join(names.split())}" for label, names in names_by_model.items())

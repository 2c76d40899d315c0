"""``docs/roles.md``, written from the table; ``manage.py write_roles_manual`` writes it again."""

from django.apps import apps

from municipalities.roles import OF_A_PARTICIPANT, OF_THE_PLATFORM, AnyRole, RoleRights

HEADING = """\
# Rollen

Wie mag wat op Kennisbank Koplopers. Deze pagina is gemaakt uit dezelfde tabel als waaruit het systeem de rechten zet,
`municipalities/roles.py`. Verander die; `python manage.py write_roles_manual` schrijft deze pagina opnieuw.

Een rol kan een einde hebben. Vanaf dat moment mag iemand er niets meer mee, ook al is hij nog ingelogd.
Niemand publiceert alleen zijn eigen tekst: een ander keurt goed ([Een tweede lezer](editors/tweede-lezer.md)).
Wie geen rol heeft, leest alleen wat iedereen mag lezen. Niemand geeft zichzelf een rol.
"""
AT_A_PARTICIPANT = """\
## Bij één gemeente of regio

Deze rollen gelden alleen voor de pagina's en bestanden van die ene deelnemer. Bij een andere leest iemand alleen mee.
Wie rollen geeft, doet dat bij de eigen deelnemer, op `/mijn/`; de laatste beheerder haalt hij er niet weg.
"""
FOR_THE_PLATFORM = """\
## Voor het hele platform
"""
WORDS = {
    "add": "maken",
    "change": "veranderen",
    "publish": "goedkeuren wat een ander schreef, verplaatsen, van de site halen en verwijderen",
    "lock": "op slot zetten",
    "unlock": "van slot halen",
    "bulk_delete": "met alles eronder verwijderen",
    "choose": "kiezen",
    "delete": "verwijderen",
    "view": "bekijken",
}
# Wagtail's own rules: of pages for who may change them, of files for who may add them.
DRAFTS = "verplaatsen en verwijderen wat niet op de site staat, ook van een collega"
OWN_FILES = "veranderen en verwijderen wat men zelf toevoegde"


def manual() -> str:
    """The whole page, as Markdown."""
    parts = [HEADING, AT_A_PARTICIPANT, *(_role(role, rights) for role, rights in OF_A_PARTICIPANT.items())]
    parts += [FOR_THE_PLATFORM, *(_role(role, rights) for role, rights in OF_THE_PLATFORM.items())]
    return "\n".join(parts)


def _role(role: AnyRole, rights: RoleRights) -> str:
    lines = [
        ("Leest", rights.reads.value),
        ("Pagina's", _pages(rights)),
        ("Bestanden", _files(rights)),
        ("Andere dingen", _data(rights)),
        ("Geeft de rollen", ", ".join(str(given.label) for given in rights.gives).lower() or "geen"),
        ("Beheer (`/beheer/`)", f"ja, met de groep *{rights.group}*" if rights.group else "nee"),
    ]
    table = "".join(f"| {what} | {words or 'niets'} |\n" for what, words in lines)
    return f"### {role.label}\n\n{rights.purpose}\n\n| Wat | Rechten |\n|---|---|\n{table}"


def _pages(rights: RoleRights) -> str:
    if not rights.pages:
        return ""
    below = " en ".join(f"*{apps.get_model(label)._meta.verbose_name}*" for label in rights.on)
    where = f"onder {below}" if rights.on else "van de eigen deelnemer"
    drafts = f"; {DRAFTS}" if "change" in rights.pages and "publish" not in rights.pages else ""
    return f"{_words(rights.pages)}, {where}{drafts}"


def _files(rights: RoleRights) -> str:
    if not rights.files:
        return ""
    where = "in elke map" if rights.on else "in de map van de eigen deelnemer"
    # Who may change a file may take it away too.
    words = _words(rights.files).replace("veranderen", "veranderen en verwijderen")
    own = f"; {OWN_FILES}" if "add" in rights.files and "change" not in rights.files else ""
    return f"{words}, {where}{own}"


def _data(rights: RoleRights) -> str:
    """Things with the same actions together: ``thema's, doelgroepen: maken, veranderen``."""
    together: dict[tuple[str, ...], list[str]] = {}
    for label, actions in rights.data.items():
        together.setdefault(actions, []).append(str(apps.get_model(label)._meta.verbose_name_plural))
    return "; ".join(f"{', '.join(names)}: {_words(actions)}" for actions, names in together.items())


def _words(actions: tuple[str, ...]) -> str:
    return ", ".join(WORDS[action] for action in actions)

"""One account for each role, with passwords that are made once and kept in a file that only its owner may read."""

import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import transaction

from kennisbank.demo.state import write_whole

HEADING = """\
# De proefaccounts van deze site: adres, wachtwoord, rol. Inloggen kan op /beheer/.
# Is dit bestand weg, dan krijgen zij bij de volgende start nieuwe wachtwoorden.
"""


@dataclass(frozen=True)
class Account:
    """A person to be; ``participant`` is a slug, and without one the role is for the whole platform."""

    email: str
    words: str
    role: str = ""
    participant: str = ""
    is_superuser: bool = False


ACCOUNTS = [
    Account("beheer.site@example.nl", "beheerder van de site", is_superuser=True),
    Account("curator@example.nl", "curator", "curator"),
    Account("programmateam@example.nl", "lid van het programmateam", "programmateam"),
    Account("applicatiebeheerder@example.nl", "applicatiebeheerder", "applicatiebeheerder"),
    Account("beheerder.lindehoven@example.nl", "beheerder van Lindehoven", "beheerder", "lindehoven"),
    Account("redacteur.lindehoven@example.nl", "redacteur van Lindehoven", "redacteur", "lindehoven"),
    Account("lezer.lindehoven@example.nl", "lezer van Lindehoven", "lezer", "lindehoven"),
    Account(
        "adviesraad.lindehoven@example.nl", "adviesraadslid van Lindehoven", "adviesraadslid", "lindehoven"
    ),
    Account("beheerder.waterdrecht@example.nl", "beheerder van Waterdrecht", "beheerder", "waterdrecht"),
]


def ensure_accounts(path: Path) -> int:
    """Make the accounts whose participant exists, and a password for whom ``path`` has none; how many got one.

    A password that stands in the file is never changed, nor one that a person chose himself since.
    """
    participants = dict(_participants().values_list("slug", "pk"))
    accounts = [
        account for account in ACCOUNTS if not account.participant or account.participant in participants
    ]
    users = {
        user.email: user for user in get_user_model().objects.filter(email__in=[a.email for a in accounts])
    }
    passwords = _read(path)
    without = [
        account for account in accounts if account.email not in passwords or account.email not in users
    ]
    for account in without:
        passwords.setdefault(account.email, secrets.token_urlsafe(12))
    if without:
        # Before the accounts: a password that is set and nowhere written would be lost.
        write_whole(path, _text(accounts, passwords))
    for account in without:
        _ensure(
            account, users.get(account.email), passwords[account.email], participants.get(account.participant)
        )
    return len(without)


def _participants() -> Any:
    wanted = {account.participant for account in ACCOUNTS} - {""}
    return _model("ParticipantPage").objects.filter(slug__in=wanted)


@transaction.atomic
def _ensure(account: Account, user: Any, password: str, participant_id: int | None) -> None:
    first, _, last = account.words.partition(" van ")
    names = {"first_name": first.capitalize(), "last_name": last or "voorbeeld"}
    users = get_user_model().objects
    if user is None:
        user = users.create_user(account.email, password, is_superuser=account.is_superuser, **names)
    else:
        user.set_password(password)
        user.save()
    if participant_id:
        _model("Membership").objects.get_or_create(
            user=user, participant_id=participant_id, defaults={"role": account.role}
        )
    elif account.role:
        _model("PlatformRole").objects.get_or_create(user=user, role=account.role)


def _model(name: str) -> Any:
    """A model of the package to the right, which is named and not imported."""
    return apps.get_model("municipalities", name)


def _read(path: Path) -> dict[str, str]:
    """Passwords by address, as the file has them; none when it is not there."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (FileNotFoundError, UnicodeDecodeError):
        return {}
    cells = [line.split("\t") for line in lines if not line.startswith("#")]
    return {line[0]: line[1] for line in cells if len(line) >= 2 and line[1]}


def _text(accounts: list[Account], passwords: dict[str, str]) -> str:
    return HEADING + "".join(f"{a.email}\t{passwords[a.email]}\t{a.words}\n" for a in accounts)

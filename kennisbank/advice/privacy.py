"""What may be somebody's own data: a citizen service number, a telephone number, a personal address, a name."""

import re
from collections.abc import Iterator

from kennisbank.advice.item import Item
from kennisbank.advice.passages import Passage
from kennisbank.private_patterns import BSN, MAIL, PERSON, TELEPHONE, spans

WHAT_TO_DO = {
    BSN: "Dit lijkt een burgerservicenummer. Haal het weg: dat mag hier nooit staan.",
    TELEPHONE: "Is dit nummer van één persoon? Noem liever het algemene nummer.",
    MAIL: "Dit lijkt het adres van een persoon. Noem liever een algemeen adres, zoals wmo@….",
    PERSON: "Dit lijkt de naam van een persoon. Noem liever de rol.",
}
_GENERAL_NUMBER = re.compile(r"(?:\+31|0031)?0?(?:800|900|88|14)|14\d")
_ROLES = """
    aanmelden administratie advies adviesraad afdeling algemeen balie beheer bestuur bestuurssecretariaat burgerzaken
    bureau centrum clientenraad clientondersteuner clientondersteuners clientondersteuning college communicatie contact
    dienstverlening directie dorpsteam gemeente griffie hallo hello help helpdesk hulp info informatie inkoop inwoners
    jeugd jeugdhulp jeugdteam kcc klachten klantcontact klantenservice loket mail meldpunt meldingen mantelzorg
    noreply oco onafhankelijk ondersteuning participatie participatieraad pers persvoorlichting post postbus privacy
    project raad raadsgriffie receptie redactie samenleving secretariaat secretaris servicepunt sociaal sociaaldomein
    steunpunt support team toegang vragen welkom welzijn werkgroep wijkteam wijkteams wmo wmoraad woordvoering zorg
"""
ROLES = frozenset(_ROLES.split())
_ROLE_WITHIN = re.compile(
    r"(?:loket|raad|team|punt|desk|secretariaat|ondersteuning|gemeente|domein|zaken|beleid|wmo)"
)


def private_data(passage: Passage) -> Iterator[Item]:
    """Every find once in a section; a number or an address of a desk or a team is nobody's own."""
    seen = set()
    for text in passage.texts:
        for start, end, kind in spans(text.text, text.label):
            found = text.text[start:end].strip()
            if found not in seen and not _is_of_a_role(kind, found):
                seen.add(found)
                yield Item(passage.section, passage.label, found, WHAT_TO_DO[kind])


def _is_of_a_role(kind: str, found: str) -> bool:
    if kind == TELEPHONE:
        return bool(_GENERAL_NUMBER.match(re.sub(r"[^\d+]", "", found.replace("(0)", ""))))
    return kind == MAIL and is_role_address(found)


def is_role_address(address: str) -> bool:
    """Whether a mailbox is that of a role, a desk or an organisation ("wmo@", "info.oco@"): no person's."""
    local = address.partition("@")[0].lower()
    parts = [part for part in re.split(r"[^a-z]+", local) if part]
    return any(part in ROLES or _ROLE_WITHIN.search(part) for part in parts)

"""A participant keeps a beheerder: who is no more than that himself cannot take away the last one."""

from collections.abc import Iterable
from datetime import UTC, datetime

from municipalities.models import Membership, User
from municipalities.people.permissions import roles_given_by
from municipalities.roles import MembershipRole

NEVER = datetime.max.replace(tzinfo=UTC)
ALREADY = datetime.min.replace(tzinfo=UTC)
SENTENCE = (
    "Dan heeft {participant} {when} geen beheerder meer. "
    "Maak eerst een collega beheerder, of vraag een curator om hulp."
)


def problem_without_manager(user: User, membership: Membership, role: str, ends_at: datetime | None) -> str:
    """One sentence when ``user`` may not give this membership that role and that end, or an empty one.

    What counts is until when somebody is beheerder; a change may not bring that nearer. A closed account does not
    count. Who gives this role everywhere may, and curators then take over. Call it while the participant is locked.
    """
    if MembershipRole.MANAGER in roles_given_by(user):
        return ""
    managers = Membership.objects.holding_now().filter(
        participant=membership.participant_id, role=MembershipRole.MANAGER, user__is_active=True
    )
    until = dict(managers.values_list("pk", "ends_at"))
    if membership.pk not in until:
        return ""
    before = _latest(until.values())
    del until[membership.pk]
    after = _latest([*until.values(), *([ends_at] if role == MembershipRole.MANAGER else [])])
    if after >= before:
        return ""
    when = "na die dag" if after > datetime.now(UTC) else "meteen"
    return SENTENCE.format(participant=membership.participant.title, when=when)


def _latest(ends: Iterable[datetime | None]) -> datetime:
    return max((end or NEVER for end in ends), default=ALREADY)

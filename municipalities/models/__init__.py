from municipalities.models.goal import GoalPage
from municipalities.models.invitations import Invitation
from municipalities.models.municipality import Municipality
from municipalities.models.participant import ParticipantIndexPage, ParticipantPage
from municipalities.models.people import Membership, PlatformRole, RoleGroup, User
from municipalities.models.round import Round, Traject

__all__ = [
    "GoalPage",
    "Invitation",
    "Membership",
    "Municipality",
    "ParticipantIndexPage",
    "ParticipantPage",
    "PlatformRole",
    "RoleGroup",
    "Round",
    "Traject",
    "User",
]

from municipalities.models.goal import GoalPage
from municipalities.models.municipality import Municipality
from municipalities.models.participant import ParticipantIndexPage, ParticipantPage
from municipalities.models.people import Membership, PlatformRole, RoleGroup, User
from municipalities.models.publishing import AudienceRequest, Notice, PublishingChoice
from municipalities.models.review import FourEyesTask, FourEyesTaskState
from municipalities.models.round import Round, Traject

__all__ = [
    "AudienceRequest",
    "FourEyesTask",
    "FourEyesTaskState",
    "GoalPage",
    "Membership",
    "Municipality",
    "Notice",
    "ParticipantIndexPage",
    "ParticipantPage",
    "PlatformRole",
    "PublishingChoice",
    "RoleGroup",
    "Round",
    "Traject",
    "User",
]

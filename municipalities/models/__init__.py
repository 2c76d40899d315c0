from municipalities.models.audit import LogLine
from municipalities.models.goal import GoalPage
from municipalities.models.invitations import Invitation
from municipalities.models.municipality import Municipality
from municipalities.models.participant import ParticipantIndexPage, ParticipantPage
from municipalities.models.people import Membership, PlatformRole, RoleGroup, User
from municipalities.models.publishing import AudienceRequest, Notice, PublishingChoice
from municipalities.models.question import MailboxProblem, Question
from municipalities.models.review import FourEyesTask, FourEyesTaskState
from municipalities.models.review_mail import ReviewMail
from municipalities.models.round import Round, Traject

__all__ = [
    "AudienceRequest",
    "FourEyesTask",
    "FourEyesTaskState",
    "GoalPage",
    "Invitation",
    "LogLine",
    "MailboxProblem",
    "Membership",
    "Municipality",
    "Notice",
    "ParticipantIndexPage",
    "ParticipantPage",
    "PlatformRole",
    "PublishingChoice",
    "Question",
    "ReviewMail",
    "RoleGroup",
    "Round",
    "Traject",
    "User",
]

from municipalities.models.goal import GoalPage
from municipalities.models.municipality import Municipality
from municipalities.models.participant import ParticipantIndexPage, ParticipantPage
from municipalities.models.people import Membership, PlatformRole, RoleGroup, User
from municipalities.models.question import MailboxProblem, Question
from municipalities.models.review_mail import ReviewMail
from municipalities.models.round import Round, Traject

__all__ = [
    "GoalPage",
    "MailboxProblem",
    "Membership",
    "Municipality",
    "ParticipantIndexPage",
    "ParticipantPage",
    "PlatformRole",
    "Question",
    "ReviewMail",
    "RoleGroup",
    "Round",
    "Traject",
    "User",
]

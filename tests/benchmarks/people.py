"""People for measurements: two thousand over all participants, and one of each role that works in the admin."""

from django.test import Client

from municipalities.models import Membership, ParticipantPage, PlatformRole, User

PEOPLE = 2000
REDACTEUR = "redacteur.meting@example.nl"
CURATOR = "curator.meting@example.nl"


def make_people() -> list[ParticipantPage]:
    """Spread people over all participants, in turns of every role; give the participants."""
    participants = list(ParticipantPage.objects.order_by("path"))
    users = User.objects.bulk_create(User(email=f"meting{number}@example.nl") for number in range(PEOPLE))
    roles = list(Membership.Role)
    Membership.objects.bulk_create(
        Membership(
            user=user,
            participant=participants[at % len(participants)],
            role=roles[at // len(participants) % len(roles)],
        )
        for at, user in enumerate(users)
    )
    return participants


def first_participant() -> ParticipantPage:
    return ParticipantPage.objects.live().order_by("path").first()


def redacteur() -> Client:
    user = User.objects.filter(email=REDACTEUR).first()
    if user is None:
        user = User.objects.create_user(REDACTEUR)
        Membership.objects.create(user=user, participant=first_participant(), role=Membership.Role.EDITOR)
    return logged_in(user)


def curator() -> Client:
    user = User.objects.filter(email=CURATOR).first()
    if user is None:
        user = User.objects.create_user(CURATOR)
        PlatformRole.objects.create(user=user, role=PlatformRole.Role.CURATOR)
    return logged_in(user)


def logged_in(user: User) -> Client:
    client = Client(headers={"host": "localhost"})
    client.force_login(user)
    return client

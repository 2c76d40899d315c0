"""What somebody sees and is after a merger."""

from django.test import Client

from municipalities.models import Membership


def log_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def role_at(participant, user) -> str | None:
    roles = Membership.objects.holding_now().filter(participant=participant, user=user)
    return roles.values_list("role", flat=True).first()


def text(client: Client, address: str) -> str:
    return " ".join(client.get(address).content.decode().split())

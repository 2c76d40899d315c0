"""Changing and ending roles, as the pages of ``/mijn/`` do."""

from django.urls import reverse

from municipalities.models import Membership


def membership(user) -> Membership:
    return user.memberships.get()


def change(client, held: Membership, role: str, last_day: str = "", confirmed: bool = True):
    form = {"role": role, "last_day": last_day} | ({"bevestigd": "ja"} if confirmed else {})
    return client.post(reverse("mijn_change_role", args=[held.participant_id, held.pk]), form)


def end(client, held: Membership):
    return client.post(reverse("mijn_end_role", args=[held.participant_id, held.pk]))

"""What happens when a person joins a participant, and when the site is set up."""

from typing import Any

from django.db.models.signals import post_delete, post_save, pre_delete

from kennisbank.signals import site_prepared
from municipalities.models import Membership, ParticipantPage
from municipalities.programme import add_missing_rounds
from municipalities.rights import apply_all_rights, apply_rights_of_member, remove_groups


def connect() -> None:
    site_prepared.connect(_site_prepared)
    post_save.connect(_membership_changed, sender=Membership)
    post_delete.connect(_membership_changed, sender=Membership)
    pre_delete.connect(_participant_deleted, sender=ParticipantPage)


def _site_prepared(**kwargs: Any) -> None:
    add_missing_rounds()
    apply_all_rights()


def _membership_changed(instance: Membership, **kwargs: Any) -> None:
    apply_rights_of_member(instance)


def _participant_deleted(instance: ParticipantPage, **kwargs: Any) -> None:
    remove_groups(instance)

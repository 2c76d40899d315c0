"""What happens when a person logs in, changes address or joins a participant, and when the site is set up."""

from typing import Any

from allauth.account.signals import user_logged_in
from django.db.models.signals import post_delete, post_save, pre_delete, pre_save

from kennisbank.signals import site_prepared
from municipalities.accounts.addresses import (
    forget_old_address,
    lower_address,
    lower_old_addresses,
    vouch_for_address,
)
from municipalities.models import Membership, ParticipantPage, User
from municipalities.programme import add_missing_rounds
from municipalities.rights import apply_all_rights, apply_rights_of_member, remove_groups


def connect() -> None:
    site_prepared.connect(_site_prepared)
    post_save.connect(_membership_changed, sender=Membership)
    post_delete.connect(_membership_changed, sender=Membership)
    pre_delete.connect(_participant_deleted, sender=ParticipantPage)
    user_logged_in.connect(vouch_for_address)
    pre_save.connect(lower_address, sender=User)
    post_save.connect(forget_old_address, sender=User)


def _site_prepared(**kwargs: Any) -> None:
    lower_old_addresses()
    add_missing_rounds()
    apply_all_rights()


def _membership_changed(instance: Membership, **kwargs: Any) -> None:
    apply_rights_of_member(instance)


def _participant_deleted(instance: ParticipantPage, **kwargs: Any) -> None:
    remove_groups(instance)

"""What happens when an account, a participant or a role is made or changed, and when the site is set up."""

from typing import Any

from allauth.account.signals import email_changed
from django.db.models.signals import post_delete, post_save, pre_delete, pre_save
from wagtail.models import Page, Revision
from wagtail.signals import page_unpublished, post_page_move

from kennisbank.models.bin import is_in_bin
from kennisbank.signals import site_prepared, widening_asked
from municipalities.accounts.addresses import (
    lower_address,
    own_address_changed,
    vouch_for_address,
    vouch_for_old_addresses,
)
from municipalities.audit.lines import add_missing_lines
from municipalities.models import Membership, ParticipantPage, PlatformRole, User
from municipalities.privacy.forgetting import new_pseudonym, remove_roles
from municipalities.privacy.log_entries import rename_in_log
from municipalities.programme import add_missing_rounds
from municipalities.review import choosing, door, notices, widening
from municipalities.rights.applying import (
    apply_all_rights,
    apply_rights_of,
    apply_rights_of_member,
    apply_rights_of_the_platform,
)
from municipalities.rights.groups import remove_groups


def connect() -> None:
    site_prepared.connect(_site_prepared)
    for signal in (post_save, post_delete):
        signal.connect(_membership_changed, sender=Membership)
        signal.connect(_platform_role_changed, sender=PlatformRole)
    post_save.connect(_participant_saved, sender=ParticipantPage)
    pre_delete.connect(_participant_deleted, sender=ParticipantPage)
    pre_delete.connect(_account_deleted, sender=User)
    pre_save.connect(lower_address, sender=User)
    post_save.connect(vouch_for_address, sender=User)
    email_changed.connect(own_address_changed)
    post_save.connect(door.keep_to_newest, sender=Revision)
    widening_asked.connect(_widening_asked)
    page_unpublished.connect(_page_unpublished)
    post_page_move.connect(_page_moved)
    notices.connect()


def _site_prepared(**kwargs: Any) -> None:
    vouch_for_old_addresses()
    add_missing_rounds()
    add_missing_lines()
    apply_all_rights()


def _membership_changed(instance: Membership, origin: Any = None, **kwargs: Any) -> None:
    deleted_with_its_page = issubclass(getattr(origin, "model", type(origin)), Page)
    if not deleted_with_its_page:
        apply_rights_of_member(instance)
        choosing.end_where_two_write(instance.participant_id)


def _platform_role_changed(**kwargs: Any) -> None:
    apply_rights_of_the_platform()


def _account_deleted(instance: User, **kwargs: Any) -> None:
    rename_in_log(instance, new_pseudonym())
    remove_roles(instance)


def _participant_saved(instance: ParticipantPage, created: bool, **kwargs: Any) -> None:
    if created:
        apply_rights_of([instance])


def _participant_deleted(instance: ParticipantPage, **kwargs: Any) -> None:
    remove_groups(instance)


def _page_unpublished(instance: Page, **kwargs: Any) -> None:
    widening.close_below(instance)


def _page_moved(instance: Page, **kwargs: Any) -> None:
    if is_in_bin(instance):
        widening.close_below(instance)


def _widening_asked(page: Any, choice: str, user: Any, **kwargs: Any) -> str:
    return widening.ask(page, choice, user)

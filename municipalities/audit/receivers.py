"""Connects the audit log to what happens."""

from django.db.models.signals import post_save, pre_delete, pre_save
from wagtail.models import ModelLogEntry, PageLogEntry

from kennisbank.models import CustomDocument, CustomImage
from municipalities.audit.files import file_deleted, file_saved
from municipalities.audit.lines import entry_saved
from municipalities.audit.roles import remember_role, role_deleted, role_saved
from municipalities.models import Membership, PlatformRole


def connect() -> None:
    for log in (PageLogEntry, ModelLogEntry):
        post_save.connect(entry_saved, sender=log)
    for role in (Membership, PlatformRole):
        pre_save.connect(remember_role, sender=role)
        post_save.connect(role_saved, sender=role)
        pre_delete.connect(role_deleted, sender=role)
    for file in (CustomDocument, CustomImage):
        post_save.connect(file_saved, sender=file)
        pre_delete.connect(file_deleted, sender=file)

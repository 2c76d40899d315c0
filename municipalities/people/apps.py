"""Wagtail's administration of users, with our own rules for accounts."""

from wagtail.users.apps import WagtailUsersAppConfig


class AccountsAdminConfig(WagtailUsersAppConfig):
    user_viewset = "municipalities.people.accounts.AccountViewSet"

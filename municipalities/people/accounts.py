"""Accounts in the admin: without groups, which follow from roles; only a superuser makes another or sets a password."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest
from wagtail.admin import messages
from wagtail.admin.ui.tables import BulkActionsCheckboxColumn
from wagtail.admin.views.bulk_action import BulkAction
from wagtail.permissions import policy_registry
from wagtail.users.forms import UserCreationForm, UserEditForm
from wagtail.users.views.users import CreateView, DeleteView, EditView, IndexView, UserViewSet

from municipalities.accounts.addresses import log_change, tell_old_address
from municipalities.models import User
from municipalities.people.permissions import ForInstanceMixin, log_refusal, require

NOT_TOLD = "De mail aan het oude adres kon niet worden verstuurd. Laat zelf weten dat het is gewijzigd."
FIELDS = ["email", "first_name", "last_name", "is_superuser"]


class BySuperuserMixin:
    """Whoever sets the password of another could log in as he: that, and making a superuser, is for superusers."""

    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, by_superuser: bool, **kwargs: Any) -> None:
        self.by_superuser = by_superuser
        super().__init__(*args, **kwargs)
        if not by_superuser:
            self.fields.pop("is_superuser", None)

    @property
    def password_enabled(self) -> bool:
        return self.by_superuser and super().password_enabled  # type: ignore[misc]  # Of Wagtail's form.


class AccountCreationForm(BySuperuserMixin, UserCreationForm):
    """A new account has no role. Without a password its owner starts with a code by mail."""

    def save(self, commit: bool = True) -> User:
        if not self.password_enabled:
            self.instance.set_unusable_password()
        user: User = super().save(commit)
        return user

    class Meta(UserCreationForm.Meta):
        fields: ClassVar = FIELDS


class AccountEditForm(BySuperuserMixin, UserEditForm):
    class Meta(UserEditForm.Meta):
        fields: ClassVar = [*FIELDS, "is_active"]


class AccountFormMixin:
    """Tells the form whether a superuser fills it in."""

    request: HttpRequest

    def get_form_kwargs(self) -> dict[str, Any]:
        kwargs: dict[str, Any] = super().get_form_kwargs()  # type: ignore[misc]  # Of Wagtail's view.
        return {**kwargs, "by_superuser": self.request.user.is_superuser}


class AccountCreateView(AccountFormMixin, CreateView):
    pass


class AccountEditView(AccountFormMixin, ForInstanceMixin, EditView):
    def save_instance(self) -> User:
        """Whose address another changes hears so at the old one."""
        old = self.form.initial["email"]
        user: User = super().save_instance()
        if user.email != old:
            log_change(user, self.request.user)
            if not tell_old_address(old):
                messages.warning(self.request, NOT_TOLD)
        return user


class AccountDeleteView(ForInstanceMixin, DeleteView):
    pass


class AccountIndexView(IndexView):
    """Without check boxes: what could be done with many accounts at once is refused below."""

    @property
    def columns(self) -> list[Any]:
        return [column for column in super().columns if not isinstance(column, BulkActionsCheckboxColumn)]

    def get_base_queryset(self) -> QuerySet[User]:
        return super().get_base_queryset().prefetch_related("platform_roles")

    def get_edit_url(self, instance: User) -> str | None:
        allowed = self.user_has_permission_for_instance("change", instance)
        return super().get_edit_url(instance) if allowed else None


class AccountViewSet(UserViewSet):
    copy_view_enabled = False
    index_view_class = AccountIndexView
    add_view_class = AccountCreateView
    edit_view_class = AccountEditView
    delete_view_class = AccountDeleteView
    # Wagtail's own templates have a tab with groups.
    create_template_name = "wagtailadmin/generic/create.html"
    edit_template_name = "wagtailadmin/generic/edit.html"

    def get_form_class(self, for_update: bool = False) -> type[forms.ModelForm]:
        return AccountEditForm if for_update else AccountCreationForm


def refuse_many_at_once(request: Any, action_type: str, objects: list[Any], action: BulkAction) -> None:
    """A hook of Wagtail: nobody assigns groups, and the rest holds for each account as it does for one."""
    if action.model is not User:
        return
    if action_type == "assign_role":
        log_refusal(request.user, "assigning a group")
        raise PermissionDenied
    policy = policy_registry.get_by_type(User)
    for account in objects:
        require(policy, request.user, "delete" if action_type == "delete" else "change", account)

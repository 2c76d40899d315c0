"""Memberships and platform-wide roles in the admin: who is what, and until when."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model, Q, QuerySet
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import DeleteView, EditView, IndexView
from wagtail.admin.viewsets.model import ModelViewSet

from kennisbank.numbers import number_in
from municipalities.models import Membership, ParticipantPage, PlatformRole, User
from municipalities.people.permissions import (
    ForInstanceMixin,
    log_refusal,
    problem_with_roles_at,
    roles_given_by,
)

NOT_YOURSELF = "U kunt uzelf geen rol geven. Vraag het een collega."
CHOICES = {"user", "participant", "role"}

ROLE = Column("get_role_display", label="Rol")


class RoleForm(WagtailAdminModelForm):
    """Offers people and the roles that one may give; a hand-made form with another is refused, and logged."""

    for_user: User
    fields: dict[str, Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        given = roles_given_by(self.for_user)
        people = self.fields["user"]
        chosen = Q(is_active=True) | Q(pk=self.instance.user_id)
        people.queryset = User.objects.filter(chosen).order_by("first_name", "last_name", "email")
        people.label_from_instance = _name_and_address
        role = self.fields["role"]
        role.choices = [(value, label) for value, label in role.choices if not value or value in given]

    def clean_user(self) -> User:
        user: User = self.cleaned_data["user"]
        if user == self.for_user and not self.for_user.is_superuser:
            raise ValidationError(NOT_YOURSELF)
        return user

    def _post_clean(self) -> None:
        super()._post_clean()
        sent = {name: str(self.data.get(name) or "") for name in self.errors if name in CHOICES}
        refused = {name: value for name, value in sent.items() if value}
        if refused:
            log_refusal(self.for_user, f"{self._meta.model._meta.model_name} {refused}")


def _name_and_address(person: User) -> str:
    """Two people may have one name."""
    name = person.get_full_name()
    return f"{name} ({person.email})" if name else person.email


class ParticipantField(forms.ModelChoiceField):
    """A number that no database holds is that of no participant; Django looks for it all the same."""

    def to_python(self, value: Any) -> Any:
        if value not in self.empty_values and not isinstance(value, Model) and number_in(value) is None:
            params = {"value": value}
            raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice", params=params)
        return super().to_python(value)


class MembershipForm(RoleForm):
    def clean_participant(self) -> ParticipantPage:
        participant: ParticipantPage = self.cleaned_data["participant"]
        if problem := problem_with_roles_at(participant):
            raise ValidationError(problem)
        return participant

    class Meta:
        model = Membership
        fields: ClassVar = ["user", "participant", "role", "ends_at"]
        field_classes: ClassVar = {"participant": ParticipantField}


class PlatformRoleForm(RoleForm):
    class Meta:
        model = PlatformRole
        fields: ClassVar = ["user", "role", "ends_at"]


class RoleIndexView(IndexView):
    related: ClassVar = ["user"]

    def get_base_queryset(self) -> QuerySet[Any]:
        return self.model._default_manager.select_related(*self.related)

    def get_edit_url(self, instance: Any) -> str | None:
        allowed = self.user_has_permission_for_instance("change", instance)
        return super().get_edit_url(instance) if allowed else None

    def get_delete_url(self, instance: Any) -> str | None:
        allowed = self.user_has_permission_for_instance("delete", instance)
        return super().get_delete_url(instance) if allowed else None


class MembershipIndexView(RoleIndexView):
    related: ClassVar = ["user", "participant"]


class RoleEditView(ForInstanceMixin, EditView):
    pass


class RoleDeleteView(ForInstanceMixin, DeleteView):
    pass


class RoleViewSet(ModelViewSet):
    """The rights follow at once, and at the end of the role."""

    icon = "group"
    add_to_admin_menu = True
    copy_view_enabled = False
    edit_view_class = RoleEditView
    delete_view_class = RoleDeleteView
    list_filter: ClassVar = ["role"]
    search_backend_name = None


class MembershipViewSet(RoleViewSet):
    """Who is what for which participant."""

    model = Membership
    name = "lidmaatschappen"
    menu_label = "Lidmaatschappen"
    menu_order = 250
    form_fields: ClassVar = MembershipForm.Meta.fields
    list_display: ClassVar = ["user", "participant", ROLE, "ends_at"]
    index_view_class = MembershipIndexView
    search_fields: ClassVar = ["user__email", "user__first_name", "user__last_name", "participant__title"]

    def get_form_class(self, for_update: bool = False) -> type[forms.ModelForm]:
        return MembershipForm


class PlatformRoleViewSet(RoleViewSet):
    """Who is what for the whole platform."""

    model = PlatformRole
    name = "rollen"
    menu_label = "Rollen"
    menu_order = 251
    form_fields: ClassVar = PlatformRoleForm.Meta.fields
    list_display: ClassVar = ["user", ROLE, "ends_at"]
    index_view_class = RoleIndexView
    search_fields: ClassVar = ["user__email", "user__first_name", "user__last_name"]

    def get_form_class(self, for_update: bool = False) -> type[forms.ModelForm]:
        return PlatformRoleForm

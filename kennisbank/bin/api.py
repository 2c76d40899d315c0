"""Deleting through the API of the admin: into the bin too."""

from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from rest_framework import status
from rest_framework.exceptions import ValidationError
from rest_framework.response import Response
from wagtail.admin.api.actions.delete import DeletePageAPIAction
from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.models import Page

from kennisbank.bin.throwing import StaysWhereItIs, throw_away


class ThrowAwayAPIAction(DeletePageAPIAction):
    def execute(self, instance: Page, data: Any) -> Response:
        user = self.request.user
        if not instance.permissions_for_user(user).can_delete():
            raise PermissionDenied
        try:
            throw_away(instance, user)
        except StaysWhereItIs as problem:
            raise ValidationError(str(problem)) from None
        return Response(status=status.HTTP_204_NO_CONTENT)


class PagesAPIViewSet(PagesAdminAPIViewSet):
    actions: ClassVar = {**PagesAdminAPIViewSet.actions, "delete": ThrowAwayAPIAction}


def throw_away_by_api(api: Any) -> None:
    """A hook of Wagtail: our pages in the place of its own."""
    api.register_endpoint("pages", PagesAPIViewSet)

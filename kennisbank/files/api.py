"""The addresses of the admin that give files as JSON: Wagtail's own list those of every participant."""

from typing import Any

from django.db.models import QuerySet
from wagtail.documents.api.admin.views import DocumentsAdminAPIViewSet
from wagtail.images.api.admin.views import ImagesAdminAPIViewSet
from wagtail.permissions import policy_registry


class OwnFilesMixin:
    """Leaves those that this person may choose or change."""

    request: Any
    model: Any

    def get_queryset(self) -> QuerySet[Any]:
        policy = policy_registry.get_by_type(self.model)
        own = policy.instances_user_has_any_permission_for(self.request.user, ["choose", "change"])
        found: QuerySet[Any] = super().get_queryset().filter(pk__in=own.values("pk"))  # type: ignore[misc]  # A mixin.
        return found


class OwnDocuments(OwnFilesMixin, DocumentsAdminAPIViewSet):
    pass


class OwnPictures(OwnFilesMixin, ImagesAdminAPIViewSet):
    pass


def replace_lists_of_files(router: Any) -> None:
    router.register_endpoint("documents", OwnDocuments)
    router.register_endpoint("images", OwnPictures)

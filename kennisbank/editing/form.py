"""The editor's form: what lacks before a page can be published, and what it may not point at."""

from typing import Any

from django.core.exceptions import PermissionDenied
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.forms.pages import CopyForm

from kennisbank.editing.choices import may_choose, posted_choices, stored_choices


class KnowledgePageForm(WagtailAdminPageForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance._state.adding:
            self.instance.live = False  # A new page starts as a draft, which may lack anything but a title.
        if "slug" in self.fields:
            self.fields["slug"].required = False  # Without one the page makes it from its title.

    def full_clean(self) -> None:
        """Check first what the form points at: shown again, it would tell the title of what somebody may not see."""
        if self.is_bound and self.for_user:
            new = posted_choices(self.instance, self.data) - stored_choices(self.instance)
            if not all(may_choose(self.for_user, choice) for choice in new):
                raise PermissionDenied
        super().full_clean()

    def _post_clean(self) -> None:
        super()._post_clean()
        if self.is_deferred_validation or self.errors:
            return
        if problem := self.instance.publishing_problem():
            self.add_error(None, problem)


class CopyAsDraftForm(CopyForm):
    """A copy stands on its own and starts as a draft: an alias would have no audience, a live copy no second reader."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("alias", None)
        self.fields.pop("publish_copies", None)

"""The editor's form: says in one sentence what still lacks before a page can be published."""

from wagtail.admin.forms import WagtailAdminPageForm


class KnowledgePageForm(WagtailAdminPageForm):
    def _post_clean(self) -> None:
        super()._post_clean()
        if self.is_deferred_validation or self.errors:
            return
        if problem := self.instance.publishing_problem():
            self.add_error(None, problem)

"""The editor's form: says in one sentence what still lacks before a page can be published."""

from wagtail.admin.forms import WagtailAdminPageForm


class KnowledgePageForm(WagtailAdminPageForm):
    def _post_clean(self) -> None:
        super()._post_clean()
        if self.is_deferred_validation or self.errors:
            return
        problem = self.instance.publishing_problem() or self._parent_problem()
        if problem:
            self.add_error(None, problem)

    def _parent_problem(self) -> str:
        if self.parent_page is None or self.parent_page.live:
            return ""
        return f"Publiceer eerst de pagina ‘{self.parent_page.title}’, want deze pagina staat daaronder."

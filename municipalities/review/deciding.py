"""Which text was decided elsewhere, so that a second reader does not judge it again."""

from wagtail.models import Page

from kennisbank.models import CouncilLetterPage, KnowledgePage

BY_COLLEGE_OR_COUNCIL = {KnowledgePage.TextStatus.COLLEGE, KnowledgePage.TextStatus.COUNCIL}


def is_decided(page: Page) -> bool:
    """A letter to the council, or a text that college or council adopted, with its link."""
    if isinstance(page, CouncilLetterPage):
        return True
    if not isinstance(page, KnowledgePage):
        return False
    return page.text_status in BY_COLLEGE_OR_COUNCIL and bool(page.text_status_url)

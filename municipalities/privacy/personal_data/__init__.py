"""The register of personal data: which field holds what about whom, why, who sees it and for how long.

A text field, and a link to an account, of any installed model stands here or in ``other_fields``; in a model whose
rows go away with a person every field does. A test says which one is missing.
"""

from municipalities.privacy.personal_data.accounts import ACCOUNTS
from municipalities.privacy.personal_data.admin import IN_THE_ADMIN
from municipalities.privacy.personal_data.beside_pages import BESIDE_PAGES

PERSONAL_DATA = (*ACCOUNTS, *IN_THE_ADMIN, *BESIDE_PAGES)
"""In the order of ``docs/privacy.md``: accounts, logging in, the admin, then what names somebody beside a page."""

"""What people try in the matrix of roles, in its order."""

from tests.municipalities.actions import pages, things, people  # noqa: I001 - in the order of the matrix
from tests.municipalities.actions.trying import ACTIONS, Try

__all__ = ["ACTIONS", "Try", "pages", "people", "things"]

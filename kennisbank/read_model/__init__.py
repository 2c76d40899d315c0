"""Keeps the rows of the read model true: marked in the page's own transaction, filled right after it."""

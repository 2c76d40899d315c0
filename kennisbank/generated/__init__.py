"""Thousands of pages of made-up but plausible Dutch text, for measuring and for trying the site at its full size."""

"""The text of a page as tests compare it."""

import re


def on_one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text).replace("> ", ">").replace(" <", "<")

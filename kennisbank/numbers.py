"""Numbers that somebody sends: ``int()`` also reads " 1", "+1" and "0_1", and numbers that no database can hold."""

import re
from typing import Any

NUMBER = "[0-9]{1,18}"


def number_in(given: Any) -> int | None:
    """``given`` as a number that every database can look for, or ``None`` for anything else."""
    return int(given) if re.fullmatch(NUMBER, str(given)) else None

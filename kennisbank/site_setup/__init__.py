"""What every site starts with: its pages and the first values of the vocabularies, from the YAML files here."""

from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent


def read_texts(name: str) -> Any:
    """What the YAML file ``name`` of this folder holds."""
    return yaml.safe_load((FOLDER / name).read_text(encoding="utf-8"))

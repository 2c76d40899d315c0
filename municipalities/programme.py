"""The rounds of the programme, as every site has them from the start."""

from pathlib import Path

import yaml

from municipalities.models import Round

ROUNDS = Path(__file__).parent / "rounds.yaml"


def add_missing_rounds() -> list[Round]:
    """Add the rounds of ``rounds.yaml`` that are not there; those that are belong to the programme team."""
    texts = yaml.safe_load(ROUNDS.read_text(encoding="utf-8"))
    present = set(
        Round.objects.filter(slug__in=[text["slug"] for text in texts]).values_list("slug", flat=True)
    )
    return [Round.objects.create(**_stripped(text)) for text in texts if text["slug"] not in present]


def _stripped(text: dict[str, object]) -> dict[str, object]:
    return {name: value.strip() if isinstance(value, str) else value for name, value in text.items()}

"""The rounds of the programme, as every site has them from the start."""

from kennisbank.site_setup import read_texts
from municipalities.models import Round


def add_missing_rounds() -> list[Round]:
    """Add the rounds of ``rounds.yaml`` that are not there; those that are belong to the programme team."""
    texts = read_texts("rounds.yaml")
    present = set(
        Round.objects.filter(slug__in=[text["slug"] for text in texts]).values_list("slug", flat=True)
    )
    return [Round.objects.create(**_stripped(text)) for text in texts if text["slug"] not in present]


def _stripped(text: dict[str, object]) -> dict[str, object]:
    return {name: value.strip() if isinstance(value, str) else value for name, value in text.items()}

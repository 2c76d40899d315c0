"""The usual measures of a ranked list against graded judgements."""

import math
from collections.abc import Mapping, Sequence


def ndcg(found: Sequence[str], relevant: Mapping[str, int], depth: int = 10) -> float:
    """Normalised discounted cumulative gain (Järvelin and Kekäläinen, 2002) with gains of 2^grade - 1; 0 to 1."""
    best = _gain(sorted(relevant.values(), reverse=True)[:depth])
    return _gain([relevant.get(page, 0) for page in found[:depth]]) / best if best else 1.0


def _gain(grades: Sequence[int]) -> float:
    return sum((2**grade - 1) / math.log2(place + 2) for place, grade in enumerate(grades))


def reciprocal_rank(found: Sequence[str], relevant: Mapping[str, int]) -> float:
    """1 for a relevant page in the first place, 1/2 in the second, 0 for none."""
    return next((1 / place for place, page in enumerate(found, 1) if relevant.get(page)), 0.0)


def recall(found: Sequence[str], relevant: Mapping[str, int]) -> float:
    """The part of the relevant pages that was found at all."""
    good = {page for page, grade in relevant.items() if grade}
    return len(good.intersection(found)) / len(good) if good else 1.0

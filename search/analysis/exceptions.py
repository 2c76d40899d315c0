"""What editors know better than the lexicon: words never split, split otherwise, or the same as another word."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType


@dataclass(frozen=True, eq=False)
class Exceptions:
    """Folded words. Two of these are never equal, so that results can be kept per object: use one for long.

    ``never_split`` words have no parts, ``split_as`` gives a word its parts from left to right, and a word in
    ``same_as`` is treated as the other word (``kompaan`` as ``clientondersteuner``).
    """

    never_split: frozenset[str] = frozenset()
    split_as: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    same_as: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


NO_EXCEPTIONS = Exceptions()

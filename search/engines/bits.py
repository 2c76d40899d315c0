"""Sets of row ids as one Python integer each: bit 12 says that row 12 is in it. Quick to intersect and to count."""

from collections.abc import Collection, Iterator


def bits_of(ids: Collection[int]) -> int:
    """The set of these ids; about 50 ns per id."""
    if not ids:
        return 0
    flags = bytearray(b"0") * (max(ids) + 1)
    for row_id in ids:
        flags[row_id] = 49  # "1"
    flags.reverse()
    return int(flags, 2)


def ids_of(bits: int) -> Iterator[int]:
    """The ids in the set, lowest first."""
    flags = flags_of(bits)
    row_id = flags.find("1")
    while row_id >= 0:
        yield row_id
        row_id = flags.find("1", row_id + 1)


def flags_of(bits: int) -> str:
    """The set as text of ``0`` and ``1``, by id; for looking up many ids quickly."""
    return bin(bits)[:1:-1]

"""The order of the Code: 1395w, 1395w-1, 1395w-4, 1395x, ..., 1395z, 1395aa."""

import re
from functools import lru_cache
from typing import Final

_TOKEN: Final = re.compile(r"\d+|[A-Za-z]+|-")

Key = tuple[tuple[int, int, str], ...]


@lru_cache(maxsize=4096)
def section_key(number: str) -> Key:
    """What section numbers of one title are sorted by; a longer run of letters comes after every shorter one."""
    return tuple(_rank(piece) for piece in _TOKEN.findall(number))


def _rank(piece: str) -> tuple[int, int, str]:
    if piece == "-":
        return 0, 0, ""
    if piece.isdigit():
        return 1, int(piece), ""
    return 2, len(piece), piece.lower()

"""What a frame's pattern cannot match without: kinds of slots, and words; so most sentences are passed over unread."""

import re
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

_PIECE: Final = re.compile(
    r"\\.|\{[A-Za-z][^{}]*\}|\[\^?\]?(?:\\.|[^\]\\])*\]|\(\?P<\w+>|\(\?[a-z]*:|\(\?<?[=!]|[?*+]\??|\{\d+(?:,\d*)?\}\??|.",
    re.DOTALL,
)
_LOOKAROUND: Final = ("(?=", "(?!", "(?<=", "(?<!")
_TIMES: Final = re.compile(r"[?*+]|\{\d")
_PERHAPS: Final = re.compile(r"[?*]|\{0")
_SHORTEST: Final = 2

Need = frozenset[str]
"""Lower-case letters of which one stretch occurs inside a word, whatever the pattern matches."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Needs:
    """What a pattern cannot match without.

    Attributes:
        slots: The kinds of each slot that it always has.
        verbs: For each verb group that it always has the first words of its forms, of which one occurs.
        parts: What of words it always has besides.
        opening: The kinds of the slot with which it begins, where it begins with one.
    """

    slots: tuple[frozenset[str], ...]
    verbs: tuple[frozenset[str], ...]
    parts: tuple[Need, ...] = ()
    opening: frozenset[str] | None = None


def needed_parts(pattern: str, of_macro: Callable[[str], tuple[Need, ...]]) -> tuple[Need, ...]:
    """The letters that every match of a pattern holds: "(?:sued|suing) by" needs sued or suing, and by.

    Args:
        pattern: A regular expression with macros in braces.
        of_macro: What each macro needs, by its name and argument.
    """
    return tuple(dict.fromkeys(_read(deque(_PIECE.findall(pattern)), of_macro)))


def _read(pieces: deque[str], of_macro: Callable[[str], tuple[Need, ...]]) -> list[Need]:
    """What every match has of a group, up to its end."""
    branches: list[list[Need]] = [[]]
    letters = ""
    while pieces and pieces[0] != ")":
        piece = pieces.popleft()
        inner: list[Need] = []
        if piece.startswith("("):
            inner = _group(piece, pieces, of_macro)
        elif piece.startswith("{"):
            inner = list(of_macro(piece[1:-1]))
        times = pieces.popleft() if pieces and _TIMES.match(pieces[0]) else ""
        certain = not _PERHAPS.match(times)
        if certain and len(piece) == 1 and piece.isascii() and piece.isalpha():
            letters += piece.lower()
            if not times:
                continue
        if len(letters) >= _SHORTEST:
            branches[-1].append(frozenset([letters]))
        letters = ""
        if piece == "|":
            branches.append([])
        elif certain:
            branches[-1] += inner
    if len(letters) >= _SHORTEST:
        branches[-1].append(frozenset([letters]))
    return _of_all(branches)


def _group(opening: str, pieces: deque[str], of_macro: Callable[[str], tuple[Need, ...]]) -> list[Need]:
    inner = _read(pieces, of_macro)
    pieces.popleft()
    return [] if opening in _LOOKAROUND else inner


def _of_all(branches: list[list[Need]]) -> list[Need]:
    """What one of several branches has: of each the rarest need, so that there is but one for all."""
    if len(branches) == 1:
        return branches[0]
    if not all(branches):
        return []
    return [frozenset().union(*(max(needs, key=_worth) for needs in branches))]


def _worth(need: Need) -> tuple[int, int]:
    return -len(need), min(map(len, need))

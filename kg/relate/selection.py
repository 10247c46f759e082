"""Which frames may say something in a sentence: by its words, and by the kinds of its slots.

Most sentences hold none of a frame's triggers, or lack a slot that its patterns need. One look-up a word and one a set
of kinds pass those over; what is left is matched.
"""

import re
from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache, reduce
from operator import or_
from typing import Final

from kg.relate.frames import Frame, Pattern, load_frames

_WORD: Final = re.compile("[a-z]+")
_CACHED_WORDS: Final = 20_000
_CACHED_KINDS: Final = 1_000
_SEVERAL: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class _Index:
    """What of words calls up a frame, and meets a need of a pattern; each frame and each need is a bit.

    Attributes:
        parts: Letters inside a word, and the bits that they set.
        words: Whole words, and the bits that they set.
        phrases: Triggers in several words, with the bits of their frames, by the bit that the longest word sets.
        any_phrase: All those bits.
        needs: The bits that each pattern must find set.
    """

    parts: dict[str, int]
    words: dict[str, int]
    phrases: dict[int, list[tuple[str, int]]]
    any_phrase: int
    needs: dict[Pattern, int]


def likely_frames(
    lowered: str, kinds: tuple[str, ...], met: frozenset[str | None]
) -> Iterator[tuple[Frame, list[Pattern]]]:
    """The frames that may say something in a masked sentence, with those patterns that its slots and words allow.

    They come in the order in which they stand in the schema.

    Args:
        lowered: The sentence in small letters.
        kinds: The kinds of its slots.
        met: What frames may need of a document that this one has.
    """
    index = _index()
    found = reduce(or_, map(_called_by, lowered.split()), 0)
    for bit in _single(found & index.any_phrase):
        for text, frames in index.phrases[bit]:
            found |= frames if text in lowered else 0
    any_allowed, allowed = _allowed(frozenset(kinds), len(kinds) > 1, met)
    for bit in _single(found & any_allowed):
        frame, patterns = allowed[bit]
        chosen = [pattern for pattern, needs in patterns if found & needs == needs]
        if chosen:
            yield frame, chosen


def _single(bits: int) -> Iterator[int]:
    """Each bit that is set, from the lowest on."""
    while bits:
        lowest = bits & -bits
        yield lowest
        bits ^= lowest


@cache
def _index() -> _Index:
    frames = load_frames()
    bits = _Bits(len(frames))
    parts: dict[str, int] = {}
    phrases: dict[str, int] = {}
    for number, frame in enumerate(frames):
        for trigger in frame.triggers:
            known = parts if _WORD.fullmatch(trigger) else phrases
            known[trigger] = known.get(trigger, 0) | 1 << number
    by_bit: dict[int, list[tuple[str, int]]] = {}
    for text, of_frames in phrases.items():
        longest = max(_WORD.findall(text), key=len)
        bit = bits.of(longest)
        parts[longest] = parts.get(longest, 0) | bit
        by_bit.setdefault(bit, []).append((text, of_frames))
    words: dict[str, int] = {}
    needs: dict[Pattern, int] = {}
    for pattern in (pattern for frame in frames for pattern in frame.patterns):
        needs[pattern] = 0
        for known, wanted in ((words, pattern.needs.verbs), (parts, pattern.needs.parts)):
            for need in wanted:
                bit = bits.of((known is words, need))
                needs[pattern] |= bit
                for word in need:
                    known[word] = known.get(word, 0) | bit
    return _Index(parts=parts, words=words, phrases=by_bit, any_phrase=sum(by_bit), needs=needs)


class _Bits:
    """A bit for each thing that is asked for, above those that are taken."""

    def __init__(self, taken: int) -> None:
        self._taken = taken
        self._numbers: dict[Hashable, int] = {}

    def of(self, key: Hashable) -> int:
        return 1 << self._numbers.setdefault(key, self._taken + len(self._numbers))


@lru_cache(maxsize=_CACHED_WORDS)
def _called_by(written: str) -> int:
    """The bits of the frames that a word, as it is written, calls up and of the needs that it meets."""
    index = _index()
    bits = reduce(or_, (index.words.get(word, 0) for word in _WORD.findall(written)), 0)
    for part, more in index.parts.items():
        if part in written:
            bits |= more
    return bits


@lru_cache(maxsize=_CACHED_KINDS)
def _allowed(
    kinds: frozenset[str], several: bool, met: frozenset[str | None]
) -> tuple[int, dict[int, tuple[Frame, tuple[tuple[Pattern, int], ...]]]]:
    """The bits of the frames that slots of these kinds can fill; for each its patterns with the bits of their needs.

    `several` is whether there is more than one slot.
    """
    needs = _index().needs
    allowed: dict[int, tuple[Frame, tuple[tuple[Pattern, int], ...]]] = {}
    for number, frame in enumerate(load_frames()):
        patterns = tuple(
            (pattern, needs[pattern])
            for pattern in frame.patterns
            if (several or len(pattern.needs.slots) < _SEVERAL)
            and not any(kinds.isdisjoint(wanted) for wanted in pattern.needs.slots)
        )
        if patterns and frame.needs in met:
            allowed[1 << number] = frame, patterns
    return sum(allowed), allowed

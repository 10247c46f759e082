"""Which frames may say something in a sentence: by its words, and by the kinds of its slots.

Most sentences hold none of a frame's triggers, or lack a slot that its patterns need. One look-up a word and one a set
of kinds pass those over; what is left is matched.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from kg.relate.frames import Frame, Pattern, load_frames

_WORD: Final = re.compile("[a-z]+")
_CACHED_WORDS: Final = 20_000
_CACHED_KINDS: Final = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stem:
    """A trigger in several words as bits: its longest word, the words as written, and the frames that it calls up."""

    word: str
    text: str
    frames: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Index:
    """What of words calls up a frame, and meets a need of a pattern; each frame and each need is a bit.

    Attributes:
        parts: Letters inside a word, and the bits that they set.
        words: Whole words, and the bits that they set.
        phrases: Triggers in several words.
        needs: The bits that each pattern must find set.
    """

    parts: dict[str, int]
    words: dict[str, int]
    phrases: tuple[_Stem, ...]
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
    found = 0
    phrases: set[_Stem] = set()
    for word in set(_WORD.findall(lowered)):
        bits, possible = _called_by(word)
        found |= bits
        if possible:
            phrases.update(possible)
    for stem in phrases:
        if stem.text in lowered:
            found |= stem.frames
    for bit, frame, patterns in _allowed(frozenset(kinds), len(kinds) > 1, met):
        if found & bit:
            chosen = [pattern for pattern, needs in patterns if found & needs == needs]
            if chosen:
                yield frame, chosen


@cache
def _index() -> _Index:
    frames = load_frames()
    triggers: dict[str, int] = {}
    for number, frame in enumerate(frames):
        for trigger in frame.triggers:
            triggers[trigger] = triggers.get(trigger, 0) | 1 << number
    longest = {text: max(_WORD.findall(text), key=len) for text in triggers}
    phrases = tuple(_Stem(word=longest[t], text=t, frames=bits) for t, bits in triggers.items() if longest[t] != t)
    parts = {text: bits for text, bits in triggers.items() if longest[text] == text}
    words: dict[str, int] = {}
    needs: dict[Pattern, int] = {}
    numbers: dict[tuple[frozenset[str], bool], int] = {}
    for pattern in (pattern for frame in frames for pattern in frame.patterns):
        needs[pattern] = 0
        for whole, wanted in ((True, pattern.needs.verbs), (False, pattern.needs.parts)):
            for need in wanted:
                bit = 1 << numbers.setdefault((need, whole), len(frames) + len(numbers))
                needs[pattern] |= bit
                for word in need:
                    known = words if whole else parts
                    known[word] = known.get(word, 0) | bit
    return _Index(parts=parts, words=words, phrases=phrases, needs=needs)


@lru_cache(maxsize=_CACHED_WORDS)
def _called_by(word: str) -> tuple[int, tuple[_Stem, ...]]:
    """The frames that a word calls up and the needs that it meets, and the triggers of which it may be one word."""
    index = _index()
    bits = index.words.get(word, 0)
    for part, more in index.parts.items():
        if part in word:
            bits |= more
    return bits, tuple(stem for stem in index.phrases if stem.word in word)


@lru_cache(maxsize=_CACHED_KINDS)
def _allowed(
    kinds: frozenset[str], several: bool, met: frozenset[str | None]
) -> tuple[tuple[int, Frame, tuple[tuple[Pattern, int], ...]], ...]:
    """For each frame, with its bit, the patterns that slots of these kinds can fill, with the bits of their needs.

    `several` is whether there is more than one slot.
    """
    allowed = []
    for number, frame in enumerate(load_frames()):
        patterns = tuple(
            (pattern, _index().needs[pattern])
            for pattern in frame.patterns
            if (several or len(pattern.needs.slots) < 2)
            and not any(kinds.isdisjoint(wanted) for wanted in pattern.needs.slots)
        )
        if patterns and frame.needs in met:
            allowed.append((1 << number, frame, patterns))
    return tuple(allowed)

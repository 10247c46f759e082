"""Which frames may say something in a sentence: by its words, and by the kinds of its slots.

Most sentences hold none of a frame's triggers, or lack a slot that its patterns need. One look-up a word and one a set
of kinds pass those over; what is left is matched.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from kg.relate.frames import Frame, load_frames
from kg.relate.mask import Slot

_WORD: Final = re.compile("[a-z]+")
_CACHED_WORDS: Final = 20_000
_CACHED_KINDS: Final = 1_000

_Pattern = tuple[re.Pattern[str], tuple[frozenset[str], ...]]
"""A pattern with the words of which its verb groups need one each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stem:
    """A trigger as bits: its longest word, the words as written, and the frames that it calls up."""

    word: str
    text: str
    frames: int


def likely_frames(lowered: str, slots: tuple[Slot, ...]) -> Iterator[tuple[Frame, list[re.Pattern[str]]]]:
    """The frames whose trigger occurs in a masked sentence in small letters, with those patterns that its slots
    and words allow.

    They come in the order in which they stand in the schema.
    """
    found = 0
    phrases: set[_Stem] = set()
    words = set(_WORD.findall(lowered))
    for word in words:
        sure, possible = _called_by(word)
        found |= sure
        phrases.update(possible)
    for stem in phrases:
        if stem.frames & ~found and stem.text in lowered:
            found |= stem.frames
    if not found:
        return
    allowed = _allowed(frozenset([slot.kind for slot in slots]), len(slots) > 1)
    while found:
        lowest = found & -found
        found ^= lowest
        frame, patterns = allowed[lowest.bit_length() - 1]
        chosen = [p for p, verbs in patterns if not any(words.isdisjoint(forms) for forms in verbs)]
        if chosen:
            yield frame, chosen


@cache
def _stems() -> tuple[_Stem, ...]:
    """Every trigger once."""
    frames: dict[str, int] = {}
    for number, frame in enumerate(load_frames()):
        for trigger in frame.triggers:
            frames[trigger] = frames.get(trigger, 0) | 1 << number
    return tuple(_Stem(word=max(_WORD.findall(text), key=len), text=text, frames=bits) for text, bits in frames.items())


@lru_cache(maxsize=_CACHED_WORDS)
def _called_by(word: str) -> tuple[int, tuple[_Stem, ...]]:
    """The frames that a word calls up by itself, and the triggers in several words of which it may be one."""
    inside = [stem for stem in _stems() if stem.word in word]
    sure = 0
    for stem in inside:
        sure |= stem.frames if stem.word == stem.text else 0
    return sure, tuple(stem for stem in inside if stem.word != stem.text)


@lru_cache(maxsize=_CACHED_KINDS)
def _allowed(kinds: frozenset[str], several: bool) -> tuple[tuple[Frame, tuple[_Pattern, ...]], ...]:
    """For each frame the patterns that slots of these kinds can fill; `several`: whether there is more than one."""
    return tuple(
        (
            frame,
            tuple(
                (pattern, needs.verbs)
                for pattern, needs in zip(frame.patterns, frame.needs_of, strict=True)
                if (several or len(needs.slots) < 2) and not any(kinds.isdisjoint(wanted) for wanted in needs.slots)
            ),
        )
        for frame in load_frames()
    )

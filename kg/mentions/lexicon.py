"""Looks up many names at once: a trie of words, one pass over the words of a text."""

from collections.abc import Iterable, Iterator
from typing import Final, Generic, TypeVar

from kg.mentions.words import SMALL, Words, words_of

T = TypeVar("T")
_LONGEST: Final = 20
"""Words in a name; the longest of the gazetteers has 17."""
_WIDEST_GAP: Final = 60
"""White space between two words of a name, in characters: a caption is indented."""


class Lexicon(Generic[T]):
    """Names in several words and what they stand for."""

    def __init__(self, entries: Iterable[tuple[str, T]]) -> None:
        self._root: dict[str, object] = {}
        for name, value in entries:
            self._add(name, value)

    def _add(self, name: str, value: T) -> None:
        node = self._root
        for word in words_of(name):
            node = node.setdefault(word, {})  # type: ignore[assignment]
        node.setdefault("", (value,))

    def find(self, words: Words) -> Iterator[tuple[int, int, T]]:
        """Every longest name in the text whose main words are capitalised, as (start, end, value)."""
        openings = words.openings
        after = 0
        for index in sorted(index for word in openings.keys() & self._root.keys() for index in openings[word]):
            if index >= after and (found := self._longest(words, index)):
                last, value = found
                yield words.starts[index], words.name_end(last), value
                after = last + 1

    def at(self, words: Words, offset: int) -> tuple[int, T] | None:
        """The longest name that begins exactly at the offset, as (end, value)."""
        index = words.at(offset)
        found = self._longest(words, index) if index is not None and not words.folded[offset].islower() else None
        return (words.name_end(found[0]), found[1]) if found else None

    def whole(self, name: str) -> T | None:
        """What a text stands for that is one name from end to end."""
        words = words_of(name)
        node: object = self._root
        for word in words:
            node = node.get(word) if isinstance(node, dict) else None
        value = node.get("") if isinstance(node, dict) and words else None
        return value[0] if isinstance(value, tuple) else None

    def _longest(self, words: Words, index: int) -> tuple[int, T] | None:
        node = self._root
        best: tuple[int, T] | None = None
        for position in range(index, min(index + _LONGEST, len(words.bare))):
            word = words.bare[position]
            if position > index and not (_joined(words, position) and _may_stand(words, position)):
                break
            following = node.get(word)
            if not isinstance(following, dict):
                break
            node = following
            value = node.get("")
            if isinstance(value, tuple):
                best = position, value[0]
        return best


def _joined(words: Words, position: int) -> bool:
    gap = words.folded[words.ends[position - 1] : words.starts[position]]
    if gap == " ":
        return True
    if len(gap) > _WIDEST_GAP or gap.count("\n") > 1:
        return False
    return gap.isspace() or (len(gap) <= 3 and gap.strip(" ,.\n'&") == "")


def _may_stand(words: Words, position: int) -> bool:
    return not words.folded[words.starts[position]].islower() or words.bare[position] in SMALL

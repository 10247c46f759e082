"""Looks up many names at once: a trie of words, one pass over the text."""

import re
from collections.abc import Iterable, Iterator
from typing import Final, Generic, TypeVar

T = TypeVar("T")
_WORD: Final = re.compile(r"[A-Za-z0-9][\w&'./-]*")
_SMALL: Final = frozenset("of and the for to in on at by with or a an & de".split())


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

    def find(self, folded: str) -> Iterator[tuple[int, int, T]]:
        """Every longest name in the text whose main words are capitalised, as (start, end, value)."""
        words = [(m.start(), m.end(), _bare(m.group())) for m in _WORD.finditer(folded)]
        index = 0
        while index < len(words):
            found = self._longest(folded, words, index)
            if found is None:
                index += 1
                continue
            last, value = found
            start, end = words[index][0], words[last][0] + len(_trimmed(folded[words[last][0] : words[last][1]]))
            if _capitalised(folded[start:end]):
                yield start, end, value
                index = last + 1
            else:
                index += 1

    def _longest(self, folded: str, words: list[tuple[int, int, str]], index: int) -> tuple[int, T] | None:
        node = self._root
        best: tuple[int, T] | None = None
        for position in range(index, min(index + 16, len(words))):
            if position > index and not _joined(folded[words[position - 1][1] : words[position][0]]):
                break
            following = node.get(words[position][2])
            if not isinstance(following, dict):
                break
            node = following
            value = node.get("")
            if isinstance(value, tuple):
                best = position, value[0]
        return best


def words_of(name: str) -> list[str]:
    """The words of a name as the trie compares them: lower case, no possessive, no full stop."""
    return [_bare(m.group()) for m in _WORD.finditer(name)]


def _trimmed(word: str) -> str:
    word = word.rstrip("./-'")
    return word[:-2] if word.endswith("'s") else word


def _bare(word: str) -> str:
    return _trimmed(word).lower().replace(".", "")


def _joined(gap: str) -> bool:
    return len(gap) <= 3 and gap.strip(" ,.\n'") == "" and gap.count("\n") <= 1


def _capitalised(text: str) -> bool:
    words = [word for word in _WORD.findall(text) if word.lower() not in _SMALL]
    return all(word[0].isupper() or word[0].isdigit() for word in words)

"""Finds treaties by the names that courts give them: "the Convention Against Torture"."""

from collections.abc import Iterator
from functools import cache
from typing import Final, cast

from kg.mentions.mention import Citation, Item, cited
from kg.schema import read_yaml, schemas_folder

_HEADS: Final = ("Convention", "Treaty", "Covenant", "Protocol", "Agreement", "Charter")
"""What a treaty is; each name has one of these words, or is an acronym."""


def find_treaties(folded: str) -> Iterator[Citation]:
    """Every treaty of the gazetteer; other treaties, and those of other countries, are left alone."""
    done = 0
    for start, end, target in sorted({*_named(folded)}, key=lambda found: (found[0], -found[1])):
        if start >= done:
            done = end
            yield cited("Agreement", start, end, [Item(start=start, end=end, target=target)])


def _named(folded: str) -> Iterator[tuple[int, int, str]]:
    for word, names in _by_word().items():
        place = folded.find(word)
        while place >= 0:
            found = _name_at(folded, place, names)
            if found:
                yield found
            place = folded.find(word, place + len(word))


def _name_at(folded: str, place: int, names: tuple[tuple[str, int, str], ...]) -> tuple[int, int, str] | None:
    """The longest name whose word stands here, as it stands in the text."""
    for name, offset, key in names:
        start = place - offset
        if start >= 0 and folded.startswith(name, start):
            end = start + len(name)
            inside = (start and folded[start - 1].isalnum()) or folded[end : end + 1].isalnum()
            return None if inside else (start, end, f"/us/agreement/treaty/{key}")
    return None


@cache
def _by_word() -> dict[str, tuple[tuple[str, int, str], ...]]:
    """The names by the word for which the text is scanned, the longest first, with where in the name it stands."""
    entries = cast(dict[str, list[str]], read_yaml(schemas_folder() / "gazetteers" / "treaties.yaml"))
    words: dict[str, list[tuple[str, int, str]]] = {}
    for key, names in entries.items():
        for name in names:
            word = next((head for head in _HEADS if head in name), name)
            words.setdefault(word, []).append((name, name.index(word), key))
    return {word: tuple(sorted(names, key=lambda name: -len(name[0]))) for word, names in words.items()}

"""The names of treaties in the gazetteer, for `kg.mentions.treaties`."""

from functools import cache
from typing import Final, cast

from kg.schema import read_yaml, schemas_folder

_HEADS: Final = ("Convention", "Treaty", "Covenant", "Protocol", "Agreement", "Charter")
"""What a treaty is; each name has one of these words, or is an acronym."""


@cache
def treaty_names() -> dict[str, tuple[tuple[str, int, str], ...]]:
    """The names by the word for which a text is scanned, the longest first, each with where in it that word stands."""
    entries = cast(dict[str, list[str]], read_yaml(schemas_folder() / "gazetteers" / "treaties.yaml"))
    words: dict[str, list[tuple[str, int, str]]] = {}
    for key, names in entries.items():
        for name in names:
            word = next((head for head in _HEADS if head in name), name)
            words.setdefault(word, []).append((name, name.index(word), key))
    return {word: tuple(sorted(names, key=lambda name: -len(name[0]))) for word, names in words.items()}

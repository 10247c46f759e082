"""Finds treaties by the names that courts give them: "the Convention Against Torture"."""

from collections.abc import Iterator

from kg.mentions.mention import Citation, Item, cited
from kg.mentions.scan import Scan
from kg.mentions.treaty_names import treaty_names


def find_treaties(scan: Scan) -> Iterator[Citation]:
    """Every treaty of the gazetteer; other treaties, and those of other countries, are left alone."""
    done = 0
    for start, end, target in sorted({*_named(scan)}, key=lambda found: (found[0], -found[1])):
        if start >= done:
            done = end
            yield cited("Agreement", start, end, [Item(start=start, end=end, target=target)])


def _named(scan: Scan) -> Iterator[tuple[int, int, str]]:
    names = treaty_names()
    for place, word in scan.each(frozenset(names)):
        if found := _name_at(scan.folded, place, names[word]):
            yield found


def _name_at(folded: str, place: int, names: tuple[tuple[str, int, str], ...]) -> tuple[int, int, str] | None:
    """The longest name whose word stands here, as it stands in the text."""
    for name, offset, key in names:
        start = place - offset
        if start >= 0 and folded.startswith(name, start):
            end = start + len(name)
            inside = (start and folded[start - 1].isalnum()) or folded[end : end + 1].isalnum()
            return None if inside else (start, end, f"/us/agreement/treaty/{key}")
    return None

"""Printed lines as running text: running heads out, hyphens at line ends joined, lines of a paragraph joined."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from kg.document import Place
from kg_loaders.spans import TextWriter

_EDGE: Final = 2
"""How many lines at the top and at the bottom of a page may be running heads."""
_SHORT: Final = 0.75
"""A line shorter than this part of a full one ends its paragraph."""
_PAGE_NUMBER: Final = re.compile(
    r"(?:page\s+)?[-–—\[(]?\s*(?:\d{1,4}|[ivxl]{1,7})\s*[-–—\])]?(?:\s*(?:of|/)\s*\d{1,4})?", re.IGNORECASE
)
_ITEM: Final = re.compile(
    r"\([A-Za-z0-9]{1,4}\)\s|\d{1,3}\.\s|[IVXLC]+\.\s|§|[•●▪■*–—-]\s|(?:SEC|Sec)\.|ARTICLE\b|Article\s[IVX\d]"
)
_ENDS: Final = re.compile(r"[.:;!?]['\"’”)\]]*$|[,—]$|\b(?:and|or)$")
_STOPS: Final = re.compile(r"[.:;!?]['\"’”)\]]*$")
_HYPHEN: Final = re.compile(r"[^\W\d_]-$")
_COMPOUND: Final = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The lines of a page, as they are printed."""

    number: int
    lines: tuple[str, ...]


def without_running_heads(pages: list[Page]) -> list[Page]:
    """The pages without page numbers and the lines that come again at the top or bottom of other pages.

    A line counts as repeated when it stands there, letter by letter, on half of the pages and on two at least; with
    other numbers in it, on half of the pages and on three at least.
    """
    pages = [Page(number=page.number, lines=_trimmed(page.lines)) for page in pages]
    repeated = _repeated(pages)
    return [_without(page, repeated, len(pages)) for page in pages]


def join_lines(pages: Iterable[Page]) -> tuple[str, tuple[Place, ...]]:
    """The text of the pages, a paragraph a line, and a place for the start of each page."""
    pages = list(pages)
    lines = [(line, page.number) for page in pages for line in (*page.lines, "")]
    width = _full_width(line for line, _ in lines)
    compounds = {match.lower() for line, _ in lines for match in _COMPOUND.findall(line)}
    writer = TextWriter()
    places: list[Place] = []
    last, page, gap = "", 0, False
    for line, number in lines:
        if not line:
            gap = gap or (number == page and bool(last))
            continue
        turned = number != page
        hyphen = _joins_word(last, line) and (turned or not gap)
        if hyphen:
            _join_word(writer, last, line, compounds)
        elif _breaks(last, line, width, gap=gap and not turned, turned=turned):
            writer.line()
        else:
            writer.space()
        if turned:
            start = writer.length + (0 if hyphen or not writer.length else 1)
            places.append(Place(start=start, label=f"page {number}"))
        writer.write(line)
        last, page, gap = line, number, False
    return writer.text + "\n", tuple(places)


def _trimmed(lines: tuple[str, ...]) -> tuple[str, ...]:
    start, end = 0, len(lines)
    while start < end and not lines[start]:
        start += 1
    while end > start and not lines[end - 1]:
        end -= 1
    return lines[start:end]


def _edges(page: Page) -> Iterator[int]:
    filled = [index for index, line in enumerate(page.lines) if line]
    yield from dict.fromkeys([*filled[:_EDGE], *filled[-_EDGE:]])


def _pattern(line: str) -> str:
    return re.sub(r"\d+", "#", line)


def _repeated(pages: list[Page]) -> Counter[str]:
    count: Counter[str] = Counter()
    for page in pages:
        lines = [page.lines[index] for index in _edges(page)]
        count.update(set(lines) | {"#" + _pattern(line) for line in lines if _pattern(line) != line})
    return count


def _without(page: Page, repeated: Counter[str], total: int) -> Page:
    edges = set(_edges(page))
    kept = tuple(
        line for index, line in enumerate(page.lines) if index not in edges or not _is_head(line, repeated, total)
    )
    return Page(number=page.number, lines=_trimmed(kept))


def _is_head(line: str, repeated: Counter[str], total: int) -> bool:
    if _PAGE_NUMBER.fullmatch(line):
        return True
    exact, similar = repeated[line], repeated["#" + _pattern(line)]
    return (exact >= 2 and exact * 2 >= total) or (similar >= 3 and similar * 2 >= total)


def _full_width(lines: Iterable[str]) -> int:
    lengths = sorted(len(line) for line in lines if line)
    return lengths[int(len(lengths) * 0.8)] if lengths else 0


def _breaks(last: str, line: str, width: int, *, gap: bool, turned: bool) -> bool:
    if not last or gap:
        return True
    if turned:
        return bool(_STOPS.search(last)) or not line[0].islower()
    short = len(last) < _SHORT * width
    return short or bool(_ITEM.match(line) and _ENDS.search(last))


def _joins_word(last: str, line: str) -> bool:
    return bool(_HYPHEN.search(last)) and line[0].islower()


def _join_word(writer: TextWriter, last: str, line: str, compounds: set[str]) -> None:
    word = last.split()[-1] + re.split(r"[^\w-]", line, maxsplit=1)[0]
    writer.join()
    if word.lower().strip("(“\"'") not in compounds:  # "well-known" stands in the middle of another line
        writer.drop_last()

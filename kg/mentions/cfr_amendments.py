"""What instructions that amend the Code of Federal Regulations name: "■ 2. In § 622.39, revise paragraph (a)(1)"."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from kg.mentions.anchors import find_at
from kg.mentions.cfr_sections import NUMBER, SUBS, part_of, read_paragraphs, read_provisions
from kg.mentions.cfr_titles import Titles
from kg.mentions.mention import Citation, Item, cited
from kg.mentions.outline import at_lines
from kg.mentions.scan import Scan

_STEP: Final = re.compile(r"■ {0,2}\d{1,3}\.")
_STEP_IN_LINE: Final = re.compile(
    r"\n {0,4}\d{1,3}\. (?=(?:In|Amend|Revise|Remove|Add|Redesignate|Section|The authority) )"
)
_HEADING: Final = re.compile(rf"^ ?§ {{0,2}}(?P<section>{NUMBER})\.? {{1,2}}(?=[A-Z\[])", re.MULTILINE)
_AUTHORITY: Final = re.compile(r"^ ?(?:Authority:|PART \d)", re.MULTILINE)
_SECTION: Final = re.compile(rf"§ {{0,2}}(?P<section>{NUMBER})|\b[Ss]ection (?P<named>{NUMBER})")
_PARAGRAPHS: Final = re.compile(r"\b[Pp]aragraphs? (?=\([a-z])")
_OF: Final = re.compile(r"(?: introductory text)? of (?!this section\b)")
_THIS_SECTION: Final = re.compile(r"\bthis section\b")
_LISTED: Final = re.compile(rf"\b[Pp]aragraphs? (?P<first>{SUBS})[^\n;:.§]{{0,60}} of \Z")
_OF_THIS: Final = re.compile(r",? of this (?:chapter|title|subchapter|part|subpart)\b")
_MARKED: Final = re.compile(r"[§p](?:(?<=§)§? {0,2}(?=\d)|(?<=\bp)art(?P<plural>s)? (?=\d))")
_WIDTH: Final = 90


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stretch:
    """A piece of an instruction or of the text that it puts in.

    Attributes:
        start, end: Code points.
        section: Canonical id of the section that it is about.
        inside: Whether it is the text of that section, so that "this section" is it.
    """

    start: int
    end: int
    section: str
    inside: bool


def read_amendments(scan: Scan, titles: Titles) -> Iterator[Citation]:
    """What only the section that is amended decides: "paragraph (a)(1)", "this section", "§ 9.5 of this chapter".

    Only sections of parts whose title the document gives are read, and an instruction about two sections gives none.
    """
    if not scan.has("§") or not titles:
        return
    folded = scan.folded
    for stretch in _stretches(scan, titles):
        if stretch.inside:
            yield from _in_text(folded, stretch)
        else:
            yield from _in_instruction(folded, stretch)


def _stretches(scan: Scan, titles: Titles) -> Iterator[_Stretch]:
    folded = scan.folded
    steps = [match.start() for match in find_at(scan, _STEP, "■")]
    steps = sorted({*steps, *(start for start, _ in at_lines(_STEP_IN_LINE, folded, len(folded)))})
    if not steps:
        return
    headings = list(_HEADING.finditer(folded))
    bounds = sorted({*steps, *(h.start() for h in headings), *(a.start() for a in _AUTHORITY.finditer(folded))})
    for heading in headings:
        if section := _id(heading.group("section"), titles):
            yield _Stretch(
                start=heading.end(), end=_next(bounds, heading.start(), folded), section=section, inside=True
            )
    for start in steps:
        end = _next(bounds, start, folded)
        if section := _subject(folded, start, end, titles):
            yield _Stretch(start=start, end=end, section=section, inside=False)


def _next(bounds: list[int], start: int, folded: str) -> int:
    index = bisect_right(bounds, start)
    return bounds[index] if index < len(bounds) else len(folded)


def _id(section: str, titles: Titles) -> str | None:
    title = titles.of(part_of(f"/s{section}"))
    return f"{title}/s{section}" if title else None


def _subject(folded: str, start: int, end: int, titles: Titles) -> str | None:
    """The one section that an instruction names."""
    named = {match.group("section") or match.group("named") for match in _SECTION.finditer(folded, start, end)}
    return _id(named.pop(), titles) if len(named) == 1 else None


def _in_instruction(folded: str, stretch: _Stretch) -> Iterator[Citation]:
    for match in _PARAGRAPHS.finditer(folded, stretch.start, stretch.end):
        found = read_paragraphs(folded, match.end())
        if found and not _OF.match(folded, found[-1].end):
            yield _below(stretch.section, match.start(), found, found[-1].end)


def _in_text(folded: str, stretch: _Stretch) -> Iterator[Citation]:
    for match in _THIS_SECTION.finditer(folded, stretch.start, stretch.end):
        named = _LISTED.search(folded, max(stretch.start, match.start() - _WIDTH), match.start())
        found = read_paragraphs(folded, named.start("first")) if named else []
        if named and found and folded[found[-1].end : match.start()] == " of ":
            yield _below(stretch.section, named.start(), found, match.end())
        elif not folded.endswith(" of ", 0, match.start()):
            yield cited(
                "Regulation", *match.span(), [Item(start=match.start(), end=match.end(), target=stretch.section)]
            )
    root = stretch.section.rpartition("/s")[0]
    for match in _MARKED.finditer(folded, stretch.start, stretch.end):
        provisions = read_provisions(folded, match.end(), plural=match.group("plural") is not None)
        if provisions.items and (this := _OF_THIS.match(folded, provisions.end)):
            items = [Item(start=i.start, end=i.end, target=root + i.target) for i in provisions.items]
            yield cited("Regulation", match.start(), this.end(), items)


def _below(section: str, start: int, found: list[Item], end: int) -> Citation:
    items = [Item(start=item.start, end=item.end, target=section + item.target) for item in found]
    if len(items) == 1:
        items = [Item(start=start, end=end, target=items[0].target)]
    return cited("Regulation", start, end, items)

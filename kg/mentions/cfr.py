"""Finds references to the Code of Federal Regulations: with its title, and without where the text shows it."""

import re
from collections.abc import Iterator
from typing import Final

from kg.mentions.anchors import find_after_initial, find_around, find_at
from kg.mentions.cfr_amendments import read_amendments
from kg.mentions.cfr_sections import SUBS, Provisions, part_of, read_paragraphs, read_provisions
from kg.mentions.cfr_titles import AMENDS, Titles
from kg.mentions.context import Context
from kg.mentions.mention import Citation, Item, cited
from kg.mentions.scan import Scan

_MARKS: Final = ("CFR", "C.F", "C. F", "Code of Federal Regulations")
_NAME: Final = r"(?:C\. ?F\. ?R\.?|CFR|Code of Federal Regulations)"
_CODE: Final = rf"\b(?:[Tt]itle )?(?P<title>\d{{1,2}}),? ?(?:of the )?{_NAME}"
_BEFORE_NAME: Final = re.compile(r"\b(?:[Tt]itle )?\d{1,2},? ?(?:of the )?\Z")
_CFR: Final = re.compile(
    rf"{_CODE}\)?,? ?(?:[Cc]h(?:apter|\.) [IVXLC]{{1,7}},? ?(?:[Ss]ubch(?:apter|\.) [A-Z]{{1,2}},? ?)?)?"
    r"\(?(?:§{1,2} {0,2}|[Ss]ec(?:tions?|s?\.) ?|[Pp](?:art|t)(?P<plural>s)?\.? )?(?=\d)"
)
_CHAPTER: Final = re.compile(
    rf"{_CODE},? (?P<word>[Cc])h(?:apter|\.) (?P<chapter>[IVXLC]{{1,7}})\b"
    r"(?:,? [Ss]ubch(?:apter|\.) (?P<subchapter>[A-Z]{1,2})\b)?"
)
_CHAPTER_OF: Final = re.compile(
    r"(?:\b[Ss]ubchapter (?P<subchapter>[A-Z]{1,2}) of )?\b[Cc]hapter (?P<chapter>[IVXLC]{1,7}) of "
    rf"(?P<code>[Tt]itle (?P<title>\d{{1,2}}),? (?:of the )?{_NAME})"
)
_CHAPTER_BEFORE: Final = re.compile(
    r"(?:\b[Ss]ubchapter [A-Z]{1,2} of |(?<!\bof )\b)[Cc]hapter [IVXLC]{1,7} of [Tt]itle \d{1,2},? (?:of the )?\Z"
)
_TITLE: Final = re.compile(rf"\b[Tt]itle (?P<title>\d{{1,2}}),? (?:of the )?{_NAME}")
_TITLE_BEFORE: Final = re.compile(r"\b[Tt]itle \d{1,2},? (?:of the )?\Z")
_OF_CFR: Final = re.compile(
    r",? (?:of|in|under) (?:[Cc]hapter [IVXLC]{1,7},? of )?"
    rf"(?:[Tt]itle )?(?P<title>\d{{1,2}}),? (?:of the )?{_NAME}(?:,? [Pp]art \d{{1,4}}\b)?"
)
_DOTTED: Final = r"(?=\d{1,4}[a-z]{0,2}(?:-\d{1,3})?\.\d)"
_SIGN: Final = re.compile(rf"§§? {{0,2}}{_DOTTED}")
_SECTION: Final = re.compile(rf"ections? {_DOTTED}")
_PART: Final = re.compile(r"arts? (?=\d)")
_INNER: Final = re.compile(
    r"\b(?:[Ss]ub(?:part|pt\.) (?P<subpart>[A-Z]{1,7}[a-z]?)|[Aa]pp(?:endix|\.) (?P<appendix>[A-Z]{1,2}))"
    r" (?:of|to|in) \Z"
)
_PARAGRAPHS: Final = re.compile(rf"\b[Pp]aragraphs? (?P<first>{SUBS})[^\n;:.§]{{0,60}} of \Z")
_BETWEEN: Final = re.compile(r"(?: introductory text)? of ")
_OF_THIS: Final = re.compile(r",? of this (?:chapter|title|subchapter|part|subpart)\b")
_THIS_PART: Final = re.compile(r"\b(?:[Ss]ubpart (?P<subpart>[A-Z]{1,7}[a-z]?) of )?[Tt]his part\b")
_BEFORE_THIS: Final = re.compile(r"\b(?:[Ss]ubpart [A-Z]{1,7}[a-z]? of )?[Tt]\Z")
_TREASURY: Final = re.compile(r"\bTreas(?:\.|ury) Reg(?:\.|ulations?),? ?(?:§{1,2} ?|[Ss]ec(?:tions?|s?\.) ?)(?=\d)")
_PROPOSED: Final = re.compile(r"[Pp]rop(?:\.|osed) ?\Z")
_HYPHENATED: Final = 41
"""The title whose parts have hyphens."""
_TITLES: Final = range(1, 51)
_WIDTH: Final = 90


def find_code(context: Context) -> Iterator[Citation]:
    """Every reference to the Code of Federal Regulations.

    A bare "§ 703.112" or "part 703" belongs to the title of the text's own base, or to the one that the document shows
    for that part; where it shows none, or two, it is no reference.
    """
    scan = context.scan
    own = context.title if context.title and context.title.startswith("/us/cfr/") else None
    yield from _treasury(scan)
    if not own and not scan.has(AMENDS, *_MARKS):
        return
    titled = [*_titled(scan), *_chapters(scan), *_chapters_of(scan)]
    titles = Titles(context, titled)
    found = [*titled, *_marked(scan, own, titles)]
    yield from _with_titles(scan, found)
    if not own:
        yield from read_amendments(scan, titles)
    elif context.section:
        yield from _this_part(scan, f"{own}/pt{part_of(context.section.removeprefix(own))}")


def _titled(scan: Scan) -> Iterator[Citation]:
    folded = scan.folded
    for match in find_around(scan, _CFR, _BEFORE_NAME, *_MARKS):
        title = int(match.group("title"))
        if title in _TITLES:
            several = match.group("plural") is not None
            found = read_provisions(folded, match.end(), plural=several, hyphens=title == _HYPHENATED)
            yield from _mentions(folded, match.start(), f"/us/cfr/t{title}", found)


def _chapters(scan: Scan) -> Iterator[Citation]:
    for match in find_around(scan, _CHAPTER, _BEFORE_NAME, *_MARKS):
        if int(match.group("title")) in _TITLES:
            item = Item(start=match.start("word"), end=match.end(), target=_chapter(match))
            yield cited("Regulation", match.start(), match.end(), [item])


def _chapters_of(scan: Scan) -> Iterator[Citation]:
    """Chapters before their title, "chapter V of title 31, Code of Federal Regulations"; not those of a part."""
    for match in find_around(scan, _CHAPTER_OF, _CHAPTER_BEFORE, *_MARKS, width=_WIDTH):
        if int(match.group("title")) in _TITLES:
            title = Item(start=match.start("code"), end=match.end(), target=f"/us/cfr/t{int(match.group('title'))}")
            item = Item(start=match.start(), end=match.end(), target=_chapter(match))
            yield cited("Regulation", match.start(), match.end(), [item], [title])


def _chapter(match: re.Match[str]) -> str:
    """The id of the chapter or subchapter that a match names."""
    target = f"/us/cfr/t{int(match.group('title'))}/ch{match.group('chapter')}"
    return target + (f"/sch{match.group('subchapter')}" if match.group("subchapter") else "")


def _with_titles(scan: Scan, found: list[Citation]) -> Iterator[Citation]:
    """What is found, and the titles that are named in words; that of a provision is a head of its citation."""
    found.sort(key=lambda citation: citation.start)
    index = 0
    for match in find_around(scan, _TITLE, _TITLE_BEFORE, *_MARKS):
        if int(match.group("title")) in _TITLES:
            while index < len(found) and found[index].end <= match.start():
                index += 1
            title = Item(start=match.start(), end=match.end(), target=f"/us/cfr/t{int(match.group('title'))}")
            around = found[index] if index < len(found) and found[index].start <= match.start() else None
            if around is None:
                yield cited("Regulation", title.start, title.end, [title])
            elif len(around.items) > 1 or around.items[0].start >= title.end:
                found[index] = around._replace(heads=(*around.heads, title))
    yield from found


def _marked(scan: Scan, own: str | None, titles: Titles) -> Iterator[Citation]:
    """What "§" or "part" marks, with the title after it, or with none where the text has but one for that part."""
    folded = scan.folded
    done = 0
    marks = [(match.start(), match) for match in find_at(scan, _SIGN, "§")]
    marks += find_after_initial(scan, _SECTION, "sS", "ection")
    marks += find_after_initial(scan, _PART, "pP", "art ", "arts ")
    for start, match in sorted(marks, key=lambda mark: mark[0]):
        if start < done:
            continue
        several = match.group().startswith("arts")
        found = read_provisions(folded, match.end(), plural=several, hyphens=not several)
        done = found.end
        if not found.items:
            continue
        if of := _OF_CFR.match(folded, found.end):
            root: str | None = f"/us/cfr/t{int(of.group('title'))}" if int(of.group("title")) in _TITLES else None
            found.end = of.end()
        elif own and (this := _OF_THIS.match(folded, found.end)):
            root, found.end = own, this.end()
        elif folded.startswith(" of ", found.end) and (own or not _OF_THIS.match(folded, found.end)):
            continue
        else:
            follows = titles.before(folded, start)
            root = follows or (
                titles.of(part_of(found.items[0].target)) if not own else None if found.of_parts else own
            )
        if root:
            yield from _mentions(folded, start, root, found)


def _mentions(folded: str, start: int, root: str, found: Provisions) -> Iterator[Citation]:
    """A list below a title, with the subpart or the paragraphs of it that the words before name.

    "Paragraph (a) of § 9.5" and "part 82, subpart F" name two things, each with words of its own; the outer is a head.
    """
    if not found.items:
        return
    items = [item._replace(target=root + item.target) for item in found.items]
    wholes = [part._replace(target=root + part.target) for part in found.parts]
    joined = folded.endswith((" of ", " to ", " in "), max(0, start - 4), start)
    inner = _INNER.search(folded, max(0, start - _WIDTH), start) if joined else None
    if inner and found.of_parts and not wholes:
        if len(items) > 1:
            return
        wholes, start = [items[0]._replace(start=start)], inner.start()
        piece = f"spt{inner.group('subpart')}" if inner.group("subpart") else f"app{inner.group('appendix')}"
        items = [Item(start=start, end=inner.end() - 4, target=f"{items[0].target}/{piece}")]
    elif len(items) == 1 and not found.of_parts and joined and (outer := _outer(folded, start)):
        wholes, start = [items[0]._replace(start=start)], outer[0]
        items = [item._replace(target=items[0].target + item.target) for item in outer[1]]
    yield cited("Regulation", start, found.end, items, heads=wholes)


def _outer(folded: str, start: int) -> tuple[int, list[Item]] | None:
    """Where "paragraphs (a) and (b)(1) of" before a section begins, and these paragraphs below it."""
    named = (
        _PARAGRAPHS.search(folded, max(0, start - _WIDTH), start)
        if folded.endswith(" of ", max(0, start - 4), start)
        else None
    )
    items = read_paragraphs(folded, named.start("first")) if named else []
    if not named or not items or _BETWEEN.fullmatch(folded, items[-1].end, start) is None:
        return None
    return named.start(), items


def _this_part(scan: Scan, part: str) -> Iterator[Citation]:
    for match in find_around(scan, _THIS_PART, _BEFORE_THIS, "his part"):
        target = part + (f"/spt{match.group('subpart')}" if match.group("subpart") else "")
        yield cited("Regulation", *match.span(), [Item(start=match.start(), end=match.end(), target=target)])


def _treasury(scan: Scan) -> Iterator[Citation]:
    """The regulations of the Treasury, "Treas. Reg. § 1.401-1", are title 26; those proposed are not in the Code."""
    folded = scan.folded
    for match in find_at(scan, _TREASURY, "Treas"):
        found = read_provisions(folded, match.end())
        if (
            found.items
            and not found.of_parts
            and not _PROPOSED.search(folded, max(0, match.start() - 10), match.start())
        ):
            yield from _mentions(folded, match.start(), "/us/cfr/t26", found)

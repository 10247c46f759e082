"""Finds public laws, the Statutes at Large, and acts by their date."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from kg.mentions.anchors import find_around, find_at
from kg.mentions.mention import Citation, Item, cited
from kg.mentions.scan import Scan
from kg.mentions.sections import SectionRef, read_sections

PUBLIC_LAW: Final = re.compile(
    r"\bP(?:ub(?:lic|\.) ?L(?:aw(?P<several>s)?|\.)|\. ?L\.)(?: No(?P<numbers>s)?\.)? ?"
    r"(?P<congress>\d{2,3})-(?P<number>\d{1,4})\b"
)
_MORE_LAWS: Final = re.compile(r"(?:,? and |,? or |, |; )(?P<congress>\d{2,3})-(?P<number>\d{1,4})\b")
_LEVEL: Final = (
    r"((?:[Dd]iv|[Ss]ubtit|[Tt]it|[Pp]t|[Ss]ubpt|[Ss]ubch|[Cc]h)\."
    r"|[Dd]ivision|(?:[Ss]ub)?[Tt]itle|(?:[Ss]ub)?[Pp]art|(?:[Ss]ub)?[Cc]hapter)"
)
_NUMBER: Final = r"([A-Z]{1,7}|\d{1,3}[A-Z]?)\b"
_OPENINGS: Final = frozenset("§dDtTpPcCsS")
"""What divisions and sections begin with."""
_DIVISIONS: Final = re.compile(rf",?+ ?+{_LEVEL} {_NUMBER}(?!-)")
DIVISION_OF: Final = re.compile(rf"{_LEVEL} {_NUMBER} of (?:the )?")
PART: Final = (
    r"([Dd]ivision|(?:[Ss]ub)?[Tt]itle|(?:[Ss]ub)?[Cc]hapter|(?:[Ss]ub)?[Pp]art) ([A-Z]{1,8}|\d{1,3}[A-Z]?) of "
)
_PART: Final = re.compile(rf"\b{PART}")
_BEFORE: Final = re.compile(rf"\b{_LEVEL} {_NUMBER} of \Z")
_CODES: Final = {
    "div": "d", "division": "d", "tit": "t", "title": "t", "subtit": "st", "subtitle": "st", "pt": "pt", "part": "pt",
    "subpt": "spt", "subpart": "spt", "ch": "ch", "chapter": "ch", "subch": "sch", "subchapter": "sch",
}  # fmt: skip
_SECTION: Final = re.compile(r",?+ ?+(?:§{1,2} ?|[Ss]ec(?:tions?|s?\.) ?)(?=\d)")
_INNER: Final = re.compile(r" \[(?=(?:div|title|tit|§))")
_IN_BRACKETS: Final = re.compile(r" \[\[(div\.) ([A-Z]{1,2})\]")
_STAT: Final = re.compile(r"(\d{1,3}A?) Stat\. (\d{1,5}(?:[A-Z]-\d{1,4})?)\b(?:, ch(?:apter|\.) (\d{1,4})\b)?")
_LAWS: Final = ("P.L.", "P. L.", "Pub. L", "Pub.L", "Public L")
_VOLUME: Final = re.compile(r"\b\d{1,3}A? \Z")
_MONTHS: Final = {m: i for i, m in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), start=1)}
_DATE: Final = (
    r"(Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)(?:uary|ruary|ch|il|ust|tember|ober|ember)?\.? "
    r"(\d{1,2}), (1[789]\d\d|19\d\d|20\d\d)"
)
_ACT_DATE: Final = re.compile(rf"\b(?:[Aa]ct of |[Aa]ct )?{_DATE}, ch(?:apter|\.) (\d{{1,4}})")
_BEFORE_CHAPTER: Final = re.compile(rf"\b(?:[Aa]ct of |[Aa]ct )?{_DATE}\Z")
_BEFORE_OF_DATE: Final = re.compile(r"\b[Aa]\Z")
ACT_OF: Final = re.compile(rf"\b[Aa]ct of {_DATE}(?:,? \(?ch(?:apter|\.) (\d{{1,4}})|\b)")
_IN_WORDS: Final = "Public Law"
_DEEPEST: Final = 5
_MOST: Final = 50

Reading = tuple[str, list[SectionRef], int, int]
"""The path of divisions, the sections, where they end, and where the law without its sections ends."""


def find_public_laws(scan: Scan) -> Iterator[Citation]:
    """Every public law, page of the Statutes at Large and dated act, with divisions and sections."""
    if not scan.has(*_LAWS, "Stat. ", ", ch", "ct of "):
        return
    folded = scan.folded
    for match in find_at(scan, PUBLIC_LAW, *_LAWS):
        if (match.group("several") or match.group("numbers")) and (several := _several(folded, match)):
            yield cited("Statute", match.start(), several[-1].end, several)
            continue
        yield from _divided(folded, match)
    for match in find_around(scan, _STAT, _VOLUME, "Stat. ", width=6):
        volume, number, chapter = match.groups()
        page = Item(match.start(), match.end(2), f"/us/stat/{volume}/{number}")
        if chapter:  # the act of that chapter, where several begin on the page
            yield Citation("Statute", page.start, page.end, (page,), nested=True)
            page = Item(page.start, match.end(), f"{page.target}/ch{chapter}")
        yield Citation("Statute", page.start, page.end, (page,))
    for match in find_around(scan, _ACT_DATE, _BEFORE_CHAPTER, ", ch", width=28):
        yield from _law(folded, match.start(), match.end(), dated_act(match))
    for match in find_around(scan, ACT_OF, _BEFORE_OF_DATE, "ct of ", width=2):
        item = Item(start=match.start(), end=match.end(), target=dated_act(match))
        yield cited("Statute", match.start(), match.end(), [item])


def _divided(folded: str, match: re.Match[str]) -> Iterator[Citation]:
    """A law with the parts of it that are named before it and behind it: "title II of Pub. L. 105-277, div. C"."""
    root = _public_law(match)
    start, end = match.span()
    above = ""
    inside = 0
    while inside < _DEEPEST and (before := _before(folded, start)):
        start, above, inside = before.start(), above + division_path(before.group(1), before.group(2)), inside + 1
    if above:
        yield cited("Statute", match.start(), end, [Item(match.start(), end, root)], nested=True)
        path, end = read_divisions(folded, end)
        if path:
            root += path
            yield cited("Statute", match.start(), end, [Item(match.start(), end, root)], nested=True)
    yield from _law(folded, start, end, root + above)


def _before(folded: str, start: int) -> re.Match[str] | None:
    """The division or title "of" what begins here."""
    return _BEFORE.search(folded, max(0, start - 25), start) if folded.startswith(" of ", start - 4) else None


def _public_law(match: re.Match[str]) -> str:
    congress, number = match.group("congress", "number")
    return f"/us/pl/{int(congress)}/{int(number)}"


def _several(folded: str, first: re.Match[str]) -> list[Item]:
    """The laws of a list: "Public Laws 104-208 and 105-277"; none where one law alone is named."""
    laws = [first]
    while len(laws) < _MOST and (more := _MORE_LAWS.match(folded, laws[-1].end())):
        laws.append(more)
    return [Item(start=m.start("congress"), end=m.end(), target=_public_law(m)) for m in laws] if laws[1:] else []


@lru_cache(maxsize=1024)
def division_path(word: str, number: str) -> str:
    """A division, title or part as a piece of a path: "/dA", "/tVI"."""
    return f"/{_CODES[word.lower().rstrip('.')]}{number}"


def parts_path(words: str) -> str:
    """The path of the parts that stand before a law, outermost first: "/dQ/tII" of "title II of division Q of "."""
    return "".join(division_path(*part) for part in reversed(_PART.findall(words)))


def dated_act(match: re.Match[str]) -> str:
    """The canonical id of an act by its date and, where it is given, its chapter."""
    month, day, year, chapter = match.groups()
    root = f"/us/act/{year}-{_MONTHS[month[:3].lower()]:02}-{int(day):02}"
    return f"{root}/ch{chapter}" if chapter else root


def _law(folded: str, start: int, end: int, root: str) -> Iterator[Citation]:
    path, refs, stop, law_end = _read(folded, end)
    if not path and not refs:
        yield Citation("Statute", start, law_end, (Item(start, law_end, root),))
        return
    law = Item(start, law_end, root + path)
    if folded.startswith(_IN_WORDS, start):
        yield _in_steps(folded, Item(start=start, end=end, target=root), law, refs, stop)
        return
    if not refs:
        if root.startswith("/us/act/"):
            yield cited("Statute", start, end, [Item(start=start, end=end, target=root)], nested=True)
        yield cited("Statute", start, law_end, [law])
        return
    items = [Item(r.start, r.end, "/".join((root + path, "s" + r.section, *r.path))) for r in refs]
    if path and root.startswith("/us/act/"):
        law = Item(start=start, end=end, target=root)
    if folded.startswith("§§", items[0].start - 3) or (path and law.target == root):
        yield cited("Statute", start, law.end, [law], nested=True)
    elif len(items) > 1:
        items[0] = items[0]._replace(start=start)
    if len(items) == 1:
        yield cited("Statute", start, *_bracketed(folded, start, stop, items[0]))
    else:
        yield cited("Statute", start, stop, items)


def _in_steps(folded: str, whole: Item, law: Item, refs: list[SectionRef], stop: int) -> Citation:
    """What follows a law that is named in words, "Public Law 108-405, section 303": each has words of its own."""
    items = [Item(start=r.start, end=r.end, target="/".join((law.target, f"s{r.section}", *r.path))) for r in refs]
    if not refs:
        items = [law._replace(start=whole.end + (2 if folded.startswith(", ", whole.end) else 1))]
    return cited("Statute", whole.start, stop if refs else law.end, items, heads=[whole])


def _read(folded: str, end: int) -> Reading:
    if folded[end : end + 3].lstrip(", ")[:1] not in _OPENINGS:
        return "", [], end, end
    path, end = read_divisions(folded, end)
    if section := _SECTION.match(folded, end):
        refs, stop = read_sections(folded, section.end())
        if not (section.group().endswith("ection ") and folded.startswith(" of ", stop)):
            return path, refs, stop, end
    return path, [], end, end


def read_divisions(folded: str, end: int) -> tuple[str, int]:
    """The path of the divisions and titles that follow a law, "/dB/tV" of ", div. B, title V", and where they end."""
    path = ""
    while division := _DIVISIONS.match(folded, end):
        path += division_path(division.group(1), division.group(2))
        end = division.end()
    return path, end


def divisions_before(folded: str, place: int) -> tuple[str, int]:
    """The path of what stands before a law, "/dN/tIII" of "title III of div. N of ", and where the law begins."""
    path = ""
    while division := DIVISION_OF.match(folded, place):
        path = division_path(division.group(1), division.group(2)) + path
        place = division.end()
    return path, place


def _bracketed(folded: str, start: int, stop: int, item: Item) -> tuple[int, list[Item]]:
    """An act inside a section of another: "Pub. L. 105-277, div. A, § 101(f) [title VII, § 709(a)]"."""
    if folded.startswith(" [[", stop) and (division := _IN_BRACKETS.match(folded, stop)):
        return _doubly_bracketed(folded, start, division, item)
    if folded.startswith(" [", stop) and (inner := _INNER.match(folded, stop)):
        path, refs, end, _ = _read(folded, inner.end())
        root = item.target + path
        inside = [Item(r.start, r.end, "/".join((root, f"s{r.section}", *r.path))) for r in refs]
        if (path or refs) and folded[end : end + 1] == "]":
            first = inside[0].target if inside else root
            return end + 1, [Item(start, end + 1 if len(inside) < 2 else inside[0].end, first), *inside[1:]]
    return stop, [Item(start, stop, item.target)]


def _doubly_bracketed(folded: str, start: int, division: re.Match[str], item: Item) -> tuple[int, list[Item]]:
    """A division that the editors supplied, with what is cited of it: "§ 1 [[div. A], title X, § 1087(a)]"."""
    root = item.target + division_path(*division.groups())
    outer = Item(start, division.end(), root)
    path, refs, end, _ = _read(folded, division.end())
    if not refs or folded[end : end + 1] != "]":
        return outer.end, [outer]
    return end + 1, [outer, *(Item(r.start, r.end, "/".join((root + path, f"s{r.section}", *r.path))) for r in refs)]

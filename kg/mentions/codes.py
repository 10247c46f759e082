"""Finds what names the U.S. Code: "26 U.S.C. § 6103(i)(2)", "IRC 6103", "title 18, United States Code"."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from kg.mentions.anchors import find_after_initial, find_around, find_at
from kg.mentions.codified import as_inventoried
from kg.mentions.mention import Citation, Item, cited
from kg.mentions.scan import Scan
from kg.mentions.sections import SectionRef, read_sections

USC: Final = re.compile(
    r"\b(?:[Tt]itle )?(?P<title>\d{1,2}),? ?"
    r"(?P<name>U\. ?S\. ?C\b\.?(?: ?A\b\.?)?|USCA?\b|U\.?S\.? Code\b|United States Code\b)"
    r"(?:, \d{4} ed\.)?(?:,? ?(?P<app>[Aa]pp(?:endix\b|\b\.?)))?"
    r"(?:,? ?(?:§{1,2} ?|[Ss]ec(?:tions?|s?\.) ?|(?P<level>[Cc]h(?:apter|\.)|[Ss]ub(?:chapter|ch\.)|[Pp]art) )?(?=\d))?"
)
NO_OTHER: Final = r"(?! of the (?!U)|,? (?:of the )?(?:D\.C\.|District of Columbia|Canal Zone|Guam|Virgin Islands) )"
"""Behind "title 16", what would say that it is a title of an act or of another code."""
OF_CODE: Final = r"(?:,? (?:of the )?(?:United States Code|U\.S\. ?C(?:ode|\.)))"
TITLES: Final = range(1, 55)
LEVELS: Final = {
    "division": "d",
    "subpart": "spt",
    "chapter": "ch",
    "subchapter": "sch",
    "part": "pt",
    "subtitle": "st",
    "ch.": "ch",
    "subch.": "sch",
}
_NAMES: Final = (
    "U.S.C", "U. S. C", "U. S.C", "U.S. C", "USC", "U.S Code", "US. Code", "US Code", "United States Code",
)  # fmt: skip
_NUMBER: Final = re.compile(r"\b(?:[Tt]itle \d{1,2},?|\d{1,2}) ?\Z")
_IRC: Final = re.compile(
    r"\bI(?:RC|\.R\.C\.)(?: of 19\d\d)?,? ?"
    r"(?:(?:§{1,2} ?|[Ss]ec(?:tions?|s?\.) ?)(?=\d)|(?=\d)(?!19(?:39|54|86)\b))"
)
_TITLE: Final = re.compile(rf"itle (?:(\d{{1,2}}){OF_CODE}(?! ?[§\d])|(?<=under title )(\d{{1,2}})\b(?! of))")
_TAX_CODE: Final = re.compile(r"\b[Tt]he (?P<code>(?:federal |U\.S\. )?(?:tax|revenue) code)\b")
_BEFORE_TAX_CODE: Final = re.compile(r"\b[Tt]he (?:federal |U\.S\. )?\Z")
_PAGE: Final = re.compile(r" S(?:tat|TAT)\.")
"""Behind a number, what says that it is a volume of the Statutes at Large, printed between the lines."""


def find_code_citations(scan: Scan) -> Iterator[Citation]:
    """Every citation that names the Code, or the Internal Revenue Code by its initials."""
    folded = scan.folded
    for match in find_around(scan, USC, _NUMBER, *_NAMES):
        if int(match.group("title")) in TITLES:
            yield _code(folded, match)
    for match in find_at(scan, _IRC, "IRC", "I.R.C."):
        refs, end = read_sections(folded, match.end())
        if refs:
            yield cited("Statute", match.start(), end, section_items("/us/usc/t26", refs))
    for match in find_around(scan, _TAX_CODE, _BEFORE_TAX_CODE, "tax code", "revenue code"):
        yield _title(*match.span("code"), 26)
    for start, match in find_after_initial(scan, _TITLE, "tT", "itle "):
        number = int(match.group(1) or match.group(2))
        if number in TITLES:
            yield _title(start, match.end(), number)


def section_items(root: str, refs: Sequence[SectionRef]) -> tuple[Item, ...]:
    """Section references as canonical ids below a title or an act."""
    if len(refs) == 1 and "-" not in refs[0].section:
        start, end, section, path, through = refs[0]
        return (Item(start, end, "/".join((root, "s" + section, *path)), through),)
    if root.startswith("/us/usc/t"):
        refs = as_inventoried(root.removeprefix("/us/usc/t"), refs)
    return tuple([Item(r.start, r.end, "/".join((root, "s" + r.section, *r.path)), r.through) for r in refs])


def _code(folded: str, match: re.Match[str]) -> Citation:
    """What "26 U.S.C." cites: sections, a chapter, something of an appendix, or the title as such."""
    number = int(match.group("title"))
    if match.group("app"):
        return _appendix(folded, match, number)
    refs, end = read_sections(folded, match.end())
    if not refs or _PAGE.match(folded, end):
        return _title(match.start(), match.end("name"), number)
    if level := match.group("level"):
        root = f"/us/usc/t{number}/{LEVELS[level.lower()]}"
        return cited("Statute", match.start(), end, [Item(r.start, r.end, f"{root}{r.section}") for r in refs])
    return cited("Statute", match.start(), end, section_items(f"/us/usc/t{number}", refs))


def _appendix(folded: str, match: re.Match[str], number: int) -> Citation:
    """Titles 5, 11, 18, 28 and 50 have, or had, an appendix; its sections are counted for themselves."""
    refs, end = read_sections(folded, match.end()) if not match.group("level") else ([], 0)
    if not refs:
        end = match.end("app")
        refs = [SectionRef(match.start(), end, "", ())]
    items = [Item(r.start, r.end, "/".join((f"/us/usc/t{number}/app{r.section}", *r.path))) for r in refs]
    return cited("Statute", match.start(), end, items)


def _title(start: int, end: int, number: int) -> Citation:
    return cited("Statute", start, end, [Item(start, end, f"/us/usc/t{number}")])

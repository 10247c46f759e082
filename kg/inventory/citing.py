"""How the Code's own notes and credits write laws and places: one fixed style, read exactly.

"title IV of Pub. L. 93-205", "act Aug. 14, 1935, ch. 531, title II", "chapter 35 (§ 1531 et seq.) of Title 16".
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

_MONTHS: Final = {m: i for i, m in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), start=1)}
DATE: Final = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]{0,6}\.? \d{1,2}, \d{4}"
_CODES: Final = {
    "div": "d", "division": "d", "title": "t", "subtitle": "st", "subtit": "st", "chapter": "ch", "ch": "ch",
    "subchapter": "sch", "subch": "sch", "part": "pt", "pt": "pt", "subpart": "spt", "subpt": "spt",
}  # fmt: skip
_WORD: Final = (
    r"(?:[Dd]ivision|[Dd]iv\.|(?:[Ss]ub)?[Tt]itle|[Ss]ubtit\.|(?:[Ss]ub)?[Cc]hapter|[Cc]h\.|(?:[Ss]ub)?[Pp]art"
    r"|(?:[Ss]ub)?[Pp]t\.)"
)
_NUMBER: Final = r"(?:[A-Z]{1,8}(?:-[A-Z0-9]{1,3})?|\d{1,4}[A-Z]{0,2}(?:-\d{1,2})?)(?![\w(])"
_AND_ALL: Final = r"(?: \(§{1,2} ?[^()]{1,60}(?:\([^()]{1,9}\)[^()]{0,30}){0,3}\))?"
_INNER: Final = re.compile(rf"({_WORD}) ({_NUMBER}){_AND_ALL} of ")
_AFTER: Final = re.compile(rf",? ({_WORD}) ({_NUMBER})")
_WITHIN: Final = re.compile(rf",? § ?(\d[\w-]*)((?:\([0-9A-Za-z]{{1,5}}\)){{0,4}}) \[({_WORD}) ({_NUMBER})")
"""What an omnibus law enacts by a section of its own: "§ 1(a) [title IX, § 901]"."""
_LAW: Final = re.compile(
    rf"(?:Pub\. L\. (?P<congress>\d{{1,3}})-(?P<number>\d{{1,4}})"
    rf"|(?:[Aa]ct )?(?P<date>{DATE}), ch\. (?P<chapter>\d{{1,4}}))"
)
_WHEN: Final = re.compile(rf"[^.;()]{{0,80}}?\b(?P<date>{DATE})")
_LEVEL: Final = re.compile(
    rf"({_WORD}) ({_NUMBER}) ?\(§{{1,2}} ?(?P<first>\d[\w-]*)[^()]{{0,40}}\)((?: of {_WORD} {_NUMBER}){{0,5}}) of "
    r"(?:[Tt]itle (?P<title>\d{1,2})\b|(?P<this>this title))"
)
_MARK: Final = re.compile(r"\(§")
_LEVEL_HEAD: Final = re.compile(rf"{_WORD} {_NUMBER} ?\Z")
_OF_TITLE: Final = re.compile(r" of (?:[Tt]itle (\d{1,2})\b(?! of )|this title)")
_NAMED: Final = r"(?:(?:sub)?chapter|(?:sub)?part|subtitle|division) (?:[A-Z]{1,7}|\d{1,4}[A-Z]?)"
_PARTS_HEAD: Final = re.compile(rf"\b{_NAMED}(?: of {_NAMED}){{0,4}}\Z")
_OWN: Final = re.compile(
    r"\b(?:chapter|subtitle) (?:[A-Z]|\d{1,3}[A-Z]?)\b(?! of )|\bsubchapter [A-Z] of chapter \d{1,3}[A-Z]?\b(?! of )"
)
_PART: Final = re.compile(rf"({_WORD}) ({_NUMBER})")
_ABOVE: Final = re.compile(rf" of ({_WORD}) ({_NUMBER})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Law:
    """A law or a part of one.

    Attributes:
        id: Canonical id of the whole law.
        divisions: Path below it, "/tIV/stA", or "".
        date: ISO 8601, or None.
        end: Where the words end.
    """

    id: str
    divisions: str
    date: str | None
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """A chapter or other level of the Code with its first section."""

    id: str
    first: str
    end: int


def read_law(text: str, start: int) -> Law | None:
    """The law whose words begin here: "title IV of Pub. L. 93-205, div. B", "act Aug. 14, 1935, ch. 531"."""
    inner: list[str] = []
    end = start
    while len(inner) < 5 and (outer := _INNER.match(text, end)):
        inner.insert(0, division(outer.group(1), outer.group(2)))
        end = outer.end()
    match = _LAW.match(text, end)
    if not match:
        return None
    end = match.end()
    after: list[str] = []
    date = match.group("date")
    while len(after) < 5 and (below := _AFTER.match(text, end) or _WITHIN.match(text, end)):
        if below.re is _WITHIN:
            after.append(f"/s{below.group(1)}{below.group(2).replace('(', '/').replace(')', '')}")
        after.append(division(*below.groups()[-2:]))
        end = below.end()
    if date is None and (when := _WHEN.match(text, end)):
        date = when.group("date")
    day = iso_day(date) if date else None
    law = (
        f"/us/pl/{match.group('congress')}/{match.group('number')}"
        if match.group("congress")
        else f"/us/act/{day}/ch{match.group('chapter')}"
    )
    return Law(id=law, divisions="".join([*after, *inner]), date=day, end=end)


def read_level(text: str, start: int, title: str) -> Level | None:
    """The level of the Code whose words begin here; `title` is what "this title" is, "/us/usc/t16"."""
    match = _LEVEL.match(text, start)
    if not match:
        return None
    above = [division(word, number) for word, number in _ABOVE.findall(match.group(4))]
    root = title if match.group("this") else f"/us/usc/t{match.group('title')}"
    pieces = [*reversed(above), division(match.group(1), match.group(2))]
    return Level(id=root + "".join(pieces), first=f"{root}/s{match.group('first')}", end=match.end())


def find_levels(text: str, title: str) -> Iterator[tuple[str, str | None]]:
    """Ids of the levels of the Code that a text names, each with its first section where the text gives it."""
    for mark in _MARK.finditer(text):
        head = _LEVEL_HEAD.search(text, max(0, mark.start() - 30), mark.start())
        if head and (level := read_level(text, head.start(), title)):
            yield level.id, level.first
    for mark in _OF_TITLE.finditer(text):
        if head := _PARTS_HEAD.search(text, max(0, mark.start() - 90), mark.start()):
            root = title if mark.group(1) is None else f"/us/usc/t{mark.group(1)}"
            yield from ((level, None) for level in _chain(root, head.group()))


def find_own_levels(text: str, title: str) -> Iterator[str]:
    """Ids of levels that are named without a title, as the Internal Revenue Code names its own."""
    for match in _OWN.finditer(text):
        yield from _chain(title, match.group())


def _chain(root: str, parts: str) -> Iterator[str]:
    """Every level of "subchapter B of chapter 63", the outermost first."""
    for word, number in reversed(_PART.findall(parts)):
        root += division(word, number)
        yield root


def division(word: str, number: str) -> str:
    """A division as a piece of a path: "/tIV", "/dB"."""
    return f"/{_CODES[word.lower().rstrip('.')]}{number}"


def iso_day(text: str) -> str:
    """A date of the Code's notes, "Aug. 14, 1935", in ISO 8601."""
    month, day, year = text.replace(",", "").split()
    return f"{year}-{_MONTHS[month[:3].lower()]:02}-{int(day):02}"

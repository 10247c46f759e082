"""Where the Code says that a law, or a section or a title of one, is classified."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from kg.inventory.citing import division, read_law, read_level
from kg.inventory.naming import read_credit, tidy_name
from kg.inventory.source import CodeSection, Note

_NUMBER: Final = r"\d[\w.-]*(?<![.-])"
_SUBS: Final = r"(?:\([0-9A-Za-z]{1,5}\)){0,8}"
_DESIGNATOR: Final = re.compile(r"\(([0-9A-Za-z]{1,5})\)")
_LISTED: Final = re.compile(
    rf"(?:,? §{{1,2}} ?|,? and §? ?|, (?=\d))(?P<number>{_NUMBER})(?P<path>{_SUBS})(?! Stat\.| F\.R\.)(?![\w(])"
)
_FORMERLY: Final = re.compile(
    rf",? formerly (?:(?!Pub\. L\.|act )[^§;]{{1,40}}, )?§ ?(?P<number>{_NUMBER})(?P<path>{_SUBS})"
)
_ITEM: Final = re.compile(r"[^;]*")
_PLACE: Final = rf"section (?P<section>{_NUMBER})(?P<below>{_SUBS}) of (?:[Tt]itle (?P<title>\d{{1,2}})\b|this title)"
_IS: Final = (
    r"(?:,? referred to in .{1,200}?,)? (?:is|was) (?:also )?classified (?:generally |principally |primarily )?to "
)
_SECTION_OF: Final = re.compile(
    rf"\b[Ss]ection (?P<number>{_NUMBER})(?P<path>{_SUBS}) of (?:the|that|such) Act{_IS}{_PLACE}"
)
_NAMED_SECTION: Final = re.compile(
    rf"\b[Ss]ection (?P<number>{_NUMBER})(?P<path>{_SUBS}) of the (?P<name>[A-Z][^.;()]{{5,150}}?){_IS}{_PLACE}"
)
_LEVEL_WORD: Final = r"(?:[Dd]ivision|(?:[Ss]ub)?[Tt]itle|(?:[Ss]ub)?[Cc]hapter|(?:[Ss]ub)?[Pp]art)"
_PART_OF: Final = re.compile(
    rf"\b(?P<parts>{_LEVEL_WORD} [A-Z0-9-]{{1,8}}(?: of {_LEVEL_WORD} [A-Z0-9-]{{1,8}}){{0,3}})"
    r" of (?:the|that|such) Act"
    r"(?:,? [^.;]{0,60}?)? (?:is|was) classified (?:generally |principally |primarily )?to "
    r"(?=chap|subch|part|subp|subt)"
)
_PART: Final = re.compile(rf"({_LEVEL_WORD}) ([A-Z0-9-]{{1,8}})")
_LAW_IS: Final = re.compile(r"\b(?:is|meaning|means|was) (?=(?:[a-z]+ |[A-Z]{1,6} ){0,9}(?:Pub\. L\.|act ))")
_CLASSIFIED: Final = re.compile(
    r".{0,160}?(?:which|and) (?:is|was) classified (?:generally |principally |primarily )?to (?P<to>this Act|)"
)
_WHOLE: Final = re.compile(rf"{_PLACE}")
_BRACKET: Final = re.compile(
    rf"[\[(](?P<title>\d{{1,2}}) U\.S\.C\. (?P<section>{_NUMBER})(?P<below>{_SUBS})(?P<tail> et seq\.| note)?"
    r"(?P<more>[,;] [^\[\]]{1,80})?[\])]"
)
_SECTION_HEAD: Final = re.compile(
    rf"[Ss]ection (?P<number>{_NUMBER})(?P<path>{_SUBS}) of (?:(?:title|subtitle|part|division) [A-Z0-9]{{1,7}} of )?"
    r"(?:the )?(?P<name>[A-Z][^;()\[\]\":]{3,170}) ?\Z"
)
_NAME_HEAD: Final = re.compile(
    r"\bthe (?P<name>[A-Z][\w'&.-]*(?:,? (?:[A-Z0-9][\w'&.-]*|of|and|for|the|to|in|on|with|against|by|from|or))"
    r"{1,25}) ?\Z"
)
_PARTS_HEAD: Final = re.compile(rf"(?P<parts>(?:\b{_LEVEL_WORD} [A-Z0-9-]{{1,8}} of ){{1,4}})\Z")
_SECTIONS_HEAD: Final = re.compile(
    r"(?:\b(?:[Ss]ections?|[Pp]aragraphs?|[Ss]ubsections?)|§) "
    r"(?:(?!\b(?:[Tt]itle|[Pp]art|[Cc]hapter|Act)\b)[^;]){1,90} of \Z"
)
_WINDOW: Final = 230
CREDIT: Final = 10
"""The weight of a source credit, which is the Code's own."""
FORMER: Final = 2
"""The weight of a number that the section had formerly."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Placing:
    """That a law, a division or a section of one is at a place in the Code.

    Attributes:
        law: Canonical id of the law, or None where only its name is given.
        name: The name, or None.
        divisions: Path of divisions inside the law, "/tXVIII".
        number: Section, or None for a law or a division as a whole.
        path: Path below the section.
        target: Canonical id in the Code.
        level: The chapter or other level, where it is one.
        note: Whether it is set out in the notes of the target.
        weight: How much the source is worth where two differ.
    """

    law: str | None = None
    name: str | None = None
    divisions: str = ""
    number: str | None = None
    path: tuple[str, ...] = ()
    target: str
    level: str | None = None
    note: bool = False
    weight: int = 1


def find_placings(section: CodeSection) -> Iterator[Placing]:
    """Every statement of a section, its credit and its notes of where a law is in the Code."""
    title = "/".join(section.id.split("/")[:4])
    yield from _enacted(section)
    for note in section.notes:
        if note.topic in ("referencesInText", "codification"):
            yield from _noted(note, title)
    for match in _BRACKET.finditer(section.text):
        yield from _bracketed(section.text, match)


def _enacted(section: CodeSection) -> Iterator[Placing]:
    found = read_credit(section.credit)
    item = _ITEM.match(section.credit)
    if not found or not item:
        return
    law, _ = found
    place = law.end
    while listed := _LISTED.match(section.credit, place, item.end()):
        yield Placing(
            law=law.id, divisions=law.divisions, number=listed.group("number"), target=section.id, weight=CREDIT,
            path=_designators(listed.group("path")),
        )  # fmt: skip
        place = listed.end()
    if place > law.end and (before := _FORMERLY.match(section.credit, place)):
        yield Placing(
            law=law.id, divisions=law.divisions, number=before.group("number"), target=section.id, weight=FORMER,
            path=_designators(before.group("path")),
        )  # fmt: skip


def _noted(note: Note, title: str) -> Iterator[Placing]:
    text = note.text
    laws = [(m.start(), read_law(text, m.end())) for m in _LAW_IS.finditer(text)]
    for place, law in laws:
        if law is None:
            continue
        following = next((other for other, each in laws if other > place and each), len(text))
        end = min(following, text.find("For complete classification", place) % (len(text) + 1))
        yield from _home(text, law.end, title, Placing(law=law.id, divisions=law.divisions, target="", weight=3))
        for match in _SECTION_OF.finditer(text, law.end, end):
            yield Placing(
                law=law.id, divisions=law.divisions, number=match.group("number"), weight=6,
                path=_designators(match.group("path")), target=_target(match, title),
            )  # fmt: skip
        for match in _PART_OF.finditer(text, law.end, end):
            if level := read_level(text, match.end(), title):
                parts = law.divisions + _path(match.group("parts"))
                yield Placing(law=law.id, divisions=parts, target=level.first, level=level.id, weight=3)
    for match in _NAMED_SECTION.finditer(text):
        if name := tidy_name(match.group("name")):
            yield Placing(
                name=name, number=match.group("number"), path=_designators(match.group("path")), weight=6,
                target=_target(match, title),
            )  # fmt: skip


def _home(text: str, end: int, title: str, law: Placing) -> Iterator[Placing]:
    match = _CLASSIFIED.match(text, end)
    if not match:
        return
    if level := read_level(text, match.end(), title):
        yield Placing(law=law.law, divisions=law.divisions, target=level.first, level=level.id, weight=law.weight)
    elif place := _WHOLE.match(text, match.end()):
        yield Placing(law=law.law, divisions=law.divisions, target=_target(place, title), weight=law.weight)


def _bracketed(text: str, match: re.Match[str]) -> Iterator[Placing]:
    """What the text puts behind a name: "part A of title IV of the Social Security Act [42 U.S.C. 601 et seq.]"."""
    window = text[max(0, match.start() - _WINDOW) : match.start()]
    target = _target(match, "")
    if match.group("tail"):
        whole = _NAME_HEAD.search(window)
        name = tidy_name(whole.group("name")) if whole else None
        if not whole or not name or _SECTIONS_HEAD.search(window, 0, whole.start()):
            return
        parts = _PARTS_HEAD.search(window, 0, whole.start())
        divisions = _path(parts.group("parts")) if parts else ""
        yield Placing(name=name, divisions=divisions, target=target, note=match.group("tail") == " note")
    elif not match.group("more") and (heads := list(_SECTION_HEAD.finditer(window))):
        name = tidy_name(heads[-1].group("name"))
        if name and " section " not in name:
            path = _designators(heads[-1].group("path"))
            yield Placing(name=name, number=heads[-1].group("number"), path=path, target=target)


def _path(parts: str) -> str:
    """The path of "part A of title IV": "/tIV/ptA"."""
    return "".join(division(word, number) for word, number in reversed(_PART.findall(parts)))


def _target(match: re.Match[str], title: str) -> str:
    root = f"/us/usc/t{match.group('title')}" if match.group("title") else title
    return "/".join((f"{root}/s{match.group('section')}", *_designators(match.group("below"))))


def _designators(text: str) -> tuple[str, ...]:
    return tuple(_DESIGNATOR.findall(text))

"""Finds references to the Code of Federal Regulations: with its title, and without where the text shows it."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from kg.mentions.anchors import find_around
from kg.mentions.context import Context
from kg.mentions.mention import Citation, Item, cited
from kg.mentions.sections import continue_path, designators

_NUMBER: Final = (
    r"\d{1,4}(?:-\d{1,3})?\.\d{1,6}[A-Za-z]{0,2}(?:\([a-z0-9]{1,2}\)(?=-\d))?(?:-\d{1,4}[A-Za-z]{0,2}){0,3}"
)
_SUBS: Final = r"(?:\([0-9A-Za-z]{1,5}\)){1,8}"
_ITEM: Final = re.compile(rf"(?P<section>{_NUMBER})(?P<subs>{_SUBS})?(?![\w-])")
_BARE_SUBS: Final = re.compile(_SUBS)
_PART: Final = re.compile(
    r"(?P<part>\d{1,4}[a-z]?)(?:,? [Ss]ub(?:part|pt\.) (?P<subpart>[A-Z]{1,3})\b)?(?![\d.-]\d|\w)"
)
_MARKS: Final = ("CFR", "C.F", "C. F", "Code of Federal Regulations")
_NAME: Final = r"(?:C\. ?F\. ?R\.?|CFR|Code of Federal Regulations)"
_CFR: Final = re.compile(
    rf"\b(?:[Tt]itle )?(?P<title>\d{{1,2}}),? ?{_NAME}\)?,? ?(?:[Cc]h(?:apter|\.) [IVXLC]{{1,7}},? ?)?"
    r"\(?(?:§{1,2} {0,2}|[Ss]ec(?:tions?|s?\.) ?|[Pp](?:arts?|ts?\.) )?(?=\d)"
)
_OF_CFR: Final = re.compile(rf",? of [Tt]itle (?P<title>\d{{1,2}}),? (?:of the )?{_NAME}")
_TITLE: Final = re.compile(rf"\b[Tt]itle (?P<title>\d{{1,2}}),? (?:of the )?{_NAME}")
_CODE_NAME: Final = re.compile("C(?:\\. ?F\\. ?R|FR|ode of Federal Regulations)")
_BEFORE_NAME: Final = re.compile(r"\b(?:[Tt]itle )?\d{1,2},? ?\Z")
_TITLE_BEFORE: Final = re.compile(r"\b[Tt]itle \d{1,2},? (?:of the )?\Z")
_MARKED: Final = re.compile(
    r"[§SsPp](?:(?:(?<=§)§? {0,2}|(?<=\b[Ss])ections? )(?=\d{1,4}(?:-\d{1,3})?\.\d)"
    r"|(?:(?<=\b[Ss])ub(?:part|pt\.) (?P<subpart>[A-Z]{1,3}) of [Pp]|(?<=\b[Pp]))arts? (?=\d))"
)
_JOIN: Final = re.compile(r"(?:,? (?:and|or|&) |, |; | (?P<range>through|to) )(?:§{1,2} ?|[Pp]arts? )?")
_FOREIGN: Final = re.compile(r" ?(?:C\. ?F|CFR|U\. ?S\. ?C|USC|FR\b|Fed\.|Stat\.)")
_OF_THIS: Final = re.compile(r" of this (?:chapter|title|subchapter|part)\b")
_THIS_PART: Final = re.compile(r"\b[Tt]his part\b")
_TITLES: Final = range(1, 51)


def find_code(context: Context) -> Iterator[Citation]:
    """Every reference to the Code of Federal Regulations.

    A bare "§ 703.112" or "part 703" belongs to the title of the text's own base, or to the one title under which the
    document cites that part elsewhere; where it cites none, or two, it is no reference.
    """
    folded = context.folded
    own = context.title if context.title and context.title.startswith("/us/cfr/") else None
    if not own and not any(mark in folded for mark in _MARKS):
        return
    titled = list(_titled(folded))
    yield from titled
    yield from _marked(folded, own, _titles_by_part(titled))
    for match in find_around(folded, _TITLE, _CODE_NAME, _TITLE_BEFORE):
        if int(match.group("title")) in _TITLES:
            item = Item(start=match.start(), end=match.end(), target=f"/us/cfr/t{int(match.group('title'))}")
            yield cited("Regulation", match.start(), match.end(), [item])
    if own and context.section:
        part = f"{own}/pt{context.section.rpartition('/s')[2].partition('.')[0]}"
        for match in _THIS_PART.finditer(folded):
            yield cited("Regulation", *match.span(), [Item(start=match.start(), end=match.end(), target=part)])


def _titled(folded: str) -> Iterator[Citation]:
    for match in find_around(folded, _CFR, _CODE_NAME, _BEFORE_NAME):
        if int(match.group("title")) in _TITLES:
            items, end = _list(folded, match.end(), f"/us/cfr/t{int(match.group('title'))}")
            if items:
                yield cited("Regulation", match.start(), end, items)


def _titles_by_part(mentions: list[Citation]) -> dict[str, str | None]:
    """For each part the title under which the document cites it; None where there are two."""
    titles: dict[str, str | None] = {}
    for mention in mentions:
        for item in mention.items:
            _, _, _, title, provision, *_ = item.target.split("/")
            part = _part_of(f"/{provision}")
            root = f"/us/cfr/{title}"
            titles[part] = root if titles.get(part, root) == root else None
    return titles


def _part_of(provision: str) -> str:
    """The number of the part in "/pt703/sptB" and in "/s703.112/c"."""
    piece = provision.split("/")[1]
    return piece[2:] if piece.startswith("pt") else piece[1:].partition(".")[0]


def _marked(folded: str, own: str | None, titles: Mapping[str, str | None]) -> Iterator[Citation]:
    for match in _MARKED.finditer(folded):
        items, end = _list(folded, match.end(), "")
        if not items or (match.group("subpart") and len(items) > 1):
            continue
        if of := _OF_CFR.match(folded, end):
            root: str | None = f"/us/cfr/t{int(of.group('title'))}" if int(of.group("title")) in _TITLES else None
            end = of.end()
        elif of := _OF_THIS.match(folded, end):
            root, end = own, of.end()
        elif folded.startswith(" of ", end) or ("/pt" in items[0].target and own):
            continue
        else:
            root = own or titles.get(_part_of(items[0].target))
        if root:
            yield cited("Regulation", match.start(), end, _rooted(items, root, match.group("subpart"), match.start()))


def _rooted(items: list[Item], root: str, subpart: str | None, start: int) -> list[Item]:
    tail = f"/spt{subpart}" if subpart else ""
    return [
        Item(start=start if subpart else item.start, end=item.end, target=f"{root}{item.target}{tail}")
        for item in items
    ]


def _list(folded: str, start: int, root: str) -> tuple[list[Item], int]:
    """Sections or parts from `start` on, as items below `root`, and where they end."""
    items: list[Item] = []
    end = place = start
    while match := (_ITEM.match(folded, place) or _PART.match(folded, place)):
        is_part = "part" in match.groupdict()
        if _FOREIGN.match(folded, match.end()) or (items and is_part != ("/pt" in items[0].target)):
            break
        items.append(Item(start=match.start(), end=match.end(), target=_target(root, match)))
        end = match.end()
        while not is_part and (more := _more_subs(folded, end, items[-1])):
            items.append(more)
            end = more.end
        join = _JOIN.match(folded, end)
        if not join:
            break
        place = join.end()
    return items, end


def _more_subs(folded: str, end: int, last: Item) -> Item | None:
    """The "(c)(2)" of "§ 20.85(a) and (c)(2)"."""
    join = _JOIN.match(folded, end)
    subs = _BARE_SUBS.match(folded, join.end()) if join else None
    section, marker, path = last.target.partition("/s")
    number, *before = path.split("/")
    if not subs or not before:
        return None
    target = "/".join((f"{section}{marker}{number}", *continue_path(tuple(before), designators(subs.group()))))
    return Item(start=subs.start(), end=subs.end(), target=target)


def _target(root: str, match: re.Match[str]) -> str:
    groups = match.groupdict()
    if groups.get("section"):
        return "/".join((f"{root}/s{groups['section']}", *designators(groups["subs"] or "")))
    return f"{root}/pt{groups['part']}" + (f"/spt{groups['subpart']}" if groups.get("subpart") else "")

"""The grammar of the Code of Federal Regulations: "20.85(a) and (c)(2)", "82, subpart F", "41.181 through 41.185"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from kg.mentions.mention import Item
from kg.mentions.sections import continue_path, designators

NUMBER: Final = (
    r"\d{1,4}[a-z]{0,2}(?:-\d{1,3})?\.\d{1,6}[A-Za-z]{0,2}(?:(?<=[a-z])\d{1,2})?(?:\([A-Za-z0-9]{1,3}\)){0,3}"
    r"(?:-\d{1,4}[A-Za-z]{0,2}(?!\w|\.\d)){1,3}"
    r"|\d{1,4}[a-z]{0,2}(?:-\d{1,3})?\.\d{1,6}[A-Za-z]{0,2}(?:(?<=[a-z])\d{1,2})?"
)
"""A section: what stands in parentheses before "-1" belongs to the number, "301.6103(i)-1"."""
_SUB: Final = r"\((?!(?:19|20)\d\d\))[0-9A-Za-z]{1,5}\)"
SUBS: Final = rf"{_SUB}(?: ?{_SUB}){{0,7}}+"
_ITEM: Final = re.compile(rf"(?P<section>{NUMBER})(?:(?P<subs>{SUBS})|(?!\.\d))(?!\w|-\w)")
_LOW: Final = re.compile(rf"(?P<section>{NUMBER})(?P<subs>{SUBS})?(?=-\d{{1,4}}[a-z]{{0,2}}(?:-\d{{1,3}})?\.\d)")
_BARE_SUBS: Final = re.compile(SUBS)
_PART: Final = re.compile(r"(?P<part>\d{1,4}(?:-\d{1,4})?[a-z]{0,2})(?!\w|[.-]\d)")
_ENDS: Final = re.compile(r"(\d{1,4})-(\d{1,4})")
_LETTERS: Final = r"(?:[A-Z]{1,7}[a-z]?|[A-Z][a-z])\b"
_SUBPART: Final = re.compile(rf"(?:,? |, ?\()(?P<word>[Ss])ub(?:part|pt)(?P<plural>s)?\.? (?P<letters>{_LETTERS})")
_MORE_LETTERS: Final = re.compile(rf"(?:,? (?:and|or|through) |, )(?P<letters>{_LETTERS})(?! \d)")
_APPENDIX: Final = re.compile(rf",? (?P<word>[Aa])pp(?:endix|\.) (?P<letters>{_LETTERS}|\d{{1,2}}\b)")
_JOIN: Final = re.compile(
    r"(?:,? (?:and|or|&|through|thru|to) |, (?:and |or )?|; (?:and |or )?|-)(?P<mark>§{1,2} {0,2}|[Pp]arts? )?"
)
_MORE_PARAGRAPHS: Final = re.compile(
    r"(?: introductory text)?(?:,? (?:and|or|through|to) |, (?:and |or )?)"
    r"(?:newly redesignated )?(?:paragraphs? )?(?=\()"
)
_FOREIGN: Final = re.compile(
    r" ?(?:C\. ?F|CFR|U\. ?S\. ?C|USC|FR\b|F\.R\.|Fed\.|Stat\.|%"
    r"|percent|days?\b|years?\b|months?\b|hours?\b|million\b|Comp\b)"
)
_MOST: Final = 60


@dataclass(slots=True)
class Provisions:
    """What a list names, as items below the title.

    Attributes:
        items: One for each section, part or subpart; targets begin with "/".
        parts: The parts in which its subparts are, with the words that name them.
        end: Where the list ends.
    """

    end: int
    items: list[Item] = field(default_factory=list)
    parts: list[Item] = field(default_factory=list)

    @property
    def of_parts(self) -> bool:
        """Whether it lists parts, or what is in them, and no sections."""
        return bool(self.items) and self.items[0].target.startswith("/pt")


def read_provisions(folded: str, start: int, *, plural: bool = False, hyphens: bool = False) -> Provisions:
    """The list of sections or of parts that begins at `start`.

    Args:
        folded: The text.
        start: Where the first number stands.
        plural: Whether "parts" announced several; else a bare number after a part is none.
        hyphens: Whether the parts of the title have hyphens ("41 CFR part 301-10"), so that none joins two parts.
    """
    found = Provisions(end=start)
    place = start
    while len(found.items) < _MOST:
        if section := _LOW.match(folded, place) or _ITEM.match(folded, place):
            if found.of_parts or _FOREIGN.match(folded, section.end()):
                break
            _add_section(found, folded, section)
        elif part := _PART.match(folded, place):
            if (found.items and not found.of_parts) or _FOREIGN.match(folded, part.end()):
                break
            if not _add_part(found, folded, part, plural=plural, hyphens=hyphens):
                break
        else:
            break
        join = _JOIN.match(folded, found.end)
        if not join or (found.of_parts and not plural and not join.group("mark")):
            break
        place = join.end()
    return found


def read_paragraphs(folded: str, start: int) -> list[Item]:
    """The list "(a)(1) introductory text, (b), and (c)(2) through (4)" as paths below a section: "/a/1", "/b"."""
    items: list[Item] = []
    path: tuple[str, ...] = ()
    subs = _BARE_SUBS.match(folded, start)
    while subs and len(items) < _MOST:
        path = continue_path(path, designators(subs.group())) if path else designators(subs.group())
        items.append(Item(start=subs.start(), end=subs.end(), target="/" + "/".join(path)))
        more = _MORE_PARAGRAPHS.match(folded, subs.end())
        subs = _BARE_SUBS.match(folded, more.end()) if more else None
    return items


def part_of(path: str) -> str:
    """The number of the part in "/pt703/sptB" and in "/s703.112/c"."""
    piece = path.split("/")[1]
    return piece[2:] if piece.startswith("pt") else piece[1:].partition(".")[0]


def _add_section(found: Provisions, folded: str, match: re.Match[str]) -> None:
    path = "/".join((f"/s{match.group('section')}", *designators(match.group("subs") or "")))
    found.items.append(Item(start=match.start(), end=match.end(), target=path))
    found.end = match.end()
    while len(found.items) < _MOST and (more := _more_subs(folded, found.end, found.items[-1])):
        found.items.append(more)
        found.end = more.end


def _more_subs(folded: str, end: int, last: Item) -> Item | None:
    """The "(c)(2)" of "§ 20.85(a) and (c)(2)"."""
    join = _JOIN.match(folded, end)
    subs = _BARE_SUBS.match(folded, join.end()) if join else None
    _, section, *before = last.target.split("/")
    if not subs or not before:
        return None
    target = "/".join(("", section, *continue_path(tuple(before), designators(subs.group()))))
    return Item(start=subs.start(), end=subs.end(), target=target)


def _add_part(found: Provisions, folded: str, match: re.Match[str], *, plural: bool, hyphens: bool) -> bool:
    """Take a part with its subparts or its appendix; False where the number is none."""
    number, end = match.group("part"), match.end()
    if "-" in number and not hyphens:
        ends = _ENDS.fullmatch(number)
        if not ends or not plural or int(ends.group(1)) >= int(ends.group(2)):
            return False
        for index in (1, 2):
            a, b = match.start() + ends.start(index), match.start() + ends.end(index)
            found.items.append(Item(start=a, end=b, target=f"/pt{ends.group(index)}"))
        found.end = end
        return True
    whole = Item(start=match.start(), end=end, target=f"/pt{number}")
    inner = list(_inside(folded, end, whole))
    found.items += inner or [whole]
    found.parts += [whole] if inner else []
    found.end = inner[-1].end if inner else end
    return True


def _inside(folded: str, end: int, part: Item) -> Iterator[Item]:
    """The subparts or the appendix that the words after a part name, each with its own words."""
    if appendix := _APPENDIX.match(folded, end):
        target = f"{part.target}/app{appendix.group('letters')}"
        yield Item(start=appendix.start("word"), end=appendix.end(), target=target)
        return
    letters = _SUBPART.match(folded, end)
    several = letters is not None and letters.group("plural") is not None
    start = letters.start("word") if letters else end
    count = 0
    while letters and count < _MOST:
        yield Item(start=start, end=letters.end(), target=f"{part.target}/spt{letters.group('letters')}")
        count += 1
        letters = _MORE_LETTERS.match(folded, letters.end()) if several else None
        start = letters.start("letters") if letters else end

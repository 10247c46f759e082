"""Finds cases: reporter citations by eyecite, "A v. B", docket numbers."""

import logging
import re
from collections.abc import Iterator
from typing import Any, Final

from kg.identifiers import slug
from kg.mentions.anchors import find_around
from kg.mentions.mention import Item, Mention

_TRIGGER: Final = re.compile(
    r"\d(?<=\b\d)\d{0,3} (?!U\. ?S\. ?C|C\. ?F\. ?R|Stat\.|Fed\. ?Reg|FR |F\.R\. )"
    r"(?=[A-Za-z0-9' ]{0,20}\.|WL |LEXIS |B\.?R\.? )[A-Z][A-Za-z0-9.' ]{0,20} \d{1,7}\b"
)
_WINDOW: Final = 500
"""What eyecite reads around a reporter citation, in characters: the parties before it, the court and year after it."""
_ABBREVIATED: Final = (
    r"(?:Inc|Co|Corp|Ltd|LLC|L\.L\.C|Bros|Ass'n|Assn|Dep't|Dept|Comm'n|Comm|Gov't|Nat'l|Int'l|Univ|Ins|Mfg|Ry|R\.R|Sch|Dist"
    r"|Bd|Cnty|Hosp|Sec|Educ|Mut|Am|Fed|Elec|Indus|Sys|Tel|Jr|Sr|St|Mt|[A-Z](?:\.[A-Z]){0,4})\."
)
_PARTY: Final = rf"(?:{_ABBREVIATED}|[A-Z](?:[\w&]|['-](?=\w)){{0,40}})"
_LINK: Final = r"(?:of|the|and|for|de|la|in|&|ex|rel\.)"
_VERSUS: Final = re.compile(r" vs?\. (?=(?:the )?[A-Z])")
_RIGHT: Final = re.compile(
    rf"(?:the )?{_PARTY}(?:,? (?:Inc|Co|Corp|Ltd|LLC|LLP|L\.L\.C|et al)\b\.?|(?: {_LINK}){{0,2}} {_PARTY}){{0,9}}"
)
_LEFT: Final = re.compile(
    rf"(?:^|(?<=[\s(\[\"'“—_*]))(?P<name>{_PARTY}(?:,? (?:Inc|Co|Corp|Ltd|LLC|LLP|L\.L\.C|et al)\b\.?,?"
    rf"|(?: {_LINK}){{0,2}} {_PARTY}){{0,9}}\.?)\Z"
)
_LEFT_LENGTH: Final = 120
_LEAD: Final = re.compile(
    r"^(?:(?:In|See|The case of|But|And|Under|Since|As|Compare|Cf\.|Also|The|case|of|Case|On|At|After|Before|When|While"
    r"|e\.g\.,|Accord|Citing|Quoting) ){1,4}"
)
_NUMBER: Final = (
    r"(?P<number>\d{1,2}:\d{2}-[a-z]{2}-\d{2,6}(?:-[A-Z]{1,4}){0,3}|\d{2,4}-\d{1,6}(?: \([A-Z]{1,4}\))?)(?![\w-])"
)
_DOCKET: Final = re.compile(
    rf"\b(?:(?:Case|Civil Action|Civ\. A\.|Civil|Crim\.|Docket|Cause) )?(?P<no>Nos?)\. ?{_NUMBER}"
)
_NO: Final = re.compile(r"Nos?\. ?\d")
_BEFORE_NO: Final = re.compile(r"(?:\b(?:Case|Civil Action|Civ\. A\.|Civil|Crim\.|Docket|Cause) )?\Z")
_MORE: Final = re.compile(rf"(?:, and |, | and | & ){_NUMBER}")


def find_cases(folded: str) -> Iterator[Mention]:
    """Every case that is cited or named, and every docket number."""
    yield from _reporters(folded)
    done = 0
    for versus in _VERSUS.finditer(folded):
        left = _LEFT.search(folded, max(done, versus.start() - _LEFT_LENGTH), versus.start())
        right = _RIGHT.match(folded, versus.end()) if left else None
        if left and right:
            done = _end_of_right(folded, right)
            yield from _named(folded, left.start("name"), done)
    for match in find_around(folded, _DOCKET, _NO, _BEFORE_NO):
        yield _docket(match, match.start())
        while match.re is _MORE or match.group("no") == "Nos":
            more = _MORE.match(folded, match.end())
            if not more:
                break
            match = more
            yield _docket(match, match.start("number"))


def _end_of_right(folded: str, right: re.Match[str]) -> int:
    """Where the second party ends: before "and C" where "v. D" follows."""
    if not _VERSUS.match(folded, right.end()):
        return right.end()
    cut = max(right.group().rfind(" and "), right.group().rfind(", "))
    return right.start() + cut if cut > 0 else right.end()


def _docket(match: re.Match[str], start: int) -> Mention:
    number = match.group("number")
    return Mention(start=start, end=match.end(), kind="Case", form="citation", name=f"No. {number}", number=number)


def _named(folded: str, start: int, end: int) -> Iterator[Mention]:
    lead = _LEAD.match(folded[start:end])
    start += lead.end() if lead else 0
    name = re.sub(r"\s+", " ", folded[start:end]).replace(" vs. ", " v. ")
    if " v. " in name and not name.startswith("v. "):
        yield Mention(start=start, end=end, kind="Case", form="name", name=name)


def _reporters(folded: str) -> Iterator[Mention]:
    windows = list(_windows(folded))
    if not windows:
        return
    from eyecite import get_citations  # 0.4 s to import: only for texts that have something to find
    from eyecite.models import FullCaseCitation

    logging.getLogger("eyecite").setLevel(logging.ERROR)
    for begin, finish in windows:
        for cite in get_citations(folded[begin:finish]):
            if isinstance(cite, FullCaseCitation) and (found := _reported(cite, begin)):
                yield found


def _reported(cite: Any, offset: int) -> Mention | None:
    volume, reporter, page = (str(cite.groups.get(k) or "") for k in ("volume", "reporter", "page"))
    if not volume or not page:
        return None
    start, end = (offset + place for place in cite.span())
    left, right = cite.metadata.plaintiff, cite.metadata.defendant
    name = f"{left} v. {right}" if left and right else f"{volume} {reporter} {page}"
    item = Item(start=start, end=end, target=f"/us/case/{slug(reporter)}/{volume}/{page}")
    return Mention(start=start, end=end, kind="Case", form="citation", name=name, items=(item,))


def _windows(folded: str) -> Iterator[tuple[int, int]]:
    """Stretches of text around what looks like a reporter citation, from one white space to another."""
    begin = finish = -1
    for match in _TRIGGER.finditer(folded):
        if begin < 0 or match.start() - _WINDOW > finish:
            if finish > 0:
                yield begin, finish
            begin = max(0, match.start() - _WINDOW)
            begin = folded.find(" ", begin, match.start()) + 1 if begin else 0
        finish = min(len(folded), match.end() + _WINDOW)
    if finish > 0:
        yield begin, finish

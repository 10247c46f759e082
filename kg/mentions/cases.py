"""Finds cases: reporter citations by eyecite, "A v. B", docket numbers."""

import logging
import re
from collections.abc import Iterator
from typing import Final

from kg.identifiers import slug
from kg.mentions.mention import Item, Mention

_TRIGGER: Final = re.compile(
    r"\b\d{1,4} (?!U\. ?S\. ?C|C\. ?F\. ?R|Stat\.|Fed\. ?Reg)[A-Z][A-Za-z0-9.' ]{0,20} \d{1,5}\b"
)
_WORD: Final = r"(?:[A-Z][\w'&.-]*|of|the|and|for|de|la|in|&|ex|rel\.)"
_NAME: Final = re.compile(
    rf"(?P<left>[A-Z][\w'&.-]*(?:,? {_WORD}){{0,9}}) vs?\. "
    rf"(?P<right>(?:the )?[A-Z][\w'&-]*(?:[., ]? ?(?:{_WORD}|Inc\.|Co\.|Corp\.)){{0,9}})"
)
_LEAD: Final = re.compile(r"^(?:(?:In|See|The case of|But|And|Under|Since|As|Compare|Cf\.|Also|The|case|of|Case) )+")
_TAIL: Final = re.compile(r"(?:,? (?:of|the|and|for|in|de|la|&|No\.?|Nos\.?|Case|Civil))+$|[.,]$")
_DOCKET: Final = re.compile(
    r"\b(?:(?:Case|Civil Action|Civ\. A\.|Civil|Crim\.|Docket|Cause) )?Nos?\. ?"
    r"(?P<number>\d{1,2}:\d{2}-[a-z]{2}-\d{2,6}(?:-[A-Z]{1,4})*|\d{2,4}-\d{1,6}(?: \([A-Z]{1,4}\))?)(?![\w-])"
)


def find_cases(folded: str) -> Iterator[Mention]:
    """Every case that is cited or named, and every docket number."""
    yield from _reporters(folded)
    for match in _NAME.finditer(folded):
        lead = _LEAD.match(match.group())
        start = match.start() + (lead.end() if lead else 0)
        name = folded[start : match.end()]
        while tail := _TAIL.search(name):
            name = name[: tail.start()]
        if " v" in name and not re.match(r"vs?\.", name):
            yield Mention(start=start, end=start + len(name), kind="Case", form="name", name=_spelled(name))
    for match in _DOCKET.finditer(folded):
        number = match.group("number")
        yield Mention(
            start=match.start(), end=match.end(), kind="Case", form="citation", name=f"No. {number}", number=number
        )


def _spelled(name: str) -> str:
    return re.sub(r"\s+", " ", name.replace(" vs. ", " v. "))


def _reporters(folded: str) -> Iterator[Mention]:
    if not _TRIGGER.search(folded):
        return
    from eyecite import get_citations  # 0.4 s to import: only for texts that have something to find
    from eyecite.models import FullCaseCitation

    logging.getLogger("eyecite").setLevel(logging.ERROR)
    for cite in get_citations(folded):
        if isinstance(cite, FullCaseCitation):
            volume, reporter, page = (str(cite.groups.get(k) or "") for k in ("volume", "reporter", "page"))
            if volume and page:
                start, end = cite.span()  # type: ignore[no-untyped-call]
                target = f"/us/case/{slug(reporter)}/{volume}/{page}"
                left, right = cite.metadata.plaintiff, cite.metadata.defendant
                name = f"{left} v. {right}" if left and right else f"{volume} {reporter} {page}"
                item = Item(start=start, end=end, target=target)
                yield Mention(start=start, end=end, kind="Case", form="citation", name=name, items=(item,))

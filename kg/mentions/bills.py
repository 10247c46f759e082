"""Finds bills and resolutions of Congress: "S. 2291, 119th Congress", and "S. 2291" where the text has one Congress."""

import re
from collections.abc import Iterator
from typing import Final

from kg.mentions.mention import Citation, Item, cited
from kg.mentions.scan import Scan

_TAIL: Final = r"(?:(?:J\. ?|Con\. ?)?Res\. ?)"
_OF_HOUSE: Final = re.compile(rf"H\.(?<=\bH\.) ?(?P<kind>R\. ?|{_TAIL})(?:Nos?\. ?)?(?P<number>\d{{1,5}})\b(?!\.\d)")
_OF_SENATE: Final = re.compile(rf"S\.(?<=\bS\.) ?(?P<kind>{_TAIL}?)(?:Nos?\. ?)?(?P<number>\d{{1,5}})\b(?!\.\d|[,-]\d)")
_CONGRESS: Final = re.compile(r" (?:Cong(?:ress\b|\.)|CONGRESS\b)")
_ORDINAL: Final = re.compile(r"\b(?P<number>\d{1,3})(?:th|st|nd|rd|d|TH|ST|ND|RD)\Z")
_AFTER: Final = re.compile(r",? \(?(?P<congress>\d{1,3})(?:th|st|nd|rd|d) Cong(?:ress|\.)(?:\))?")
_NAME_BEFORE: Final = re.compile(r"\b(?!(?:Senate|Bill|Bills|See|Under|In|And|The|Of|Measure) )[A-Z][\w.]* \Z")
_CONGRESSES: Final = range(1, 200)


def find_bills(scan: Scan) -> Iterator[Citation]:
    """Every bill whose Congress is told beside it, or is the only one that the text names."""
    if not scan.has(" Cong", " CONGRESS"):
        return
    folded = scan.folded
    found = [("h", match) for match in _OF_HOUSE.finditer(folded)]
    found += [("s", match) for match in _OF_SENATE.finditer(folded)]
    if not found:
        return
    only = _only_congress(folded)
    for house, match in found:
        beside = _AFTER.match(folded, match.end())
        congress = int(beside.group("congress")) if beside else only
        initial = house == "s" and not beside and not match.group("kind")
        if initial and _NAME_BEFORE.search(folded, max(0, match.start() - 20), match.start()):
            continue  # "Harry S. 33" is a name and a number
        if congress in _CONGRESSES:
            kind = house + match.group("kind").replace(".", "").replace(" ", "").lower()
            end = beside.end() if beside else match.end()
            target = f"/us/bill/{congress}/{kind}{match.group('number')}"
            yield cited("Bill", match.start(), end, [Item(start=match.start(), end=end, target=target)])


def _only_congress(folded: str) -> int | None:
    """The number of the one Congress that the text names; None where it names none or two."""
    numbers = {
        int(ordinal.group("number"))
        for name in _CONGRESS.finditer(folded)
        if (ordinal := _ORDINAL.search(folded, max(0, name.start() - 6), name.start()))
    }
    return numbers.pop() if len(numbers) == 1 else None

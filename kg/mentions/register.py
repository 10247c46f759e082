"""Finds what the Federal Register publishes: its pages and documents, and executive orders by their numbers."""

import re
from collections.abc import Iterator
from typing import Final

from kg.mentions.anchors import find_around, find_at
from kg.mentions.mention import Citation, Item, cited
from kg.mentions.scan import Scan

_VOLUME: Final = r"(?P<volume>\d{1,3})"
_PAGE: Final = re.compile(
    rf"(?<![\d.]){_VOLUME} (?:Fed\. ?Reg\.|FR|F\.R\.|Federal Register)(?: \(FR\))? (?:at )?"
    r"(?:(?P<page>\d{1,3},\d{3}|\d{2,6})\b|(?P<first>\d)(?= \())(?!,\d{3}\b|\.\d)"
)
_SHORT_PAGE: Final = re.compile(rf"(?<![\d.]){_VOLUME} Fed\. ?Reg\. (?P<page>\d)\b(?![,.]\d)")
_ABBREVIATED: Final = ("Fed. Reg. ", "Fed.Reg. ")
_REGISTERS: Final = (*_ABBREVIATED, "FR ", "F.R. ", "Federal Register ")
_BEFORE: Final = re.compile(r"(?<![\d.])\d{1,3} \Z")
_DOCUMENT: Final = re.compile(r"\bFR Doc\.? ?(?:Nos?[.:] ?)?(?P<number>(?:(?:19|20)?\d{2}|[CERZ]\d{1,2})-\d{1,6})\b")
_NUMBER: Final = r"(?:\d{4,5}|\d{2},\d{3})\b(?![.-]\d|,\d)"
_ORDER: Final = re.compile(
    r"(?:Executive Orders?|Exec\. Orders?|Ex\. Ords?\.|E\.O\.s?|EOs?)(?: \((?:E\.O\.|EO|EOs)\))?(?: Nos?\.)? ?"
    rf"(?P<list>{_NUMBER}(?:(?:, and |, or |, | and | or |/)(?:(?:Executive Order|E\.O\.|EO) )?{_NUMBER}){{0,12}})"
)
_ORDERS: Final = (
    (("Order",), re.compile(r"\b(?:Executive |Exec\. )\Z")),
    (("Ex. Ord", "E.O.", "EO"), re.compile(r"(?<![\w.])\Z")),
)
_MARKS: Final = (*_REGISTERS, "FR Doc", *(name for names, _ in _ORDERS for name in names))
_ONE_NUMBER: Final = re.compile(_NUMBER)


def find_register(scan: Scan) -> Iterator[Citation]:
    """Every page and document of the Federal Register, and every executive order."""
    if not scan.has(*_MARKS):
        return
    for match in find_around(scan, _PAGE, _BEFORE, *_REGISTERS, width=5):
        page = (match.group("page") or match.group("first")).replace(",", "")
        yield _one("Regulation", match, f"/us/fr/{match.group('volume')}/{page}")
    for match in find_around(scan, _SHORT_PAGE, _BEFORE, *_ABBREVIATED, width=5):
        yield _one("Regulation", match, f"/us/fr/{match.group('volume')}/{match.group('page')}")
    for match in find_at(scan, _DOCUMENT, "FR Doc"):
        yield _one("Regulation", match, f"/us/fr/doc/{match.group('number')}")
    for names, before in _ORDERS:
        for match in find_around(scan, _ORDER, before, *names, width=12):
            yield _orders(scan.folded, match)


def _one(kind: str, match: re.Match[str], target: str) -> Citation:
    return cited(kind, match.start(), match.end(), [Item(start=match.start(), end=match.end(), target=target)])


def _orders(folded: str, match: re.Match[str]) -> Citation:
    numbers = list(_ONE_NUMBER.finditer(folded, match.start("list"), match.end("list")))
    items = [Item(start=n.start(), end=n.end(), target=f"/us/eo/{n.group().replace(',', '')}") for n in numbers]
    if len(items) == 1:
        items = [Item(start=match.start(), end=match.end(), target=items[0].target)]
    return cited("ExecutiveOrder", match.start(), match.end(), items)

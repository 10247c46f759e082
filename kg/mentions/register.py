"""Finds what the Federal Register publishes: its pages and documents, and executive orders by their numbers."""

import re
from collections.abc import Iterator
from typing import Final

from kg.mentions.anchors import find_around
from kg.mentions.mention import Citation, Item, cited

_VOLUME: Final = r"(?P<volume>\d{1,3})"
_PAGE: Final = re.compile(
    rf"(?<![\d.]){_VOLUME} (?:Fed\. ?Reg\.|FR|F\.R\.|Federal Register)(?: \(FR\))? (?:at )?"
    r"(?:(?P<page>\d{1,3},\d{3}|\d{2,6})\b|(?P<first>\d)(?= \())(?!,\d{3}\b|\.\d)"
)
_SHORT_PAGE: Final = re.compile(rf"(?<![\d.]){_VOLUME} Fed\. ?Reg\. (?P<page>\d)\b(?![,.]\d)")
_REGISTERS: Final = tuple(re.compile(name) for name in ("Fed\\. ?Reg\\. ", "FR ", "F\\.R\\. ", "Federal Register "))
_BEFORE: Final = re.compile(r"(?<![\d.])\d{1,3} \Z")
_DOCUMENT: Final = re.compile(
    r"FR Doc(?<=\bFR Doc)\.? ?(?:Nos?[.:] ?)?(?P<number>(?:(?:19|20)?\d{2}|[CERZ]\d{1,2})-\d{1,6})\b"
)
_NUMBER: Final = r"(?:\d{4,5}|\d{2},\d{3})\b(?![.-]\d|,\d)"
_ORDER: Final = re.compile(
    r"(?:Executive Orders?|Exec\. Orders?|Ex\. Ords?\.|E\.O\.s?|EOs?)(?: \((?:E\.O\.|EO|EOs)\))?(?: Nos?\.)? ?"
    rf"(?P<list>{_NUMBER}(?:(?:, and |, or |, | and | or |/)(?:(?:Executive Order|E\.O\.|EO) )?{_NUMBER}){{0,12}})"
)
_ORDERS: Final = (
    (re.compile(r"Orders?\b"), re.compile(r"\b(?:Executive |Exec\. )\Z")),
    (re.compile(r"Ex\. Ord"), re.compile(r"(?<![\w.])\Z")),
    (re.compile(r"E\.O\."), re.compile(r"(?<![\w.])\Z")),
    (re.compile(r"EOs?\b"), re.compile(r"(?<![\w.])\Z")),
)
_ONE_NUMBER: Final = re.compile(_NUMBER)


def find_register(folded: str) -> Iterator[Citation]:
    """Every page and document of the Federal Register, and every executive order."""
    for name in _REGISTERS:
        for match in find_around(folded, _PAGE, name, _BEFORE, width=5):
            page = (match.group("page") or match.group("first")).replace(",", "")
            yield _one("Regulation", match, f"/us/fr/{match.group('volume')}/{page}")
    for match in find_around(folded, _SHORT_PAGE, _REGISTERS[0], _BEFORE, width=5):
        yield _one("Regulation", match, f"/us/fr/{match.group('volume')}/{match.group('page')}")
    for match in _DOCUMENT.finditer(folded):
        yield _one("Regulation", match, f"/us/fr/doc/{match.group('number')}")
    for name, before in _ORDERS:
        for match in find_around(folded, _ORDER, name, before, width=12):
            yield _orders(folded, match)


def _one(kind: str, match: re.Match[str], target: str) -> Citation:
    return cited(kind, match.start(), match.end(), [Item(start=match.start(), end=match.end(), target=target)])


def _orders(folded: str, match: re.Match[str]) -> Citation:
    numbers = list(_ONE_NUMBER.finditer(folded, match.start("list"), match.end("list")))
    items = [Item(start=n.start(), end=n.end(), target=f"/us/eo/{n.group().replace(',', '')}") for n in numbers]
    if len(items) == 1:
        items = [Item(start=match.start(), end=match.end(), target=items[0].target)]
    return cited("ExecutiveOrder", match.start(), match.end(), items)

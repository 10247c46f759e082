"""Finds regulations, the rules of the federal courts, the Federal Register, executive orders and bills."""

import re
from collections.abc import Iterator
from typing import Final

from kg.mentions.cfr import find_code
from kg.mentions.constitution import find_constitution
from kg.mentions.context import Context
from kg.mentions.court_rules import find_court_rules
from kg.mentions.mention import Citation, Item, cited

_FR: Final = re.compile(r"(\d(?<=\b\d)\d{0,2}) (?:Fed\. ?Reg\.|FR|F\.R\.) (\d{1,3},\d{3}|(?<=g\. )\d{1,6}|\d{2,6})\b")
_FR_DOC: Final = re.compile(r"\bFR Doc\. ?(?:No\. ?)?((?:19|20)?\d{2}-\d{3,6})\b")
_EO: Final = re.compile(r"E(?<=\bE)(?:xecutive Orders?|xec\. Order|\.O\.|O)(?: Nos?\.)? ?(\d{4,5}|\d{2},\d{3})\b")
_BILL: Final = re.compile(
    r"\b(?P<kind>H\.R\.|S\.|H\.J\. ?Res\.|S\.J\. ?Res\.) ?(?P<number>\d{1,5}),? "
    r"(?P<open>\()?(?P<congress>\d{2,3})(?:th|st|nd|rd) Cong(?:ress|\.)(?(open)\)?)"
)


def find_regulations(context: Context) -> Iterator[Citation]:
    """Every reference to a regulation, a rule of the federal courts, an executive order, a bill or the Constitution."""
    yield from find_code(context)
    yield from _register(context.folded)
    yield from find_constitution(context.folded)
    yield from find_court_rules(context.folded)


def _register(folded: str) -> Iterator[Citation]:
    found: list[tuple[re.Match[str], str, str]] = []
    if any(mark in folded for mark in ("Reg", "FR ", "F.R.")):
        found += ((m, "Regulation", f"/us/fr/{m.group(1)}/{m.group(2).replace(',', '')}") for m in _FR.finditer(folded))
    if "FR Doc" in folded:
        found += ((m, "Regulation", f"/us/fr/doc/{m.group(1)}") for m in _FR_DOC.finditer(folded))
    if any(mark in folded for mark in ("Order", "E.O.", "EO ")):
        found += ((m, "ExecutiveOrder", f"/us/eo/{m.group(1).replace(',', '')}") for m in _EO.finditer(folded))
    if "Cong" in folded:
        found += ((m, "Bill", _bill(m)) for m in _BILL.finditer(folded))
    for match, kind, target in found:
        yield cited(kind, match.start(), match.end(), [Item(start=match.start(), end=match.end(), target=target)])


def _bill(match: re.Match[str]) -> str:
    kind = re.sub(r"[. ]", "", match.group("kind")).lower()
    return f"/us/bill/{match.group('congress')}/{kind}{match.group('number')}"

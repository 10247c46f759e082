"""Finds docket numbers: "No. 1:25-cv-00677 (D.D.C.)", "Civil Action No. 24-2210 (TRK)", "Nos. 22-1 & 22-2"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from kg.mentions.anchors import find_around, find_at
from kg.mentions.courts import court_named, court_of
from kg.mentions.scan import Scan

_FEDERAL: Final = r"\d{1,2}:\d{2,4}-(?:[a-z]{2}|md|mj|misc?)-\d{2,6}(?:-[A-Z]{1,4}){0,3}"
_NUMBER: Final = rf"(?P<number>{_FEDERAL}|\d{{2,4}}-\d{{1,6}}(?: \([A-Z]{{1,4}}\))?)(?![\w-])"
_WORDS: Final = r"(?:(?:Case|Civil Action|Civ\. A\.|Civil|Crim\.|Criminal|Docket|Cause) )?"
_DOCKET: Final = re.compile(rf"\b{_WORDS}(?P<no>Nos?)\. ?{_NUMBER}")
_BEFORE_NO: Final = re.compile(rf"(?:\b{_WORDS})?\Z")
_MORE: Final = re.compile(rf"(?:, and |, | and | & ){_NUMBER}")
_BARE: Final = re.compile(rf"\b(?:Case|Civil Action|Docket) (?P<number>{_FEDERAL})(?![\w-])")
_JUDGE: Final = re.compile(r"(?:-[A-Z]{1,4})+\Z| \([A-Z]{1,4}\)\Z")
"""Initials of judges, which are no part of the number."""
_COURT: Final = re.compile(
    r"(?:,? (?:slip op\.|\d{4} (?:WL|U\.S\. Dist\. LEXIS|U\.S\. App\. LEXIS) \d+)(?:,? at \*?\d+)?)?"
    r"(?: \((?P<paren>[^()]{2,90})\)|,? (?:filed |pending )?(?:in the |in |at the )?"
    r"(?P<words>(?:U\.S\.|United States) [^()\n;]{2,90}"
    r"|(?:[A-Z]\.){2,4}(?:[A-Z][a-z]*\.)?|(?:\d{1,2}(?:st|d|nd|rd|th)|D\.C\.|Fed\.) Cir\.))"
)
_DATE: Final = re.compile(r",? (?:filed |argued |decided |dismissed )?(?:[A-Z][a-z]{2,8}\.? \d{1,2}, )?\d{4}\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Docket:
    """A docket number; `court` is the id of the court that the text names with it."""

    start: int
    end: int
    number: str
    court: str | None

    @property
    def target(self) -> str | None:
        """Canonical id of the case, without the initials of its judges; None while the court is not known."""
        return f"/us/case/{self.court}/{number_of_case(self.number)}" if self.court else None


def number_of_case(number: str) -> str:
    """A docket number without the initials of the judge, which change: "1:25-cv-00677" of "1:25-cv-00677-DLF"."""
    return _JUDGE.sub("", number)


def find_dockets(scan: Scan) -> Iterator[Docket]:
    """Every docket number, in the order of the text but for those without "No."."""
    folded = scan.folded
    for match in find_around(scan, _DOCKET, _BEFORE_NO, "No.", "Nos."):
        run = [(match.start(), match)]
        while match.re is _MORE or match.group("no") == "Nos":
            more = _MORE.match(folded, match.end())
            if not more:
                break
            match = more
            run.append((match.start("number"), match))
        court = _court_behind(folded, match.end())
        for start, found in run:
            yield Docket(start=start, end=found.end(), number=found.group("number"), court=court)
    for match in find_at(scan, _BARE, "Case ", "Civil Action ", "Docket "):
        court = _court_behind(folded, match.end())
        yield Docket(start=match.start(), end=match.end(), number=match.group("number"), court=court)


def _court_behind(folded: str, end: int) -> str | None:
    """The court in the parenthesis behind a docket number, or behind a comma."""
    match = _COURT.match(folded, end)
    if match is None:
        return None
    if match.group("paren"):
        short = _DATE.sub("", match.group("paren")).strip(" ,")
        known = court_of(short) or court_named(short)
        return known.id if known else None
    words = match.group("words")
    known = court_named(words) or court_of(words.partition(",")[0].strip())
    return known.id if known else None

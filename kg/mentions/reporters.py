"""Reads citations of reported cases: "410 U.S. 113", "550 U.S. at 555", "2015 ND 12", "2010 WL 12345"."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from kg.identifiers import slug
from kg.mentions.anchors import find_at
from kg.mentions.scan import Scan

_NUMBERED: Final = re.compile(
    r"\d(?:[A-F]?[\s-]{1,2}(?=[A-Z]|wl\b)|(?=COA? ?\d))(?!(?:U\. ?S\. ?C\b|U\.?S\.? Code|USCS?\b|C\. ?F\. ?R\b|CFR\b"
    r"|S[Tt][Aa][Tt]\b|FR\b|F\.R\. |Fed\. ?Reg\.|Amendments?\b|Filed\b|IN THE\b|DEPARTMENT\b|Pub\. ?L|See\b|Acts?\b"
    r"|Comp\.|Sections?\b|SEC\.|The\b|In\b|On\b|For\b))[A-Za-z0-9.,'&\[\]()\s-]{0,75}?"
    r"(?:(?<=[\s.,)\[-])|(?<=[A-Z])(?=\d))(?:[P¶]|para?\.)? ?(?:\d|_|[ivxlc]+\b)"
)
"""What nearly every citation of a reporter has: a number, a name with a capital letter, another number."""
_UNNUMBERED: Final = re.compile(
    r"\b(?:T\. ?C\. ?(?:M|Memo|Summ)|SCDB|RIA TM|L\. ?R\. ?A\.|Ann\. ?Cas\.)[A-Za-z.() ]{0,20}?\d|\((?:CCH|RIA|BNA)\) ?"
)
"""The others: "T.C. Memo. 2019-233"."""
_UNNUMBERED_WORDS: Final = (
    "T.C", "T. C", "SCDB", "RIA TM", "L.R.A.", "L. R.A.", "L.R. A.", "L. R. A.", "Ann. Cas.", "Ann.Cas.", "(CCH)",
    "(RIA)", "(BNA)",
)  # fmt: skip
_BEFORE: Final = 45
_BEHIND: Final = 90
"""Characters around that place that may belong to the citation."""
_NOT_PLAIN: Final = re.compile(r"[^\x00-\x7f§¶]")
_WRAPPED: Final = re.compile(r"(?<!\n)\n(?!\s)")
_MONTHS: Final = frozenset(["Jan.", "Feb.", "Mar.", "Apr.", "Aug.", "Sept.", "Oct.", "Nov.", "Dec."])
_ABBREVIATION: Final = re.compile(r"\.\s?[A-Z\d]|\w\.\w")
_WORD: Final = re.compile(r"[A-Za-z ]+\Z")
"""A reporter that is written like a word, or like a road: "12 Hill 45", "815 NY 8"."""
_MOST_VOLUMES: Final = 1000
"""No reporter has more; then a volume is a year."""
_YEARS: Final = range(1600, 2101)
_NAMED: Final = re.compile(r"\bv\.? |\b(?:In re|Ex parte|Matter of) ")
_AND_ANOTHER: Final = re.compile(r",? \d{1,3} [A-Z][\w.]* \d")
_NAME_LENGTH: Final = 120
_PAGE: Final = str.maketrans("[]", "()", ",")
_FIRST_VOLUME: Final = {"Dall.": 0, "Cranch": 4, "Wheat.": 13, "Pet.": 25, "How.": 41, "Black": 65, "Wall.": 67}
"""How many volumes of the United States Reports come before the first of the reporter who gave it his name."""
_LAST_VOLUME: Final = {"Dall.": 4, "Cranch": 9, "Wheat.": 12, "Pet.": 16, "How.": 24, "Black": 2, "Wall.": 23}
_OFFICIAL: Final = "U.S."
_SUPREME: Final = frozenset(["L. Ed.", "U.S.L.W."])
"""Reporters of the Supreme Court whose names do not say so."""
_PRINTED: Final = (0, 2, 3)
"""Ranks of reporters in volumes; the others number documents by the year."""
_ELECTRONIC: Final = re.compile(r"(?:WL|.*\bLEXIS)$")
_COURTS_OWN: Final = frozenset(["T.C.", "B.R.", "F.R.D.", "Fed. Cl.", "Cl. Ct.", "Ct. Cl.", "M.J.", "Vet. App."])
"""Reporters of special courts, which are no looseleaf services."""
_UNOFFICIAL: Final = re.compile(
    r"(?:U\.S\. )?App\. D\.C\.|Cal\. Rptr\.|N\.Y\.S\.|Ill\. Dec\.|U\.S\.L\.W\.|A\.L\.R\.|L\.R\.A\."
)
_YEAR: Final = re.compile(r"[^();]{0,160}[(\[][^()\[\]]{0,60}?\b(?P<year>1[6-9]\d\d|20\d\d)[)\]]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported:
    """A citation of a reporter, as it is printed.

    Attributes:
        start, end: Code points in the text: "410 U.S. 113", without parties, further pages or year.
        reporter: The reporter's usual abbreviation.
        volume, page: As printed; the page is None where it is left blank, the volume where there is none.
        is_short: Whether the page is one inside the case: "410 U.S. at 120".
        is_case: Whether it is no article of a journal.
        family: Whose courts' decisions the reporter prints: "supreme", "federal", "state" or "any".
        rank: 0 for the United States Reports, 1 for a number that the court itself gives, 2 for other official
            reporters, 3 for the others, 4 for what a database or a looseleaf service numbers.
    """

    start: int
    end: int
    reporter: str
    volume: str | None
    page: str | None
    is_short: bool
    is_case: bool
    family: str
    rank: int

    @property
    def is_electronic(self) -> bool:
        """Whether the number is that of a document in a database, and its pages are starred."""
        return _ELECTRONIC.match(self.reporter) is not None

    @property
    def target(self) -> str | None:
        """Canonical id of the case at whose first page it points; None where volume or page is missing."""
        if self.volume is None or self.page is None:
            return None
        return f"/us/case/{slug(self.reporter)}/{self.volume}/{self.page}"


def find_reported(scan: Scan) -> list[Reported]:
    """Every citation of a reporter, in the order of the text."""
    folded = scan.folded
    found: list[Reported] = []
    for start, end in _pieces(scan):
        from kg.mentions.reporter_tokens import read_tokens  # only for texts that have something to find

        for token in read_tokens(_plain(folded[start:end])):
            if cite := _reported(folded, token, start):
                found.append(cite)
    return found


def _pieces(scan: Scan) -> Iterator[tuple[int, int]]:
    """Stretches of text around what may be a citation, each from one white space to another."""
    folded = scan.folded
    places = [match.span() for match in _NUMBERED.finditer(folded)]
    places += [match.span() for match in find_at(scan, _UNNUMBERED, *_UNNUMBERED_WORDS)]
    places.sort()
    begin = finish = -1
    for start, end in places:
        if begin < 0 or start - _BEFORE > finish:
            if finish > 0:
                yield begin, finish
            begin = _space_before(folded, start - _BEFORE)
        finish = max(finish, _space_behind(folded, end + _BEHIND))
    if finish > 0:
        yield begin, finish


def _space_before(folded: str, place: int) -> int:
    if place <= 0:
        return 0
    return next((at + 1 for at in range(place, max(0, place - _BEHIND), -1) if folded[at].isspace()), place)


def _space_behind(folded: str, place: int) -> int:
    stop = min(len(folded), place + _BEHIND)
    return next((at for at in range(place, stop) if folded[at].isspace()), stop)


def _plain(piece: str) -> str:
    """In ASCII, one character for one, with a space where a line of a paragraph is wrapped."""
    if not piece.isascii():
        piece = _NOT_PLAIN.sub(lambda found: _letter(found.group()), piece)
    return _WRAPPED.sub(" ", piece)


def _letter(character: str) -> str:
    base = unicodedata.normalize("NFKD", character)[0]
    return base if base.isascii() else "-"


def _reported(folded: str, token: Any, offset: int) -> Reported | None:
    start, end = token.start + offset, token.end + offset
    editions = token.exact_editions or token.variation_editions
    groups = token.groups
    printed = groups.get("reporter") or ""
    if printed in _MONTHS or ("\n" in folded[start:end] and not _ABBREVIATION.search(printed)):
        return None  # a number, a word and a number on two lines are as likely a table
    edition = _edition(editions, _year_behind(folded, end))
    reporter = edition.short_name if edition else printed
    volume, page = groups.get("volume"), groups.get("page")
    page = page.translate(_PAGE) if page and page.strip("_") else None
    if edition and edition.reporter.is_scotus and _is_volume_of(volume, edition.short_name):
        reporter, volume = _OFFICIAL, str(int(volume) + _FIRST_VOLUME[edition.short_name])
    kind = edition or editions[0]
    family, rank = _family(kind.reporter), _rank(reporter, kind.reporter)
    if not _is_volume(volume, family, rank) or (
        rank in _PRINTED and not token.short and not _is_cited(folded, start, end, printed)
    ):
        return None
    return Reported(
        start=start, end=end, reporter=reporter, volume=volume, page=page, is_short=token.short,
        is_case=any(e.reporter.source == "reporters" for e in editions),
        family=family, rank=rank,
    )  # fmt: skip


def _is_volume(volume: str | None, family: str, rank: int) -> bool:
    """Whether a reporter can have a volume of that number; those of databases and courts are years."""
    if volume is None or not volume.isdecimal() or int(volume) < _MOST_VOLUMES:
        return True
    return int(volume) in _YEARS and (rank not in _PRINTED or family == "state")


def _is_cited(folded: str, start: int, end: int, printed: str) -> bool:
    """Whether what is written like a word is a reporter: by year, parties or brackets around it."""
    if not _WORD.match(printed) or _AND_ANOTHER.match(folded, end):
        return True
    if folded[max(0, start - 1) : start] == "(" and folded[end : end + 1] == ")":
        return True
    before = folded[max(0, start - _NAME_LENGTH) : start]
    return _year_behind(folded, end) is not None or _NAMED.search(before) is not None


def _is_volume_of(volume: str | None, reporter: str) -> bool:
    return volume is not None and volume.isdecimal() and 0 < int(volume) <= _LAST_VOLUME.get(reporter, 0)


def _edition(editions: Any, year: int | None) -> Any:
    """The one reporter that is meant: of several of one abbreviation that of the year; None where it stays open."""
    if len({edition.short_name for edition in editions}) > 1 and year:
        editions = [edition for edition in editions if edition.includes_year(year)]
    return editions[0] if len({edition.short_name for edition in editions}) == 1 else None


def _year_behind(folded: str, end: int) -> int | None:
    match = _YEAR.match(folded, end)
    return int(match.group("year")) if match else None


def _family(reporter: Any) -> str:
    if reporter.is_scotus or reporter.short_name in _SUPREME:
        return "supreme"
    if reporter.short_name.endswith("App. D.C."):
        return "federal"  # the D.C. Circuit's own, which reporters-db has among those of states
    kind = reporter.cite_type.split("_")[0]
    return kind if kind in ("federal", "state") else "any"


def _rank(name: str, reporter: Any) -> int:
    if name == _OFFICIAL:
        return 0
    if _ELECTRONIC.match(name) or (reporter.cite_type.startswith("specialty") and name not in _COURTS_OWN):
        return 4
    if (
        reporter.is_scotus
        or reporter.short_name in _SUPREME
        or reporter.cite_type == "state_regional"
        or _UNOFFICIAL.match(name)
    ):
        return 3
    return 1 if reporter.cite_type == "neutral" else 2

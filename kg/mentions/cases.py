"""Finds cases: by reporter, in full and in short forms, by name ("A v. B"), by docket number."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from kg.identifiers import citation_of
from kg.mentions.anchors import find_at
from kg.mentions.back_references import Place, find_back_references
from kg.mentions.dockets import Docket, find_dockets
from kg.mentions.mention import Citation, Form, Item, Mention
from kg.mentions.parallels import DOCKET_RANK, Cited, Key, OneCase, join_parallels
from kg.mentions.reporters import Reported, find_reported
from kg.mentions.scan import Scan

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
_TO_CITATION: Final = re.compile(
    r"(?:,? (?:Inc|LLC|Corp|Co|Ltd|et al)\b)?\.?(?:,? \([^()]{0,30}\d{4}\))?,?\s?(?:Nos?\. [^,;()]{3,40}, )?"
)
_TO_DATABASE: Final = re.compile(r",? (?:slip op\., )?")
_REST: Final = re.compile(
    r"(?P<rest>(?:\.,?|,)?(?: (?:[A-Z][\w.&'-]*,?|of|the|and|&|for)){1,8}),\s(?:Nos?\. [^,;()]{3,40}, )?"
)
"""The rest of a name whose abbreviations no table has: "v. Am. Sav" and ". Bank"."""
_NEW_SENTENCE: Final = re.compile(
    r"\b(?:See|In|But|Cf|Accord|Compare|The|This|That|It|As|And|Under|Also|Id|Citing|Quoting)\b"
)
_GAP: Final = 80
"""Characters that may stand between the name of a case and its citation."""
_ALONE: Final = re.compile(
    rf"\b(?P<name>(?:In re|Ex parte|(?:In the )?Matter of|Estate of) (?:the )?{_PARTY}"
    rf"(?:,? (?:Inc|Co|Corp|Ltd|LLC|LLP|L\.L\.C)\b\.?|(?:'s)?(?: {_LINK}){{0,2}} {_PARTY}){{0,9}})"
    r"\.?,?\s?(?:\(\d{4}\) )?\Z"
)
_CITED_LAW: Final = re.compile(r"§|U\.? ?S\.? ?C|C\.? ?F\.? ?R|Stat\.|Fed\. ?Reg|Pub\. ?L")
"""A law that is cited rather than named."""


def find_cases(scan: Scan, laws: Sequence[Citation | Mention] = ()) -> Iterator[Mention]:
    """Every case that is cited or named, every docket number, and every short form that the text binds to a case.

    Args:
        scan: The text.
        laws: The laws and regulations that it cites, which "Id." may refer to as well.
    """
    names = list(_names(scan))
    dockets = list(find_dockets(scan))
    reported = find_reported(scan)
    if reported:
        yield from _reported(scan, reported, names, dockets, laws)
    yield from names
    yield from (_docket(docket) for docket in dockets)


def _names(scan: Scan) -> Iterator[Mention]:
    folded = scan.folded
    done = 0
    for versus in find_at(scan, _VERSUS, " v. ", " vs. "):
        left = _LEFT.search(folded, max(done, versus.start() - _LEFT_LENGTH), versus.start())
        right = _RIGHT.match(folded, versus.end()) if left else None
        if left and right:
            done = _end_of_right(folded, right)
            yield from _named(folded, left.start("name"), done)


def _reported(
    scan: Scan,
    reported: list[Reported],
    names: list[Mention],
    dockets: list[Docket],
    laws: Sequence[Citation | Mention],
) -> Iterator[Mention]:
    """Cases that are cited by reporter, with the short forms behind them."""
    folded = scan.folded
    places = [_unless_case(law.start, law.end, folded) for law in laws]
    places += [Place(start=c.start, end=c.end) for c in reported if not c.is_case]
    places += [Place(start=c.start, end=c.end, short=c) for c in reported if c.is_case and c.is_short]
    groups = [_with_docket(folded, cited, dockets) for cited in join_parallels(folded, reported)]
    one = OneCase(cited.keys for cited in groups)
    named = _NamesBefore(folded, names)
    for cited in groups:
        target = one.target_of(cited.keys)
        name = named.name_of(cited)
        keys = one.keys_of(target) if target else ()
        places.append(Place(start=cited.start, end=cited.end, target=target, keys=keys, name=name or ""))
        for member in cited.members if target else ():
            words = folded[member.start : member.end]
            yield _mention(member.start, member.end, target or "", name or words, "citation")
    places += [Place(start=name.start, end=name.end) for name in named.others]
    shown = {place.target: place.name for place in reversed(places) if place.target and place.name}
    for found in find_back_references(scan, places):
        if found.target:
            yield _mention(found.start, found.end, found.target, shown.get(found.target, ""), "short")


def _unless_case(start: int, end: int, folded: str) -> Place:
    return Place(start=start, end=end, form="other" if _CITED_LAW.search(folded, start, end) else "law")


def _mention(start: int, end: int, target: str, name: str, form: Form) -> Mention:
    return Mention(
        start=start, end=end, kind="Case", form=form, name=name or citation_of(target),
        items=(Item(start=start, end=end, target=target),), nested=form == "short",
    )  # fmt: skip


class _NamesBefore:
    """The names of cases right before their citations; `others` are the names that have none."""

    def __init__(self, folded: str, names: list[Mention]) -> None:
        self._folded = folded
        self.names = names
        self._ends = [name.end for name in names]
        self._used: set[int] = set()

    @property
    def others(self) -> list[Mention]:
        return [name for index, name in enumerate(self.names) if index not in self._used]

    def name_of(self, cited: Cited) -> str | None:
        """The parties of a case as the text gives them with its citation."""
        index = bisect_right(self._ends, cited.start) - 1
        name = self.names[index] if index >= 0 else None
        if name and cited.start - name.end <= _GAP:
            gap = self._folded[name.end : cited.start]
            rest = None if _NEW_SENTENCE.search(gap) else _REST.fullmatch(gap)
            if rest:
                longer = f"{name.name}{rest.group('rest')}"
                name = self.names[index] = replace(name, end=name.end + rest.end("rest"), name=" ".join(longer.split()))
            if rest or _TO_CITATION.fullmatch(gap):
                self._used.add(index)
                return name.name
        alone = _ALONE.search(self._folded, max(0, cited.start - _GAP), cited.start)
        return " ".join(alone.group("name").split()) if alone else None


def _with_docket(folded: str, cited: Cited, dockets: list[Docket]) -> Cited:
    """A case that a database numbers is known by its docket number, where the text gives that with its court."""
    index = bisect_right(dockets, cited.start, key=lambda docket: docket.end) - 1
    if index < 0 or not cited.keys or not all(key.is_electronic for key in cited.keys):
        return cited
    docket = dockets[index]
    if docket.target is None or not _TO_DATABASE.fullmatch(folded[docket.end : cited.start]):
        return cited
    key = Key(target=docket.target, rank=DOCKET_RANK, reporter=f"docket {docket.court}")
    return replace(cited, keys=(*cited.keys, key))


def _docket(docket: Docket) -> Mention:
    items = (Item(start=docket.start, end=docket.end, target=docket.target),) if docket.target else ()
    return Mention(
        start=docket.start, end=docket.end, kind="Case", form="citation", name=f"No. {docket.number}",
        number=docket.number, items=items,
    )  # fmt: skip


def _end_of_right(folded: str, right: re.Match[str]) -> int:
    """Where the second party ends: before "and C" where "v. D" follows."""
    if not _VERSUS.match(folded, right.end()):
        return right.end()
    cut = max(right.group().rfind(" and "), right.group().rfind(", "))
    return right.start() + cut if cut > 0 else right.end()


def _named(folded: str, start: int, end: int) -> Iterator[Mention]:
    lead = _LEAD.match(folded[start:end])
    start += lead.end() if lead else 0
    name = re.sub(r"\s+", " ", folded[start:end]).replace(" vs. ", " v. ")
    if " v. " in name and not name.startswith("v. "):
        yield Mention(start=start, end=end, kind="Case", form="name", name=name)

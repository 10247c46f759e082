"""Finds sections of state codes: "Cal. Civ. Code § 1946.2", "section 784.046, Florida Statutes", "735 ILCS 5/2-619"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from kg.mentions.anchors import find_at
from kg.mentions.mention import Citation, Item, cited
from kg.mentions.scan import Scan
from kg.mentions.sections import continue_path, designators
from kg.mentions.state_codes import StateCode, state_code_names

_SUB: Final = r"\((?!(?:19|20)\d\d\))[0-9A-Za-z]{1,4}\)"
_SUBS: Final = re.compile(
    rf"(?:,? ?(?:[Ss]ubd(?:s?\.|ivisions?)|[Ss]ubsec(?:\.|tions?)) ?)?(?P<subs>{_SUB}(?: ?{_SUB}){{0,6}})"
)
_MORE: Final = re.compile(r"(?:,? (?:and|or|&|through|to) |, |; |-)(?:§{1,2} ?|[Ss]ections? )?(?=[\d(])")
_AFTER: Final = re.compile(
    r"(?: A(?:nn(?:otated|\.)|NN\.))?(?: \((?:West|McKinney|Vernon|Lexis\w*|Deering)[^()\n]{0,24}\))?,? ?"
    r"(?P<mark>§{1,2} ?|[Ss]ec(?:tions?|s?\.) ?|[Aa]rt(?:icle|s?\.) ?)?(?=\d)"
)
_BEFORE: Final = re.compile(
    r"(?:§{1,2} ?|\b[Ss]ections? |\b[Ss]s?\. |\b[Aa]rt(?:icle|\.) )(?P<list>\d[^\n;§]{0,90}?)(?:,? of(?: the)?|,) \Z"
)
_INNER: Final = re.compile(rf"\b[Ss]ub(?:d\.|division|section|s\.) (?P<subs>{_SUB}(?:{_SUB}){{0,6}}) of \Z")
_QUALIFIED: Final = re.compile(r"\b(?!(?:The|See|Under|In|And|By|Section|Former) )[A-Z][\w.'-]*,? \Z")
_YEAR: Final = re.compile(r"(?:19|20)\d\d(?![\d.(:-])")
_OF_ILLINOIS: Final = r"(?:ILCS\b|Ill\. ?Comp\. ?Stat\.(?: Ann\.)?|ILL\. ?COMP\. ?STAT\.(?: ANN\.)?)"
_ILLINOIS: Final = re.compile(
    rf"(?P<chapter>\d{{1,3}}) {_OF_ILLINOIS}(?: ?§)? (?P<act>\d{{1,4}}(?:\.\d{{1,2}})?)/(?=\d)"
)
_MORE_ACTS: Final = re.compile(r"(?:,? (?:and|or|&) |, |; )(?P<act>\d{1,4}(?:\.\d{1,2})?)/(?=\d)")
_ILLINOIS_NAME: Final = re.compile(_OF_ILLINOIS)
_CHAPTER: Final = re.compile(r"\b\d{1,3} \Z")
_MARK: Final = (
    "§",
    "ection",
    "RCW",
    "ILCS",
    "CPLR",
    "C.P.L.R.",
    "Comp. Stat.",
    " art. ",
    "Article ",
    "Fla. Stat",
    "Florida Stat",
)
_SECTION_DEPTH: Final = 4
"""Slashes in the id of a section: "/us/ca/civ/s1946.2"."""
_LONGEST: Final = 56
_MOST: Final = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class _Named:
    """The name of a code in a text; `code` is None where the words are those of several states' codes."""

    start: int
    end: int
    words: str
    code: StateCode | None


def find_state_law(scan: Scan) -> Iterator[Citation]:
    """Every section of a state's code.

    A code without its state ("Penal Code section 459") is that of the one state, whose codes the text names in full,
    that has such a code.
    """
    if not scan.has(*_MARK):
        return
    folded = scan.folded
    names = list(_names(scan))
    states = {named.code.state for named in names if named.code}
    for named in names:
        candidates = {code for code in state_code_names().shared.get(named.words, frozenset()) if code.state in states}
        code = named.code or (next(iter(candidates)) if len(candidates) == 1 else None)
        if code:
            yield from _provisions(folded, named, code)
    yield from _illinois(scan)


def _names(scan: Scan) -> Iterator[_Named]:
    """The names of codes, each found once by its last word."""
    folded = scan.folded
    found: dict[int, _Named] = {}
    for letters, pattern in state_code_names().ends:
        for match in find_at(scan, pattern, letters):
            named = _named(folded, *match.span()) if _is_numbered(folded, *match.span()) else None
            if named and (named.end not in found or named.start < found[named.end].start):
                found[named.end] = named
    yield from sorted(found.values(), key=lambda named: named.start)


def _is_numbered(folded: str, start: int, end: int) -> bool:
    """Whether a section can stand after or before the words: the quick look before the names are compared."""
    if _AFTER.match(folded, end):
        return True
    low = max(0, start - _LONGEST - 100)
    return any(folded.find(mark, low, start) >= 0 for mark in ("§", "ection", "rticle"))


def _named(folded: str, start: int, end: int) -> _Named | None:
    names = state_code_names()
    low = max(0, start - _LONGEST)
    for state in names.states.finditer(folded, low, end):
        words = folded[state.end() : end]
        if code := names.codes.get((state.group().rstrip().removesuffix("'s"), words)):
            return _Named(start=state.start(), end=end, words=words, code=code)
    text = folded[low:end]
    for name, code in names.alone.items():
        if text.endswith(name) and not text[: -len(name)][-1:].isalnum():
            return _Named(start=end - len(name), end=end, words=name, code=code)
    best = max((name for name in names.shared if text.endswith(name)), key=len, default="")
    if not best or text[: -len(best)][-1:].isalnum() or _QUALIFIED.search(text[: -len(best)]):
        return None
    return _Named(start=end - len(best), end=end, words=best, code=None)


def _provisions(folded: str, named: _Named, code: StateCode) -> Iterator[Citation]:
    after = _AFTER.match(folded, named.end)
    bare = after is not None and not after.group("mark")
    article = after is not None and (after.group("mark") or "").lower().startswith("art")
    if after and not (bare and (named.code is None or _YEAR.match(folded, after.end()))):
        items, end = _list(folded, after.end(), code, sections=not article)
        if items:
            yield cited("Statute", named.start, end, items)
            return
    before = _BEFORE.search(folded, max(0, named.start - 110), named.start)
    while before and (again := _BEFORE.search(folded, before.start() + 1, named.start)):
        before = again
    if before:
        items, end = _list(folded, before.start("list"), code)
        if items and end == before.end("list"):
            inner = _INNER.search(folded, max(0, before.start() - 40), before.start()) if len(items) == 1 else None
            if inner and items[0].target.count("/") == _SECTION_DEPTH:
                path = "/".join((items[0].target, *designators(inner.group("subs"))))
                items = [Item(start=inner.start(), end=items[0].end, target=path)]
            yield cited("Statute", inner.start() if inner else before.start(), named.end, items)


def _list(folded: str, start: int, code: StateCode, *, sections: bool = True) -> tuple[list[Item], int]:
    """Sections from `start` on as items, and where they end; of articles, what "§" announces is inside of one."""
    items: list[Item] = []
    end = place = start
    number = _number(code.joins)
    while len(items) < _MOST:
        section, subs = number.match(folded, place), None
        if section:
            subs = _SUBS.match(folded, section.end())
            path: tuple[str, ...] = designators(subs.group("subs")) if subs else ()
            last = section.group()
        elif items and (subs := _SUBS.match(folded, place)):
            _, _, _, _, last, *before = items[-1].target.split("/")
            last, path = last[1:], continue_path(tuple(before), designators(subs.group("subs")))
        else:
            break
        end = subs.end() if subs else section.end() if section else end
        items.append(Item(start=place, end=end, target="/".join((code.root, f"s{last}", *path))))
        more = _MORE.match(folded, end)
        if not more or ("§" in more.group() and not sections):
            break
        place = more.end()
    return items, end


@cache
def _number(joins: str) -> re.Pattern[str]:
    """A section's number, its pieces joined as the state joins them; no year and no page."""
    piece = r"\d{1,5}[A-Za-z]{0,2}" if joins == "." else r"(?:\d{1,5}[A-Za-z]{0,2}|[a-z]\b)"
    number = rf"\d{{1,6}}[A-Za-z]{{0,3}}(?:[{re.escape(joins)}]{piece}){{0,4}}"
    return re.compile(number + r"(?!\w|\.\d|/\d| (?:[A-Z]\.|F\.|Cal\.|So\.|ILCS\b|Ill\.|ILL\.|CFR\b|USC\b|WL\b))")


def _illinois(scan: Scan) -> Iterator[Citation]:
    folded = scan.folded
    for name in find_at(scan, _ILLINOIS_NAME, "ILCS", "Ill. Comp", "Ill.Comp", "ILL. COMP"):
        chapter = _CHAPTER.search(folded, max(0, name.start() - 5), name.start())
        match = _ILLINOIS.match(folded, chapter.start()) if chapter else None
        if match:
            yield from _of_chapter(folded, match)


def _of_chapter(folded: str, first: re.Match[str]) -> Iterator[Citation]:
    """The acts of a chapter with their sections: "820 ILCS 105/4a and 115/9"."""
    start, place, act = first.start(), first.end(), first.group("act")
    for _ in range(_MOST):
        code = StateCode(state="il", code=f"ilcs-{first.group('chapter')}-{act}", joins=".-")
        items, end = _list(folded, place, code)
        if not items:
            return
        yield cited("Statute", start, end, items)
        more = _MORE_ACTS.match(folded, end)
        if not more:
            return
        start, place, act = more.start("act"), more.end(), more.group("act")

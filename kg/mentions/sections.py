"""The grammar of section numbers: "552a(b)(2)", "371(a) and 393(c)", "4412 through 4415"."""

import re
from functools import lru_cache
from typing import Final, NamedTuple

SECTION: Final = r"\d{1,6}[A-Za-z]{0,5}(?:-\d{1,4}[A-Za-z]{0,3}(?![\w(])|-\d{1,4}[A-Za-z]{0,3}(?=\())*"
SUBS: Final = r"(?:\([0-9A-Za-z]{1,5}\)){1,8}"
_ITEM: Final = re.compile(rf"(?P<section>{SECTION})(?:(?P<subs>{SUBS})(?!\w)|(?!\w|\.\d))")
"""A digit behind "(b)." is the mark of a footnote, behind "68." it may belong to a number of the C.F.R."""
_SUBS: Final = re.compile(SUBS)
_JOIN: Final = re.compile(
    r"(?:(?:,? (?:and|or|&) |, | ?(?P<range>through|thru|to|-) ?)(?:§{1,2} ?|[Ss]ections? )?|; (?:§{1,2} ?)?)(?=[\d(])"
)
_NUMERAL: Final = re.compile(r"[ivxl]+|[IVXL]+|\d+")
_DESIGNATOR: Final = re.compile(r"\(([0-9A-Za-z]{1,5})\)")
_FOREIGN: Final = re.compile(
    r" ?(?:U\.? ?S\.? ?C|C\.? ?F\.? ?R|Stat\.|Fed\.|F\.|U\.S\.|S\. ?Ct|FR\b|%|percent|million|billion|days?\b|years?\b"
    r"|months?\b|weeks?\b|hours?\b|[A-Z][a-z]+ )"
)
_NUMBER: Final = re.compile(r"\d+")
_YEARS: Final = range(1900, 2040)
MAX_ITEMS: Final = 200


class SectionRef(NamedTuple):
    """A section number with its path; `through` marks the end of a range."""

    start: int
    end: int
    section: str
    path: tuple[str, ...]
    through: bool = False


def read_sections(
    folded: str, start: int, *, named: bool = False, plural: bool = False
) -> tuple[list[SectionRef], int]:
    """The list of sections that begins at `start`, and where it ends; an empty list when none does.

    Args:
        folded: The text.
        start: Where the first number stands.
        named: Whether the list began with the word "section", so that it may go on with it; after "18 U.S.C. 1905 and
            section 21 of the ..." another law begins.
        plural: Whether "sections" or "§§" announced several, so that their order does not matter.
    """
    first = _ITEM.match(folded, start)
    if not first:
        return [], start
    refs = _item(first, through=False)
    end = first.end()
    if folded.startswith(" of ", end):  # most are alone
        return refs, end
    while len(refs) < MAX_ITEMS and (join := _JOIN.match(folded, end)):
        if "ection" in join.group() and not named:
            break
        through = join.group("range") is not None
        item = _ITEM.match(folded, join.end())
        subs = None if item else _SUBS.match(folded, join.end())
        if item and not _FOREIGN.match(folded, item.end()) and (plural or _plausible(refs[-1], item, join.group())):
            refs += _item(item, through=through)
            end = item.end()
        elif subs:
            path = continue_path(refs[-1].path, designators(subs.group()))
            refs.append(SectionRef(subs.start(), subs.end(), refs[-1].section, path, through))
            end = subs.end()
        else:
            break
    return refs, end


def read_subs(folded: str, start: int) -> tuple[list[tuple[int, int, tuple[str, ...]]], int]:
    """A list of bare designators, "(a) or (c)(2)", as (start, end, path), and where it ends."""
    first = _SUBS.match(folded, start)
    if not first:
        return [], start
    found = [(first.start(), first.end(), designators(first.group()))]
    end = first.end()
    while len(found) < MAX_ITEMS and (join := _JOIN.match(folded, end)) and (subs := _SUBS.match(folded, join.end())):
        found.append((subs.start(), subs.end(), continue_path(found[-1][2], designators(subs.group()))))
        end = subs.end()
    return found, end


@lru_cache(maxsize=4096)
def designators(text: str) -> tuple[str, ...]:
    """The pieces of a path: "(b)(2)" as ("b", "2")."""
    return tuple(_DESIGNATOR.findall(text))


def continue_path(previous: tuple[str, ...], new: tuple[str, ...]) -> tuple[str, ...]:
    """The full path of a designator that goes on from another: after (b)(1), "(2)" is (b)(2), "(c)" is (c).

    It replaces the deepest level written in the same way (letters, digits, capitals); a letter that is no numeral does
    not go on from a numeral: after (a)(1)(B)(i), "(h)" is (h).
    """
    alike = [depth for depth in range(len(previous) - 1, -1, -1) if _style(previous[depth]) == _style(new[0])]
    if len(alike) > 1 and _NUMERAL.fullmatch(previous[alike[0]]) and not _NUMERAL.fullmatch(new[0]):
        alike = alike[1:]
    return previous[: alike[0]] + new if alike else new


def _style(designator: str) -> str:
    if designator.isdigit():
        return "digit"
    return "capital" if designator.isupper() else "small"


def _item(match: re.Match[str], *, through: bool) -> list[SectionRef]:
    section, subs = match.groups()
    start, end = match.span()
    if "-" in section:
        low, _, high = section.partition("-")
        if ascending(low, high):
            middle = start + len(low)
            path = designators(subs) if subs else ()
            return [SectionRef(start, middle, low, (), through), SectionRef(middle + 1, end, high, path, True)]
    return [SectionRef(start, end, section, designators(subs) if subs else (), through)]


def ascending(low: str, high: str) -> bool:
    """Whether a hyphen may join the ends of a range, "3401-3423", "278c-278e", and not the halves of "1395w-4"."""
    first, second = _NUMBER.match(low), _NUMBER.match(high)
    if not first or not second or not high[-1:].isalnum():
        return False
    before, after = int(first.group()), int(second.group())
    return len(second.group()) >= len(first.group()) and (after > before or (after == before and high > low))


def _plausible(previous: SectionRef, item: re.Match[str], join: str) -> bool:
    # "15 U.S.C. 46, 2025" and "section 7 and 30 others": a further section is close in form, or marked as one.
    if "§" in join or "ection" in join:
        return True
    here, before = _NUMBER.match(item.group("section")), _NUMBER.match(previous.section)
    if not here or not before:
        return False
    low, high = int(before.group()), int(here.group())
    same_length = len(here.group()) == len(before.group())
    if join == ", " and not item.group("subs") and high in _YEARS and not same_length:
        return False
    return bool(item.group("subs")) or high >= low or same_length

"""Finds clauses of the Constitution by the names that courts give them: "the Commerce Clause"."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from operator import attrgetter
from typing import Final, cast

from kg.mentions.anchors import find_at
from kg.mentions.gazetteer import state_codes
from kg.mentions.mention import Citation, Item, cited
from kg.mentions.scan import Scan
from kg.schema import read_yaml, schemas_folder

_WORD: Final = re.compile(r"lause(?P<plural>s)?\b(?! ?[(\d])")
_STATE: Final = re.compile(r"\b(?P<words>[Ss]tate(?:'s)?|(?:[A-Z][a-z]+ )?[A-Z][a-z]+?(?: Constitution)?(?:'s)?) \Z")
_OF_OTHER: Final = re.compile(
    r" (?:of|in|under) (?:the |its |their )?+(?!(?:U\.|United|[Ff]ederal|[Cc]onstitution|[\w-]+ Amendment))"
    r"(?:[\w.]+ ){1,4}?[Cc]onstitution\b"
    r"| (?:of|in|under) the [Cc]onstitution of (?!the U)"
)
_OF: Final = re.compile(r" (?:of|in|to) the \Z")
_NEAR: Final = 3
"""Characters between an amendment and the clause that it has: "Amendment's Due", "Amendment Due"."""
_BEHIND: Final = 10
_LONGEST_PART: Final = 200
"""Characters that a list of amendments may have, more than any does."""
_TELLING: Final = frozenset("Commerce Confrontation Emoluments Establishment Supremacy Takings".split())
"""Names of one word that no contract gives a "clause", so that it may be written with a small letter."""
_LONGEST: Final = 45
_JOINS: Final = (", and ", ", or ", " and the ", " and ", " or ", ", ")
_MOST: Final = 6


class _Parts:
    """The articles and amendments that a text names, in its order."""

    def __init__(self, parts: Sequence[Citation]) -> None:
        self._parts = sorted(parts, key=attrgetter("start"))
        self.named = _named(parts)

    def around(self, start: int, end: int) -> list[Citation]:
        """Those that begin close before or behind a span."""
        first = bisect_left(self._parts, start - _LONGEST_PART, key=attrgetter("start"))
        return self._parts[first : bisect_right(self._parts, end + _BEHIND, key=attrgetter("start"))]


def find_clauses(scan: Scan, parts: Sequence[Citation]) -> Iterator[Citation]:
    """Every clause by name; of one that stands in two places, where the text does not decide, what holds both or none.

    Args:
        scan: The text.
        parts: The articles and amendments that the text names.
    """
    folded, known = scan.folded, _Parts(parts)
    for word in find_at(scan, _WORD, "lause"):
        place = word.start() - 2
        names = _names_before(folded, place) if place > 0 and folded[place] == " " else []
        if not names or not _is_federal(folded, names[0], word):
            continue
        several = word.group("plural") is not None
        items = [
            Item(start=name.start(), end=word.end() if name is names[-1] else name.end(), target=f"/us/const/{found}")
            for name in (names if several else names[-1:])
            for found in _chosen(_clauses()[name.group().lower()], folded, name.start(), word.end(), known, several)
        ]
        if items:
            yield cited("Constitution", items[0].start, word.end(), items)


def _names_before(folded: str, place: int) -> list[re.Match[str]]:
    """The names of the list that ends here: "Due Process and Equal Protection"."""
    names: list[re.Match[str]] = []
    while len(names) < _MOST and (name := _names().search(folded, max(0, place - _LONGEST), place)):
        names.insert(0, name)
        join = next(
            (join for join in _JOINS if folded.endswith(join, max(0, name.start() - 10), name.start())),
            None,
        )
        if join is None:
            break
        place = name.start() - len(join)
    return names


@cache
def _clauses() -> dict[str, list[str]]:
    """The places of each clause by its name in lower case."""
    entries = cast(dict[str, list[str]], read_yaml(schemas_folder() / "gazetteers" / "clauses.yaml"))
    return {name.lower(): places for name, places in entries.items()}


@cache
def _names() -> re.Pattern[str]:
    """Every name in capitals, and those of several words in lower case: "the due process clause"."""
    entries = cast(dict[str, list[str]], read_yaml(schemas_folder() / "gazetteers" / "clauses.yaml"))
    spellings = {*entries, *(name.lower() for name in entries if " " in name)}
    return re.compile(r"\b(?:" + "|".join(sorted(map(re.escape, spellings), key=len, reverse=True)) + r")\Z")


def _is_federal(folded: str, name: re.Match[str], word: re.Match[str]) -> bool:
    if name.group()[0].islower() and folded[word.start() - 1] == "C":
        return False
    telling = " " in name.group() or name.group() in _TELLING or folded[word.start() - 1] == "C"
    if not telling or _OF_OTHER.match(folded, word.end()):
        return False
    before = _STATE.search(folded, max(0, name.start() - 40), name.start())
    words = before.group("words").removesuffix("'s").removesuffix(" Constitution") if before else ""
    return not any(part in state_codes() for part in (words, words.rpartition(" ")[2])) and words.lower() != "state"


def _chosen(places: list[str], folded: str, start: int, end: int, parts: "_Parts", several: bool) -> list[str]:
    if len(places) == 1:
        return places
    beside = [part for part in parts.around(start, end) if _is_beside(folded, part, start, end)]
    fitting = _fitting(places, _named(beside) if beside else parts.named)
    if len(fitting) == 1 or (several and beside):
        return fitting
    articles = {"/".join(place.split("/")[:2]) for place in places}
    return list(articles) if len(articles) == 1 and not fitting else []


def _is_beside(folded: str, part: Citation, start: int, end: int) -> bool:
    """Whether an amendment or article is said to have the clause: before it, or after "of the"."""
    if part.end <= start:
        return start - part.end <= _NEAR
    return end <= part.start <= end + _BEHIND and _OF.fullmatch(folded, end, part.start) is not None


def _named(parts: Sequence[Citation]) -> set[str]:
    return {item.target.removeprefix("/us/const/") for part in parts for item in part.items}


def _fitting(places: list[str], named: set[str]) -> list[str]:
    return [place for place in places if any(f"{place}/".startswith(f"{name}/") and name.count("/") for name in named)]

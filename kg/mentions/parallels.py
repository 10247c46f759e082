"""Citations of one case in several reporters: "410 U.S. 113, 93 S. Ct. 705, 35 L. Ed. 2d 147" is one case.

Its id comes from the reporter that stands first in this order, whatever the order of the text: the United States
Reports; the number that the court itself gives ("2015 ND 12"); another official reporter; one of a publisher; the
docket number with its court; a database. Of two of one rank the first by name, volume and page.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from kg.mentions.reporters import Reported

_BETWEEN: Final = re.compile(
    r"(?:\s?,? (?:at )?(?:pp?\. ?)?[*\d][\d*n.,&\s-]{0,40}?)?(?:\s?\(\d\))?(?:\s?,\s?|\s?,?\s[\[(]|\s)"
)
"""Between two citations of one case: further pages, a comma or a bracket; no semicolon and no word."""
_FEDERAL: Final = re.compile(r"F\.(?:2d|3d|4th)?|F\. Supp\.(?: [23]d)?|Fed\. Appx\.|F\.R\.D\.|B\.R\.")
"""Reporters of one publisher, of which a decision of a federal court is in one alone."""
DOCKET_RANK: Final = 3.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """One of the names of a case in reporters or dockets, and how it stands among the others."""

    target: str
    rank: float
    reporter: str
    volume: str = ""
    page: str = ""
    is_electronic: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """One place where a case is cited in full, in one reporter or in several; `start` and `end` hold them all."""

    start: int
    end: int
    members: tuple[Reported, ...]
    keys: tuple[Key, ...]


def join_parallels(folded: str, reported: Iterable[Reported]) -> list[Cited]:
    """The full citations of cases, those of one case in several reporters as one."""
    runs: list[list[Reported]] = []
    for cite in reported:
        if cite.is_short or not cite.is_case:
            continue
        if runs and _is_parallel(folded, runs[-1], cite):
            runs[-1].append(cite)
        else:
            runs.append([cite])
    return [
        Cited(start=run[0].start, end=run[-1].end, members=tuple(run), keys=tuple(k for c in run if (k := _key(c))))
        for run in runs
    ]


def _is_parallel(folded: str, run: Sequence[Reported], cite: Reported) -> bool:
    gap = folded[run[-1].end : cite.start]
    return len(gap) <= 60 and _BETWEEN.fullmatch(gap) is not None and all(_may_be_one(other, cite) for other in run)


def _may_be_one(one: Reported, other: Reported) -> bool:
    """Whether one decision can stand in both reporters."""
    if one.reporter == other.reporter or (_FEDERAL.fullmatch(one.reporter) and _FEDERAL.fullmatch(other.reporter)):
        return False
    families = {one.family, other.family} - {"any"}
    return len(families) < 2


def _key(cite: Reported) -> Key | None:
    if cite.target is None:
        return None
    return Key(
        target=cite.target, rank=cite.rank, reporter=cite.reporter, volume=cite.volume or "", page=cite.page or "",
        is_electronic=cite.is_electronic,
    )  # fmt: skip


class OneCase:
    """Which keys of a document are names of one case, and the id of that case."""

    def __init__(self, groups: Iterable[Sequence[Key]]) -> None:
        self._known: dict[str, dict[str, Key]] = {}
        for keys in groups:
            for key in keys:
                self._known.setdefault(key.target, {key.target: key})
            for key in keys[1:]:
                self._join(keys[0], key)

    def _join(self, one: Key, other: Key) -> None:
        """Make one of two cases, unless they stand apart in a reporter: then one of the citations is mistaken."""
        first, second = self._known[one.target], self._known[other.target]
        apart = {key.reporter for key in first.values()} & {key.reporter for key in second.values()}
        if first is second or apart:
            return
        first.update(second)
        for target in second:
            self._known[target] = first

    def keys_of(self, target: str) -> tuple[Key, ...]:
        """Every name of the case of a key, the one that is its id first."""
        keys = self._known[target].values()
        return tuple(sorted(keys, key=lambda key: (key.rank, key.reporter, key.volume, key.page, key.target)))

    def target_of(self, keys: Sequence[Key]) -> str | None:
        """Id of the case that was cited with these keys; None where none of them is complete."""
        return self.keys_of(keys[0].target)[0].target if keys else None

"""What "such Act", "such Code" and "such title" stand for: the one of its kind that was named close before."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Final

from kg.mentions.mention import Mention

SUCH: Final = re.compile(r"(?:such|that) (?P<word>Act|Code|title)\b")
TITLE_OF_ACT: Final = re.compile(r"[Tt]itle (?P<number>[IVXLC]{1,8})\b(?!-)")
_NEAR: Final = 600
"""Characters in which the antecedent stands: that of a longer way back may be another."""
_TITLE: Final = re.compile(r"\b[Tt]itle (\d{1,2})\b(?! of the (?!U))|\b(\d{1,2}) U\. ?S\. ?C\.|\bthis title\b")
_MOST_ACTS: Final = 20
"""Acts that a text may name with one and the same title before the title alone says nothing."""
_OTHER: Final = re.compile(r"\b[Tt]itle [IVX]")
"""A title of an act: "such title" may be that."""


class Antecedents:
    """The acts that a text names, and the titles of the Code."""

    def __init__(self, folded: str, acts: Sequence[Mention], title: str | None) -> None:
        self._folded = folded
        self._title = title
        self._acts = sorted((act for act in acts if act.items), key=_place)
        self._ends = {act.end: act for act in self._acts}

    def act(self, word: str, offset: int) -> tuple[str, str] | None:
        """Id and name of the act, or the code, named close before the offset; None where it is not one alone."""
        last = bisect_left(self._acts, offset, key=_place)
        first = bisect_left(self._acts, offset - _NEAR, key=_place)
        of_kind = [act for act in self._acts[first:last] if self._is_code(act) == (word == "Code")]
        targets = {act.items[0].target for act in of_kind}
        if len(targets) != 1 or self._is_quoted(of_kind[-1].end, offset):
            return None
        return of_kind[-1].items[0].target, of_kind[-1].name

    def _is_quoted(self, end: int, offset: int) -> bool:
        """Whether a quotation opens between the two: words that a law inserts elsewhere speak from there."""
        gap = self._folded[end:offset].removeprefix('"')
        return '"' in gap and (gap.count('"') - gap.count('\n"')) % 2 == 1

    def before(self, place: int) -> Mention | None:
        """The act whose name stands right before a place: "ERISA § 502", "the Sherman Act, § 2"."""
        if self._folded.startswith(" ", place - 1):
            return self._ends.get(place - (2 if self._folded.startswith(",", place - 2) else 1))
        return None

    def of_title(self, number: str, offset: int) -> Mention | None:
        """The one act that was named with that title of it before the offset; None where there are none or two."""
        return self._titled.before(number, offset)

    @cached_property
    def _titled(self) -> "TitledActs":
        return TitledActs(self._folded, self._acts)

    def _is_code(self, act: Mention) -> bool:
        return "Code" in self._folded[act.items[0].start : act.items[0].end]

    def code_title(self, offset: int) -> str | None:
        """Canonical id of the title of the Code named close before the offset; None where it is not one alone."""
        start = max(0, offset - _NEAR)
        roots = {
            f"/us/usc/t{int(found.group(1) or found.group(2))}" if found.group(1) or found.group(2) else self._title
            for found in _TITLE.finditer(self._folded, start, offset)
        }
        return roots.pop() if len(roots) == 1 and not _OTHER.search(self._folded, start, offset) else None


class TitledActs:
    """The acts that a text names with a title of theirs: "Title VII of the Civil Rights Act of 1964"."""

    def __init__(self, folded: str, acts: Iterable[Mention]) -> None:
        self._acts: dict[str, dict[str, Mention]] = {}
        for act in acts:
            if title := TITLE_OF_ACT.match(folded, act.start):
                self._acts.setdefault(title.group("number"), {}).setdefault(act.items[0].target, act)

    def __bool__(self) -> bool:
        """Whether there are any."""
        return bool(self._acts)

    def before(self, number: str, offset: int) -> Mention | None:
        """The one act that was named with that title of it before the offset; None where there are none or two."""
        acts = self._acts.get(number, {})
        before = [act for act in acts.values() if act.start < offset] if len(acts) <= _MOST_ACTS else []
        return before[0] if len(before) == 1 else None


def _place(act: Mention) -> int:
    return act.items[0].start

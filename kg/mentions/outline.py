"""The subsections of a provision that is given as plain text, by the designators at the start of its lines."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

from kg.document import Part
from kg.mentions.sections import designators

LEVELS: Final = ("subsection", "paragraph", "subparagraph", "clause", "subclause", "item")
"""The levels below a section of the Code: (a), (1), (A), (i), (I), (aa)."""
# Patterns that begin with a line feed are found faster than those with "^".
_ENUMERATOR: Final = re.compile(r"\n[ \t]{0,20}((?:\([0-9A-Za-z]{1,5}\) ?){1,6})(?![,;.)]|(?:or|and|of|through|to) )")
_NOTES: Final = re.compile(
    r"\n(?:(?:Editorial Notes|Statutory Notes and Related Subsidiaries|Historical and Revision Notes|Amendments)"
    r"(?![^\n])|\((?:Added |R\.S\. |Pub\. L\. \d|[A-Z][a-z]{2,8}\.? \d{1,2}, \d{4}, ch\. ))"
)
_ROMAN: Final = re.compile(r"(?:x{0,3})(?:ix|iv|v?i{0,3})\Z")
_VALUES: Final = {"i": 1, "v": 5, "x": 10}
_INTRODUCING: Final = re.compile(r"[—:-]\s*(?:\([0-9A-Za-z]{1,5}\)\s*)?\Z")
_INTRODUCTIONS: Final = ("—", ":", "-", ")")
"""What the text before an introduced designator ends with."""
_LONGEST: Final = 200
"""Characters, more than what the patterns for the beginnings of lines may look at."""
_DEEPEST: Final = 10
_SKIPPED: Final = 8
"""Most designators that are repealed or reserved in one row."""

_BELOW: Final = {
    "": "small", "small": "digit", "digit": "capital", "capital": "small roman", "small roman": "capital roman",
    "capital roman": "small double",
}  # fmt: skip
"""What the Code puts below each style."""

Step = tuple[str, int, str]
"""Style, number in that style, designator as written."""


def outline(folded: str, section: str) -> list[Part]:
    """The section and its subsections; notes and source credits after the text belong to the section alone."""
    body = body_end(folded)
    stack: tuple[Step, ...] = ()
    starts = [0]
    ids = [section]
    for start, match in at_lines(_ENUMERATOR, folded, body):
        before = folded[max(0, start - 8) : start].rstrip()
        introduced = before.endswith(_INTRODUCTIONS) and _INTRODUCING.search(before) is not None
        for designator in designators(match.group(1)):
            stack = _placed(stack, designator, introduced)
            starts.append(start)
            ids.append("/".join([section, *[step[2] for step in stack]]))
    ends = _ends(ids, starts, body)
    ends[0] = len(folded)
    return [
        Part(start=start, end=end, id=key, parent=key.rpartition("/")[0] if key != section else None)
        for start, end, key in zip(starts, ends, ids, strict=True)
    ]


def body_end(folded: str) -> int:
    """Where the text of a law ends and its source credit or notes begin."""
    return next((start for start, _ in at_lines(_NOTES, folded, len(folded))), len(folded))


def at_lines(pattern: re.Pattern[str], folded: str, end: int) -> Iterator[tuple[int, re.Match[str]]]:
    """The matches of a pattern that begins with a line feed, with where the line begins; the first line counts too."""
    if first := pattern.match("\n" + folded[: min(end, _LONGEST)]):
        yield 0, first
    for match in pattern.finditer(folded, 0, end):
        yield match.start() + 1, match


def _ends(ids: Sequence[str], starts: Sequence[int], body: int) -> list[int]:
    ends = [body] * len(ids)
    open_parts: list[int] = []
    for index, key in enumerate(ids):
        while open_parts and not key.startswith(ids[open_parts[-1]] + "/"):
            ends[open_parts.pop()] = starts[index]
        open_parts.append(index)
    return ends


@lru_cache(maxsize=4096)
def _placed(stack: tuple[Step, ...], designator: str, introduced: bool) -> tuple[Step, ...]:
    """The path of a designator that follows the path `stack`.

    "(i)" after "(h)" goes on with letters, after "(A)" it is the first small roman numeral: what goes on at the
    deepest level comes first, then the first of the next level, then what goes on higher up, then what skips. Below
    (h)(1)(A) it may be either: the numeral where the text before it introduces it with a dash or a colon.
    """
    readings = _readings(designator)
    deepest = len(stack) - 1
    going_on = ((depth, step) for depth in range(deepest, -1, -1) for step in readings if _follows(stack[depth], step))
    best = next(going_on, None)
    if best is not None and best[0] == deepest:
        return (*stack[:deepest], best[1])
    firsts = [step for step in readings if step[1] == 1 and all(step[0] != other[0] for other in stack)]
    expected = _BELOW.get(stack[-1][0] if stack else "", "")
    child = next((step for step in firsts if step[0] == expected), None)
    if child and len(stack) < _DEEPEST and (best is None or introduced):
        return (*stack, child)
    if best is not None:
        return (*stack[: best[0]], best[1])
    if firsts and len(stack) < _DEEPEST:
        return (*stack, firsts[0])
    for depth in range(deepest, -1, -1):
        for step in readings:
            if step[0] == stack[depth][0] and 0 < step[1] - stack[depth][1] <= _SKIPPED:
                return (*stack[:depth], step)
    return (*stack[: _DEEPEST - 1], readings[0])


def _follows(before: Step, step: Step) -> bool:
    return before[0] == step[0] and step[1] == before[1] + 1


@lru_cache(maxsize=1024)
def _readings(designator: str) -> tuple[Step, ...]:
    """What a designator may count: "(i)" the ninth letter or the first roman numeral."""
    if designator.isdigit():
        return (("digit", int(designator), designator),)
    low = designator.lower()
    case = "capital" if designator[0].isupper() else "small"
    found: list[Step] = []
    if _ROMAN.match(low) and low:
        found.append((f"{case} roman", _roman(low), designator))
    if len(set(low)) == 1 and low.isascii():
        letter = ord(low[0]) - ord("a") + 1
        found.append((case, letter + 26 * (len(low) - 1), designator))
        if len(low) == 2:
            found.append((f"{case} double", letter, designator))
    return tuple(found) or ((f"{case} other", 2, designator),)


def _roman(text: str) -> int:
    values = [_VALUES[letter] for letter in text]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-value if value < following else value for value, following in pairs)


@lru_cache(maxsize=4096)
def levels_of(path: tuple[str, ...]) -> tuple[int, ...] | None:
    """Which of `LEVELS` each designator below a section of the Code stands on; None where one fits none."""
    found: list[int] = []
    for designator in path:
        low = found[-1] + 1 if found else 0
        fitting = (1,) if designator.isdigit() else (2, 4) if designator[0].isupper() else (0, 3, 5)
        level = next((level for level in fitting if level >= low), None)
        if level is None:
            return None
        found.append(level)
    return tuple(found)

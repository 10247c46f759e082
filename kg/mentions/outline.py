"""The subsections of a provision that is given as plain text, by the designators at the start of its lines."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final, Literal

from kg.document import Part
from kg.mentions.sections import designators

LEVELS: Final = ("subsection", "paragraph", "subparagraph", "clause", "subclause", "item", "subitem")
"""The levels below a section of the Code: (a), (1), (A), (i), (I), (aa), (AA)."""
# Patterns that begin with a line feed are found faster than those with "^".
_ENUMERATOR: Final = re.compile(
    r"\n[ \t]{0,20}\[?((?:\([0-9A-Za-z]{1,5}\) ?){1,6}+)(?![,;)]|\.(?!\w)|(?:or|and|of|through|to) )"
)
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
_FOOTNOTE: Final = re.compile(r"(?P<mark>\d{1,3})  ?(?=[A-Z])")
_BROKEN: Final = re.compile(r"[a-z0-9,)](?<!\band)(?<!\bor) ?(?P<mark>\d{1,3}) ?\n\Z")
_MARKED: Final = 12
"""Characters in which the mark of a footnote stands at the end of a line, with the word before it."""
_DEEPEST: Final = 10
_SKIPPED: Final = 8
"""Most designators that are repealed or reserved in one row."""

_BELOW: Final = {
    "": "small", "small": "digit", "digit": "capital", "capital": "small roman", "small roman": "capital roman",
    "capital roman": "small double", "small double": "capital double",
}  # fmt: skip
"""What the Code puts below each style."""
_RANKS: Final = {style: rank for rank, style in enumerate(_BELOW.values())}


Step = tuple[str, int, str]
"""Style, number in that style, designator as written."""
Count = Literal["numeral", "letter", "either"]
_SHOWS: Final[dict[str, tuple[str, Count]]] = {
    "i": ("i", "letter"), "ii": ("i", "numeral"), "j": ("i", "letter"),
    "v": ("v", "either"), "vi": ("v", "numeral"), "w": ("v", "letter"),
    "x": ("x", "either"), "xi": ("x", "numeral"), "y": ("x", "letter"),
    "I": ("I", "letter"), "II": ("I", "numeral"), "J": ("I", "letter"),
    "V": ("V", "either"), "VI": ("V", "numeral"), "W": ("V", "letter"),
    "X": ("X", "either"), "XI": ("X", "numeral"), "Y": ("X", "letter"),
}  # fmt: skip
"""What a designator shows that the one before it of another, which is a letter and a numeral, counts."""


def outline(folded: str, section: str) -> list[Part]:
    """The section and its subsections; notes and source credits after the text belong to the section alone."""
    body = body_end(folded)
    stack: tuple[Step, ...] = ()
    starts = [0]
    ids = [section]
    found = [
        (start, designator)
        for start, match in at_lines(_ENUMERATOR, folded, body)
        if not (folded[match.end() : match.end() + 1].islower() and _goes_on(folded, start))
        for designator in designators(match.group(1))
    ]
    written = [designator for _, designator in found]
    for (start, designator), count, after in zip(found, _counts(written), [*written[1:], ""], strict=False):
        before = folded[max(0, start - 8) : start].rstrip()
        introduced = before.endswith(_INTRODUCTIONS) and _INTRODUCING.search(before) is not None
        placed = _placed(stack, designator, introduced, count)
        stack = _misprinted(stack, placed, after) if after.isdigit() else placed
        starts.append(start)
        ids.append("/".join([section, *[step[2] for step in stack]]))
    ends = _ends(ids, starts, body)
    ends[0] = len(folded)
    return [
        Part(start=start, end=end, id=key, parent=key.rpartition("/")[0] if key != section else None)
        for start, end, key in zip(starts, ends, ids, strict=True)
    ]


def _goes_on(folded: str, start: int) -> bool:
    """Whether the line goes on with a sentence that a footnote above it has broken."""
    note = folded.rfind("\n", 0, max(0, start - 1)) + 1
    return (
        folded[note : note + 1].isdigit()
        and (mark := _FOOTNOTE.match(folded, note)) is not None
        and (broken := _BROKEN.search(folded, max(0, note - _MARKED), note)) is not None
        and broken.group("mark") == mark.group("mark")
    )


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


def _misprinted(stack: tuple[Step, ...], placed: tuple[Step, ...], after: str) -> tuple[Step, ...]:
    """The path of a designator, of "(b)" for "(B)" between (12)(A) and (13) that of one below (12).

    After a subsection the paragraphs are counted from (1) again.
    """
    for depth, step in enumerate(stack):
        if step[0] == "digit" and step[1] + 1 == int(after) and len(placed) <= depth:
            return (*stack[: depth + 1], placed[-1])
    return placed


def _counts(found: Sequence[str]) -> list[Count]:
    """What "(i)", "(v)" and "(x)", small or capital, each count, as the next designator that shows it tells.

    "(i)" is a numeral where "(ii)" comes before another "(i)" and before "(j)", else a letter.
    """
    counts: list[Count] = []
    shown: dict[str, Count] = {}
    for designator in reversed(found):
        counts.append(shown.get(designator, "either"))
        if designator in _SHOWS:
            before, count = _SHOWS[designator]
            shown[before] = count
    return counts[::-1]


@lru_cache(maxsize=4096)
def _placed(stack: tuple[Step, ...], designator: str, introduced: bool, count: Count) -> tuple[Step, ...]:
    """The path of a designator that follows the path `stack`.

    "(i)" after "(h)" goes on with letters, after "(A)" it is the first small roman numeral: what goes on at the
    deepest level comes first, then the first of the next level, then what goes on higher up, then what skips. Below
    (h)(1)(A) it may be either: the numeral where the text before it introduces it with a dash or a colon.
    """
    readings = _readings(designator)
    if count != "either":
        shown = tuple(step for step in readings if step[0].endswith("roman") == (count == "numeral"))
        if count == "numeral" or any(
            _follows(before, step) or before[:2] == step[:2] for before in stack for step in shown
        ):
            readings = shown
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
        return (*_above(stack, firsts[0]), firsts[0])
    return _skipping(stack, readings, introduced)


def _skipping(stack: tuple[Step, ...], readings: tuple[Step, ...], introduced: bool) -> tuple[Step, ...]:
    """The path of a designator that neither goes on nor is a first: it skips repealed ones, or is one that is twice."""
    leaps = [
        (depth, step, step[1] - stack[depth][1])
        for depth in range(len(stack) - 1, -1, -1)
        for step in readings
        if step[0] == stack[depth][0]
    ]
    for depth, step, leap in leaps:
        if 0 < leap <= _SKIPPED:
            return (*stack[:depth], step)
    for depth, step, leap in leaps:
        if leap <= 0 and not introduced:
            return (*stack[:depth], step)
    return (*stack[: _DEEPEST - 1], readings[0])


def _above(stack: tuple[Step, ...], first: Step) -> tuple[Step, ...]:
    """The provisions above one that is the first of its style: those of styles that the Code puts higher up."""
    rank = _RANKS.get(first[0], len(_RANKS))
    higher = [depth for depth, step in enumerate(stack) if _RANKS.get(step[0], 0) < rank]
    return stack[: higher[-1] + 1] if higher else stack


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
        fitting = (1,) if designator.isdigit() else (2, 4, 6) if designator[0].isupper() else (0, 3, 5)
        level = next((level for level in fitting if level >= low), None)
        if level is None:
            return None
        found.append(level)
    return tuple(found)

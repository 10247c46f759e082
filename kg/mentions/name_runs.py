"""Runs of capitalised words, as a name may be: "Officer Jane van der Berg, Jr.", "A. L. Lockhart"."""

import re
from collections.abc import Iterator
from typing import Final

from kg.mentions.words import Words

PARTICLES: Final = frozenset("de la las los del van von der den di da dos das du le el al bin ibn ter ten y".split())
"""Small words inside a name."""
INITIALS: Final = re.compile(r"(?:[A-Z]\.){1,4}|[A-Z]")
SUFFIX: Final = re.compile(r",? (?:Jr\.|Sr\.|Jr\b|Sr\b|I{2,3}\b|IV\b)(?![\w'])")
"""A generation behind a name."""
_STOPPED: Final = frozenset(
    "St. Jr. Sr. Wm. Chas. Geo. Jas. Jos. Thos. Robt. Dr. Mr. Mrs. Ms. Lt. Col. Gen. Sgt. Capt. Rev. Hon. Sen. Rep."
    " Gov. Prof. Det. Maj. Cpl.".split()
)
_GAPS: Final = frozenset([" ", ' "', '" '])
"""What stands between two words of a name; a nickname stands in quotes."""
_MOST_PARTICLES: Final = 3


def name_runs(words: Words) -> Iterator[tuple[int, int]]:
    """Every run as the indices of its first and last word; particles lie inside, numbers never."""
    folded, starts = words.folded, words.starts
    first = last = -1
    for index in words.capitals:
        if folded[starts[index]].isdigit():
            continue
        if last >= 0 and index - last <= _MOST_PARTICLES and _goes_on(words, last, index):
            last = index
            continue
        if last >= 0:
            yield first, last
        first = last = index
    if last >= 0:
        yield first, last


def _goes_on(words: Words, last: int, index: int) -> bool:
    folded, starts, ends = words.folded, words.starts, words.ends
    if ends_name(words, last):
        return False
    for position in range(last, index):
        if folded[ends[position] : starts[position + 1]] not in _GAPS:
            return False
        if position > last and folded[starts[position] : ends[position]] not in PARTICLES:
            return False
    return True


def ends_name(words: Words, index: int) -> bool:
    """Whether nothing can follow the word in its name: a possessive, the last of a sentence."""
    start, end = words.starts[index], words.ends[index]
    final = words.folded[end - 1]
    if final == ".":
        word = words.folded[start:end]
        return not (word in _STOPPED or INITIALS.fullmatch(word))
    return final == "'" or words.folded.endswith("'s", start, end)

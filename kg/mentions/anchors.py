"""Matches of a pattern that are looked for only where a word of it stands: the scan has found that one already."""

import re
from collections.abc import Iterator

from kg.mentions.scan import Scan


def find_at(scan: Scan, pattern: re.Pattern[str], *words: str) -> Iterator[re.Match[str]]:
    """What `pattern.finditer` gives for a pattern that begins with one of the words."""
    done = 0
    for place in scan.places(*words):
        if place >= done and (match := pattern.match(scan.folded, place)):
            done = match.end()
            yield match


def find_around(
    scan: Scan, pattern: re.Pattern[str], before: re.Pattern[str], *words: str, width: int = 24
) -> Iterator[re.Match[str]]:
    r"""What `pattern.finditer` gives for a pattern in whose midst one of the words stands.

    Args:
        scan: The text.
        pattern: `before`, then one of the words, then whatever follows.
        before: What of the pattern stands before the word, ending in `\Z`.
        words: What no match lacks.
        width: How many characters may stand before the word.
    """
    folded = scan.folded
    done = 0
    for place in scan.places(*words):
        lead = before.search(folded, max(done, place - width), place) if place >= done else None
        if lead and (match := pattern.match(folded, lead.start())):
            done = match.end()
            yield match


def find_after_initial(
    scan: Scan, pattern: re.Pattern[str], initials: str, *words: str, prefixes: tuple[str, ...] = ()
) -> Iterator[tuple[int, re.Match[str]]]:
    """Matches of a pattern that lacks its word's first letter, with where the word begins: "ections? " for "section".

    Args:
        scan: The text.
        pattern: It begins with one of the words.
        initials: What stands before it.
        words: "ection".
        prefixes: What may stand before the initial and belong to the word, "sub", all of one length; the start is that
            of the prefix.
    """
    folded = scan.folded
    width = len(prefixes[0]) if prefixes else 0
    done = 0
    for place in scan.places(*words):
        start = place - 1
        if place < done or start < 0 or folded[start] not in initials:
            continue
        if start and folded[start - 1].isalnum():
            if folded[start - width : start] not in prefixes:
                continue
            start -= width
            if start and folded[start - 1].isalnum():
                continue
        if match := pattern.match(folded, place):
            done = match.end()
            yield start, match

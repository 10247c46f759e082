"""Matches of a pattern that are looked for only where a part of it stands that is rare and quick to find.

A pattern that begins with plain letters is found at a thousand megabytes a second, any other at twenty to a hundred: so
the finders look for "ection" and then see whether "s", "S" or "Subs" stands before it.
"""

import re
from collections.abc import Iterator


def find_around(
    folded: str, pattern: re.Pattern[str], anchor: re.Pattern[str], before: re.Pattern[str], *, width: int = 24
) -> Iterator[re.Match[str]]:
    r"""What `pattern.finditer(folded)` gives, at the cost of the anchors alone.

    Args:
        folded: The text.
        pattern: `before`, then `anchor`, then whatever follows.
        anchor: What no match lacks; it begins with a letter of its own, so that the scan for it is quick.
        before: What of the pattern stands before the anchor, ending in `\Z`.
        width: How many characters that may be.
    """
    done = 0
    for found in anchor.finditer(folded):
        place = found.start()
        lead = before.search(folded, max(done, place - width), place) if place >= done else None
        if lead and (match := pattern.match(folded, lead.start())):
            done = match.end()
            yield match


def find_after_initial(
    folded: str, pattern: re.Pattern[str], initials: str, prefixes: tuple[str, ...] = ()
) -> Iterator[tuple[int, re.Match[str]]]:
    """Matches of a pattern that lacks its word's first letter, with where the word begins: "ections? " for "section".

    Args:
        folded: The text.
        pattern: It begins with plain letters.
        initials: What the word may begin with.
        prefixes: What may stand before that letter and belong to the word, "sub", all of one length; the start is
            that of the prefix.
    """
    width = len(prefixes[0]) if prefixes else 0
    for match in pattern.finditer(folded):
        start = match.start() - 1
        if start < 0 or folded[start] not in initials:
            continue
        if start and folded[start - 1].isalnum():
            if folded[start - width : start] not in prefixes:
                continue
            start -= width
            if start and folded[start - 1].isalnum():
                continue
        yield start, match

"""Matches of a pattern that are looked for only where a part of it stands that is rare and quick to find."""

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

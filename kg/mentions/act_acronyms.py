"""Finds acts by their acronyms, where these are no one else's: "the APA", and not "ANSI/APA A190.1"."""

import re
from collections.abc import Container, Iterator
from typing import Final

from kg.mentions.gazetteer import Act, act_acronyms
from kg.mentions.scan import Scan

_BESIDE: Final = re.compile(r"(?:[\w&/]|[\dA-Z]-|Regulation )\Z")
_AFTER: Final = re.compile(r"[\w&—]|/[A-Z]|-[A-Z\d]")
"""Before and behind an acronym, what says that it is part of something else."""
_SHORTEST: Final = 4
"""Letters that tell an act by themselves; three are those of many things."""
_NAMED: Final = re.compile(r"(?:[A-Za-z][\w'-]*,? ){2,12}\Z")
_LONGEST_NAME: Final = 120
_ACTS: Final = frozenset("act acts code law statute amendments".split())
_BEFORE: Final = re.compile(
    r"(?:(?:[Ss]ections?|§§?|[Ss]ecs?\.) ?[\w().,-]{1,30} (?:and [\w().-]{1,20} )?of|\b[Tt]itles? [IVX\d]{1,6} of"
    r"|\b(?:[Uu]nder|[Pp]ursuant to|[Vv]iolat\w{1,4}(?: of)?|[Ee]nacted|[Aa]mend\w{0,4}|compl\w{1,4} with|meaning of))"
    r" (?:the )?\Z"
)
_BEHIND: Final = re.compile(
    r"(?:'s)? ?(?:§|(?:[Ss]ection|[Tt]itle|[Ss]ec\.|[Cc]laim|[Vv]iolation|[Ss]uit|[Ll]awsuit)s?\b"
    r"|[\[(]\d{1,2} U\. ?S\. ?C)"
)
_WIDTH: Final = 70
_WORD: Final = 12


def find_act_acronyms(scan: Scan, named: Container[str]) -> Iterator[tuple[int, int, Act]]:
    """Every acronym of an act, as (start, end, act).

    Args:
        scan: The text.
        named: Canonical ids of the acts that it names in full.
    """
    folded, acts = scan.folded, act_acronyms()
    places: dict[str, list[int]] = {}
    for start, short in scan.each(acts.keys()):
        if not (_AFTER.match(folded, start + len(short)) or _BESIDE.search(folded, max(0, start - _WORD), start)):
            places.setdefault(short, []).append(start)
    for short, starts in places.items():
        act = acts[short]
        if act.id in named or (_is_telling(folded, short, starts) and not _is_defined_otherwise(folded, short)):
            yield from ((start, start + len(short), act) for start in starts)


def _is_telling(folded: str, short: str, starts: list[int]) -> bool:
    """Whether it is long enough or alone, or stands as a law does: "section 5 of the ADA", "under the ADA"."""
    return (len(short) >= _SHORTEST or folded.strip() == short) or any(
        _BEFORE.search(folded, max(0, start - _WIDTH), start) or _BEHIND.match(folded, start + len(short))
        for start in starts
    )


def _is_defined_otherwise(folded: str, short: str) -> bool:
    """Whether the text gives it to words that are no act: "Radio Free Asia (RFA)"."""
    for match in re.finditer(rf"\((?:the )?\"?{short}\"?[),]", folded):
        name = _NAMED.search(folded, max(0, match.start() - _LONGEST_NAME), match.start())
        words = name.group().replace(",", "").split() if name else []
        initials = "".join(word[0] for word in words if word[0].isupper())
        if initials.endswith(short) and words[-1].lower() not in _ACTS:
            return True
    return False

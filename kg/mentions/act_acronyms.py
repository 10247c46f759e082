"""Finds acts by their acronyms, where these are no one else's: "the APA", and not "ANSI/APA A190.1"."""

import re
from collections.abc import Container, Iterator
from functools import lru_cache
from typing import Final

from kg.mentions.gazetteer import Act, act_acronyms
from kg.mentions.scan import Scan

_BESIDE: Final = re.compile(r"(?:[\w&/]|[\dA-Z]-|Regulation )\Z")
_AFTER: Final = re.compile(r"[\w&—@]|/[A-Z]|-[A-Z\d]")
"""Before and behind an acronym, what says that it is part of something else."""
_SHORTEST: Final = 4
"""Letters that tell an act by themselves; three are those of many things."""
_YEAR: Final = re.compile(r"\b(?:18|19|20)\d\d\b")
_OF_YEAR: Final = re.compile(r" of ((?:19|20)\d\d)\b")
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
_INITIALS: Final = re.compile(r"[A-Z]{3,6}")
_SPELLED_BEFORE: Final = 6000
_SPELLED_BEHIND: Final = 2000
_NAMES_ACT: Final = re.compile(r"(?:[A-Z][a-z]+ ){0,2}(?:Acts?|Code|Law|Amendments)\b")
_CAPITAL_BEHIND: Final = re.compile(r" (?:of |and |for |the )?(?!Act|Code|Law)[A-Z][a-z]")
_CAPITAL_BEFORE: Final = re.compile(r"[A-Z][a-z]* (?:of |and |for |the )?\Z")
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
        if act.id in named or (_is_telling(folded, short, starts) and not _is_other(folded, starts[0], short, act)):
            ends = ((start, start + len(short)) for start in starts)
            yield from ((start, end, act) for start, end in ends if not _is_another_year(folded, end, act))


def _is_another_year(folded: str, end: int, act: Act) -> bool:
    """Whether the year behind it is that of another act: "the TVPRA of 2005", where it is the one of 2008."""
    year = _OF_YEAR.match(folded, end)
    return year is not None and _YEAR.search(act.name) is not None and year.group(1) not in act.name


def _is_telling(folded: str, short: str, starts: list[int]) -> bool:
    """Whether it is long enough or alone, or stands as a law does: "section 5 of the ADA", "under the ADA"."""
    return (len(short) >= _SHORTEST or folded.strip() == short) or any(
        _BEFORE.search(folded, max(0, start - _WIDTH), start) or _BEHIND.match(folded, start + len(short))
        for start in starts
    )


def _is_other(folded: str, start: int, short: str, act: Act) -> bool:
    """Whether the text says that it is something else."""
    return _is_defined_otherwise(folded, short) or _spells_another(folded, start, short, act.name)


def _is_defined_otherwise(folded: str, short: str) -> bool:
    """Whether the text gives it to words that are no act: "Radio Free Asia (RFA)"."""
    for match in re.finditer(rf"\((?:the )?\"?{short}\"?[),]", folded):
        name = _NAMED.search(folded, max(0, match.start() - _LONGEST_NAME), match.start())
        words = name.group().replace(",", "").split() if name else []
        initials = "".join(word[0] for word in words if word[0].isupper())
        if initials.endswith(short) and words[-1].lower() not in _ACTS:
            return True
    return False


def _spells_another(folded: str, start: int, acronym: str, name: str) -> bool:
    """Whether the text spells an acronym as something else near its first use, "Radio Free Asia", not as the act."""
    if not _INITIALS.fullmatch(acronym):
        return False
    near = _spelled(acronym).finditer(folded, max(0, start - _SPELLED_BEFORE), start + _SPELLED_BEHIND)
    spelled = [found for found in near if not _is_within(folded, *found.span())]
    own = any(found.group() in name or _NAMES_ACT.match(folded, found.end("last")) for found in spelled)
    return bool(spelled) and not own


def _is_within(folded: str, start: int, end: int) -> bool:
    """Whether the words are part of a longer name: "Deferred Action for Childhood Arrivals" is no "ACA"."""
    before = _CAPITAL_BEFORE.search(folded, max(0, start - 40), start)
    return before is not None or _CAPITAL_BEHIND.match(folded, end) is not None


@lru_cache(maxsize=256)
def _spelled(acronym: str) -> re.Pattern[str]:
    words = [f"{letter}[a-z]+" for letter in acronym]
    words[-1] = f"(?P<last>){words[-1]}"
    return re.compile(r"\b" + r" (?:of |and |for |the ){0,2}".join(words) + r"\b")

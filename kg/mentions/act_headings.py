"""Tells the words of a heading or a signature from the name of the act behind them: "Exemption From Harbor Act"."""

import re
from typing import Final

from kg.mentions.words import Words

_ABOUT: Final = frozenset(
    """abolition administration amendment amendments application compliance estimate exception exemption
    extension modification modifications reauthorization report repeal settlements waiver""".split()
)
"""What headings say of an act."""
_JOINING: Final = frozenset("of to from on with under in".split())
_TOLD: Final = re.compile(r"(?:[\"']|\b[Tt]he )\Z")
"""Before a name, what says that it begins here."""
_NO_PART: Final = frozenset(
    "chief director administrator secretary officer counsel commissioner coordinator code court".split()
)
"""Before a comma, what is an office or another law, and no part of the name behind it."""
_SIGNED: Final = re.compile(r"\b[A-Z]\. [A-Z][a-z]+, \Z")
_SHOUTED: Final = re.compile(
    r"[A-Z] (?:ADMINISTRATION|AGENCY|AUTHORITY|BOARD|BUREAU|COMMISSION|CORPORATION|DEPARTMENT|OFFICE|SERVICE) \Z"
)
"""A body in capitals, whose notice it is: "HARBOR SAFETY BOARD Sunshine Act Meeting"."""
_WIDTH: Final = 60


def is_apart(words: Words, index: int) -> bool:
    """Whether the word is of another phrase than the one before: "Chief, | Harbor Act Branch", "Ann B. Roe, | TSA"."""
    folded, start = words.folded, words.starts[index]
    if folded.startswith(", ", words.ends[index - 1]):
        signed = _SIGNED.search(folded, max(0, start - _WIDTH), start)
        return signed is not None or words.bare[index - 1] in _NO_PART
    if (
        not folded[words.ends[index - 1] - 1].isupper()
        or _SHOUTED.search(folded, max(0, start - _WIDTH), start) is None
    ):
        return False
    return words.bare[index] != "act" and not folded[start : words.ends[index]].isupper()


def is_heading(words: Words, first: int, index: int) -> bool:
    """Whether the words from `first` say something of the act whose name begins at `index`: "Report on Harbor Act"."""
    last = index - 1
    while last > first and words.bare[last] == "certain":
        last -= 1
    if words.bare[last] not in _JOINING or _is_told(words, first):
        return False
    return not _ABOUT.isdisjoint(words.bare[first:last])


def behind_heading(words: Words, first: int, last: int) -> int:
    """The word with which a name begins whose first words are a heading's: "Reauthorization of [Harbor Tolls Act]"."""
    if _is_told(words, first):
        return first
    for index in range(last - 2, first + 1, -1):
        before = words.bare[first : index - 1]
        if words.bare[index - 1] == "under" and not (_ABOUT | {"than"}).isdisjoint(before):
            return index
        if words.bare[index - 1] in _JOINING and before[-1] in _ABOUT:
            return index
    return first


def _is_told(words: Words, first: int) -> bool:
    start = words.starts[first]
    return _TOLD.search(words.folded, max(0, start - 4), start) is not None

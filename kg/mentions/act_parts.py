"""The titles and other parts of an act that are named with it: "part C of title IV of", "titles VII and VIII of"."""

import re
from typing import Final, NamedTuple

from kg.mentions.public_laws import division_path, parts_path

_WORD: Final = r"(?:[Dd]ivision|(?:[Ss]ub)?(?:[Tt]itle|[Cc]hapter|[Pp]art))"
_NUMBER: Final = r"(?:[A-Z]{1,8}(?:-\d{1,2}|-[A-Z])?|\d{1,3}[A-Z]?)(?!\w)"
_MEMBER: Final = re.compile(rf"(?:({_WORD})s? )?({_NUMBER})")
_ASIDE: Final = r"(?:\s\d{1,2}(?:\s\d{1,2}\s{1,3}See References in Text note below\.)?| \([a-z][^()\n]{1,80}\))?"
_PARTS: Final = re.compile(
    rf"\b(?P<listed>{_WORD}s? {_NUMBER}(?:(?:,? (?:and|or|through) |, )(?:{_WORD} )?{_NUMBER}){{0,9}}){_ASIDE},?\sof "
    rf"(?P<outer>(?:{_WORD} {_NUMBER} of ){{0,3}})(?:the )?\Z"
)
_WINDOW: Final = 200


class ActPart(NamedTuple):
    """A part of an act: where its own words stand, and its path in the act, "/tIV/ptC"."""

    start: int
    end: int
    path: str


def parts_before(folded: str, offset: int) -> list[ActPart]:
    """The parts of the act whose name begins at the offset, that the words before it name; a list gives several.

    What a list is "of" is above each of its members, "subtitles B and C of title XII"; where they are of several kinds,
    "part I and chapter 4 of part II", above the last.
    """
    if not folded.endswith(("of ", "of the "), max(0, offset - 7), offset):
        return []
    found = _PARTS.search(folded, max(0, offset - _WINDOW), offset)
    if not found:
        return []
    members = list(_MEMBER.finditer(folded, found.start("listed"), found.end("listed")))
    words = [member.group(1) or members[0].group(1) for member in members]
    alike = len({word.lower() for word in words}) == 1
    outer = parts_path(found.group("outer"))
    return [
        ActPart(
            member.start(), member.end(),
            (outer if alike or member is members[-1] else "") + division_path(word, member.group(2)),
        )
        for member, word in zip(members, words, strict=True)
    ]  # fmt: skip

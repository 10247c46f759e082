"""Finds the judges of a list: "Justices Ann Ames, Bo Birch and Cy Cole", of whom each has the title."""

import re
from collections.abc import Iterator
from typing import Final

from kg.mentions.mention import Form, Mention
from kg.mentions.people import NAME

_TITLES: Final = re.compile(
    rf"\b(?P<title>(?:(?:Chief|Circuit|District|Associate) )?(?:Justice|Judge))s (?P<name>{NAME})"
)
_NEXT: Final = re.compile(rf"(?:, and |, | and |,? & )(?P<name>{NAME})")
_TITLE: Final = re.compile(r"(?:(?:Chief|Circuit|District|Associate|Senior) )*(?:Justices?|Judges?)\b")
_LONGEST: Final = 12


def find_judges(folded: str) -> Iterator[Mention]:
    """Every judge of a list that is headed by the plural of a title."""
    for match in _TITLES.finditer(folded) if "Justices " in folded or "Judges " in folded else ():
        title, member = match.group("title"), match
        for _ in range(_LONGEST):
            name = _trimmed(member.group("name"))
            start = member.start("name")
            form: Form = "name" if " " in name else "surname"
            yield Mention(start=start, end=start + len(name), kind="Person", form=form, name=name, role=title)
            following = _NEXT.match(folded, start + len(name))
            if following is None or _TITLE.match(following.group("name")):
                break
            member = following


def _trimmed(name: str) -> str:
    """The name without the possessive, and without a lower-case word that the pattern of names took in."""
    words = name.removesuffix("'s").split(" ")
    while len(words) > 1 and words[-1].islower():
        words.pop()
    return " ".join(words).rstrip(",")

"""Finds people by their titles, and those who sign."""

import re
from collections.abc import Iterator
from typing import Final

from kg.mentions.gazetteer import state_codes
from kg.mentions.mention import Mention

_LEVEL: Final = (
    r"(?:(?:U\.S\.|United States|[Ff]ederal|Senior|Chief|Acting|Deputy|Assistant|Associate|Principal"
    r"|[Ff]ormer|State) )*"
)
_OFFICE: Final = (
    r"(?:(?:District|Circuit|Magistrate|Bankruptcy|Appeals|Administrative Law|Supreme Court|Superior Court) )?"
    r"(?:Judge|Justice|Attorney General|Solicitor General|Inspector General|Surgeon General|General Counsel|Secretary"
    r"|Administrator|Commissioner|Director|President|Vice President|Governor|Gov\.|Senators?|Sen\.|Representative|Rep\."
    r"|Chairman|Chairwoman|Chair|Mayor|Sheriff|Superintendent|U\.S\. Attorney|Attorney|Professor|Prof\.|Dr\.|Mr\."
    r"|Ms\.|Mrs\.)"
)
_PART: Final = r"(?:(?!(?:Jr|Sr)\.)[A-Z][a-z'-]*[a-z](?:[A-Z][a-z]+)?|[A-Z]\.|[A-Z]'[A-Z][a-z]+|de|la|von|van|del)"
NAME: Final = (
    rf"[A-Z](?:[a-z'-]*[a-z](?:[A-Z][a-z]+)?|\.|'[A-Z][a-z]+)(?:[ -]{_PART}){{0,4}}"
    r"(?:,? (?:Jr|Sr)\.| I{2,3}\b| IV\b)?"
)
_TITLED: Final = re.compile(
    rf"\b(?P<title>{_LEVEL}{_OFFICE}(?: of (?:State|Defense|Homeland Security|the Treasury))?) (?P<name>{NAME})"
)
_SIGNED: Final = re.compile(
    rf"^(?:For (?:the )?(?P<body>[^:\n]{{3,90}}): ?|(?:By|/s/):? ?)(?P<name>{NAME})"
    r"(?:, (?P<title>[A-Z][^\n]{2,80}))?$",
    re.MULTILINE,
)
_NOT_NAMES: Final = frozenset(
    """The This That These In On At For And But Court Department Office Agency Service Commission Board Act Section
    Administration Bureau Division Committee Council Congress State States United District Circuit Judge Justice General
    January February March April May June July August September October November December Monday Tuesday Wednesday
    Thursday Friday Saturday Sunday Order Orders Memorandum Agreement Party Parties
    Denies Grants Rules Blocks Halts Pauses Says Said Dismisses Upholds Strikes Allows Rejects Finds Declines
    Temporarily Permanently Vacates Affirms Reverses Lets Sides Tosses Bars Refuses Hears Weighs Issues Approves
    Clears Will Would May Must Has Had Is Was Does Did Can Could Should Not Who Whose Whom If When While After
    Before""".split()
)


def find_people(folded: str) -> Iterator[Mention]:
    """Every person who is named with a title, and every signatory."""
    for match in _TITLED.finditer(folded):
        name = _clean(match.group("name"))
        if name:
            start = match.start("name")
            yield _person(start, start + len(name), name, match.group("title").strip(), ())
    for match in _SIGNED.finditer(folded):
        name = match.group("name")
        if " " in name and not set(name.split()) & _NOT_NAMES:
            body = ((match.start("body"), match.end("body")),) if match.group("body") else ()
            yield _person(match.start("name"), match.end("name"), name, match.group("title"), body)


def _person(start: int, end: int, name: str, role: str | None, parties: tuple[tuple[int, int], ...]) -> Mention:
    return Mention(
        start=start,
        end=end,
        kind="Person",
        form="surname" if " " not in name else "name",
        name=name,
        role=role,
        parties=parties,
    )


def _clean(name: str) -> str | None:
    """The name without what follows it by accident; None where it is no name."""
    words: list[str] = []
    for word in name.split(" "):
        if word.strip(".,") in _NOT_NAMES:
            break
        words.append(word)
    while words and words[-1].islower():
        words.pop()
    text = " ".join(words).rstrip(",")
    text = text[:-2] if text.endswith("'s") else text
    return text if len(text) > 2 and text not in state_codes() else None

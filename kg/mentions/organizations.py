"""Finds organisations by what the text calls them ("the immigrant-rights group X") and by their form (Inc., Union)."""

import re
from collections.abc import Iterator
from typing import Final

from kg.mentions.mention import Mention

_CAP: Final = r"[A-Z][\w'&.-]*[\w]"
_NAME: Final = rf"{_CAP}(?: (?:of|for|de|del|la|and|&|the|in|to|on|{_CAP})){{0,8}}"
_DESCRIBED: Final = re.compile(
    r"\b(?P<kind>(?:[\w-]+ )?(?:groups?|organizations?|nonprofits?|non-profits?|compan(?:y|ies)|unions?|charity"
    rf"|coalition|think tank|watchdog|firm|newspaper|law firm|church)),? (?:called |named )?(?P<name>{_NAME})"
)
_SUFFIX: Final = re.compile(
    rf"\b(?P<name>{_CAP}(?: (?:of|for|and|&|{_CAP})){{0,6}},? "
    r"(?:Inc|LLC|L\.L\.C|Corp|Corporation|Company|Co|Ltd|LLP|L\.P|N\.A|PLC)\b\.?)"
)
_BODY: Final = re.compile(
    rf"\b(?P<name>(?:{_CAP} ){{0,5}}(?:Association|Union|Coalition|Foundation|Institute|League|Federation|Alliance"
    r"|Society|Center|Centre|Project|Fund|Network|University|College|Brotherhood|Conference|Chamber|Caucus|Collective|Clinic|Club|Campaign)"
    rf"(?: (?:of|for|on|to|against) (?:the )?(?:{_CAP})(?: (?:and|of|&|{_CAP})){{0,5}})?)"
)
_LEAD: Final = re.compile(
    r"^(?:(?:The|A|An|In|On|At|But|And|When|While|As|For|By|According|That|This|Both|Its|Their|European) )+"
)
_TAIL: Final = re.compile(r"(?: (?:of|for|de|del|la|and|&|the|in|to|on))+$")


def find_organizations(folded: str) -> Iterator[Mention]:
    """Every organisation that is named."""
    for match in _DESCRIBED.finditer(folded):
        yield from _mention(folded, match.start("name"), match.group("name"), role=match.group("kind"))
    for pattern in (_SUFFIX, _BODY):
        for match in pattern.finditer(folded):
            yield from _mention(folded, match.start("name"), match.group("name"), role=None)


def _mention(folded: str, start: int, name: str, role: str | None) -> Iterator[Mention]:
    lead = _LEAD.match(name)
    if lead:
        start, name = start + lead.end(), name[lead.end() :]
    tail = _TAIL.search(name)
    name = name[: tail.start()] if tail else name
    name = name[:-2] if name.endswith("'s") else name
    if " " in name or (role and len(name) > 3):
        yield Mention(start=start, end=start + len(name), kind="Organization", form="name", name=name, role=role)

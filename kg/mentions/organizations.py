"""Finds organisations by what the text calls them ("the immigrant-rights group X") and by their form (Inc., Union)."""

import re
from collections.abc import Iterator
from typing import Final

from kg.mentions.mention import Mention
from kg.mentions.words import Words

_CAP: Final = r"[A-Z](?:[\w&]|['.-](?=\w)){1,40}"
_NAME: Final = re.compile(
    rf"(?<!\.),? (?:called |named )?(?P<name>{_CAP}(?: (?:of|for|de|del|la|and|&|the|in|to|on|{_CAP})){{0,8}})"
)
_DESCRIPTORS: Final = frozenset(
    """group groups organization organizations nonprofit nonprofits non-profit non-profits company companies union
    unions charity coalition tank watchdog firm newspaper church""".split()
)
_SUFFIX: Final = re.compile(r",? (?:Inc|LLC|L\.L\.C|Corp|Corporation|Company|Co|Ltd|LLP|L\.P|N\.A|PLC)\b\.?")
_SUFFIXES: Final = frozenset("inc llc corp corporation company co ltd llp lp na plc".split())
_BODIES: Final = frozenset(
    """association union coalition foundation institute league federation alliance society center centre project fund
    network university college brotherhood conference chamber caucus collective clinic club campaign""".split()
)
_OF: Final = re.compile(
    rf" (?:of|for|on|to|against) (?:the )?{_CAP}"
    rf"(?:(?:, {_CAP}){{1,3}},? and {_CAP} {_CAP}(?<=s)(?![\w-])|(?: (?:and|of|&|{_CAP})){{0,5}})"
)
"""What a body is of; a list, "of State, County and Municipal Employees", only where it ends in two words, a plural."""
_LINKS: Final = frozenset("of for and &".split())
_LEAD: Final = re.compile(
    r"^(?:(?:The|A|An|In|On|At|But|And|When|While|As|For|By|According|That|This|Both|Its|Their|European) )+"
)
_TAIL: Final = re.compile(r"(?: (?:of|for|de|del|la|and|&|the|in|to|on)){1,4}\Z")


def find_organizations(words: Words) -> Iterator[Mention]:
    """Every organisation that is named."""
    folded = words.folded
    for index in words.where(_DESCRIPTORS):
        if folded[words.starts[index]].islower() and (match := _NAME.match(folded, words.ends[index])):
            yield from _mention(match.start("name"), match.group("name"), role=_descriptor(words, index))
    for index in words.where(_SUFFIXES):
        yield from _company(words, index)
    for index in words.where(_BODIES):
        if folded[words.starts[index]].isupper():
            start = words.starts[words.run_before(index, frozenset(), 5)]
            end = words.name_end(index)
            of = _OF.match(folded, end)
            yield from _mention(start, folded[start : of.end() if of else end], role=None)


def _descriptor(words: Words, index: int) -> str:
    """The noun with the word before it: "immigrant-rights group"."""
    first = index
    if index > 0 and words.folded[words.ends[index - 1] : words.starts[index]] == " ":
        first = index - 1
    return words.folded[words.starts[first] : words.ends[index]]


def _company(words: Words, index: int) -> Iterator[Mention]:
    """A name that ends with its legal form, with or without a comma before it."""
    if index == 0:
        return
    folded = words.folded
    match = _SUFFIX.match(folded, words.ends[index - 1])
    first = words.run_before(index - 1, _LINKS, 6)
    start = words.starts[first]
    if match and folded[start].isupper():
        yield from _mention(start, folded[start : match.end()], role=None)


def _mention(start: int, name: str, role: str | None) -> Iterator[Mention]:
    lead = _LEAD.match(name)
    if lead:
        start, name = start + lead.end(), name[lead.end() :]
    tail = _TAIL.search(name)
    name = name[: tail.start()] if tail else name
    name = name[:-2] if name.endswith("'s") else name
    if " " in name or (role and len(name) > 3):
        yield Mention(start=start, end=start + len(name), kind="Organization", form="name", name=name, role=role)

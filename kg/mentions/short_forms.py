"""Finds the short form of a section that the text has cited in full: "section 6103" after "26 U.S.C. § 6103"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from kg.mentions.antecedents import TITLE_OF_ACT, TitledActs
from kg.mentions.codes import section_items
from kg.mentions.law import section_words
from kg.mentions.mention import Citation, Item, Mention, cited
from kg.mentions.scan import Scan
from kg.mentions.sections import read_sections

_OF_ANOTHER: Final = re.compile(r",? (?:of|to|in) (?:the |that |this |such |its )?[A-Z]|,? \d")
_BOUND: Final = re.compile(r",? (?:of|to|in) (?:the |that |this |such )?[A-Zt]|,? \d{1,2} U\.")
_ROOT: Final = re.compile(
    r"(?P<root>/us/(?:usc/t\w+|pl/\d+/\d+|act/[^/]+(?:/ch\w+)?)(?:/[dt][A-Z0-9]\w*)*)/s(?P<section>[^/]+)"
)
_OWN: Final = re.compile(r"(?:added|amended|inserted|redesignated|repealed|made) by (?:sections? [\d(), and]{1,20})?\Z")
_OWN_LENGTH: Final = 50
"""Before "section 101", what says that it is one of the text itself, a bill: "as added by section 101"."""
_HEADED: Final = re.compile(r"(?:\A|\n)[ \t]*(?:Sec\.|SEC\.|Section|§) ?(\d[\w-]{0,9})\.(?!\w)")
"""A section of the text itself, a bill; its number alone does not tell another law's."""
_SHORTEST: Final = 3
"""Digits of a section number that is telling enough: "section 2" may be that of anything."""


def find_short_forms(scan: Scan, found: Sequence[Citation | Mention]) -> Iterator[Citation | Mention]:
    """References by number alone, where exactly one law of the text has a section of that number cited before them."""
    yield from _titles(scan, found)
    roots: dict[str, dict[str, int]] = {}
    for mention in found:
        for item in mention.items if mention.kind == "Statute" else ():
            if match := _ROOT.match(item.target):
                roots.setdefault(match.group("section"), {}).setdefault(match.group("root"), item.start)
    if not roots:
        return
    folded = scan.folded
    for own in _HEADED.findall(folded):
        roots.pop(own, None)
    taken = {mention.start for mention in found if mention.kind == "Statute"}
    for start, number in section_words(scan):
        if start in taken or _OWN.search(folded, max(0, start - _OWN_LENGTH), start):
            continue
        refs, end = read_sections(folded, number, named=True)
        known = [roots.get(ref.section, {}) for ref in refs]
        telling = all(sum(c.isdigit() for c in ref.section) >= _SHORTEST for ref in refs)
        cited_before = all(len(k) == 1 and min(k.values()) < start for k in known)
        if not refs or not telling or not cited_before or _BOUND.match(folded, end):
            continue
        if len({next(iter(k)) for k in known}) == 1:
            yield cited("Statute", start, end, section_items(next(iter(known[0])), refs))


def _titles(scan: Scan, found: Sequence[Citation | Mention]) -> Iterator[Mention]:
    """Titles by number alone, "Title VII", as the one act that the text has named by that title before."""
    folded = scan.folded
    acts = TitledActs(
        folded, (m for m in found if isinstance(m, Mention) and m.kind == "Statute" and len(m.items) == 1)
    )
    for place in scan.places("itle ") if acts else ():
        title = TITLE_OF_ACT.match(folded, place - 1) if place else None
        if not title or _OF_ANOTHER.match(folded, title.end()):
            continue
        if act := acts.before(title.group("number"), title.start()):
            item = Item(title.start(), title.end(), act.items[0].target)
            yield replace(act, start=item.start, end=item.end, form="acronym", items=(item,), nested=False)

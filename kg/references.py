"""Every reference to law in a text: where it stands, what it names, and with what scope."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from kg.inventory import inventory
from kg.mentions import Citation, Item, Mention, context_of, find_cited_law
from kg.mentions.act_parts import ActPart, parts_before
from kg.mentions.codified import act_home, act_level
from kg.text import fold

_ET_SEQ: Final = re.compile(r",? et ?seq\b")
_APPENDIX: Final = re.compile(r"/us/usc/t\d+(?:a\b|/app)")
_SHORT_TITLE: Final = re.compile(r"[Tt]itle (?P<number>[IVXLC]{1,8})")
_NAMED: Final = ("name", "acronym")
_GIVEN: Final = re.compile(r" ?[(\[](?:codified (?:as amended )?at )?\d{1,2} U\.? ?S\.? ?C")
_SCOPED: Final = (" et", ", et", ",et", " note", ", note", " (")
"""How words begin that tell the scope of what they follow."""
_NOTE: Final = re.compile(r"(?: \([^()\n]{1,40}\))?,? notes?\b")
_HEADING: Final = 40
"""Characters of white space that may stand before the number of a provision."""
_LINK: Final = re.compile(r",? (?:of|in|under) (?:such |the )?\Z")


class Reference(NamedTuple):
    """Words that name a provision, a law or a case.

    Attributes:
        start, end: Code points in the text.
        target: Canonical id.
        flags: What is no part of the id. Its scope: "et_seq", "note", "app" (an appendix of a title), "range" (an end
            of a range of sections, or a section between them that the inventory knows). "unverified": the inventory of
            the U.S. Code, of one release point, does not have the provision; the id is as the text has it.
    """

    start: int
    end: int
    target: str
    flags: tuple[str, ...] = ()


def find_references(text: str, base: str | None = None) -> list[Reference]:
    """Every reference to law in a text, in the order of the text; a list gives one for each of its members.

    Args:
        text: As it is; the offsets are code points of it.
        base: Canonical id of the law that the text is, so that "this section" and "subsection (b)" can be resolved.
    """
    own = fold(base) if base else None
    return [reference for reference in sorted(set(_references(text, own))) if not _is_heading(text, reference, own)]


def _is_heading(text: str, reference: Reference, own: str | None) -> bool:
    """Whether it is the number that a provision begins with, which is no reference to it."""
    start = reference.start
    return reference.target == own and start < _HEADING and text.startswith("§", start) and not text[:start].strip()


def _references(text: str, base: str | None) -> Iterator[Reference]:
    folded = fold(text)
    cited = find_cited_law(context_of(folded, base=base))
    names = {found.end for found in cited if isinstance(found, Mention) and found.kind == "Statute" and found.nested}
    for found in cited:
        if isinstance(found, Citation) and len(found.items) == 1 and not found.heads:  # what most are
            target = found.items[0].target
            yield Reference(found.start, found.end, target, _flags(folded, found.end, target, []))
            continue
        if isinstance(found, Mention) and found.kind == "Statute" and found.form in _NAMED and len(found.items) == 1:
            yield from _act(folded, found)
            continue
        ends = _range_ends(found)
        for index, (start, end, target) in enumerate(_spans(folded, found, of_act=found.end in names)):
            scope = ["range"] if index in ends or index + 1 in ends else []
            yield Reference(start, end, target, _flags(folded, end, target, scope))
        for index in ends:
            yield from _between(folded, *found.items[index - 1 : index + 1])


def _between(folded: str, first: Item, last: Item) -> Iterator[Reference]:
    """The sections that "through" or a hyphen stands for between the ends of a range, where both ends exist."""
    if not (inventory().exists(first.target) and inventory().exists(last.target)):
        return
    joint = folded[first.end : last.start]
    start = first.end + len(joint) - len(joint.lstrip())
    for section in inventory().between(first.target, last.target):
        yield Reference(start, start + len(joint.strip()), section, ("range",))


def _range_ends(found: Citation | Mention) -> list[int]:
    """The indices of the items that end a range of sections of the Code."""
    return [i for i, item in enumerate(found.items) if item.through and i and item.target.startswith("/us/usc/")]


def _act(folded: str, act: Mention) -> Iterator[Reference]:
    """A named act, the title or other part of it that is named with it, and where the Code has them.

    Where the text itself gives the place in the Code, nothing is added.
    """
    name = act.items[0]
    short = _SHORT_TITLE.fullmatch(folded, name.start, act.end)
    if short and name.target.endswith(f"/t{short.group('number')}"):  # the act is itself a title of another
        short = None
    if not short:
        yield Reference(name.start, act.end, name.target, _flags(folded, act.end, name.target, []))
    if act.nested or not name.target.startswith(("/us/pl/", "/us/act/")):
        return
    places = not _GIVEN.match(folded, act.end)
    parts = parts_before(folded, name.start)
    if short:
        title = ActPart(name.start, act.end, f"/t{short.group('number')}")
        parts = [part._replace(path=title.path + part.path) for part in parts] or [title]
    for index, part in enumerate(parts):
        end = part.end if index else act.end
        yield Reference(part.start, end, name.target + part.path)
        if places:
            yield from _places(part.start, end, act, part.path)
    if places and not parts:
        yield from _places(name.start, act.end, act, "")


def _places(start: int, end: int, act: Mention, divisions: str) -> Iterator[Reference]:
    """Where the Code has an act or a part of it: the level that a part makes up, the section that it begins with."""
    law = act.items[0].target
    if divisions and (level := act_level(law, act.name, divisions)):
        yield Reference(start, end, level)
    if home := act_home(law, act.name, divisions):
        yield Reference(start, end, home.id, ("note",) if home.note else ("et_seq",))


def _spans(folded: str, found: Citation | Mention, *, of_act: bool) -> Iterator[tuple[int, int, str]]:
    """Each target with its own words: the first with those that lead to the list, one alone with all of them.

    With `of_act` the list ends with the name of its act, which the first has as well: where the text adds the places
    in the Code behind the name, "(50 U.S.C. 1702, 1704)", they begin with the first one's.
    """
    heads = found.heads if isinstance(found, Citation) else ()
    first_head = min((head.start for head in heads), default=found.end)
    whole = 1 if len(found.items) == 1 or (of_act and not heads) else 0
    for index, item in enumerate(found.items):
        start = item.start if index or item.start > first_head else found.start
        end = found.end if index < whole else item.end
        if start < first_head < end:
            end = item.end if item.end <= first_head else _before_of(folded, start, first_head)
        yield start, end, item.target
    for head in heads:
        leads = head.start == first_head < found.items[0].start
        yield found.start if leads else head.start, head.end, head.target


def _before_of(folded: str, start: int, end: int) -> int:
    """Where "paragraph (2)" ends in "paragraph (2) of such section 5", whose section begins at `end`."""
    link = _LINK.search(folded, start, end)
    return link.start() if link else end


def _flags(folded: str, end: int, target: str, flags: list[str]) -> tuple[str, ...]:
    if folded.startswith(_SCOPED, end):
        if _ET_SEQ.match(folded, end):
            flags.append("et_seq")
        elif _NOTE.match(folded, end):
            flags.append("note")
    standing = _standing(target)
    return tuple(sorted((*flags, *standing))) if flags else standing


@lru_cache(maxsize=8192)
def _standing(target: str) -> tuple[str, ...]:
    """The flags that the id of a provision of the Code gives it."""
    if not target.startswith("/us/usc/"):
        return ()
    appendix = ("app",) if _APPENDIX.match(target) else ()
    return appendix if inventory().exists(target) else (*appendix, "unverified")

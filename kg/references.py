"""Every reference to law in a text: where it stands, what it names, and with what scope."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from kg.mentions import Citation, Mention, context_of, find_cited_law
from kg.text import fold

_ET_SEQ: Final = re.compile(r",? et ?seq\b")
_NOTE: Final = re.compile(r"(?: \([^()\n]{1,40}\))?,? notes?\b")


class Reference(NamedTuple):
    """Words that name a provision, a law or a case.

    Attributes:
        start, end: Code points in the text.
        target: Canonical id.
        flags: The scope of the reference, which is no part of the id: "et_seq", "note", "range".
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
    return sorted(_references(text, base))


def _references(text: str, base: str | None) -> Iterator[Reference]:
    folded = fold(text)
    for found in find_cited_law(context_of(folded, base=base)):
        for start, end, target in _spans(folded, found):
            yield Reference(start, end, target, _flags(folded, end))


def _spans(folded: str, found: Citation | Mention) -> Iterator[tuple[int, int, str]]:
    """Each target with its own words: the first with those that lead to the list, one alone with all of them."""
    heads = found.heads if isinstance(found, Citation) else ()
    first_head = min((head.start for head in heads), default=found.end)
    single = len(found.items) == 1
    for index, item in enumerate(found.items):
        start = item.start if index else found.start
        end = found.end if single else item.end
        if start < first_head < end:
            end = _before_of(folded, start, first_head)
        yield start, end, item.target
    for head in heads:
        yield head.start, head.end, head.target


def _before_of(folded: str, start: int, end: int) -> int:
    """Where "paragraph (2)" ends in "paragraph (2) of such section 5", whose section begins at `end`."""
    return folded.rindex(")", start, end) + 1


def _flags(folded: str, end: int) -> tuple[str, ...]:
    if _ET_SEQ.match(folded, end):
        return ("et_seq",)
    return ("note",) if _NOTE.match(folded, end) else ()

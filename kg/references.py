"""Every reference to law in a text: where it stands, what it names, and with what scope."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from kg.mentions import context_of, find_cited_law
from kg.text import fold

_ET_SEQ: Final = re.compile(r",? et ?seq\b")
_NOTE: Final = re.compile(r"(?: \([^()\n]{1,40}\))?,? notes?\b")


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Reference:
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
    for mention in find_cited_law(context_of(folded, base=base)):
        for item in mention.items:
            yield Reference(start=item.start, end=item.end, target=item.target, flags=_flags(folded, item.end))


def _flags(folded: str, end: int) -> tuple[str, ...]:
    if _ET_SEQ.match(folded, end):
        return ("et_seq",)
    return ("note",) if _NOTE.match(folded, end) else ()

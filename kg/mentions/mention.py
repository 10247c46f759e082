"""What the finders give: a span of text that stands for a node."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from kg.identifiers import citation_of

Form = Literal["citation", "name", "acronym", "surname", "short", "description"]


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Item:
    """One target inside a group of references, with its own span: "393(c)" in "21 U.S.C. 371(a) and 393(c)"."""

    start: int
    end: int
    target: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Words that stand for one node, or for several where they are a list or a plural.

    Attributes:
        start, end: Code points in the document's text.
        kind: Node type.
        form: How it is named; a description ("the agreement") is resolved inside the document, a short form
            ("Id. at 6", "550 U.S. at 555") gives the node no name.
        name: The name to show, or the head noun of a description.
        items: Canonical targets where the words alone give them.
        nested: Lies inside a larger mention; a node, but no end of a clause's relation.
        terms: Short names that the text defines for it here: ("FDA",), ("Agreement",).
        role: A person's title, an organisation's descriptor, an agreement's kind, a motion's relief.
        number: An official number (docket, agreement).
        definite: A description with "the", "this", "that" or a possessive.
        plural: Stands for several.
        weak: A node only where a claim uses it.
        parties: Spans of the mentions that are its parties, in order.
    """

    start: int
    end: int
    kind: str
    form: Form
    name: str
    items: tuple[Item, ...] = ()
    nested: bool = False
    terms: tuple[str, ...] = ()
    role: str | None = None
    number: str | None = None
    definite: bool = False
    plural: bool = False
    weak: bool = False
    parties: tuple[tuple[int, int], ...] = ()

    def __hash__(self) -> int:
        return hash((self.start, self.end, self.kind))  # the rest tells apart too few to be worth its cost


def cited(kind: str, start: int, end: int, items: Iterable[Item]) -> Mention:
    """A citation of one or several provisions, named after the first."""
    members = tuple(items)
    name = citation_of(members[0].target)
    return Mention(start=start, end=end, kind=kind, form="citation", name=name, items=members, plural=len(members) > 1)


def drop_overlaps(mentions: list[Mention]) -> list[Mention]:
    """The mentions in the order of the text; of two that overlap the longer stays, then the first; nested ones stay."""
    taken: list[Mention] = []
    nested = [mention for mention in mentions if mention.nested]
    last_end = -1
    for mention in sorted((m for m in mentions if not m.nested), key=lambda m: (m.start, -m.end)):
        if mention.start >= last_end:
            taken.append(mention)
        elif mention.end - mention.start > taken[-1].end - taken[-1].start and mention.start <= taken[-1].start:
            taken[-1] = mention
        last_end = max(last_end, taken[-1].end)
    return sorted(taken + nested, key=lambda m: (m.start, -m.end, m.kind))

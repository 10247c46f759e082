"""What the finders give: a span of text that stands for a node."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Final, Literal, NamedTuple, TypeVar

from kg.identifiers import citation_of

Form = Literal["citation", "name", "acronym", "surname", "short", "description"]


class Item(NamedTuple):
    """One target inside a group of references, with its own span: "393(c)" in "21 U.S.C. 371(a) and 393(c)".

    `through` marks the end of a range that begins with the item before it.
    """

    start: int
    end: int
    target: str
    through: bool = False


class Citation(NamedTuple):
    """Words that cite provisions, with their canonical ids; a tuple, since the Code has seven thousand in a megabyte.

    Attributes:
        kind: Node type.
        start, end: Code points in the document's text.
        items: The provisions, in the order of the text.
        heads: What the words name beside the items: "section 1182(a)" in "paragraph (2) or (3) of section 1182(a)".
            They are references, but neither nodes nor ends of a relation.
        nested: Lies inside a larger one; a node, but no end of a clause's relation.
    """

    kind: str
    start: int
    end: int
    items: tuple[Item, ...]
    heads: tuple[Item, ...] = ()
    nested: bool = False

    @property
    def form(self) -> Form:
        """That of every citation."""
        return "citation"

    @property
    def name(self) -> str:
        """That of the first provision."""
        return citation_of(self.items[0].target)

    def mention(self) -> "Mention":
        """The same as a mention, named after the first provision."""
        return Mention(
            start=self.start, end=self.end, kind=self.kind, form="citation", name=self.name,
            items=self.items, plural=len(self.items) > 1, nested=self.nested,
        )  # fmt: skip


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
        return self.start << 20 ^ self.end  # the rest tells apart too few to be worth its cost


_START: Final = attrgetter("start")
_END: Final = attrgetter("end")
_KIND: Final = attrgetter("kind")
Found = TypeVar("Found", Citation, Mention, Citation | Mention)


def cited(
    kind: str, start: int, end: int, items: Iterable[Item], heads: Iterable[Item] = (), *, nested: bool = False
) -> Citation:
    """A citation of one or several provisions."""
    return Citation(kind, start, end, tuple(items), tuple(heads), nested)


def drop_overlaps(mentions: Sequence[Found]) -> list[Found]:
    """The mentions in the order of the text; of two that overlap the first stays, then the longer; nested ones stay."""
    taken: list[Found] = []
    nested: list[Found] = []
    last_end = -1
    for mention in _in_order(mentions):
        if mention.nested:
            nested.append(mention)
        elif mention.start >= last_end:
            taken.append(mention)
            last_end = mention.end
    return _in_order(sorted(taken + nested, key=_KIND)) if nested else taken


def beside(extra: Sequence[Found], named: Sequence[Citation | Mention]) -> list[Found]:
    """Those that do not touch a named one: a name says more than a description in its place."""
    taken = [(m.start, m.end) for m in named if not m.nested]
    result: list[Found] = []
    index = 0
    for mention in _in_order(extra):
        while index < len(taken) and taken[index][1] <= mention.start:
            index += 1
        if index == len(taken) or taken[index][0] >= mention.end:
            result.append(mention)
    return result


def _in_order(mentions: Iterable[Found]) -> list[Found]:
    """By start, of those the longest first; two sorts by a number are faster than one by a pair of them."""
    return sorted(sorted(mentions, key=_END, reverse=True), key=_START)

"""The tables below the picture, for who has no script: statements with their quotes, and names."""

from dataclasses import dataclass
from typing import Final, TypeVar

from kg.view.model import Part, View, ViewClaim, ViewDocument, ViewNode
from kg.view.selection import Selection

T = TypeVar("T")
ROOM: Final = 320_000
"""Characters of text in the statements; the page offers the rest where its script runs."""
NAMES_ROOM: Final = 120_000
_ROW: Final = 170
"""Characters of a row beside its text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A line of the table: a claim in words, with its first quote."""

    subject: str
    relation: str
    object: str
    mark: str
    status: str
    parts: tuple[Part, ...]
    document: ViewDocument | None
    more: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """What the tables show, and how many there are in all."""

    rows: list[Row]
    statements: int
    nodes: list[ViewNode]
    names: int


def make_table(view: View, selection: Selection) -> Table:
    """Everything, or as much as has room: what the picture draws first, then sorted by words."""
    drawn = {claim for edge in selection.edges for claim in edge.claims}
    rows = [row for _, row in sorted(_rows(view, drawn), key=lambda pair: (not pair[0], _order(pair[1])))]
    inside = {node.id for node in selection.nodes}
    nodes = sorted(view.nodes, key=lambda node: node.id not in inside)
    return Table(
        rows=sorted(_fitting(rows, [_length(row) for row in rows], ROOM), key=_order),
        statements=len(rows),
        nodes=sorted(
            _fitting(nodes, [_ROW // 2 + len(f"{n.name}{n.id}{n.aliases}") for n in nodes], NAMES_ROOM),
            key=lambda node: node.id,
        ),
        names=len(nodes),
    )


def _fitting(items: list[T], lengths: list[int], room: int) -> list[T]:
    fitting = []
    for item, length in zip(items, lengths, strict=True):
        room -= length
        if room < 0:
            break
        fitting.append(item)
    return fitting


def _order(row: Row) -> tuple[str, ...]:
    return row.subject, row.relation, row.object, row.mark, row.status


def _length(row: Row) -> int:
    title = len(row.document.title) + 2 * len(row.document.url or "") if row.document else 0
    quote = sum(len(part.text) for part in row.parts)
    return _ROW + len(row.subject) + len(row.object) + len(row.status) + quote + title


def _rows(view: View, drawn: set[str]) -> list[tuple[bool, Row]]:
    names = {node.id: node.name for node in view.nodes}
    words = {relation.name: relation.label for relation in view.relations}
    documents = {document.id: document for document in view.documents}
    return [(claim.id in drawn, _row(claim, names, words, documents)) for claim in view.claims]


def _row(claim: ViewClaim, names: dict[str, str], words: dict[str, str], documents: dict[str, ViewDocument]) -> Row:
    first = claim.evidence[0] if claim.evidence else None
    return Row(
        subject=names[claim.subject],
        relation=words[claim.relation],
        object=names[claim.object],
        mark=claim.mark,
        status=claim.words,
        parts=first.parts if first else (),
        document=documents.get(first.document or "") if first else None,
        more=max(len(claim.evidence) - 1, 0),
    )

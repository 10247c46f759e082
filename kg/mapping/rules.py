"""What a row mapping says, read and checked."""

from dataclasses import dataclass
from typing import Final, Literal

from kg.claim import Basis

Finder = Literal["law", "agency"]
FINDERS: Final[tuple[Finder, ...]] = ("law", "agency")
VALUE: Final = "value"
"""The name under which a template sees one part of a split cell."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Words as they are, or the value of a column."""

    text: str = ""
    column: str = ""
    raw: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """Text with columns in it: "MOU {number}"."""

    text: str
    pieces: tuple[Piece, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that it needs."""
        return tuple(piece.column for piece in self.pieces if piece.column)


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """When a rule counts: the column is one of the values, or, without values, not empty."""

    column: str
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One of a closed set of words: always the same, or by the value of a column."""

    default: str | None
    column: str | None = None
    values: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NodeRule:
    """How a row names a node, or several where a cell has several values.

    Attributes:
        key: What claims call it.
        label, id, name: Of the node; None where it is only looked up.
        find: Where the value is looked up before the templates are used.
        each: The column whose values make one node each.
        split: What parts the values of that column; None when it has one.
        when: All must be true, else the row has no such node.
    """

    key: str
    label: str | None
    id: Template | None
    name: Template | None
    aliases: tuple[Template, ...]
    properties: tuple[tuple[str, Template], ...]
    find: Finder | None
    each: str | None
    split: str | None
    when: tuple[Condition, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimRule:
    """A claim that a row makes, for every pair of its subject's and its object's nodes."""

    place: str
    relation: str
    subject: str
    object: str
    polarity: Choice
    status: Choice
    attributed_to: str | None
    date: str | None
    qualifiers: tuple[tuple[str, Template], ...]
    when: tuple[Condition, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapping:
    """A row mapping.

    Attributes:
        name: Its name; the rule of every claim it makes is "mapping:" and this.
        source: The file it was read from.
        basis: On what its claims rest.
        nodes, claims: In the order of the file.
    """

    name: str
    source: str
    basis: Basis
    nodes: tuple[NodeRule, ...]
    claims: tuple[ClaimRule, ...]

    @property
    def columns(self) -> frozenset[str]:
        """Every column that it reads."""
        found: set[str | None] = set()
        for node in self.nodes:
            templates = [node.id, node.name, *node.aliases, *(template for _, template in node.properties)]
            found |= {column for template in templates if template for column in template.columns}
            found |= {node.each, *(condition.column for condition in node.when)}
        for claim in self.claims:
            found |= {column for _, template in claim.qualifiers for column in template.columns}
            found |= {claim.date, claim.polarity.column, claim.status.column}
            found |= {condition.column for condition in claim.when}
        return frozenset(column for column in found if column and column != VALUE)

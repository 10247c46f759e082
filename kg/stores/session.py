"""What a property-graph engine gives to the writer and the view that all of them share."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import ClassVar, TypeVar

from kg.schema import RESERVED_LABELS, Schema, load_schema
from kg.stores import cypher
from kg.stores.base import Parameter, Rows
from kg.stores.records import Json, Properties

Row = dict[str, Json]
T = TypeVar("T")


class Session(ABC):
    """An open connection to one engine.

    The methods that are not abstract hold for every engine; one that finds things in another way overrides them.
    """

    shared: ClassVar[bool] = False
    """Whether others may write while this one reads."""

    @property
    def schema(self) -> Schema:
        """The closed vocabulary; read when it is needed first."""
        return load_schema()

    @abstractmethod
    def read(self, statement: str, **parameters: Parameter) -> list[Row]:
        """Run a statement of ours that reads; only plain values come back."""

    @abstractmethod
    def write(self, statement: str, **parameters: Parameter) -> None:
        """Run a statement of ours that writes, inside `transaction`."""

    @abstractmethod
    def transaction(self) -> AbstractContextManager[None]:
        """All of what is written inside, or nothing of it."""

    def exclusive(self, work: Callable[[], T]) -> T:
        """Run what reads and then writes, with no other writer in between.

        An engine that a whole process holds need do nothing. Another one keeps the others out, and may run the work
        again after a fault that passes.
        """
        return work()

    @abstractmethod
    def prepare(self, labels: Iterable[Sequence[str]], relations: Iterable[str]) -> None:
        """Make constraints and indexes for label sets and relations, before a transaction that uses them first."""

    @abstractmethod
    def query(self, text: str, parameters: Mapping[str, Parameter], write: bool) -> Rows:
        """Run a user's query."""

    def labels(self) -> list[str]:
        """Labels that an entity may have here."""
        return [label for label in self.schema.nodes if label not in RESERVED_LABELS]

    def relations(self) -> list[str]:
        """Relations that may stand here."""
        return list(self.schema.edges)

    def relabel(self, ids: Sequence[str], before: Sequence[str], after: Sequence[str]) -> None:
        """Give nodes that have exactly the labels `before` the labels `after`, which differ."""
        if gained := sorted(set(after) - set(before)):
            self.write(cypher.add_labels(before[0], gained), ids=ids)
        if lost := sorted(set(before) - set(after)):
            self.write(cypher.remove_labels(after[0], lost), ids=ids)

    def decisions(self) -> list[str]:
        """The ids of the documents that are decisions, sorted."""
        return sorted(str(row["id"]) for row in self.read(cypher.DECISIONS))

    def named(self, label: str, terms: Sequence[str]) -> list[Row]:
        """Nodes that have all the terms: `id`, `tally`, `title`, `source`."""
        return self.read(cypher.named(label), terms=terms)

    def edges(self, relation: str, keys: Sequence[str]) -> list[Row]:
        """Plain relationships by key: `key`, `claims`, `support`."""
        return self.read(cypher.edges_by_key(relation), keys=keys)

    def update_edges(self, relation: str, edges: Mapping[str, Properties]) -> None:
        """Replace the properties of plain relationships."""
        rows: list[Parameter] = [{"key": key, "properties": properties} for key, properties in edges.items()]
        self.write(cypher.update_edges(relation), rows=rows)

    def delete_edges(self, relation: str, keys: Sequence[str]) -> None:
        """Take plain relationships out."""
        self.write(cypher.delete_edges(relation), keys=keys)

    def count(self, name: str) -> int:
        """How many nodes have the label, or how many relationships are of the type."""
        statement = cypher.count_nodes(name) if name in self.schema.nodes else cypher.count_edges(name)
        return int(str(self.read(statement)[0]["count"]))

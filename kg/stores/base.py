"""What every store does: Store opens, Writer writes whole documents, View reads."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol, Self

from kg.claim import Claim
from kg.entity import Entity
from kg.extraction import DocumentInfo, Extraction
from kg.graph import Graph

Outcome = Literal["new", "replaced", "unchanged"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A node as a query returns it, from whichever engine."""

    labels: tuple[str, ...]
    properties: Mapping[str, "Cell"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Relationship:
    """A relationship as a query returns it; `start` and `end` are the `id` properties of its nodes."""

    type: str
    start: str
    end: str
    properties: Mapping[str, "Cell"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Path:
    """A path as a query returns it."""

    nodes: tuple[Node, ...]
    relationships: tuple[Relationship, ...]


Cell = None | bool | int | float | str | Node | Relationship | Path | Sequence["Cell"] | Mapping[str, "Cell"]
Parameter = None | bool | int | float | str | Sequence["Parameter"] | Mapping[str, "Parameter"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """A query's answer: column names and rows of equal length.

    Attributes:
        notes: What the engine remarks about the query, such as a label that no node has.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What writing one batch changed.

    Attributes:
        outcomes: Document id and what happened to it, in the order of the input.
        nodes, claims: How many came into being that were not in the store before.
        removed_nodes, removed_claims: How many lost their last support.
        writes: Statements that changed something; 0 when there was nothing to do.
    """

    outcomes: tuple[tuple[str, Outcome], ...] = ()
    nodes: int = 0
    claims: int = 0
    removed_nodes: int = 0
    removed_claims: int = 0
    writes: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRow:
    """A stored document and how much rests on it."""

    info: DocumentInfo
    entities: int
    claims: int


class Writer(Protocol):
    """Writes whole documents, one transaction a call: either all of a batch is stored or none of it.

    A decision is a document of its own kind (`kg.curation` makes them). With it every other document that it bears on
    is taken anew, and without it again: the graph is always that of the documents and decisions that are there.
    """

    def add(self, extractions: Sequence[Extraction]) -> Written:
        """Store documents; one that is there with the same digest is left alone, with another one it is replaced.

        Raises:
            DecisionConflict: Decisions would contradict one another.
        """

    def remove(self, document_id: str) -> Written:
        """Take a document out with all that rests on it alone.

        Raises:
            NotFound: It is not in the store.
        """


class View(Protocol):
    """Reads; nothing it does can change the store."""

    def documents(self) -> list[DocumentRow]:
        """Every document, sorted by source and id; decisions are apart."""

    def decisions(self) -> list[Extraction]:
        """Every decision as it went in, sorted by id; see `kg.decision`."""

    def find(self, name: str) -> list[Entity]:
        """Entities with that id, or whose name or an alias is that text but for case; sorted by id."""

    def search(self, text: str, limit: int = 20) -> list[Entity]:
        """Entities one of whose names contains the words, best first."""

    def entity(self, entity_id: str) -> Entity | None:
        """One entity by its id; a document counts as one, with its title as name."""

    def claims_about(self, entity_id: str) -> list[Claim]:
        """Every claim in which it is subject, object or speaker, with all evidence; sorted by id."""

    def claims(self, claim_ids: Iterable[str]) -> list[Claim]:
        """Those of the claims that are stored, with all evidence; sorted by id."""

    def claims_starting(self, prefix: str, limit: int) -> list[Claim]:
        """At most `limit` claims whose id begins so, with all evidence; the first by id, sorted."""

    def extractions(self) -> Iterator[Extraction]:
        """Everything stored, decisions and documents in the order of ids: what `add` got, but for the mentions."""

    def graph(self) -> Graph:
        """Everything stored, merged, with the nodes that were decided to be one as one."""

    def neighbourhood(self, entity_ids: Iterable[str], depth: int, limit: int) -> Graph:
        """The part of the graph within `depth` plain edges of some entities, at most `limit` entities, with every claim
        between those entities, plain or not, the documents of their evidence, and the decisions that made them one.
        """

    def subgraph(self, entity_ids: Iterable[str]) -> Graph:
        """Those entities, every claim between them, the documents of their evidence, and the decisions by which some of
        them are one.
        """

    def counts(self) -> dict[str, int]:
        """How many nodes of each label and how many plain edges of each relation, sorted by name."""

    def query(self, text: str, parameters: Mapping[str, Parameter] | None = None, *, write: bool = False) -> Rows:
        """Run a query in the store's own language; read-only by the engine's own means unless `write`.

        Raises:
            QueryError: It is wrong, or it tries to write.
        """


class Store(Protocol):
    """A place where a graph is kept.

    Attributes:
        uri: Its address, without a password.
    """

    uri: str

    @property
    def engine(self) -> str:
        """The name and version of what keeps it."""

    def writer(self) -> Writer:
        """For writing."""

    def view(self) -> View:
        """For reading."""

    def close(self) -> None:
        """Release files and locks; more than once does no harm."""

    def __enter__(self) -> Self: ...

    def __exit__(self, *exception: object) -> None: ...

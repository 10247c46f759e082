"""Values of the embedded engine as plain ones, at the border; nothing of Java gets past here."""

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any, cast

from kg.errors import QueryError
from kg.stores.base import Cell, Node, Parameter, Path, Relationship
from kg.stores.jvm import java
from kg.stores.records import PRIVATE
from kg.stores.session import Row

BATCH = 5000


def to_java(parameters: Mapping[str, Parameter]) -> Any:
    """Parameters as a Java map; they cross as one JSON text, which is far faster than value by value.

    Raises:
        QueryError: A value is none that a query can take.
    """
    try:
        text = json.dumps(parameters, allow_nan=False)
    except (TypeError, ValueError) as error:
        raise QueryError(f"a parameter cannot be passed to a query: {error}") from error
    return java("com.arcadedb.serializer.json.JSONObject")(text).toMap()


def plain_rows(result: Any) -> list[Row]:
    """All rows of a result whose columns are plain values; closes it."""
    batcher = java("com.arcadedb.python.RowBatcher")
    found: list[Row] = []
    while batch := json.loads(str(batcher.nextJsonBatch(result, BATCH))):
        found += batch
    result.close()
    return found


class Converter:
    """Converts the cells of one result; a node that is met often is converted once."""

    def __init__(self) -> None:
        self._nodes: dict[str, Node] = {}
        self._labels = java("com.arcadedb.query.opencypher.Labels")
        self._kinds: list[tuple[Any, Callable[[Any], Cell]]] = [
            (java("java.lang.String"), str),
            (java("java.lang.Boolean"), bool),  # before whole numbers: for JPype it is one
            (int, int),
            (float, float),
            (java("java.lang.Character"), str),
            (java("com.arcadedb.graph.Vertex"), self._node),
            (java("com.arcadedb.graph.Edge"), self._relationship),
            (java("com.arcadedb.query.opencypher.traversal.TraversalPath"), self._path),
            (java("java.util.Map"), self._map),
            (java("java.util.Collection"), self._list),
            (java("com.arcadedb.query.sql.executor.Result"), self._result),
            (java("java.math.BigInteger"), lambda value: int(str(value))),
            (java("java.lang.Number"), lambda value: float(value.doubleValue())),
        ]

    def cell(self, value: Any) -> Cell:
        """One value; what has no plain form (dates, times, durations, points in time) becomes its ISO text."""
        if value is None or type(value) in (str, int, float, bool):
            return cast(Cell, value)
        for kind, convert in self._kinds:
            if isinstance(value, kind):
                return convert(value)
        if str(value.getClass().getName()).startswith("["):
            return [self.cell(item) for item in value]
        return str(value.toString())

    def _node(self, vertex: Any) -> Node:
        key = str(vertex.getIdentity())
        if key not in self._nodes:
            labels = sorted(str(label) for label in self._labels.getLabels(vertex))
            self._nodes[key] = Node(labels=tuple(labels), properties=_properties(vertex))
        return self._nodes[key]

    def _relationship(self, edge: Any) -> Relationship:
        return Relationship(
            type=str(edge.getTypeName()),
            start=_id(edge.getOutVertex()),
            end=_id(edge.getInVertex()),
            properties=_properties(edge),
        )

    def _path(self, path: Any) -> Path:
        return Path(
            nodes=tuple(self._node(vertex) for vertex in path.getVertices()),
            relationships=tuple(self._relationship(edge) for edge in path.getEdges()),
        )

    def _map(self, value: Any) -> Cell:
        return shown({str(entry.getKey()): self.cell(entry.getValue()) for entry in value.entrySet()})

    def _list(self, value: Iterable[Any]) -> Cell:
        return [self.cell(item) for item in value]

    def _result(self, value: Any) -> Cell:
        return cast(Cell, json.loads(str(value.toJSON().toString())))


def shown(properties: Mapping[str, Cell]) -> dict[str, Cell]:
    """Without what is the store's own."""
    return {key: value for key, value in properties.items() if not key.startswith(PRIVATE)}


def _properties(record: Any) -> dict[str, Cell]:
    data = cast(dict[str, Cell], json.loads(str(record.toJSON(False).toString())))
    return shown({key: data[key] for key in sorted(data) if not key.startswith("@")})


def _id(vertex: Any) -> str:
    return str(vertex.get("id") or vertex.getIdentity())

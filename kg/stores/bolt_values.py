"""Values of the Neo4j driver as plain ones, at the border, in the form that the embedded engine gives them."""

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any, Final, cast

import neo4j
from neo4j import graph, spatial, time

from kg.errors import QueryError
from kg.stores.base import Cell, Node, Parameter, Path, Relationship
from kg.stores.records import PRIVATE

_FRACTION: Final = re.compile(r"(\.\d*?)0+(?=\D|$)")
_ENDS: Final = "UNWIND $ids AS key MATCH (n) WHERE elementId(n) = key RETURN key, n.id AS id"


def check_parameters(parameters: Mapping[str, Parameter]) -> None:
    """Refuse what no engine takes, in the words of the embedded one.

    Raises:
        QueryError: A value is none that a query can take.
    """
    try:
        json.dumps(parameters, allow_nan=False, ensure_ascii=False).encode()
    except (TypeError, ValueError) as error:
        raise QueryError(f"a parameter cannot be passed to a query: {error}") from error


class Converter:
    """Converts the cells of one answer.

    Args:
        ends: Ids of nodes by what the driver knows them by; see `find_ends`.
    """

    def __init__(self, ends: Mapping[str, str]) -> None:
        self._ends = ends

    def cell(self, value: Any) -> Cell:
        """One value; what has no plain form (dates, times, durations, points) becomes text."""
        match value:
            case None | bool() | int() | float() | str():
                return value
            case graph.Node():
                return Node(labels=tuple(sorted(value.labels)), properties=self._properties(value))
            case graph.Relationship():
                return self._relationship(value)
            case graph.Path():
                edges = tuple(map(self._relationship, value.relationships))
                return Path(nodes=tuple(cast(Node, self.cell(node)) for node in value.nodes), relationships=edges)
            case Mapping():
                return {str(key): self.cell(each) for key, each in value.items() if not str(key).startswith(PRIVATE)}
            case list() | tuple() if not isinstance(value, spatial.Point | time.Duration):
                return [self.cell(each) for each in value]
            case time.Date() | time.Time() | time.DateTime() | time.Duration():
                return _moment(value)
            case bytes() | bytearray():
                return value.hex()
            case spatial.Point():
                place = ", ".join(f"{axis}: {number}" for axis, number in zip("xyz", value, strict=False))
                return f"point({{{place}, srid: {value.srid}}})"
        return str(value)

    def _properties(self, entity: graph.Entity) -> dict[str, Cell]:
        return {key: self.cell(entity[key]) for key in sorted(entity.keys()) if not key.startswith(PRIVATE)}

    def _relationship(self, value: graph.Relationship) -> Relationship:
        return Relationship(
            type=value.type,
            start=self._end(value.nodes[0]),
            end=self._end(value.nodes[1]),
            properties=self._properties(value),
        )

    def _end(self, node: graph.Node | None) -> str:
        return "" if node is None else self._ends.get(node.element_id, node.element_id)


def find_ends(
    transaction: neo4j.ManagedTransaction | neo4j.Session, rows: Iterable[Iterable[object]]
) -> dict[str, str]:
    """Ids of the nodes at the ends of the relationships in some rows: the server sends only its own names of them."""
    known: dict[str, str] = {}
    wanted: set[str] = set()
    for row in rows:
        for value in row:
            _collect(value, known, wanted)
    if missing := sorted(wanted - set(known)):
        known |= {
            str(key): str(found) for key, found in transaction.run(_ENDS, ids=missing).values() if found is not None
        }
    return known


def _collect(value: object, known: dict[str, str], wanted: set[str]) -> None:
    match value:
        case graph.Node():
            if (found := value.get("id")) is not None:
                known[value.element_id] = str(found)
        case graph.Relationship():
            wanted.update(node.element_id for node in value.nodes if node is not None)
        case graph.Path():
            for each in (*value.nodes, *value.relationships):
                _collect(each, known, wanted)
        case Mapping():
            for each in value.values():
                _collect(each, known, wanted)
        case list():
            for each in value:
                _collect(each, known, wanted)


def _moment(value: "time.Date | time.Time | time.DateTime | time.Duration") -> str:
    """ISO text as both engines write it: no zeros at the end of a second's fraction, and Z for UTC."""
    text = _FRACTION.sub(lambda match: match[1].rstrip("."), value.iso_format())
    zone = getattr(value, "tzinfo", None)
    name = getattr(zone, "zone", None) or getattr(zone, "key", None)
    if text.endswith("+00:00") and name in (None, "UTC"):
        return text.removesuffix("+00:00") + "Z"
    return f"{text}[{name}]" if name and name != "UTC" else text

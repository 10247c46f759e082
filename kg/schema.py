"""The node types and relations of `schemas/`: the one source that every other part reads."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final, cast

import yaml

from kg.errors import SchemaError

PROPERTY_TYPES: Final = ("string", "integer", "boolean", "date")
RESERVED_LABELS: Final = ("Document", "Passage", "Claim")


@dataclass(frozen=True, slots=True, kw_only=True)
class Property:
    """A property of a node type."""

    name: str
    type: str
    definition: str
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NodeType:
    """A kind of node; its name is the label in Cypher and the class in RDF."""

    name: str
    plural: str
    family: str
    definition: str
    example: str
    maps_to: tuple[str, ...]
    properties: tuple[Property, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EdgeType:
    """A relation.

    Attributes:
        name: UPPER_CASE, the relationship type in Cypher.
        family: The file it stands in.
        label, inverse: How a person reads it from the subject, and from the object.
        subjects, objects: Labels that may stand at each end.
        rdf: Local name of the property, lowerCamel.
        maps_to: Terms of other vocabularies that mean nearly the same.
        inverse_maps_to: The same for the relation read from its object.
    """

    name: str
    family: str
    definition: str
    label: str
    inverse: str
    subjects: frozenset[str]
    objects: frozenset[str]
    rdf: str
    maps_to: tuple[str, ...] = ()
    inverse_maps_to: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Schema:
    """The closed vocabulary."""

    nodes: dict[str, NodeType]
    edges: dict[str, EdgeType]

    def edge(self, name: str) -> EdgeType:
        """The relation of that name.

        Raises:
            SchemaError: There is none.
        """
        try:
            return self.edges[name]
        except KeyError:
            raise SchemaError(f"no relation {name!r}", hint="`kg schema` lists them") from None

    def allows(self, relation: str, subject: tuple[str, ...], object: tuple[str, ...]) -> bool:
        """Whether nodes with these labels may stand at the two ends of the relation."""
        edge = self.edge(relation)
        return not edge.subjects.isdisjoint(subject) and not edge.objects.isdisjoint(object)


def schemas_folder() -> Path:
    """The folder with the data of `schemas/`: inside the package once installed, beside it in a checkout."""
    packaged = Path(__file__).parent / "_schemas"
    return packaged if packaged.is_dir() else Path(__file__).parent.parent / "schemas"


def read_yaml(path: Path) -> Any:
    """A YAML file as plain data, by the C parser.

    Raises:
        SchemaError: It is missing or no YAML.
    """
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        with path.open(encoding="utf-8") as stream:
            return yaml.load(stream, Loader=loader)  # noqa: S506  (a safe loader, chosen above)
    except OSError as error:
        raise SchemaError(f"cannot be read: {error.strerror}", source=str(path)) from error
    except yaml.YAMLError as error:
        raise SchemaError(f"no valid YAML: {error}", source=str(path)) from error


@cache
def load_schema() -> Schema:
    """The schema that ships with the package."""
    return parse_schema(schemas_folder())


def parse_schema(folder: Path) -> Schema:
    """The schema in `folder/nodes/*.yaml` and `folder/edges/*.yaml`.

    Raises:
        SchemaError: An entry is incomplete, or names a label that does not exist.
    """
    nodes: dict[str, NodeType] = {}
    edges: dict[str, EdgeType] = {}
    for path in sorted((folder / "nodes").glob("*.yaml")):
        for name, entry in cast(dict[str, dict[str, Any]], read_yaml(path)).items():
            nodes[name] = _node_type(name, path, entry)
    groups = {
        family: {n.name for n in nodes.values() if n.family == family} for family in {n.family for n in nodes.values()}
    }
    for path in sorted((folder / "edges").glob("*.yaml")):
        for name, entry in cast(dict[str, dict[str, Any]], read_yaml(path)).items():
            edges[name] = _edge_type(name, path, entry, set(nodes), groups)
    clash = set(nodes) & set(edges)
    if clash:
        raise SchemaError(f"a label and a relation share a name: {', '.join(sorted(clash))}", source=str(folder))
    return Schema(nodes=nodes, edges=edges)


def _node_type(name: str, path: Path, entry: dict[str, Any]) -> NodeType:
    try:
        return NodeType(
            name=name,
            plural=entry["plural"],
            family=path.stem,
            definition=entry["definition"],
            example=entry["example"],
            maps_to=tuple(entry.get("maps_to", ())),
            properties=tuple(_property(key, value) for key, value in entry.get("properties", {}).items()),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise SchemaError(f"{name} is incomplete: {error}", source=str(path)) from error


def _property(name: str, entry: dict[str, Any]) -> Property:
    if entry["type"] not in PROPERTY_TYPES:
        raise ValueError(f"property {name} has type {entry['type']!r}")
    return Property(
        name=name, type=entry["type"], definition=entry["definition"], values=tuple(entry.get("values", ()))
    )


def _edge_type(name: str, path: Path, entry: dict[str, Any], labels: set[str], groups: dict[str, set[str]]) -> EdgeType:
    try:
        return EdgeType(
            name=name,
            family=path.stem,
            definition=entry["definition"],
            label=entry["label"],
            inverse=entry["inverse"],
            subjects=_ends(entry["subjects"], labels, groups),
            objects=_ends(entry["objects"], labels, groups),
            rdf=entry["rdf"],
            maps_to=tuple(entry.get("maps_to", ())),
            inverse_maps_to=tuple(entry.get("inverse_maps_to", ())),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise SchemaError(f"{name} is incomplete: {error}", source=str(path)) from error


def _ends(names: list[str], labels: set[str], groups: dict[str, set[str]]) -> frozenset[str]:
    """Labels, where `law*` stands for every label of the family (file) `law`, and `any` for all that are no records."""
    ends: set[str] = set()
    for name in names:
        if name == "any":
            ends |= labels - {"Passage", "Claim"}
        elif name.endswith("*"):
            ends |= groups[name[:-1]]
        elif name in labels:
            ends.add(name)
        else:
            raise ValueError(f"unknown label {name!r}")
    return frozenset(ends)

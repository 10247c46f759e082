"""The vocabulary that ships, and the faults of one that does not fit together."""

from pathlib import Path

import pytest

from kg.errors import SchemaError
from kg.schema import RESERVED_LABELS, load_schema, parse_schema, read_yaml

NODE = "{plural: Xs, definition: An x., example: /x/1"
EDGE = "{definition: d, label: l, inverse: i, rdf: r"


def test_the_schema_that_ships() -> None:
    schema = load_schema()
    assert set(RESERVED_LABELS) < set(schema.nodes) and not set(schema.nodes) & set(schema.edges)
    for edge in schema.edges.values():
        assert edge.name.isupper() and edge.label and edge.inverse and edge.definition.endswith(".")
        assert edge.subjects and edge.objects and not {"Claim", "Passage"} & (edge.subjects | edge.objects)
        assert edge.rdf.replace("_", "").isalnum() and edge.rdf[0].islower()
    assert len({edge.rdf for edge in schema.edges.values()}) == len(schema.edges)


def test_ends() -> None:
    schema = load_schema()
    assert schema.allows("VIOLATES", ("Agreement",), ("Statute",))
    assert schema.allows("VIOLATES", ("Event", "Agreement"), ("Statute",))
    assert not schema.allows("VIOLATES", ("Statute",), ("Person",))
    with pytest.raises(SchemaError, match="no relation 'NOPE'"):
        schema.allows("NOPE", ("Agreement",), ("Statute",))


def write(folder: Path, nodes: str, edges: str) -> Path:
    (folder / "nodes").mkdir()
    (folder / "edges").mkdir()
    (folder / "nodes" / "law.yaml").write_text(nodes)
    (folder / "edges" / "all.yaml").write_text(edges)
    return folder


def test_families_and_any(tmp_path: Path) -> None:
    nodes = f"A: {NODE}}}\nB: {NODE}}}\nClaim: {NODE}}}\n"
    schema = parse_schema(write(tmp_path, nodes, f'R: {EDGE}, subjects: ["law*"], objects: [any]}}\n'))
    assert schema.edges["R"].subjects == {"A", "B", "Claim"} and schema.edges["R"].objects == {"A", "B"}


@pytest.mark.parametrize(
    ("nodes", "edges", "message"),
    [
        ("A: {plural: As}", "", "A is incomplete"),
        (f"A: {NODE}, properties: {{p: {{type: float, definition: d}}}}}}", "", "property p has type 'float'"),
        (f"A: {NODE}}}", f"R: {EDGE}, subjects: [A], objects: [B]}}", "unknown label 'B'"),
        (f"A: {NODE}}}", f'R: {EDGE}, subjects: [A], objects: ["nope*"]}}', "R is incomplete"),
        (f"A: {NODE}}}", f"A: {EDGE}, subjects: [A], objects: [A]}}", "share a name: A"),
        ("A: [", "", "no valid YAML"),
    ],
)
def test_what_does_not_fit_is_an_error(tmp_path: Path, nodes: str, edges: str, message: str) -> None:
    with pytest.raises(SchemaError, match=message.replace("[", r"\[")):
        parse_schema(write(tmp_path, nodes, edges or "{}"))


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(SchemaError, match="cannot be read"):
        read_yaml(tmp_path / "none.yaml")

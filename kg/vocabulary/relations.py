"""The page of the documentation that lists node types and relations."""

from collections.abc import Iterable, Iterator

from kg.rdf.terms import Names
from kg.schema import EdgeType, Schema


def relations_text(names: Names) -> str:
    """The page as Markdown."""
    return "\n".join(_lines(names.schema)) + "\n"


def _lines(schema: Schema) -> Iterator[str]:
    yield "# Node types and relations"
    yield ""
    yield "<!-- Generated from schemas/ by `python -m kg.vocabulary`; do not edit. -->"
    yield ""
    yield "The vocabulary is closed: what is not listed here is refused. `kg schema NAME` shows one entry. A plain"
    yield "relation stands only where a claim affirms it, in the document's own voice or held by a court."
    yield ""
    yield "## Node types"
    yield ""
    yield from _table(
        ("Type", "Meaning", "Properties", "Near to"),
        (
            (
                f"`{node.name}`",
                node.definition,
                ", ".join(f"`{p.name}`" for p in node.properties),
                ", ".join(node.maps_to),
            )
            for node in schema.nodes.values()
        ),
    )
    for family in dict.fromkeys(edge.family for edge in schema.edges.values()):
        yield ""
        yield f"## Relations: {family}"
        yield ""
        edges = [edge for edge in schema.edges.values() if edge.family == family]
        yield from _table(
            ("Relation", "In RDF", "Meaning", "From", "To", "Near to"), (_cells(schema, e) for e in edges)
        )


def _cells(schema: Schema, edge: EdgeType) -> tuple[str, ...]:
    near = [*edge.maps_to, *(f"inverse of {each}" for each in edge.inverse_maps_to)]
    ends = (_ends(schema, edge.subjects), _ends(schema, edge.objects))
    return f"`{edge.name}`<br>{edge.label}; {edge.inverse}", f"`kg:{edge.rdf}`", edge.definition, *ends, ", ".join(near)


def _ends(schema: Schema, labels: frozenset[str]) -> str:
    if labels >= set(schema.nodes) - {"Passage", "Claim"}:
        return "any"
    law = {node.name for node in schema.nodes.values() if node.family == "law"}
    rest = sorted(labels - law if labels >= law else labels)
    return ", ".join(["any law", *rest] if labels >= law else rest)


def _table(columns: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    yield f"| {' | '.join(columns)} |"
    yield "|" + "---|" * len(columns)
    for row in rows:
        yield f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |"

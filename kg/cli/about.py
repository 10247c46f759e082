"""`kg schema` and `kg stats`: what a graph can hold, and what this one holds."""

from typing import Final

import click
from click.shell_completion import CompletionItem

from kg.cli.lazy import command, suggest
from kg.cli.options import json_option, store_option
from kg.cli.tables import print_table
from kg.cli.terminal import print_data, print_json
from kg.errors import NotFound
from kg.rdf.terms import DEFAULT_BASE_IRI
from kg.schema import EdgeType, NodeType, Schema, load_schema
from kg.stores import open_store
from kg.stores.base import View

SCHEMA_FORMATS: Final = ("owl", "shacl", "json-schema", "jsonld-context", "neo4j", "markdown")


def _complete_name(ctx: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    schema = load_schema()
    known = {name: node.definition for name, node in schema.nodes.items()}
    known |= {name: edge.definition for name, edge in schema.edges.items()}
    return [CompletionItem(n, help=d) for n, d in known.items() if n.lower().startswith(incomplete.lower())]


@command(
    "schema",
    examples=(
        "kg schema",
        "kg schema GOVERNS",
        "kg schema --json | jq '.relations | keys'",
        "kg schema --format shacl > shapes.ttl",
    ),
)
@click.argument("name", required=False, shell_complete=_complete_name)
@click.option(
    "--format",
    type=click.Choice(SCHEMA_FORMATS),
    help="Print the whole schema for other tools: an ontology, shapes, a JSON Schema of `kg extract`, a context, "
    "constraints, a page.",
)
@click.option(
    "--base-iri",
    metavar="IRI",
    envvar="KG_BASE_IRI",
    default=DEFAULT_BASE_IRI,
    show_default=True,
    help="What the ids stand behind in RDF.",
)
@json_option
def schema(name: str | None, format: str | None, base_iri: str, as_json: bool) -> None:
    """List the node types and the relations.

    Each relation has its definition and the types that may be its subject and its object. NAME shows one node type or
    relation alone, with the properties of the type.
    """
    if format:
        from kg.vocabulary import generated_text

        if name or as_json:
            raise click.UsageError("--format prints the whole schema: leave NAME and --json out")
        print_data(generated_text(format, base_iri))
    elif as_json:
        nodes, edges = _chosen(load_schema(), name)
        relations = {edge.name: _edge_json(edge) for edge in edges}
        print_json({"nodes": {node.name: _node_json(node) for node in nodes}, "relations": relations})
    else:
        print_schema(name)


def print_schema(name: str | None) -> None:
    """Print the schema, or one node type or relation of it.

    Raises:
        NotFound: There is none of that name.
    """
    known = load_schema()
    nodes, edges = _chosen(known, name)
    if nodes:
        print_table(("node type", "definition"), [(n.name, n.definition) for n in nodes], "")
    if name and nodes and nodes[0].properties:
        click.echo()
        rows = [(p.name, p.type, p.definition, ", ".join(p.values)) for p in nodes[0].properties]
        print_table(("property", "type", "definition", "values"), rows, "")
    if nodes and edges:
        click.echo()
    if edges:
        cells = [(e.name, e.definition, _ends(known, e.subjects), _ends(known, e.objects)) for e in edges]
        print_table(("relation", "definition", "subjects", "objects"), cells, "")


@command("stats", examples=("kg stats", "kg stats --json"))
@store_option
@json_option
def stats(store: str, as_json: bool) -> None:
    """Count what is in the graph.

    Nodes by type, then plain edges by relation. A claim that is denied, alleged, asked or attempted carries no edge and
    is counted as a Claim alone.
    """
    with open_store(store, read_only=True) as opened:
        if as_json:
            nodes, edges = _counts(opened.view())
            print_json({"nodes": nodes, "edges": edges})
        else:
            print_stats(opened.view())


def print_stats(view: View) -> None:
    """Print how many nodes and plain edges there are of each kind."""
    nodes, edges = _counts(view)
    print_table(("nodes", "count"), list(nodes.items()), "The graph is empty: `kg import PATH` puts documents in.")
    if edges:
        click.echo()
        print_table(("edges", "count"), list(edges.items()), "")


def _counts(view: View) -> tuple[dict[str, int], dict[str, int]]:
    known = load_schema()
    counts = view.counts().items()
    return {k: n for k, n in counts if k in known.nodes}, {k: n for k, n in counts if k in known.edges}


def _chosen(known: Schema, name: str | None) -> tuple[list[NodeType], list[EdgeType]]:
    if name is None:
        return list(known.nodes.values()), list(known.edges.values())
    names = {each.lower(): each for each in (*known.nodes, *known.edges)}
    exact = names.get(name.lower())
    if exact is None:
        near = suggest(name, names.values())
        raise NotFound(f"no node type or relation {name!r}", hint=near or "`kg schema` lists them")
    return [n for n in known.nodes.values() if n.name == exact], [e for e in known.edges.values() if e.name == exact]


def _ends(known: Schema, labels: frozenset[str]) -> str:
    """The labels in words: "any" and "law" where a whole group is meant."""
    if labels >= set(known.nodes) - {"Passage", "Claim"}:
        return "any"
    law = {node.name for node in known.nodes.values() if node.family == "law"}
    names = sorted(labels - law if labels >= law else labels)
    return ", ".join(["any law", *names] if labels >= law else names)


def _node_json(node: NodeType) -> dict[str, object]:
    return {
        "definition": node.definition,
        "plural": node.plural,
        "family": node.family,
        "example": node.example,
        "maps_to": list(node.maps_to),
        "properties": {
            p.name: {"type": p.type, "definition": p.definition, **({"values": list(p.values)} if p.values else {})}
            for p in node.properties
        },
    }


def _edge_json(edge: EdgeType) -> dict[str, object]:
    return {
        "definition": edge.definition,
        "label": edge.label,
        "inverse": edge.inverse,
        "family": edge.family,
        "subjects": sorted(edge.subjects),
        "objects": sorted(edge.objects),
        "rdf": edge.rdf,
        "maps_to": list(edge.maps_to),
        "inverse_maps_to": list(edge.inverse_maps_to),
    }

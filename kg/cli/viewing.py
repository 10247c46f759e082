"""`kg view`: the graph as a page."""

import webbrowser
from collections.abc import Iterator, Mapping
from pathlib import Path as FilePath
from typing import Final

import click

from kg.cli.lazy import command
from kg.cli.names import find_one
from kg.cli.options import store_option
from kg.errors import NotFound, QueryError
from kg.graph import Graph
from kg.stores import open_store
from kg.stores.base import Cell, Node, Path, Relationship, View
from kg.view import render_page, write_page

ENTITY_LIMIT: Final = 300
"""Most entities around one; more are hard to read in one picture."""
CLAIM_ENDS: Final = "MATCH (c:Claim)-[:SUBJECT|OBJECT]->(n) WHERE c.id IN $ids RETURN DISTINCT n.id"


@command(
    "view",
    examples=(
        "kg view --open",
        "kg view --around 'IRC 6103' --depth 2 -o section-6103.html",
        "kg view --query 'MATCH p = (:Organization)-[:CHALLENGES]->(:Agreement)<-[:GOVERNS]-(:Statute) RETURN p'",
        "kg view --redact people --redact sources -o public.html",
    ),
)
@click.option("--query", metavar="CYPHER", help="Draw what this query returns: nodes, relationships or paths.")
@click.option("--around", metavar="ID-OR-NAME", help="Draw one thing and what is near it.")
@click.option(
    "--depth", metavar="N", type=click.IntRange(1, 5), default=1, show_default=True, help="How many edges away."
)
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    default="kg.html",
    show_default=True,
    type=click.Path(dir_okay=False),
    help="Where the page goes.",
)
@click.option("--open", "open_it", is_flag=True, help="Open the page in the browser.")
@click.option("--title", metavar="T", help="The heading of the page.")
@click.option(
    "--redact",
    multiple=True,
    type=click.Choice(["people", "evidence", "sources"]),
    help="Leave this out of the file; may be given more than once.",
)
@store_option
def view(
    query: str | None,
    around: str | None,
    depth: int,
    output: str,
    open_it: bool,
    title: str | None,
    redact: tuple[str, ...],
    store: str,
) -> None:
    """Write the graph as an interactive HTML page.

    The page is one file that needs no network. Click a node or an edge to read the sentences it rests on. Without
    --query or --around the whole graph goes in, and its most telling part is drawn.
    """
    if query and around:
        raise click.UsageError("give --query or --around, not both")
    with open_store(store, read_only=True) as opened:
        graph, heading = _choose(opened.view(), query, around, depth)
    page = render_page(graph, title=title or heading, subtitle=query, redact=frozenset(redact))
    path = FilePath(output)
    write_page(path, page)
    click.echo(f"{output}: {len(graph.entities)} nodes, {len(graph.edges)} edges, {len(page) // 1024} KiB")
    if open_it and not webbrowser.open(path.resolve().as_uri()):
        click.echo("No browser could be started; open the file yourself.", err=True)


def _choose(view: View, query: str | None, around: str | None, depth: int) -> tuple[Graph, str]:
    if query:
        return view.subgraph(_ids_in_answer(view, query)), "The answer of a query"
    if around:
        entity = find_one(view, around)
        return view.neighbourhood([entity.id], depth, ENTITY_LIMIT), entity.name
    graph = view.graph()
    if not graph.documents:
        raise NotFound("the graph is empty", hint="`kg import PATH` puts documents in")
    return graph, "What the documents say"


def _ids_in_answer(view: View, query: str) -> list[str]:
    """Ids of the entities in the rows, sorted; a claim stands for its two ends."""
    ids = {found for row in view.query(query).rows for cell in row for found in _ids(cell)}
    claims = sorted(found for found in ids if found.startswith("/claim/"))
    if claims:
        ids.update(str(row[0]) for row in view.query(CLAIM_ENDS, {"ids": claims}).rows)
    ids = {found for found in ids if not found.startswith(("/claim/", "/passage/"))}
    if not ids:
        raise QueryError(
            "there is nothing to draw in the rows",
            hint="return nodes, relationships or paths (RETURN a, s), not values alone (RETURN a.name)",
        )
    return sorted(ids)


def _ids(cell: Cell) -> Iterator[str]:
    match cell:
        case Node(properties={"id": str(found)}):
            yield found
        case Relationship(start=start, end=end):
            yield from (start, end)
        case Path(nodes=nodes):
            for node in nodes:
                yield from _ids(node)
        case [*cells]:
            for each in cells:
                yield from _ids(each)
        case Mapping():
            for each in cell.values():
                yield from _ids(each)

"""From a graph to the bytes of its page."""

from collections.abc import Collection

from kg.graph import Graph
from kg.schema import Schema, load_schema
from kg.view.finding import find_finding, leading_nodes
from kg.view.frame import Layout, place
from kg.view.model import build_view
from kg.view.page import Heading, draw_page
from kg.view.payload import Options, Theme
from kg.view.redaction import check_redaction, redact_graph
from kg.view.selection import select
from kg.view.words import clean


def render_page(
    graph: Graph,
    *,
    title: str,
    subtitle: str | None = None,
    max_nodes: int | None = None,
    focus: Collection[str] = (),
    redact: Collection[str] = frozenset(),
    layout: Layout = "force",
    theme: Theme = "auto",
    live: bool = False,
    schema: Schema | None = None,
) -> bytes:
    """The page of a graph as UTF-8 with LF; the same arguments give the same bytes.

    Args:
        graph: What to show, all of it: the picture takes its most telling part, search and table the rest.
        title: The heading, and the title of the browser's tab.
        subtitle: The query or the question that the graph answers.
        max_nodes: Most nodes to draw, never more than 5,000; without it 300, and fewer where their lines would tangle.
        focus: Ids of the nodes that were asked for: drawn first and never hidden; a single one is read at first.
        redact: Any of "people", "evidence", "sources": what is not to be in the file at all.
        layout: How the picture is laid out at first.
        theme: Colours at first; "auto" follows the reader's system.
        live: The page is served by `kg view --serve` and may ask its server for more.
        schema: The vocabulary; the project's own by default.

    Raises:
        KgError: A word of `redact` is unknown.
        MissingExtra: pyvis is not installed.
    """
    schema = schema or load_schema()
    shown, (head, sub) = redact_graph(graph, (title, subtitle), check_redaction(redact))
    view = build_view(shown, schema)
    asked = {clean(id) for id in focus}
    finding = find_finding(view, asked)
    selection = select(view, max_nodes, asked, leading_nodes(view, finding))
    heading = Heading(title=clean(head or ""), subtitle=clean(sub) if sub else None)
    options = Options(layout=layout, theme=theme, live=live)
    return draw_page(view, selection, place(selection), finding, heading, schema, options).encode("utf-8")

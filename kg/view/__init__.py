"""The interactive page: a graph as one self-contained HTML file."""

from collections.abc import Collection
from contextlib import suppress
from os import getpid
from pathlib import Path

from kg.errors import KgError
from kg.graph import Graph
from kg.schema import Schema, load_schema
from kg.view.frame import place
from kg.view.model import build_view
from kg.view.page import Heading, draw_page
from kg.view.redaction import Redacted, check_redaction, redact_graph
from kg.view.selection import MAX_NODES, select
from kg.view.words import clean

__all__ = ["MAX_NODES", "Redacted", "render_page", "write_page"]


def render_page(
    graph: Graph,
    *,
    title: str,
    subtitle: str | None = None,
    max_nodes: int = MAX_NODES,
    redact: Collection[str] = frozenset(),
    schema: Schema | None = None,
) -> bytes:
    """The page of a graph as UTF-8 with LF; the same arguments give the same bytes.

    Args:
        graph: What to show, all of it: the picture takes its most telling part, search and table the rest.
        title: The heading, and the title of the browser's tab.
        subtitle: The query or the question that the graph answers.
        max_nodes: Most nodes to draw; never more than 1,500.
        redact: Any of "people", "evidence", "sources": what is not to be in the file at all.
        schema: The vocabulary; the project's own by default.

    Raises:
        KgError: A word of `redact` is unknown.
        MissingExtra: pyvis is not installed.
    """
    schema = schema or load_schema()
    shown, (head, sub) = redact_graph(graph, (title, subtitle), check_redaction(redact))
    view = build_view(shown, schema)
    selection = select(view, max_nodes)
    heading = Heading(title=clean(head or ""), subtitle=clean(sub) if sub else None)
    return draw_page(view, selection, place(selection), heading, schema).encode("utf-8")


def write_page(path: Path, page: bytes) -> None:
    """Puts the page at `path`, whole or not at all.

    Raises:
        KgError: It cannot be written there.
    """
    draft = path.with_name(f".{path.name}.{getpid()}.tmp")
    try:
        with draft.open("xb") as stream:
            stream.write(page)
        draft.replace(path)
    except OSError as error:
        with suppress(OSError):
            draft.unlink()
        raise KgError(
            f"the page cannot be written: {error.strerror}",
            source=str(path),
            hint="check the folder and its permissions",
        ) from error

"""The page in a notebook: an iframe that may run its own script and nothing else."""

from collections.abc import Collection
from dataclasses import dataclass
from html import escape
from typing import Final

from kg.errors import KgError
from kg.graph import Graph
from kg.stores.base import Rows, View
from kg.view.choosing import choose_rows
from kg.view.drawing import render_page
from kg.view.frame import Layout
from kg.view.payload import Theme

SANDBOX: Final = "allow-scripts allow-downloads allow-modals allow-popups allow-popups-to-escape-sandbox"
"""Scripts, saving, printing, links to sources; not the notebook's origin, so nothing of it can be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notebook:
    """A page that a notebook displays; `page` is the HTML itself."""

    page: bytes
    title: str
    height: int

    def _repr_html_(self) -> str:
        source = escape(self.page.decode("utf-8"), quote=True)
        return (
            f'<iframe sandbox="{SANDBOX}" title="{escape(self.title, quote=True)}" width="100%" '
            f'height="{self.height}" style="border:0" srcdoc="{source}"></iframe>'
        )


def show(
    result: Graph | Rows,
    view: View | None = None,
    *,
    title: str = "What the documents say",
    height: int = 720,
    max_nodes: int | None = None,
    redact: Collection[str] = frozenset(),
    layout: Layout = "force",
    theme: Theme = "auto",
) -> Notebook:
    """The page of a result, for the last line of a cell in Jupyter.

    Args:
        result: A graph, or the rows of a query.
        view: Where the rows come from; their claims and sentences are read there.
        title: The heading.
        height: Of the frame, in pixels.
        max_nodes: See `render_page`, as for the others.
        redact: What is not to be in the page.
        layout: How it is laid out at first.
        theme: Its colours at first.

    Raises:
        KgError: Rows came without a view.
        QueryError: There is nothing to draw in the rows.
    """
    focus: Collection[str] = ()
    if isinstance(result, Rows):
        if view is None:
            raise KgError("rows alone hold no sentences", hint="show(rows, view): give the view that was asked")
        chosen = choose_rows(view, result)
        result, focus = chosen.graph, chosen.focus
    page = render_page(result, title=title, max_nodes=max_nodes, focus=focus, redact=redact, layout=layout, theme=theme)
    return Notebook(page=page, title=title, height=height)

"""`kg view`: the graph as a page or a picture."""

import webbrowser
from dataclasses import dataclass
from pathlib import Path

import click

from kg.cli.lazy import command
from kg.cli.names import find_one
from kg.cli.options import store_option
from kg.cli.view_options import CHOICES, LOOKS, OUTPUTS, with_options
from kg.stores import open_store
from kg.stores.base import View
from kg.view import Chosen, Layout, Theme, render_page, render_picture, write_page
from kg.view.choosing import (
    choose_all,
    choose_answer,
    choose_around,
    choose_between,
    choose_document,
    choose_path,
)
from kg.view.serving import LivePage, address, make_server


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How it is drawn; see `render_page`."""

    title: str | None
    max_nodes: int | None
    redact: frozenset[str]
    layout: Layout
    theme: Theme


@command(
    "view",
    examples=(
        "kg view --open",
        "kg view --around 'IRC 6103' --depth 2 -o section-6103.html",
        "kg view --path 'Centro de Trabajadores' '26 USC 6103'",
        "kg view --query 'MATCH p = (:Organization)-[:CHALLENGES]->(:Agreement)<-[:GOVERNS]-(:Statute) RETURN p'",
        "kg view --redact people --redact sources -o public.html",
        "kg view --layout timeline -o report.svg",
        "kg view --serve --open",
    ),
)
@with_options(*CHOICES, *LOOKS, *OUTPUTS)
@store_option
def view(
    query: str | None,
    around: str | None,
    path: tuple[str, str] | None,
    between: tuple[str, str] | None,
    document: str | None,
    depth: int,
    output: str,
    open_it: bool,
    serve: bool,
    port: int | None,
    store: str,
    redact: tuple[str, ...],
    **looks: object,
) -> None:
    """Write the graph as an interactive HTML page.

    The page is one file that needs no network. Click a node or an edge to read the sentences it rests on. Without
    a choice of what to draw the whole graph goes in, and its most telling part is drawn.
    """
    given = [name for name, value in _named(query, around, path, between, document) if value]
    if len(given) > 1:
        raise click.UsageError(f"give one of {' and '.join(given)}, not both")
    look = Look(redact=frozenset(redact), **looks)  # type: ignore[arg-type]  # click checks the values
    if serve and redact:
        raise click.UsageError("--redact is for a file that leaves this machine; --serve shows the store as it is")
    with open_store(store, read_only=True) as opened:
        reader = opened.view()
        chosen = _choose(reader, query, around, path, between, document, depth)
        if serve:
            _serve(reader, chosen, query, look, port or 0, open_it)
            return
    _write(chosen, query, look, output, open_it)


def _named(*values: object) -> list[tuple[str, object]]:
    return list(zip(("--query", "--around", "--path", "--between", "--document"), values, strict=True))


def _choose(
    view: View,
    query: str | None,
    around: str | None,
    path: tuple[str, str] | None,
    between: tuple[str, str] | None,
    document: str | None,
    depth: int,
) -> Chosen:
    if query:
        return choose_answer(view, query)
    if around:
        return choose_around(view, find_one(view, around), depth)
    if path:
        return choose_path(view, find_one(view, path[0]), find_one(view, path[1]))
    if between:
        return choose_between(view, find_one(view, between[0]), find_one(view, between[1]), depth)
    if document:
        return choose_document(view, document)
    return choose_all(view)


def _write(chosen: Chosen, query: str | None, look: Look, output: str, open_it: bool) -> None:
    made = _draw(chosen, query, look, output)
    if output == "-":
        click.echo(made, nl=False)
        return
    write_page(Path(output), made)
    graph = chosen.graph
    count = len(graph.entities) - chosen.quoted
    click.echo(f"{output}: {count} nodes, {len(graph.edges)} edges, {len(made) // 1024} KiB")
    if open_it:
        _open(Path(output).resolve().as_uri())


def _draw(chosen: Chosen, query: str | None, look: Look, output: str) -> bytes:
    title = look.title or chosen.title
    ending = Path(output).suffix.lower()
    if ending not in (".svg", ".png"):
        return render_page(
            chosen.graph, title=title, subtitle=query, focus=chosen.focus, max_nodes=look.max_nodes,
            redact=look.redact, layout=look.layout, theme=look.theme,
        )  # fmt: skip
    return render_picture(
        chosen.graph, format="svg" if ending == ".svg" else "png", title=title, subtitle=query, focus=chosen.focus,
        max_nodes=look.max_nodes, redact=look.redact, layout=look.layout,
        theme="dark" if look.theme == "dark" else "light",
    )  # fmt: skip


def _serve(view: View, chosen: Chosen, query: str | None, look: Look, port: int, open_it: bool) -> None:
    page = render_page(
        chosen.graph, title=look.title or chosen.title, subtitle=query, focus=chosen.focus, max_nodes=look.max_nodes,
        layout=look.layout, theme=look.theme, live=True,
    )  # fmt: skip
    live = LivePage(page, view)
    with make_server(live, port) as server:
        where = address(server, live)
        click.echo(f"Serving on {where}")
        click.echo("For this machine alone, and read-only. Ctrl-C ends it.", err=True)
        if open_it:
            _open(where)
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            click.echo("Ended.", err=True)
        finally:
            live.close()


def _open(where: str) -> None:
    if not webbrowser.open(where):
        click.echo("No browser could be started; open it yourself.", err=True)

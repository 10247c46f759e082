"""`kg documents` and `kg remove`: what the graph was made of."""

import click

from kg.cli.lazy import command
from kg.cli.options import json_option, store_option
from kg.cli.tables import print_table
from kg.cli.terminal import print_json, visible_line
from kg.errors import AmbiguousName, NotFound
from kg.stores import open_store
from kg.stores.base import DocumentRow, View

SHORT_ID = len("/doc/sha256/") + 12


@command("documents", examples=("kg documents", "kg documents --json | jq -r '.[].source'"))
@store_option
@json_option
def documents(store: str, as_json: bool) -> None:
    """List the documents in the graph.

    For each its title, its date, how many nodes and claims rest on it, its source and the beginning of its id, which
    `kg remove` takes.
    """
    with open_store(store, read_only=True) as opened:
        if as_json:
            print_json([_as_json(row) for row in opened.view().documents()])
        else:
            print_documents(opened.view())


def print_documents(view: View) -> None:
    """Print the documents as a table."""
    rows = [_cells(row) for row in view.documents()]
    columns = ("id", "title", "date", "nodes", "claims", "source")
    print_table(columns, rows, "The graph holds no documents: `kg import PATH` puts some in.")


@command("remove", examples=("kg remove news/ruling.txt", "kg remove --yes /doc/sha256/3f2a"))
@click.argument("document")
@click.option("--yes", is_flag=True, help="Do not ask.")
@store_option
@json_option
def remove(document: str, yes: bool, store: str, as_json: bool) -> None:
    """Take a document out, with all that rests on it alone.

    DOCUMENT is its id, the beginning of it, or its source as `kg documents` prints it. What other documents say as well
    stays, with their evidence.
    """
    with open_store(store) as opened:
        row = _find_document(opened.view().documents(), document)
        title = visible_line(row.info.title or row.info.source)
        if not yes:
            click.confirm(f"Remove {title!r} ({row.claims} claims)?", abort=True, err=True)
        written = opened.writer().remove(row.info.id)
    if as_json:
        counts = {"nodes": written.removed_nodes, "claims": written.removed_claims}
        print_json({"document": row.info.id, "source": row.info.source, "removed": counts, "writes": written.writes})
    else:
        click.echo(f"Removed {title}: {written.removed_nodes} nodes, {written.removed_claims} claims")


def _find_document(rows: list[DocumentRow], words: str) -> DocumentRow:
    """The one with that id, source or beginning of an id, with or without "/doc/sha256/".

    Raises:
        NotFound: There is none.
        AmbiguousName: There are several; the hint lists them.
    """
    exact = [row for row in rows if words in (row.info.id, row.info.source)]
    begins = [row for row in rows if row.info.id.removeprefix("/doc/sha256/").startswith(_digits(words))]
    found = exact or (begins if _digits(words) else [])
    if not found:
        raise NotFound(f"no document {words!r}", hint="`kg documents` lists them")
    if len(found) > 1:
        ids = "\n".join(f"  {row.info.id}  {visible_line(row.info.source)}" for row in found[:20])
        raise AmbiguousName(f"{words!r} fits {len(found)} documents", hint=f"use an id:\n{ids}")
    return found[0]


def _digits(words: str) -> str:
    return words.removeprefix("/doc/sha256/")


def _cells(row: DocumentRow) -> tuple[str | int | None, ...]:
    info = row.info
    return (info.id[:SHORT_ID], info.title, info.date, row.entities, row.claims, info.source)


def _as_json(row: DocumentRow) -> dict[str, object]:
    info = row.info
    return {
        "id": info.id,
        "source": info.source,
        "format": info.format,
        "title": info.title,
        "date": info.date,
        "publisher": info.publisher,
        "url": info.url,
        "base": info.base,
        "about": dict(info.about),
        "nodes": row.entities,
        "claims": row.claims,
    }

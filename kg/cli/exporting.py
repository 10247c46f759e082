"""`kg export`: the graph in another format."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

import click

from kg import export as formats
from kg.cli.files import write_whole
from kg.cli.lazy import command
from kg.cli.options import store_option
from kg.cli.terminal import safe_json
from kg.rdf import DEFAULT_BASE_IRI
from kg.stores import open_store
from kg.stores.admin_csv import write_admin_csv
from kg.stores.base import View

Writer = Callable[[View, str], Iterable[str]]

WRITERS: Final[Mapping[str, Writer]] = {
    "jsonl": lambda view, base: formats.claims_lines(view.extractions()),
    "nodelink": lambda view, base: [formats.nodelink_text(view.graph())],
    "graphml": lambda view, base: [formats.graphml_text(view.graph())],
    "gexf": lambda view, base: [formats.gexf_text(view.graph())],
    "turtle": lambda view, base: [formats.rdf_text(view.extractions(), "turtle", base)],
    "trig": lambda view, base: [formats.rdf_text(view.extractions(), "trig", base)],
    "nquads": lambda view, base: [formats.rdf_text(view.extractions(), "nquads", base)],
    "jsonld": lambda view, base: [formats.rdf_text(view.extractions(), "jsonld", base)],
    "apoc": lambda view, base: formats.apoc_lines(view.graph()),
}
ADMIN: Final = "neo4j-admin"
JSON_FORMATS: Final = ("jsonl", "nodelink", "apoc", "jsonld")
SUFFIXES: Final = {
    ".apoc.json": "apoc",
    ".apoc.jsonl": "apoc",
    ".jsonl": "jsonl",
    ".json": "nodelink",
    ".graphml": "graphml",
    ".gexf": "gexf",
    ".ttl": "turtle",
    ".trig": "trig",
    ".nq": "nquads",
    ".jsonld": "jsonld",
}


@command(
    "export",
    examples=(
        "kg export graph.jsonl",
        "kg export graph.graphml",
        "kg export --base-iri https://data.example.gov/law graph.ttl",
        "kg export --format apoc neo4j.json",
        "kg export --format neo4j-admin folder/",
        "kg export - | gzip > graph.jsonl.gz",
    ),
    see="jsonl and the four forms of RDF hold everything, and jsonl can be imported again; json holds everything for "
    "networkx. apoc holds nodes, plain edges and the claims with their quotes, graphml and gexf nodes and plain edges. "
    "neo4j-admin is a folder of CSV files for neo4j-admin database import full: the quickest way into a new database.",
)
@click.argument("file", type=click.Path(allow_dash=True))
@click.option("--format", type=click.Choice([*WRITERS, ADMIN]), help="The format; else by the file's suffix.")
@click.option(
    "--base-iri",
    metavar="IRI",
    envvar="KG_BASE_IRI",
    default=DEFAULT_BASE_IRI,
    show_default=True,
    show_envvar=True,
    help="What the ids stand behind in RDF.",
)
@store_option
def export(file: str, format: str | None, base_iri: str, store: str) -> None:
    """Write the graph in another format.

    FILE ends with .jsonl, .json (node-link), .graphml, .gexf (Gephi), .apoc.json, or for RDF with .ttl (Turtle), .trig,
    .nq (N-Quads) or .jsonld (JSON-LD); - is stdout. A file that is there already is replaced once the new one is
    complete.
    """
    if format == ADMIN:
        _write_folder(file, store)
        return
    if Path(file).is_dir():
        raise click.BadParameter(f"{file!r} is a folder", param_hint="FILE")
    chosen = format or _format_of(file)
    with open_store(store, read_only=True) as opened:
        texts = WRITERS[chosen](opened.view(), base_iri)
        write_whole(file, _encoded(texts, chosen in JSON_FORMATS))
    if file != "-":
        click.echo(f"Wrote {file} ({chosen}).", err=True)


def _write_folder(folder: str, store: str) -> None:
    if folder == "-":
        raise click.BadParameter("these are many files: name a folder", param_hint="FILE")
    with open_store(store, read_only=True) as opened:
        written = write_admin_csv(opened.view().extractions(), Path(folder))
    click.echo(
        f"Wrote {folder}: {written.nodes} nodes, {written.relationships} relationships; see README.txt.", err=True
    )


def _format_of(file: str) -> str:
    if file == "-":
        return "jsonl"
    for suffix, name in SUFFIXES.items():
        if file.lower().endswith(suffix):
            return name
    raise click.BadParameter(f"no format for {file!r}: add --format ({', '.join(WRITERS)})", param_hint="FILE")


def _encoded(texts: Iterable[str], is_json: bool) -> Iterator[bytes]:
    for text in texts:
        yield (safe_json(text) if is_json else text).encode()

"""`kg validate`: does a graph keep the schema?"""

import gzip
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Final

import click

from kg.cli.lazy import command
from kg.cli.options import DEFAULT_STORE
from kg.cli.terminal import print_json, visible_line
from kg.conformance import RDF_SUFFIXES, Finding, check_extractions, check_shapes, check_triples, check_view, read_rdf
from kg.errors import CorruptDocument, KgError
from kg.extraction import read_extractions
from kg.rdf import DEFAULT_BASE_IRI, Names, graph_statements
from kg.rdf.formats import nquads, triples_of
from kg.stores import open_store
from kg.stores.address import without_password
from kg.stores.base import View

EXIT_NOT_CONFORMING: Final = 1
MOST: Final = 100
"""Findings that are listed; the rest are counted."""


@command(
    "validate",
    examples=(
        "kg validate",
        "kg validate claims.jsonl",
        "kg validate graph.ttl --json",
        "kg validate --no-shapes rdf:graph",
    ),
    see="The shapes are those of `kg schema --format shacl`. pyshacl checks them, in about ten seconds for 100,000 "
    "triples; it comes with: pip install 'statute-kg[rdf]'.",
)
@click.argument("target", metavar="[STORE|FILE]", envvar="KG_STORE", default=DEFAULT_STORE)
@click.option("--shapes/--no-shapes", default=True, help="Check the SHACL shapes as well.", show_default=True)
@click.option(
    "--base-iri",
    metavar="IRI",
    envvar="KG_BASE_IRI",
    default=DEFAULT_BASE_IRI,
    show_default=True,
    help="What the ids stand behind in a file of RDF.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_context
def validate(ctx: click.Context, target: str, shapes: bool, base_iri: str, as_json: bool) -> None:
    """Check that a graph keeps the schema.

    STORE is the URI of a store. FILE is JSON lines of `kg extract` (.jsonl, .jsonl.gz), which are checked without RDF,
    or RDF (.ttl, .trig, .nq, .nt, .jsonld). Each fault is named with its document and its claim or node. The exit
    status is 1 when there is one.
    """
    findings = list(_findings(target, shapes, Names(base_iri)))
    if as_json:
        print_json({"conforms": not findings, "findings": [finding.data() for finding in findings]})
    else:
        _print(without_password(target), findings)
    if findings:
        ctx.exit(EXIT_NOT_CONFORMING)


def _findings(target: str, shapes: bool, names: Names) -> Iterator[Finding]:
    path = Path(target)
    if target.endswith((".jsonl", ".jsonl.gz")):
        yield from _lines(path)
    elif path.suffix.lower() in RDF_SUFFIXES and path.is_file():
        yield from check_triples(names, read_rdf(path))
    else:
        with open_store(target, read_only=True) as opened:
            yield from check_view(opened.view())
            if shapes:
                yield from _shapes(opened.view(), names)


def _shapes(view: View, names: Names) -> Iterator[Finding]:
    try:
        statements = graph_statements(names, view.extractions())
    except KgError:
        return  # `check_view` has said so
    yield from check_shapes(names, triples_of(nquads(names, statements)))


def _lines(path: Path) -> Iterator[Finding]:
    opener = gzip.open if path.suffix == ".gz" else open
    try:
        with opener(path, "rt", encoding="utf-8") as lines:
            yield from check_extractions(read_extractions(lines, str(path)))
    except CorruptDocument as error:
        yield Finding(document=str(path), place=error.place or "", message=error.message)
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise KgError(f"cannot be read: {reason}", source=str(path), hint="check the file") from error


def _print(target: str, findings: Iterable[Finding]) -> None:
    found = list(findings)
    for finding in islice(found, MOST):
        where = ": ".join(visible_line(part) for part in (finding.document, finding.place) if part)
        value = f" Here it is {visible_line(finding.value)[:80]!r}." if finding.value else ""
        click.echo(f"{where}: {visible_line(finding.message)}{value}")
    if len(found) > MOST:
        click.echo(f"... and {len(found) - MOST} more; --json prints them all.")
    if found:
        click.echo(
            f"{target} does not conform: {len(found)} fault{'s' * (len(found) != 1)}. Import the documents named above "
            "again, or take them out with `kg remove`.",
            err=True,
        )
    else:
        click.echo(f"{target} conforms.")

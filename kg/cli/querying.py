"""`kg query`: a question in Cypher."""

import json
import sys
from pathlib import Path
from typing import cast

import click

from kg.cli.answers import FORMATS, print_rows
from kg.cli.lazy import command
from kg.cli.options import store_option, timeout_option
from kg.cli.terminal import report_notes
from kg.errors import QueryError
from kg.query import run_query
from kg.stores import language_of, open_store
from kg.stores.address import without_password
from kg.stores.base import Parameter


@command(
    "query",
    examples=(
        "kg query 'MATCH (a:Agreement)<-[:GOVERNS]-(s:Statute) RETURN a.name, s.name'",
        "kg query --param name=IRS 'MATCH (a:Agency) WHERE a.acronym = $name RETURN a.id'",
        "kg query --format csv --file question.cypher > answer.csv",
        "kg query --store neo4j://reader@db.example.org/law 'MATCH (n:Case) RETURN n.name'",
        "echo 'MATCH (c:Claim) RETURN c.status, count(*)' | kg query -",
    ),
)
@click.argument("cypher", required=False)
@click.option(
    "--param", "params", metavar="K=V", multiple=True, help="A parameter: V as JSON where it is JSON, else as text."
)
@click.option("--file", "path", metavar="F", type=click.Path(dir_okay=False), help="Read the query from this file.")
@click.option(
    "--format", type=click.Choice(FORMATS), default="table", show_default=True, help="How the rows are printed."
)
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
@click.option("--write", is_flag=True, help="Let the query change the graph.")
@timeout_option
@store_option
def query(
    cypher: str | None,
    params: tuple[str, ...],
    path: str | None,
    format: str,
    as_json: bool,
    write: bool,
    timeout: float,
    store: str,
) -> None:
    """Ask the graph a question in Cypher.

    The query comes as an argument, from a file, or with - from stdin. It reads only; --write lets it change the graph.
    Put values into --param and not into the text.
    """
    check_language(store, "Cypher")
    text = query_text(cypher, path)
    parameters = dict(map(parameter, params))
    with open_store(store, read_only=not write, timeout=timeout or None) as opened:
        rows = run_query(opened.view(), text, parameters, write=write)
    report_notes(rows.notes)
    print_rows(rows, "json" if as_json else format)


def check_language(uri: str, language: str) -> None:
    """Refuse a store that is asked in another language.

    Raises:
        QueryError: It is.
    """
    spoken = language_of(uri)
    if spoken != language:
        other, shown = {"Cypher": "`kg query`", "SPARQL": "`kg sparql`"}[spoken], without_password(uri)
        raise QueryError(f"the store answers {spoken}, not {language}", source=shown, hint=f"use {other}")


def query_text(cypher: str | None, path: str | None) -> str:
    """The query from the argument, a file, or stdin.

    Raises:
        QueryError: It cannot be read.
    """
    if (cypher is None) == (path is None):
        raise click.UsageError("give a query, --file, or - for stdin")
    if path is None and cypher != "-":
        return str(cypher)
    try:
        return sys.stdin.read() if path is None else Path(path).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is no UTF-8"
        raise QueryError(f"the query cannot be read: {reason}", source=path or "-", hint="check the file") from error


def parameter(text: str) -> tuple[str, Parameter]:
    """Name and value of K=V, the value as JSON where it is JSON."""
    name, separator, value = text.partition("=")
    if not separator or not name:
        raise click.BadParameter(f"{text!r} is not of the form K=V", param_hint="--param")
    try:
        return name, cast(Parameter, json.loads(value, parse_constant=_no_number))
    except ValueError:
        return name, value


def _no_number(word: str) -> float:
    raise ValueError(f"{word} is no JSON")

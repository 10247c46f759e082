"""`kg query`: a question in Cypher."""

import json
import re
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final, cast

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

_COMPARED: Final = re.compile(r"\bid\s*(?::|=|<>|\bIN\b)\s*\$(\w+)|\$(\w+)\s*(?:=|<>)\s*\w+\.id\b", re.IGNORECASE)
"""A parameter beside an id: "{id: $law}", "s.id = $law", "s.id IN $laws", "$law = s.id"."""


@command(
    "query",
    examples=(
        "kg query 'MATCH (a:Agreement)<-[:GOVERNS]-(s:Statute) RETURN a.name, s.name'",
        "kg query --param name=IRS 'MATCH (a:Agency) WHERE a.acronym = $name RETURN a.id'",
        "kg query --param law='26 U.S.C. 6103' 'MATCH (n)-[r]->(s {id: $law}) RETURN n.name, type(r)'",
        "kg query --format csv --file question.cypher > answer.csv",
        "kg query --store neo4j://reader@db.example.org/law 'MATCH (n:Case) RETURN n.name'",
        "echo 'MATCH (c:Claim) RETURN c.status, count(*)' | kg query -",
    ),
)
@click.argument("cypher", required=False)
@click.option(
    "--param",
    "params",
    metavar="K=V",
    multiple=True,
    help="A parameter: V as JSON where it is JSON, else as text. What the query compares with an id may be a citation.",
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
    parameters = with_ids(text, dict(map(parameter, params)))
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


def with_ids(query: str, parameters: Mapping[str, Parameter]) -> dict[str, Parameter]:
    """The parameters, those that the query compares with an id as ids: "IRC 6103" is /us/usc/t26/s6103.

    Raises:
        IdentifierError: One is neither an id nor a citation of one thing; the hint names forms that come near.
    """
    compared = {match.group(match.lastindex or 0) for match in _COMPARED.finditer(query)}
    return {name: _as_id(value) if name in compared else value for name, value in parameters.items()}


def _as_id(value: Parameter) -> Parameter:
    if isinstance(value, list):
        return [_as_id(each) for each in value]
    if not isinstance(value, str) or (value.startswith("/") and not value.startswith("/us/")):
        return value
    from kg.mentions.citation import read_citation  # the gazetteers take a moment to load

    return read_citation(value)


def _no_number(word: str) -> float:
    raise ValueError(f"{word} is no JSON")

"""The command line: `kg`."""

import os
import sys
from importlib.metadata import version
from io import TextIOWrapper
from typing import Final

import click

from kg.cli.lazy import Entry, LazyGroup, example_block
from kg.cli.terminal import report_error

SECTIONS: Final[dict[str, dict[str, Entry]]] = {
    "Put documents in": {
        "import": Entry(module="kg.cli.importing", function="import_", short="Read documents and store what they say."),
        "extract": Entry(
            module="kg.cli.importing", function="extract", short="Print what documents say as JSON lines."
        ),
        "references": Entry(
            module="kg.cli.referring", function="references", short="Find every reference to law in documents."
        ),
        "documents": Entry(module="kg.cli.documents", function="documents", short="List the documents in the graph."),
        "remove": Entry(
            module="kg.cli.documents", function="remove", short="Take a document out, with all that rests on it alone."
        ),
    },
    "Decide": {
        "merge": Entry(module="kg.cli.merging", function="merge", short="Decide that two nodes are the same thing."),
        "split": Entry(module="kg.cli.merging", function="split", short="Take back that two nodes are the same thing."),
        "curate": Entry(
            module="kg.cli.curating",
            function="curate",
            short="Make claims of your own, list decisions, take them back.",
        ),
    },
    "Get answers out": {
        "query": Entry(module="kg.cli.querying", function="query", short="Ask the graph a question in Cypher."),
        "sparql": Entry(
            module="kg.cli.sparql", function="sparql", short="Ask a store of triples a question in SPARQL."
        ),
        "shell": Entry(module="kg.cli.shell", function="shell", short="Ask many questions, with the store kept open."),
        "show": Entry(module="kg.cli.showing", function="show", short="Show one thing and every sentence about it."),
        "explain": Entry(module="kg.cli.explaining", function="explain", short="Show why a claim stands."),
        "view": Entry(module="kg.cli.viewing", function="view", short="Write the graph as an interactive HTML page."),
        "export": Entry(module="kg.cli.exporting", function="export", short="Write the graph in another format."),
        "copy": Entry(module="kg.cli.copying", function="copy", short="Copy the graph from one store to another."),
    },
    "Know your way": {
        "schema": Entry(module="kg.cli.about", function="schema", short="List the node types and the relations."),
        "stats": Entry(module="kg.cli.about", function="stats", short="Count what is in the graph."),
        "inventory": Entry(
            module="kg.cli.inventory", function="inventory", short="Look up which provisions of the U.S. Code exist."
        ),
        "validate": Entry(
            module="kg.cli.validating", function="validate", short="Check that a graph keeps the schema."
        ),
        "doctor": Entry(module="kg.cli.doctor", function="doctor", short="Check the installation and the store."),
        "completion": Entry(
            module="kg.cli.completion", function="completion", short="Print the completion script for a shell."
        ),
    },
}

EXAMPLES: Final = (
    "kg import examples/",
    "kg query 'MATCH (a:Agreement)<-[:GOVERNS]-(s:Statute) RETURN a.name, s.name'",
    "kg show 'IRC 6103'",
    "kg view --open",
)


def _print_version(ctx: click.Context, parameter: click.Parameter, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        click.echo(f"kg {version('statute-kg')}")
        ctx.exit()


@click.command(
    cls=LazyGroup,
    sections=SECTIONS,
    report=report_error,
    epilog=example_block(EXAMPLES),
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=_print_version, help="Print the version."
)
@click.pass_context
def main(ctx: click.Context) -> None:
    """Build and ask a knowledge graph of statutes, agreements, agencies and cases.

    Documents about U.S. law go in; a graph comes out in which every edge quotes the sentence it rests on.

    The graph is kept in the folder .kg, or where --store or the variable KG_STORE says.

    Exit status: 0 done, 1 done with failures, 2 wrong usage, 3 could not run.
    """
    if os.environ.get("NO_COLOR"):  # https://no-color.org
        ctx.color = False
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # a terminal that cannot show a section sign must not end the command
            stream.reconfigure(errors="backslashreplace")

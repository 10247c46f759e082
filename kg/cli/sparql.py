"""`kg sparql`: a question in SPARQL."""

from typing import Final, cast

import click
from click.core import ParameterSource

from kg.cli.answers import FORMATS, print_rows
from kg.cli.lazy import command
from kg.cli.options import store_option, timeout_option
from kg.cli.querying import check_language, parameter, query_text
from kg.cli.terminal import print_data
from kg.query import run_query
from kg.stores import open_store
from kg.stores.base import Parameter

TRIPLE_FORMATS: Final = ("turtle", "ntriples")


@command(
    "sparql",
    examples=(
        "kg sparql 'SELECT ?agreement ?law { GRAPH ?edges { ?law kg:governs ?agreement } }'",
        "kg sparql --id law=/us/usc/t26/s6103 'SELECT ?c ?status { ?c rdf:object $law ; kg:status ?status }'",
        "kg sparql --param name='Internal Revenue Service' 'SELECT ?x { ?x rdfs:label $name }'",
        "kg sparql --format turtle 'DESCRIBE <https://example.org/kg/us/agency/internal-revenue-service>'",
        "kg sparql --store sparql+https://me@host/dataset --json - < question.rq",
    ),
    see="These prefixes are declared: kg (the vocabulary, see `kg schema`), rdf, rdfs, xsd, owl, skos, dcterms, prov, "
    "oa, org, foaf, schema, eli, sh.",
)
@click.argument("text", metavar="QUERY", required=False)
@click.option(
    "--param", "params", metavar="K=V", multiple=True, help="A parameter $K: V as JSON where it is JSON, else as text."
)
@click.option("--id", "ids", metavar="K=ID", multiple=True, help="A parameter $K that is a thing: an id, or an IRI.")
@click.option("--file", "path", metavar="F", type=click.Path(dir_okay=False), help="Read the query from this file.")
@click.option(
    "--format",
    type=click.Choice((*FORMATS, *TRIPLE_FORMATS)),
    default="table",
    show_default=True,
    help="How the answer is printed; turtle and ntriples are for CONSTRUCT and DESCRIBE.",
)
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
@click.option("--write", is_flag=True, help="Let an update change the graph.")
@timeout_option
@store_option
@click.pass_context
def sparql(
    ctx: click.Context,
    text: str | None,
    params: tuple[str, ...],
    ids: tuple[str, ...],
    path: str | None,
    format: str,
    as_json: bool,
    write: bool,
    timeout: float,
    store: str,
) -> None:
    """Ask a store of triples a question in SPARQL.

    QUERY is SELECT, ASK, CONSTRUCT or DESCRIBE; it comes as an argument, from a file, or with - from stdin. It reads
    only; --write lets an update change the graph. Put values into --param and --id and not into the text. IRIs of the
    graph are printed as its ids. --store is rdf:PATH or sparql+http(s)://HOST/DATASET; KG_STORE_PASSWORD holds the
    password of a server, which also takes ?timeout=SECONDS.
    """
    check_language(store, "SPARQL")
    question = query_text(text, path)
    parameters = dict(map(parameter, params)) | dict(map(_identifier, ids))
    given = ctx.get_parameter_source("timeout") is not ParameterSource.DEFAULT  # else what a server's URI says holds
    limit = timeout if given or not store.startswith("sparql+") else None
    with open_store(store, read_only=not write, timeout=limit) as opened:
        if format in TRIPLE_FORMATS and not as_json:
            from kg.stores.rdf.reading import RdfView

            print_data(cast(RdfView, opened.view()).document(question, parameters, format))
            return
        rows = run_query(opened.view(), question, parameters, write=write)
    if rows.columns:
        print_rows(rows, "json" if as_json else format)
    else:
        click.echo("Done.", err=True)


def _identifier(text: str) -> tuple[str, Parameter]:
    name, separator, value = text.partition("=")
    if not separator or not name:
        raise click.BadParameter(f"{text!r} is not of the form K=ID", param_hint="--id")
    return name, {"@id": value}

"""`kg curate`: claims of one's own, and every decision with who made it and why."""

import click

from kg.claim import POLARITIES, STATUSES, Polarity, Status
from kg.cli.deciding import decided_options, decision_line, node, put
from kg.cli.lazy import example_block
from kg.cli.options import check_date, json_option, store_option
from kg.cli.tables import print_table
from kg.cli.terminal import print_json, visible_line
from kg.curation import curated, decision_words
from kg.decision import PREFIX
from kg.errors import AmbiguousName, NotFound
from kg.extraction import Extraction
from kg.projection import Identity
from kg.schema import load_schema
from kg.stores import open_store

EXAMPLES = (
    "kg curate claim IRS SIGNED 'the memorandum' --quote 'signed by both' --source 'the Register' --by 'R. Roe'",
    "kg curate list",
    "kg curate undo /decision/3f2a9c",
)


@click.group("curate", epilog=example_block(EXAMPLES))
def curate() -> None:
    """Make claims of your own, list decisions, take them back.

    Decisions are data beside the documents: `kg remove` and `kg import` leave them alone, export and copy carry them.
    """


@curate.command("claim", epilog=example_block(EXAMPLES[:1]))
@click.argument("subject")
@click.argument("relation")
@click.argument("object")
@click.option("--polarity", type=click.Choice(POLARITIES), default="affirmed", show_default=True, help="So or not so.")
@click.option("--status", type=click.Choice(STATUSES), default="asserted", show_default=True, help="With what force.")
@click.option("--attributed-to", "speaker", metavar="ID-OR-NAME", help="Who says so.")
@click.option("--date", "date", metavar="D", callback=check_date, help="When it holds or was said.")
@click.option("--quote", metavar="WORDS", help="The words that say so.")
@click.option("--source", metavar="TEXT", help="Where the words stand: an address, a docket entry, a page.")
@decided_options
@store_option
@json_option
def claim(
    subject: str,
    relation: str,
    object: str,
    polarity: Polarity,
    status: Status,
    speaker: str | None,
    date: str | None,
    quote: str | None,
    source: str | None,
    reason: str | None,
    by: str | None,
    on: str | None,
    store: str,
    as_json: bool,
) -> None:
    """Claim something that no document says so plainly.

    SUBJECT and OBJECT are ids, names, aliases or citations, RELATION one of `kg schema`. The claim is held to the
    schema as those of documents are, and rests on the words of --quote, or of --reason where nothing is quoted.
    """
    edge = load_schema().edge(relation.upper())
    with open_store(store) as opened:
        view = opened.view()
        decision = curated(
            node(view, subject),
            edge.name,
            node(view, object),
            quote=quote,
            source=source,
            polarity=polarity,
            status=status,
            attributed_to=node(view, speaker) if speaker else None,
            claim_date=date,
            reason=reason,
            by=by,
            date=on,
        )
        put(opened, decision, as_json)


@curate.command("list", epilog=example_block(("kg curate list", "kg curate list --json 'Dabney Friedrich'")))
@click.argument("name", metavar="[ID-OR-NAME]", required=False)
@store_option
@json_option
def list_(name: str | None, store: str, as_json: bool) -> None:
    """List the decisions, or those about one node."""
    with open_store(store, read_only=True) as opened:
        found = opened.view().decisions()
        if name:
            wanted, identity = node(opened.view(), name).id, Identity([each.document for each in found])
            found = [each for each in found if identity.of(wanted) in map(identity.of, _nodes(each))]
    if as_json:
        print_json([decision_line(each.document, each.claims) for each in found])
        return
    rows = [(each.document.id, _what(each), each.document.date, _by(each), _why(each)) for each in found]
    print_table(("id", "what", "date", "by", "why"), rows, "Nothing is decided.")


@curate.command("undo", epilog=example_block(EXAMPLES[2:]))
@click.argument("decision", metavar="ID")
@store_option
@json_option
def undo(decision: str, store: str, as_json: bool) -> None:
    """Take a decision back, as if it had never been made.

    ID is that of `kg curate list`, or as much of its beginning as no other one shares.
    """
    with open_store(store) as opened:
        begins = PREFIX + decision.removeprefix(PREFIX)
        found = [each for each in opened.view().decisions() if each.document.id.startswith(begins)]
        if not found:
            raise NotFound(f"no decision has an id that begins with {decision!r}", hint="`kg curate list` lists them")
        if len(found) > 1:
            listed = "\n".join(f"  {decision_words(each.document)}" for each in found)
            raise AmbiguousName(f"{decision!r} begins the ids of {len(found)} decisions", hint=f"give more:\n{listed}")
        written = opened.writer().remove(found[0].document.id)
    if as_json:
        print_json({"undone": found[0].document.id, "writes": written.writes})
    else:
        click.echo(visible_line(f"Taken back: {decision_words(found[0].document)}"))


def _nodes(decision: Extraction) -> tuple[str, ...]:
    return decision.document.decision.nodes if decision.document.decision else ()


def _what(decision: Extraction) -> str:
    for made in decision.claims:
        force = "" if made.is_plain else f" ({made.status}, {made.polarity})"
        return f"{made.subject} {made.relation} {made.object}{force}"
    info = decision.document
    kept = f", kept as {info.decision.keep}" if info.decision and info.decision.keep else ""
    return f"{info.title}{kept}"


def _by(decision: Extraction) -> str | None:
    return decision.document.decision.by if decision.document.decision else None


def _why(decision: Extraction) -> str | None:
    reason = decision.document.decision.reason if decision.document.decision else None
    return reason or next((evidence.quote for made in decision.claims for evidence in made.evidence), None)

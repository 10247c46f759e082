"""`kg merge` and `kg split`: what is the same thing, and what is not."""

import click

from kg.cli.deciding import decided_options, node, put
from kg.cli.lazy import command
from kg.cli.options import json_option, store_option
from kg.cli.tables import print_table
from kg.cli.terminal import print_json, visible_line
from kg.curation import check_alike, decision_words, distinct, same
from kg.entity import Entity
from kg.errors import KgError, NotFound
from kg.projection import Identity
from kg.proposals import propose
from kg.stores import open_store
from kg.stores.base import Store, View


@command(
    "merge",
    examples=(
        "kg merge 'Dabney Friedrich' '/person/friedrich~0a1b2c3d' --reason 'the judge of the case' --by 'R. Roe'",
        "kg merge --keep /us/case/dcd/1:25-cv-00677 /us/case/x/doe-v-roe /us/case/dcd/1:25-cv-00677",
        "kg merge --propose",
    ),
    see="`kg curate list` lists decisions, `kg split` and `kg curate undo` take them back.",
)
@click.argument("first", metavar="A", required=False)
@click.argument("second", metavar="B", required=False)
@click.option("--keep", metavar="ID", help="Which of the two gives its id to the one node.")
@click.option("--propose", "proposing", is_flag=True, help="List pairs that may be one, and decide nothing.")
@decided_options
@store_option
@json_option
def merge(
    first: str | None,
    second: str | None,
    keep: str | None,
    proposing: bool,
    reason: str | None,
    by: str | None,
    on: str | None,
    store: str,
    as_json: bool,
) -> None:
    """Decide that two nodes are the same thing.

    A and B are ids, names, aliases or citations. The one node has A's id, unless that is provisional and B's is not, or
    --keep says otherwise; the other id stays as an alias. Documents are kept as they are: the decision is data beside
    them, holds for those that come later, and can be taken back. Likeness only proposes: nothing is merged but by this.
    """
    if proposing:
        if first or keep:
            raise click.UsageError("--propose lists pairs of the whole graph: leave A, B and --keep out")
        with open_store(store, read_only=True) as opened:
            _print_proposals(opened.view(), as_json)
        return
    if not first or not second:
        raise click.UsageError("name two nodes, A and B")
    with open_store(store) as opened:
        view = opened.view()
        kept = _part(view, keep, node(view, keep)) if keep else None
        one, other = node(view, first), node(view, second)
        ids = _part(view, first, one), _part(view, second, other)
        check_alike(one, other)
        put(opened, same(*ids, keep=kept, reason=reason, by=by, date=on), as_json)


@command(
    "split",
    examples=(
        "kg split 'Dabney Friedrich' '/person/friedrich~0a1b2c3d'",
        "kg split --distinct --reason 'father and son' /person/john-roe /person/john-roe-jr",
    ),
)
@click.argument("first", metavar="A")
@click.argument("second", metavar="B")
@click.option("--distinct", "apart", is_flag=True, help="Decide as well that they are not the same.")
@decided_options
@store_option
@json_option
def split(
    first: str, second: str, apart: bool, reason: str | None, by: str | None, on: str | None, store: str, as_json: bool
) -> None:
    """Take back that two nodes are the same thing.

    A and B are the two that were merged: ids, for one of the names leads to the one node by now. With --distinct it is
    decided as well that they are not the same: then they are no longer proposed, and merging them is refused. That may
    be decided of nodes that were never merged, too.
    """
    with open_store(store) as opened:
        view = opened.view()
        ends = _part(view, first, None), _part(view, second, None)
        taken = _take_back(opened, *ends, apart)
        if apart:
            put(opened, distinct(*ends, reason=reason, by=by, date=on), as_json)
        elif as_json:
            print_json({"undone": taken, "writes": 1})
        else:
            click.echo(visible_line(f"Taken back: {ends[0]} and {ends[1]} are the same. They are two nodes again."))


def _take_back(store: Store, first: str, second: str, apart: bool) -> str | None:
    """Undo the one decision that makes two ids one; its id."""
    path = Identity([each.document for each in store.view().decisions()]).path(first, second)
    if len(path) > 1:
        listed = "\n".join(f"  {decision_words(info)}" for info in path)
        raise KgError(
            f"{first} and {second} are one by several decisions",
            hint=f"take one of them back with `kg curate undo ID`:\n{listed}",
        )
    if not path and not apart:
        raise NotFound(f"{first} and {second} were not merged", hint="--distinct decides that they are not the same")
    for info in path:
        store.writer().remove(info.id)
    return path[0].id if path else None


def _part(view: View, words: str, found: Entity | None) -> str:
    """An id as it is typed, where it is one: the name of a merged node leads to the one that was kept."""
    return words if words.startswith("/") else (found or node(view, words)).id


def _print_proposals(view: View, as_json: bool) -> None:
    found = propose(view.graph())
    if as_json:
        print_json([{"keep": each.keep, "other": each.other, "why": each.why} for each in found])
    else:
        rows = [(each.keep, each.other, each.why) for each in found]
        print_table(("A", "B", "why"), rows, "No two nodes look alike.")

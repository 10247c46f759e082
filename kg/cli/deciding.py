"""What the commands that decide have in common."""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

import click

from kg.claim import Claim
from kg.cli.names import find_one
from kg.cli.options import Decorator, check_date
from kg.cli.terminal import print_json, visible_line
from kg.curation import decision_words
from kg.decision import decision_json
from kg.entity import Entity
from kg.errors import IdentifierError, NotFound
from kg.extraction import DocumentInfo, Extraction, claim_json
from kg.identifiers import citation_of, label_of
from kg.stores.base import Store, View


def decided_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that say why, who and when."""
    options: tuple[Decorator, ...] = (
        click.option("--reason", metavar="TEXT", help="Why."),
        click.option("--by", metavar="NAME", envvar="KG_CURATOR", show_envvar=True, help="Who decides."),
        click.option("--on", metavar="D", callback=check_date, help="When it is decided; else today."),
    )
    for option in reversed(options):
        command = option(command)
    return command


def node(view: View, words: str) -> Entity:
    """The node with that id, name, alias or citation; one that is yet to come is called what its canonical id says.

    Raises:
        AmbiguousName, NotFound: See `find_one`.
    """
    from kg.mentions.citation import (
        parse_citation,  # the gazetteers take a moment to load: only where a name is not known
    )

    try:
        return find_one(view, words)
    except NotFound:
        target = words if words.startswith("/") else parse_citation(words)
        try:
            if target is None:
                raise
            return Entity(id=target, labels=(label_of(target),), name=citation_of(target))
        except IdentifierError as error:
            raise NotFound(error.message, hint=error.hint) from error


def put(store: Store, decision: Extraction, as_json: bool) -> None:
    """Store a decision, and say what it changed; one that is there already stays unless something new is said of it."""
    before = {each.document.id: each.document for each in store.view().decisions()}
    info, known = decision.document, before.get(decision.document.id)
    more = info.decision is not None and (info.decision.reason or info.decision.by or info.date)
    if known is not None and not more:
        head, writes, info = "Decided before", 0, known
    else:
        info = replace(info, date=info.date or datetime.date.today().isoformat())
        head, writes = "Decided", store.writer().add([replace(decision, document=info)]).writes
    if as_json:
        print_json({**decision_line(info, decision.claims), "writes": writes})
    else:
        click.echo(visible_line(f"{head}: {decision_words(info)}"))


def decision_line(info: DocumentInfo, claims: Iterable[Claim] = ()) -> dict[str, object]:
    """A decision as JSON."""
    made = decision_json(info.decision) if info.decision else {}
    return {"id": info.id, **made, "date": info.date, "claims": [claim_json(claim) for claim in claims]}

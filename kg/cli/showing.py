"""`kg show`: one thing and every sentence about it."""

import click

from kg.claim import Claim
from kg.cli.card import Card, card_lines, claim_words
from kg.cli.deciding import decision_line
from kg.cli.lazy import command
from kg.cli.names import find_one
from kg.cli.options import json_option, store_option
from kg.cli.terminal import print_json
from kg.decision import CURATED
from kg.graph import project_edges
from kg.projection import Identity
from kg.stores import open_store
from kg.stores.base import View


@command(
    "show",
    examples=(
        "kg show 'IRC 6103'",
        "kg show '26 USC 6103'",
        "kg show IRS",
        "kg show --limit 0 /us/usc/t26/s6103",
        "kg show --json 'Dabney Friedrich'",
    ),
)
@click.argument("name", metavar="ID-OR-NAME")
@click.option(
    "--limit", metavar="N", type=click.IntRange(0), default=20, show_default=True, help="Most claims; 0 for all."
)
@store_option
@json_option
def show(name: str, limit: int, store: str, as_json: bool) -> None:
    """Show one thing and every sentence about it.

    ID-OR-NAME is an id, a name, an alias, or a citation in any form. First comes what is established, then every claim
    with the sentence it rests on. What is denied, alleged, asked or attempted says so, and carries no plain edge.
    """
    with open_store(store, read_only=True) as opened:
        if as_json:
            print_json(_as_json(_read_card(opened.view(), name)))
        else:
            print_card(opened.view(), name, limit)


def print_card(view: View, name: str, limit: int) -> None:
    """Print the card of the thing with that id, name, alias or citation.

    Raises:
        NotFound: There is none.
        AmbiguousName: There are several.
    """
    click.echo("\n".join(card_lines(_read_card(view, name), limit)))


def _read_card(view: View, name: str) -> Card:
    entity = find_one(view, name)
    claims = view.claims_about(entity.id)
    ids = {end for claim in claims for end in (claim.subject, claim.object, claim.attributed_to) if end}
    around = view.subgraph(sorted(ids | {entity.id}))
    names = {document.id: document.title or document.source for document in around.documents}
    names |= {each.id: each.name for each in (*around.entities, entity)}
    return Card(
        entity=entity,
        edges=tuple(edge for edge in project_edges(claims) if entity.id in (edge.subject, edge.object)),
        claims=tuple(sorted(claims, key=lambda claim: (not claim.is_plain, claim.relation, claim.id))),
        names=names,
        documents={document.id: document for document in around.documents},
        merged=tuple(Identity(around.documents).behind(entity.id)),
    )


def _as_json(card: Card) -> dict[str, object]:
    entity, names = card.entity, card.names
    return {
        "id": entity.id,
        "labels": list(entity.labels),
        "name": entity.name,
        "aliases": list(entity.aliases),
        "properties": dict(entity.properties),
        "merged": [decision_line(info) for info in card.merged],
        "edges": [
            {
                "subject": {"id": edge.subject, "name": names.get(edge.subject)},
                "relation": edge.relation,
                "object": {"id": edge.object, "name": names.get(edge.object)},
                "status": edge.status,
                "support": edge.support,
                "claims": list(edge.claims),
            }
            for edge in card.edges
        ],
        "claims": [_claim_json(claim, card) for claim in card.claims],
    }


def _claim_json(claim: Claim, card: Card) -> dict[str, object]:
    return {
        "id": claim.id,
        "words": claim_words(claim, card.names),
        "plain": claim.is_plain,
        "subject": claim.subject,
        "relation": claim.relation,
        "object": claim.object,
        "polarity": claim.polarity,
        "status": claim.status,
        "attributed_to": claim.attributed_to,
        "qualifiers": [{"kind": each.kind, "text": each.text} for each in claim.qualifiers],
        "date": claim.date,
        "basis": claim.basis,
        "rule": claim.rule,
        "curated": claim.rule == CURATED,
        "evidence": [
            {
                "document": each.document,
                "source": card.source(each.document),
                "start": each.start,
                "end": each.end,
                "quote": each.quote,
            }
            for each in claim.evidence
        ],
    }

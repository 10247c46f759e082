"""One thing as a card: names, relations in words, and the claims with their sentences."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from textwrap import wrap
from typing import Final

import click

from kg.claim import Claim, Evidence
from kg.cli.terminal import visible_line
from kg.curation import decision_words
from kg.entity import Entity
from kg.extraction import DocumentInfo
from kg.graph import Edge
from kg.schema import load_schema
from kg.view.words import mark_of, status_words

WIDTH: Final = 100
COLOURS: Final = {"denied": "red", "unsupported": "red"}
OTHER_COLOUR: Final = "yellow"


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What is known of one thing.

    Attributes:
        entity: The thing.
        edges: Its plain edges.
        claims: Every claim it has a part in, those that carry an edge first.
        names: Name of each node they touch.
        documents: The documents of their evidence.
        merged: The decisions by which it is one thing.
    """

    entity: Entity
    edges: tuple[Edge, ...]
    claims: tuple[Claim, ...]
    names: Mapping[str, str]
    documents: Mapping[str, DocumentInfo]
    merged: tuple[DocumentInfo, ...] = ()

    def name(self, node: str) -> str:
        """The name of a node, or its id."""
        return visible_line(self.names.get(node, node))

    def source(self, document: str) -> str:
        """The source of a document, or its id."""
        return self.documents[document].source if document in self.documents else document


def card_lines(card: Card, limit: int) -> Iterator[str]:
    """The lines of the card, with at most `limit` claims (0: all)."""
    entity = card.entity
    yield click.style(visible_line(entity.name), bold=True) + f"  ({', '.join(entity.labels)})"
    yield click.style(visible_line(entity.id), dim=True)
    if entity.aliases:
        yield "also: " + visible_line("; ".join(entity.aliases))
    for key, value in entity.properties:
        yield f"{key}: {visible_line(str(value))}"
    for info in card.merged:
        yield visible_line(decision_words(info))
    if card.edges:
        yield from ("", click.style("What is established", bold=True))
        yield from _edge_lines(card)
    if card.claims:
        yield from ("", click.style("Who says what, and where", bold=True))
    shown = card.claims[:limit] if limit else card.claims
    for claim in shown:
        yield from _claim_lines(claim, card)
    if len(shown) < len(card.claims):
        yield f"... and {len(card.claims) - len(shown)} more claims: add --limit 0 to see them all"


def claim_words(claim: Claim, names: Mapping[str, str]) -> str:
    """The claim in words, without its force: "26 U.S.C. § 6103 governs the memorandum"."""
    label = load_schema().edge(claim.relation).label
    return f"{names.get(claim.subject, claim.subject)} {label} {names.get(claim.object, claim.object)}"


def _edge_lines(card: Card) -> Iterator[str]:
    edges = load_schema().edges
    spoken = [
        (edges[edge.relation].label, edge.object, edge)
        if edge.subject == card.entity.id
        else (edges[edge.relation].inverse, edge.subject, edge)
        for edge in card.edges
    ]
    for words, group in groupby(sorted(spoken, key=lambda each: each[:2]), key=lambda each: each[0]):
        yield f"  {words}"
        for _, other, edge in group:
            notes = (f"{edge.support} documents" if edge.support > 1 else "", "held" if edge.status == "held" else "")
            note = ", ".join(filter(None, notes))
            yield f"    {card.name(other)}  {_dim(other)}{f'  ({note})' if note else ''}"


def _claim_lines(claim: Claim, card: Card) -> Iterator[str]:
    mark = mark_of(claim)
    flag = click.style(f"{mark.upper()}: ", fg=COLOURS.get(mark, OTHER_COLOUR), bold=True) if mark else ""
    yield f"  {flag}{visible_line(claim_words(claim, card.names))}"
    force = status_words(claim, card.name(claim.attributed_to) if claim.attributed_to else None)
    dated = f"; {claim.date}{' (worked out)' if claim.date_inferred else ''}" if claim.date else ""
    yield f"    {force}{dated}"
    for qualifier in claim.qualifiers:
        yield visible_line(f"    {qualifier.kind}: {qualifier.text}")
    for evidence in claim.evidence:
        yield from _evidence_lines(evidence, card)


def _evidence_lines(evidence: Evidence, card: Card) -> Iterator[str]:
    quote = visible_line(" ".join(evidence.quote.split()))
    yield from wrap(f"“{quote}”", WIDTH, initial_indent="    ", subsequent_indent="     ")
    place = visible_line(evidence.place) + ", " if evidence.place else ""
    source = card.source(evidence.document)
    yield "      " + _dim(f"{source}, {place}characters {evidence.start}-{evidence.end}")


def _dim(text: str) -> str:
    return click.style(visible_line(text), dim=True)

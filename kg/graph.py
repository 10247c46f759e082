"""Claims of many documents as one graph; edges are a projection of the claims."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.claim import Claim, merge_claims
from kg.entity import Entity, Value, merge_entities
from kg.extraction import DocumentInfo, Extraction

if TYPE_CHECKING:
    import networkx as nx


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Edge:
    """A plain edge: what at least one live claim affirms, in the document's own voice or held by a court.

    Attributes:
        claims: Ids of the claims that carry it, sorted.
        support: Number of documents behind them.
        first_date, last_date: Earliest and latest date of those claims.
        status: "held" where a court said so, else "asserted".
    """

    subject: str
    relation: str
    object: str
    claims: tuple[str, ...]
    support: int
    status: str
    first_date: str | None = None
    last_date: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Graph:
    """Everything that some documents say, merged; each tuple sorted by id."""

    documents: tuple[DocumentInfo, ...]
    entities: tuple[Entity, ...]
    claims: tuple[Claim, ...]
    edges: tuple[Edge, ...]


def build_graph(extractions: Iterable[Extraction]) -> Graph:
    """The graph of a set of documents; the order does not matter."""
    documents: dict[str, DocumentInfo] = {}
    entities: list[Entity] = []
    claims: list[Claim] = []
    for extraction in extractions:
        documents[extraction.document.id] = extraction.document
        entities += extraction.entities
        claims += extraction.claims
    merged = tuple(merge_claims(claims))
    return Graph(
        documents=tuple(documents[key] for key in sorted(documents)),
        entities=tuple(merge_entities(entities)),
        claims=merged,
        edges=tuple(project_edges(merged)),
    )


def project_edges(claims: Iterable[Claim]) -> list[Edge]:
    """The plain edges of some merged claims: a pure function, sorted."""
    groups: dict[tuple[str, str, str], list[Claim]] = {}
    for claim in claims:
        if claim.is_plain:
            groups.setdefault((claim.subject, claim.relation, claim.object), []).append(claim)
    return [_edge(key, groups[key]) for key in sorted(groups)]


def _edge(key: tuple[str, str, str], claims: list[Claim]) -> Edge:
    dates = sorted(claim.date for claim in claims if claim.date)
    return Edge(
        subject=key[0],
        relation=key[1],
        object=key[2],
        claims=tuple(sorted(claim.id for claim in claims)),
        support=len({evidence.document for claim in claims for evidence in claim.evidence}),
        status="held" if any(claim.status == "held" for claim in claims) else "asserted",
        first_date=dates[0] if dates else None,
        last_date=dates[-1] if dates else None,
    )


def to_networkx(graph: Graph) -> nx.MultiDiGraph[str]:
    """The nodes and plain edges for networkx: attributes are flat (lists joined by "; "), as its writers need.

    A document that an edge touches is a node as well. Keys of edges are the relation's name.
    """
    import networkx as nx  # a tenth of a second, which a query need not pay

    result: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for document in graph.documents:
        result.add_node(document.id, labels="Document", name=document.title or document.source)
    for entity in graph.entities:
        attributes: dict[str, Value] = dict(entity.properties)
        result.add_node(
            entity.id,
            **{
                **attributes,
                "labels": "; ".join(entity.labels),
                "name": entity.name,
                "aliases": "; ".join(entity.aliases),
            },
        )
    for edge in graph.edges:
        dates = {key: value for key in ("first_date", "last_date") if (value := getattr(edge, key)) is not None}
        result.add_edge(
            edge.subject,
            edge.object,
            key=edge.relation,
            relation=edge.relation,
            claims="; ".join(edge.claims),
            support=edge.support,
            status=edge.status,
            **dates,
        )
    return result

"""Claims of many documents as one graph; edges are a projection of the claims."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from kg.claim import Claim, Evidence, merge_claims
from kg.entity import Entity, merge_entities
from kg.errors import KgError
from kg.extraction import DocumentInfo, Extraction, claim_json, document_json, read_claim, read_document
from kg.projection import project_all

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
    """The graph of a set of documents; the order does not matter.

    Raises:
        DecisionConflict: Decisions among them contradict one another.
    """
    documents: dict[str, DocumentInfo] = {}
    entities: list[Entity] = []
    claims: list[Claim] = []
    for extraction in project_all(extractions):
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


def split_graph(graph: Graph) -> list[Extraction]:
    """Documents that make the graph together: `build_graph` of them is the graph again.

    Which document named an entity so, or dated a claim, is not kept in a merged graph: here each says what all of them
    say together. An entity without a claim goes to the first document.
    """
    entities = {entity.id: entity for entity in graph.entities}
    claims: dict[str, list[Claim]] = {document.id: [] for document in graph.documents}
    for claim in graph.claims:
        parts: dict[str, list[Evidence]] = {}
        for evidence in claim.evidence:
            parts.setdefault(evidence.document, []).append(evidence)
        for document, found in parts.items():
            claims[document].append(replace(claim, evidence=tuple(found)))
    ends = {key: {end for claim in made for end in _ends(claim)} & entities.keys() for key, made in claims.items()}
    if graph.documents:
        ends[graph.documents[0].id] |= entities.keys() - set().union(*ends.values())
    return [
        Extraction(
            document=document,
            entities=tuple(entities[key] for key in sorted(ends[document.id])),
            claims=tuple(claims[document.id]),
        )
        for document in graph.documents
    ]


def _ends(claim: Claim) -> tuple[str, ...]:
    return claim.subject, claim.object, *((claim.attributed_to,) if claim.attributed_to else ())


def to_networkx(graph: Graph) -> nx.MultiDiGraph[str]:
    """Documents and entities as nodes and plain edges as edges, for networkx; `from_networkx` takes everything back.

    Keys of edges are the relation's name; an edge has `claims`, `support`, `status` and dates. The claims themselves,
    denied and alleged ones as well, stand with their evidence in `graph.graph["claims"]` by id, in the form of
    `kg extract`. Lists are lists: networkx's node-link form holds them, GraphML and GEXF do not.
    """
    import networkx as nx  # a tenth of a second, which a query need not pay

    result: nx.MultiDiGraph[str] = nx.MultiDiGraph(claims={claim.id: claim_json(claim) for claim in graph.claims})
    for document in graph.documents:
        attributes = {key: value for key, value in document_json(document).items() if key not in ("type", "id")}
        result.add_node(document.id, **attributes, labels=["Document"], name=document.title or document.source)
    for entity in graph.entities:
        names = {"labels": list(entity.labels), "name": entity.name, "aliases": list(entity.aliases)}
        result.add_node(entity.id, **{**dict(entity.properties), **names})
    for edge in graph.edges:
        dates = {key: value for key in ("first_date", "last_date") if (value := getattr(edge, key)) is not None}
        result.add_edge(
            edge.subject,
            edge.object,
            key=edge.relation,
            relation=edge.relation,
            claims=list(edge.claims),
            support=edge.support,
            status=edge.status,
            **dates,
        )
    return result


def from_networkx(network: nx.MultiDiGraph[str]) -> Graph:
    """The inverse of `to_networkx`, for a part of such a graph as well.

    Claims are kept where both ends are nodes; edges are projected from them again.

    Raises:
        KgError: A node or a claim is not of that form, or an edge rests on no claim.
    """
    documents: list[DocumentInfo] = []
    entities: list[Entity] = []
    key: object = None
    try:
        for key, data in network.nodes(data=True):
            if data["labels"] == ["Document"]:
                documents.append(read_document({**data, "id": key}))
            else:
                entities.append(_read_node(str(key), data))
        claims = []
        for key, data in network.graph.get("claims", {}).items():
            if data["subject"] in network and data["object"] in network:
                claims.append(read_claim({**data, "id": key}))
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        reason = f"{error} is missing" if isinstance(error, KeyError) else str(error)
        raise KgError(f"not of the form of to_networkx: {reason}", place=str(key)) from error
    edges = project_edges(sorted(claims, key=lambda claim: claim.id))
    carried = {(edge.subject, edge.object, edge.relation) for edge in edges}
    for edge in network.edges(keys=True):
        if edge not in carried:
            raise KgError("an edge that rests on no claim", place=f"{edge[0]} {edge[2]} {edge[1]}")
    return Graph(
        documents=tuple(sorted(documents, key=lambda info: info.id)),
        entities=tuple(sorted(entities, key=lambda entity: entity.id)),
        claims=tuple(sorted(claims, key=lambda claim: claim.id)),
        edges=tuple(edges),
    )


def _read_node(key: str, data: Mapping[str, Any]) -> Entity:
    properties = {name: value for name, value in data.items() if name not in ("labels", "name", "aliases")}
    return Entity(
        id=key,
        labels=tuple(map(str, data["labels"])),
        name=str(data["name"]),
        aliases=tuple(map(str, data["aliases"])),
        properties=tuple(sorted(properties.items())),
    )

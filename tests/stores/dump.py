"""A store as text, so that two states can be compared byte for byte."""

import json
from collections.abc import Sequence
from typing import cast

from kg.claim import ClaimTally
from kg.entity import Tally
from kg.extraction import extraction_lines
from kg.graph import build_graph
from kg.projection import project_all
from kg.stores.cypher import OWN_ID
from kg.stores.embedded import EmbeddedStore
from kg.stores.neo4j import Neo4jStore
from kg.stores.rdf.endpoint import EndpointStore
from kg.stores.rdf.oxigraph import OxigraphStore
from kg.stores.records import claim_properties, edge_properties, entity_properties
from kg.stores.session import Row, Session
from tests.stores.triples import check_triples, triples

GraphStore = EmbeddedStore | Neo4jStore
TripleStore = OxigraphStore | EndpointStore
AnyStore = GraphStore | TripleStore

NODES = "MATCH (n) RETURN labels(n) AS labels, properties(n) AS properties"
RELATIONSHIPS = "MATCH (a)-[r]->(b) RETURN a.id AS start, type(r) AS type, b.id AS end, properties(r) AS properties"


def dump(store: AnyStore) -> str:
    """Everything: the documents as they went in, the merged graph, and each node and relationship as it is stored."""
    view = store.view()
    lines = [line for item in view.extractions() for line in extraction_lines(item, mentions=False)]
    lines += [repr(view.graph()), repr(view.counts()), repr(view.documents())]
    return "\n".join([*lines, *raw(store)])


def raw(store: AnyStore) -> list[str]:
    """Each node and relationship with all its properties, the private ones too, sorted; or each triple."""
    if isinstance(store, OxigraphStore | EndpointStore):
        return triples(store)
    session = store._opened()
    rows = [{**row, "labels": sorted(cast("list[str]", row["labels"]))} for row in _nodes(session)]
    return sorted(json.dumps(row, sort_keys=True) for row in [*rows, *session.read(RELATIONSHIPS)])


def _nodes(session: Session) -> list[Row]:
    """All nodes, but for what one engine alone puts beside them; there it has to be right."""
    rows = session.read(NODES)
    for row in rows:
        properties = cast(Row, row["properties"])
        assert properties.pop(OWN_ID, properties["id"]) == properties["id"]
    return rows


def check_consistent(store: AnyStore) -> None:
    """What the query language sees is what the merged graph says: nothing more, nothing less."""
    if isinstance(store, OxigraphStore | EndpointStore):
        check_triples(store)
        return
    graph, session = store.view().graph(), store._opened()
    extractions = list(store.view().extractions())
    assert graph == build_graph(extractions)
    stored = {str(cast(Row, row["properties"])["id"]): row for row in _nodes(session)}
    passages = {e.passage_id for claim in graph.claims for e in claim.evidence}
    documents = {document.id for document in graph.documents}
    assert set(stored) == {*documents, *passages, *(e.id for e in graph.entities), *(c.id for c in graph.claims)}
    entities: dict[str, Tally] = {}
    claims: dict[str, ClaimTally] = {}
    for extraction in project_all(extractions):
        for entity in extraction.entities:
            entities.setdefault(entity.id, Tally()).add(entity)
        for made in extraction.claims:
            claims.setdefault(made.id, ClaimTally()).add(made)
    for key, tally in entities.items():
        assert stored[key]["properties"] == entity_properties(key, tally)
    for claim in graph.claims:
        assert stored[claim.id]["properties"] == claim_properties(claim, claims[claim.id])
    plain = [row for row in session.read(RELATIONSHIPS) if str(row["type"]) in session.schema.edges]
    expected = [[edge.subject, edge.relation, edge.object, edge_properties(edge)] for edge in graph.edges]
    found = [[row["start"], row["type"], row["end"], row["properties"]] for row in plain]
    assert sorted(found, key=_ends) == sorted(expected, key=_ends)


def _ends(edge: Sequence[object]) -> str:
    return str(edge[:3])

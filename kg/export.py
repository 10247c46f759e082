"""The graph in other formats: JSON lines of claims, node-link JSON, GraphML, GEXF, RDF, Neo4j's APOC JSON lines."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

import networkx as nx

from kg.claim import Claim
from kg.decision import decision_json
from kg.entity import Entity
from kg.errors import KgError
from kg.extraction import DocumentInfo, Extraction, extraction_lines
from kg.graph import Edge, Graph, from_networkx, to_networkx
from kg.rdf import DEFAULT_BASE_IRI, Names, graph_statements

_NOT_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_MADE: Final = re.compile(' lastmodifieddate="[^"]*"')

Properties = dict[str, object]


def claims_lines(extractions: Iterable[Extraction]) -> Iterator[str]:
    """Everything stored, document by document, in the form that `kg import` reads again: lossless."""
    for extraction in extractions:
        for line in extraction_lines(extraction, mentions=False):
            yield line + "\n"


def nodelink_text(graph: Graph) -> str:
    """Everything as networkx's node-link JSON; see `to_networkx`."""
    data = nx.node_link_data(to_networkx(graph), edges="edges")
    return json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def read_nodelink(text: str) -> Graph:
    """The inverse of `nodelink_text`.

    Raises:
        KgError: It is no such text.
    """
    try:
        network = nx.node_link_graph(json.loads(text), edges="edges")
    except (ValueError, KeyError, TypeError, nx.NetworkXError) as error:
        raise KgError(f"no node-link JSON: {error}", hint="write it with `kg export graph.json`") from error
    if not isinstance(network, nx.MultiDiGraph):
        raise KgError("the graph is not directed, or has one edge a pair", hint="write it with `kg export graph.json`")
    return from_networkx(network)


def graphml_text(graph: Graph) -> str:
    """Nodes and plain edges as GraphML; characters that XML cannot hold become U+FFFD."""
    return "\n".join(nx.generate_graphml(_flat(graph))) + "\n"


def gexf_text(graph: Graph) -> str:
    """Nodes and plain edges as GEXF, for Gephi; without the day of its making, so that equal graphs give equal text."""
    network = _flat(graph)
    for _, attributes in network.nodes(data=True):
        attributes["label"] = attributes["name"]
    return _MADE.sub("", "\n".join(nx.generate_gexf(network)), count=1) + "\n"


def apoc_lines(graph: Graph) -> Iterator[str]:
    """All nodes and relationships as `apoc.export.json` writes them, with path ids as ids.

    Claims are nodes as in the model: SUBJECT, OBJECT, ATTRIBUTED_TO, EVIDENCED_BY and IN_DOCUMENT.
    Source: https://neo4j.com/docs/apoc/current/export/json/
    """
    labels: dict[str, list[str]] = {}
    for node_id, names, properties in _apoc_nodes(graph):
        if node_id not in labels:
            labels[node_id] = names
            yield _line({"type": "node", "id": node_id, "labels": names, "properties": {"id": node_id, **properties}})
    for number, (start, label, end, properties) in enumerate(_apoc_relationships(graph)):
        yield _line(
            {
                "type": "relationship",
                "id": str(number),
                "label": label,
                "properties": properties,
                "start": {"id": start, "labels": labels.get(start, [])},
                "end": {"id": end, "labels": labels.get(end, [])},
            }
        )


def rdf_text(extractions: Iterable[Extraction], format: str, base: str = DEFAULT_BASE_IRI) -> str:
    """Everything stored as RDF, sorted; lossless, see `kg.rdf`.

    Direct triples for plain edges, and every claim as a resource with its evidence: a Web Annotation that selects the
    passage by position and by quote, made by the reading of the document as a PROV activity.

    Args:
        extractions: What to write.
        format: `turtle`, `trig`, `nquads` or `jsonld`.
        base: What the ids stand behind.
    """
    from kg.rdf.formats import rdf_bytes  # loads the engine's library: only when it is used

    names = Names(base)
    return rdf_bytes(names, graph_statements(names, extractions), format).decode()


def _flat(graph: Graph) -> "nx.MultiDiGraph[str]":
    """The nodes and plain edges with attributes that any of the writers can hold: lists are joined by "; "."""
    source = to_networkx(graph)
    result: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node, attributes in source.nodes(data=True):
        result.add_node(_xml(node), **_xml_values(attributes))
    for start, end, key, attributes in source.edges(keys=True, data=True):
        result.add_edge(_xml(start), _xml(end), key=key, **_xml_values(attributes))
    return result


def _xml_values(attributes: Mapping[str, object]) -> dict[str, str | int | bool]:
    flat: dict[str, str | int | bool] = {}
    for key, value in attributes.items():
        match value:
            case Mapping():
                flat |= _xml_values({f"{key}_{name}": each for name, each in value.items()})
            case bool() | int():
                flat[key] = value
            case list():
                flat[key] = _xml("; ".join(value))
            case _:
                flat[key] = _xml(str(value))
    return flat


def _xml(text: str) -> str:
    return _NOT_XML.sub("\ufffd", text)


def _apoc_nodes(graph: Graph) -> Iterator[tuple[str, list[str], Properties]]:
    for document in graph.documents:
        yield document.id, ["Document"], _document_properties(document)
    for entity in graph.entities:
        yield entity.id, list(entity.labels), _entity_properties(entity)
    for claim in graph.claims:
        yield claim.id, ["Claim"], _claim_properties(claim)
    for claim in graph.claims:
        for evidence in claim.evidence:
            properties: Properties = {"start": evidence.start, "end": evidence.end, "quote": evidence.quote}
            yield evidence.passage_id, ["Passage"], properties


def _apoc_relationships(graph: Graph) -> Iterator[tuple[str, str, str, Properties]]:
    for edge in graph.edges:
        yield edge.subject, edge.relation, edge.object, _edge_properties(edge)
    passages: dict[str, str] = {}
    for claim in graph.claims:
        yield claim.id, "SUBJECT", claim.subject, {}
        yield claim.id, "OBJECT", claim.object, {}
        if claim.attributed_to:
            yield claim.id, "ATTRIBUTED_TO", claim.attributed_to, {}
        for evidence in claim.evidence:
            yield claim.id, "EVIDENCED_BY", evidence.passage_id, {}
            passages[evidence.passage_id] = evidence.document
    for passage in sorted(passages):
        yield passage, "IN_DOCUMENT", passages[passage], {}


def _document_properties(document: DocumentInfo) -> Properties:
    keys = ("source", "format", "title", "date", "publisher", "url", "base")
    properties: Properties = {key: value for key in keys if (value := getattr(document, key)) is not None}
    if document.decision is not None:
        decision = decision_json(document.decision)
        properties |= {"decision": decision.pop("kind"), **decision}
    return properties


def _entity_properties(entity: Entity) -> Properties:
    aliases: Properties = {"aliases": list(entity.aliases)} if entity.aliases else {}
    return {"name": entity.name, **aliases, **dict(entity.properties)}


def _claim_properties(claim: Claim) -> Properties:
    keys = ("relation", "polarity", "status", "date", "basis", "rule")
    properties: Properties = {key: value for key in keys if (value := getattr(claim, key)) is not None}
    if claim.qualifiers:
        properties["qualifiers"] = [f"{qualifier.kind}: {qualifier.text}" for qualifier in claim.qualifiers]
    return properties


def _edge_properties(edge: Edge) -> Properties:
    properties: Properties = {"claims": list(edge.claims), "support": edge.support, "status": edge.status}
    dates = {key: value for key in ("first_date", "last_date") if (value := getattr(edge, key)) is not None}
    return {**properties, **dates}


def _line(data: Properties) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n"

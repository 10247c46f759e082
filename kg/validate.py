"""Data against the schema: what breaks it is refused before it is stored."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from kg.claim import BASES, POLARITIES, STATUSES, Claim, Evidence
from kg.curation import decision_faults
from kg.entity import Entity, Value
from kg.errors import SchemaError
from kg.extraction import DocumentInfo, Extraction, extraction_lines
from kg.graph import Edge, Graph, project_edges
from kg.schema import RESERVED_LABELS, Property, Schema, load_schema

MAX_ID: Final = 2000
"""Longest id in characters; longer ones do not fit the key of an index."""

_DATE: Final = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_ABOUT_KEY: Final = re.compile(r"[a-z][a-z_]{0,30}")

Labels = Mapping[str, tuple[str, ...]]


def check_extraction(extraction: Extraction, schema: Schema | None = None) -> None:
    """Refuse a document's nodes and claims where they break the schema.

    Raises:
        SchemaError: The first fault, with the node or claim as its place.
    """
    for place, fault in extraction_faults(extraction, schema or load_schema()):
        raise SchemaError(fault, source=extraction.document.source or extraction.document.id, place=place)


def check_graph(graph: Graph, schema: Schema | None = None) -> None:
    """Refuse a graph that breaks the schema.

    Raises:
        SchemaError: The first fault.
    """
    for place, fault in graph_faults(graph, schema or load_schema()):
        raise SchemaError(fault, place=place)


def extraction_faults(extraction: Extraction, schema: Schema) -> Iterator[tuple[str, str]]:
    """Every fault of one document's extraction, as (place, reason)."""
    document = extraction.document
    yield from _text_faults(extraction)
    yield from _document_faults(document)
    yield from decision_faults(extraction)
    labels: dict[str, tuple[str, ...]] = {document.id: ("Document",)}
    for entity in extraction.entities:
        if entity.id == document.id:
            yield entity.id, "the document is listed as a node"
        labels[entity.id] = entity.labels
        yield from _entity_faults(entity, schema)
    for claim in extraction.claims:
        yield from _claim_faults(claim, labels, schema)
        for evidence in claim.evidence:
            if evidence.document != document.id:
                yield claim.id, f"its evidence is in another document, {evidence.document}"
    yield from _passage_faults(extraction)


def graph_faults(graph: Graph, schema: Schema) -> Iterator[tuple[str, str]]:
    """Every fault of a whole graph, as (place, reason)."""
    labels: dict[str, tuple[str, ...]] = {}
    for document in graph.documents:
        yield from _document_faults(document)
        labels[document.id] = ("Document",)
    for entity in graph.entities:
        labels[entity.id] = entity.labels
        yield from _entity_faults(entity, schema)
    documents = {document.id for document in graph.documents}
    for claim in graph.claims:
        yield from _claim_faults(claim, labels, schema)
        for missing in sorted({evidence.document for evidence in claim.evidence} - documents):
            yield claim.id, f"its evidence is in {missing}, which is no document of the graph"
    yield from _edge_faults(graph)


def _text_faults(extraction: Extraction) -> Iterator[tuple[str, str]]:
    for line in extraction_lines(extraction, mentions=False):
        try:
            line.encode()
        except UnicodeEncodeError as error:
            yield (
                "",
                f"half of a surrogate pair (U+{ord(line[error.start]):04X}) is no text: {_around(line, error.start)}",
            )


def _around(line: str, position: int) -> str:
    return ascii(line[max(0, position - 30) : position + 10])


def _document_faults(document: DocumentInfo) -> Iterator[tuple[str, str]]:
    yield from _id_faults(document.id)
    for key, value in document.about:
        if not _ABOUT_KEY.fullmatch(key):
            yield document.id, f"about has the key {key!r}, which is no lower-case word"
        yield from _id_faults(value)


def _id_faults(identifier: str) -> Iterator[tuple[str, str]]:
    if not identifier:
        yield "", "an id is empty"
    elif len(identifier) > MAX_ID:
        yield identifier[:60] + "…", f"the id has {len(identifier)} characters, more than {MAX_ID}"


def _entity_faults(entity: Entity, schema: Schema) -> Iterator[tuple[str, str]]:
    yield from _id_faults(entity.id)
    if not entity.labels:
        yield entity.id, "it has no label"
    properties: dict[str, Property] = {}
    for label in entity.labels:
        if label not in schema.nodes or label in RESERVED_LABELS:
            yield entity.id, f"no label {label!r} for a node"
        else:
            properties.update({item.name: item for item in schema.nodes[label].properties})
    for key, value in entity.properties:
        if key not in properties:
            yield entity.id, f"no property {key!r} on {':'.join(entity.labels)}"
        elif fault := _value_fault(properties[key], value):
            yield entity.id, fault


def _value_fault(item: Property, value: Value) -> str | None:
    kinds = {"integer": int, "boolean": bool}
    kind = kinds.get(item.type, str)
    if type(value) is not kind:
        return f"{item.name} is {value!r}, which is no {item.type}"
    if item.type == "date" and not _DATE.fullmatch(str(value)):
        return f"{item.name} is {value!r}, which is no ISO date"
    if item.values and value not in item.values:
        return f"{item.name} is {value!r}, which is none of {', '.join(item.values)}"
    return None


def _claim_faults(claim: Claim, labels: Labels, schema: Schema) -> Iterator[tuple[str, str]]:
    for end in (claim.subject, claim.object, claim.attributed_to):
        if end is not None and end not in labels:
            yield claim.id, f"{end} is no node here"
    if claim.relation not in schema.edges:
        yield claim.id, f"no relation {claim.relation!r}"
    elif claim.subject in labels and claim.object in labels:
        subject, object_ = labels[claim.subject], labels[claim.object]
        if not schema.allows(claim.relation, subject, object_):
            yield claim.id, f"{':'.join(subject)} {claim.relation} {':'.join(object_)} is not allowed"
    closed = ((claim.polarity, POLARITIES), (claim.status, STATUSES), (claim.basis, BASES))
    for value, allowed in closed:
        if value not in allowed:
            yield claim.id, f"{value!r} is none of {', '.join(allowed)}"
    if not claim.evidence:
        yield claim.id, "it has no evidence"
    for evidence in claim.evidence:
        yield from _evidence_faults(claim.id, evidence)


def _evidence_faults(place: str, evidence: Evidence) -> Iterator[tuple[str, str]]:
    if not 0 <= evidence.start <= evidence.end:
        yield place, f"its evidence is at {evidence.start}-{evidence.end}"
    elif len(evidence.quote) != evidence.end - evidence.start:
        expected = evidence.end - evidence.start
        yield (
            place,
            f"its quote has {len(evidence.quote)} characters where {expected} are meant: {evidence.quote[:60]!r}",
        )


def _passage_faults(extraction: Extraction) -> Iterator[tuple[str, str]]:
    quotes: dict[tuple[int, int], str] = {}
    for claim in extraction.claims:
        for evidence in claim.evidence:
            if quotes.setdefault((evidence.start, evidence.end), evidence.quote) != evidence.quote:
                yield claim.id, f"two different quotes at {evidence.start}-{evidence.end}"


def _edge_faults(graph: Graph) -> Iterator[tuple[str, str]]:
    expected, stored = set(project_edges(graph.claims)), set(graph.edges)
    for edge in sorted(stored - expected, key=_place):
        yield _place(edge), "no claim carries this edge as it stands"
    for edge in sorted(expected - stored, key=_place):
        yield _place(edge), "the claims carry an edge that is missing or differs"


def _place(edge: Edge) -> str:
    return f"{edge.subject} {edge.relation} {edge.object}"

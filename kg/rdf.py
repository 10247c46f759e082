"""A graph as RDF: direct triples for plain edges, and every claim as a resource with its evidence."""

import json
from collections.abc import Callable, Iterator
from typing import Final

from rdflib import RDF, RDFS, XSD, Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, PROV

from kg.claim import Claim, Evidence
from kg.entity import Entity
from kg.extraction import DocumentInfo
from kg.graph import Graph as KgGraph
from kg.schema import load_schema

OA: Final = Namespace("http://www.w3.org/ns/oa#")
_DATES: Final = {4: XSD.gYear, 7: XSD.gYearMonth, 10: XSD.date}

Triple = tuple[URIRef, URIRef, URIRef | Literal]


class _Text(Literal):
    """A literal that is written with escapes: rdflib 7.6 writes an invalid one for newline, backslash and quote."""

    def _quote_encode(self) -> str:
        return json.dumps(str(self), ensure_ascii=False)


def graph_to_rdf(graph: KgGraph, iri: Callable[[str], str], schema_iri: str) -> str:
    """The graph as Turtle.

    Args:
        graph: What to write.
        iri: From a path id to an IRI.
        schema_iri: What the names of classes and properties are appended to.
    """
    result = Graph()
    writer = _Writer(iri, schema_iri)
    for prefix, namespace in (("schema", writer.schema), ("oa", OA), ("prov", PROV), ("dcterms", DCTERMS)):
        result.bind(prefix, namespace, replace=True)
    for triple in sorted(set(writer.triples(graph))):
        result.add(triple)
    return result.serialize(format="turtle")


class _Writer:
    def __init__(self, iri: Callable[[str], str], schema_iri: str) -> None:
        self._iri = iri
        self._edges = load_schema().edges
        self.schema = Namespace(schema_iri)

    def triples(self, graph: KgGraph) -> Iterator[Triple]:
        for document in graph.documents:
            yield from self._document(document)
        for entity in graph.entities:
            yield from self._entity(entity)
        for edge in graph.edges:
            yield self._node(edge.subject), self._relation(edge.relation), self._node(edge.object)
        for claim in graph.claims:
            yield from self._claim(claim)

    def _node(self, path_id: str) -> URIRef:
        return URIRef(self._iri(path_id))

    def _relation(self, name: str) -> URIRef:
        return self.schema[self._edges[name].rdf]

    def _document(self, document: DocumentInfo) -> Iterator[Triple]:
        node = self._node(document.id)
        yield node, RDF.type, self.schema.Document
        for key in ("source", "format", "base"):
            if (value := getattr(document, key)) is not None:
                yield node, self.schema[key], _text(value)
        for term, value in ((DCTERMS.title, document.title), (DCTERMS.publisher, document.publisher)):
            if value is not None:
                yield node, term, _text(value)
        if document.url is not None:
            yield node, self.schema.url, _text(document.url)
        if document.date is not None:
            yield node, DCTERMS.date, _date(document.date)
        for key, value in document.about:
            yield node, self.schema[f"about{key.capitalize()}"], self._node(value)

    def _entity(self, entity: Entity) -> Iterator[Triple]:
        node = self._node(entity.id)
        for label in entity.labels:
            yield node, RDF.type, self.schema[label]
        yield node, RDFS.label, _text(entity.name)
        for alias in entity.aliases:
            yield node, self.schema.alias, _text(alias)
        for key, value in entity.properties:
            yield node, self.schema[key], _text(value) if isinstance(value, str) else Literal(value)

    def _claim(self, claim: Claim) -> Iterator[Triple]:
        node = self._node(claim.id)
        yield node, RDF.type, self.schema.Claim
        yield node, RDF.subject, self._node(claim.subject)
        yield node, RDF.predicate, self._relation(claim.relation)
        yield node, RDF.object, self._node(claim.object)
        for key in ("polarity", "status", "basis", "rule"):
            yield node, self.schema[key], _text(getattr(claim, key))
        if claim.attributed_to is not None:
            yield node, PROV.wasAttributedTo, self._node(claim.attributed_to)
        if claim.date is not None:
            yield node, DCTERMS.date, _date(claim.date)
            yield node, self.schema.dateInferred, Literal(claim.date_inferred)
        for number, qualifier in enumerate(claim.qualifiers, start=1):
            part = URIRef(f"{node}#qualifier-{number}")
            yield node, self.schema.qualifier, part
            yield part, self.schema.kind, _text(qualifier.kind)
            yield part, self.schema.text, _text(qualifier.text)
        for evidence in claim.evidence:
            yield node, PROV.wasDerivedFrom, self._node(evidence.passage_id)
            yield from self._passage(evidence)

    def _passage(self, evidence: Evidence) -> Iterator[Triple]:
        node = self._node(evidence.passage_id)
        position, words = URIRef(f"{node}#position"), URIRef(f"{node}#quote")
        yield node, RDF.type, OA.SpecificResource
        yield node, OA.hasSource, self._node(evidence.document)
        yield node, OA.hasSelector, position
        yield node, OA.hasSelector, words
        yield position, RDF.type, OA.TextPositionSelector
        yield position, OA.start, Literal(evidence.start)
        yield position, OA.end, Literal(evidence.end)
        yield words, RDF.type, OA.TextQuoteSelector
        yield words, OA.exact, _text(evidence.quote)


def _text(value: str) -> Literal:
    return _Text(value.encode("utf-8", "replace").decode())


def _date(value: str) -> Literal:
    """A date with the precision that is known."""
    kind = _DATES.get(len(value))
    return Literal(value, datatype=kind, normalize=False) if kind else _text(value)

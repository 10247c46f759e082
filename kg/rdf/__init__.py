"""Extractions as RDF and back: one lossless mapping, whichever store or file holds the triples.

Three graphs: what documents say, as resources of the default graph; the plain edges, derived from the claims; and the
store's own account of what supports what. A triple is a line of N-Triples, so that sets of them are compared, sorted
and sent as they are. There are no blank nodes: every resource has an IRI that is a pure function of what it stands for.
"""

from kg.rdf.reading import read_triples
from kg.rdf.terms import DEFAULT_BASE_IRI, Names, iri_of
from kg.rdf.writing import Statements, graph_statements

__all__ = ["DEFAULT_BASE_IRI", "Names", "Statements", "graph_statements", "iri_of", "read_triples"]

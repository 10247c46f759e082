"""Triples as files: sorted, so that equal graphs give equal bytes."""

import io
from collections.abc import Iterable, Iterator
from typing import Final

from pyoxigraph import Quad, RdfFormat, Triple, parse, serialize

from kg.rdf.terms import Names
from kg.rdf.writing import Statements

FORMATS: Final = {
    "turtle": RdfFormat.TURTLE,
    "trig": RdfFormat.TRIG,
    "nquads": RdfFormat.N_QUADS,
    "jsonld": RdfFormat.JSON_LD,
}
"""Turtle has no named graphs: the plain edges stand among the rest. In the others they are a graph of their own."""

USED: Final = ("kg", "rdf", "rdfs", "xsd", "dcterms", "prov", "oa")


def nquads(names: Names, statements: Statements) -> bytes:
    """As N-Quads: the graphs one after the other, each sorted."""
    lines: list[str] = []
    for graph, found in statements.by_graph(names):
        lines += found if graph is None else (f"{line[:-1]}<{graph}> ." for line in found)
    return "".join(f"{line}\n" for line in lines).encode()


def triples_of(data: bytes) -> Iterator[Triple]:
    """The triples of N-Quads, whichever graph they are in."""
    return (quad.triple for quad in parse(data, RdfFormat.N_QUADS))


def rdf_bytes(names: Names, statements: Statements, format: str) -> bytes:
    """In one of FORMATS."""
    if format == "nquads":
        return nquads(names, statements)
    if format == "turtle":
        return triples_text(names, sorted(statements.default | statements.edges), format).encode()
    return _serialized(parse(nquads(names, statements), RdfFormat.N_QUADS), names, format)


def triples_text(names: Names, lines: Iterable[str], format: str) -> str:
    """Lines of N-Triples as `turtle`, or as they are."""
    text = "".join(f"{line}\n" for line in lines)
    if format != "turtle":
        return text
    return _serialized((quad.triple for quad in parse(text.encode(), RdfFormat.N_TRIPLES)), names, format).decode()


def _serialized(triples: Iterable[Triple] | Iterable[Quad], names: Names, format: str) -> bytes:
    known = {name: names.prefixes[name] for name in USED}
    out = io.BytesIO()
    serialize(triples, out, FORMATS[format], prefixes=known)
    data = out.getvalue()
    if format == "jsonld":
        return data + b"\n"
    header, body = data.split(b"\n<", 1) if data.startswith(b"@prefix") else (b"", data)
    return data if not header else b"\n".join(sorted(header.split(b"\n"))) + b"\n<" + body  # they come in any order

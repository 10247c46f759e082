"""Whether a whole graph keeps the schema: each fault in words, with the document and the claim that it is in."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, parse

from kg.errors import CorruptDocument, KgError, MissingExtra
from kg.extraction import Extraction
from kg.graph import build_graph
from kg.rdf import Names, read_triples
from kg.rdf.terms import PREFIXES
from kg.schema import load_schema
from kg.stores.base import View
from kg.validate import extraction_faults, graph_faults
from kg.vocabulary import generated_text

if TYPE_CHECKING:
    import rdflib
    from rdflib.term import Node

RDF_SUFFIXES: Final = {
    ".ttl": RdfFormat.TURTLE,
    ".trig": RdfFormat.TRIG,
    ".nq": RdfFormat.N_QUADS,
    ".nt": RdfFormat.N_TRIPLES,
    ".jsonld": RdfFormat.JSON_LD,
}
_STRING: Final = PREFIXES["xsd"] + "string"
_SH, _OA, _PROV = (PREFIXES[name] for name in ("sh", "oa", "prov"))


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Finding:
    """One thing that is wrong.

    Attributes:
        document: Source or id of the document that it is in; empty where it is in none.
        place: Id of the node, claim or passage.
        message: What is expected, in words.
        value: What stands there instead, where that says more.
    """

    document: str
    place: str
    message: str
    value: str = ""

    def data(self) -> dict[str, str]:
        """As a map."""
        return asdict(self)


def check_extractions(extractions: Iterable[Extraction]) -> Iterator[Finding]:
    """What is wrong with each document's nodes and claims."""
    schema = load_schema()
    for extraction in extractions:
        source = extraction.document.source or extraction.document.id
        for place, fault in extraction_faults(extraction, schema):
            yield Finding(document=source, place=place, message=fault)


def check_view(view: View) -> Iterator[Finding]:
    """What is wrong with a store's documents and with the graph that they make together."""
    extractions: list[Extraction] = []
    try:
        extractions += view.extractions()
    except KgError as error:
        yield Finding(document=error.source or "", place=error.place or "", message=error.message)
        return
    yield from check_extractions(extractions)
    for place, fault in graph_faults(build_graph(extractions), load_schema()):
        yield Finding(document="", place=place, message=fault)
    expected, stored = _tally(extractions), view.counts()
    for name in sorted(expected.keys() | stored.keys()):
        if expected.get(name, 0) != stored.get(name, 0):
            message = f"the documents make {expected.get(name, 0)}, and the store holds {stored.get(name, 0)}"
            yield Finding(document="", place=name, message=message)


def read_rdf(path: Path) -> list[Triple]:
    """The triples of a file, whichever graph they are in.

    Raises:
        CorruptDocument: It cannot be read.
    """
    try:
        quads = parse(path=path, format=RDF_SUFFIXES[path.suffix.lower()])
        return [quad.triple for quad in quads]
    except (OSError, SyntaxError, ValueError) as error:
        raise CorruptDocument(f"cannot be read: {error}", source=str(path), hint="check the file") from error


def check_triples(names: Names, triples: Iterable[Triple]) -> Iterator[Finding]:
    """What is wrong with some triples: by the shapes, and by the documents that they hold."""
    found = list(triples)
    shaped = list(check_shapes(names, found))
    yield from shaped
    try:
        yield from check_extractions(read_triples(names, found))
    except CorruptDocument as error:
        if not shaped:  # the shapes say it better
            yield Finding(document="", place=error.place or "", message=error.message)


def check_shapes(names: Names, triples: Iterable[Triple | Quad]) -> Iterator[Finding]:
    """What breaks the shapes that are generated from the schema.

    Raises:
        MissingExtra: pyshacl is not installed.
    """
    try:
        import pyshacl
        import rdflib
    except ImportError as error:
        raise MissingExtra(
            "shapes are checked by pyshacl, which is not installed", hint="pip install 'statute-kg[rdf]'"
        ) from error
    data = rdflib.Graph()
    for triple in triples:
        data.add((_node(triple.subject), _node(triple.predicate), _node(triple.object)))
    shapes = rdflib.Graph().parse(data=generated_text("shacl", names.base), format="turtle")
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes, inplace=True)
    if not isinstance(report, rdflib.Graph):
        raise KgError(f"the shapes could not be checked: {report}")
    return iter(sorted(_Report(names, data, report).findings()))


class _Report:
    """Reads the results of a SHACL report: https://www.w3.org/TR/shacl/#validation-report."""

    def __init__(self, names: Names, data: "rdflib.Graph", report: "rdflib.Graph") -> None:
        self._names, self._data, self._report = names, data, report

    def findings(self) -> Iterator[Finding]:
        """One for each result."""
        from rdflib import URIRef

        for result in self._report.subjects(URIRef(_SH + "resultMessage"), None, unique=True):
            focus = self._report.value(result, URIRef(_SH + "focusNode"))
            message = self._report.value(result, URIRef(_SH + "resultMessage"))
            value = self._report.value(result, URIRef(_SH + "value"))
            yield Finding(
                document=self._document(focus),
                place=self._names.short(str(focus).partition("#")[0] if self._ours(focus) else str(focus)),
                message=str(message),
                value="" if value is None or value == focus else self._names.short(str(value)),
            )

    def _ours(self, node: "Node | None") -> bool:
        return str(node).startswith(self._names.base) and not str(node).startswith(self._names.vocabulary)

    def _document(self, focus: "Node | None") -> str:
        """The source of a document that leads to the node, nearest first."""
        from rdflib import URIRef

        seen: set[Node | None] = {focus}
        frontier: list[Node | None] = [focus]
        for _ in range(4):
            for node in sorted(map(str, frontier)):
                source = self._data.value(URIRef(node), URIRef(self._names.vocabulary + "source"))
                if source is not None:
                    return str(source)
            after = [other for node in frontier for other in self._towards(node) if other not in seen]
            seen.update(after)
            frontier = list(after)
        return ""

    def _towards(self, node: "Node | None") -> Iterator["Node"]:
        forward, backward = self._links
        for predicate in forward:
            yield from self._data.objects(node, predicate)
        for predicate in backward:
            yield from self._data.subjects(predicate, node)

    @cached_property
    def _links(self) -> tuple[list["rdflib.URIRef"], list["rdflib.URIRef"]]:
        from rdflib import URIRef

        own = self._names.vocabulary
        forward = (own + "mentionedIn", _OA + "hasSource", _OA + "hasTarget", _PROV + "wasDerivedFrom")
        return list(map(URIRef, forward)), list(map(URIRef, (own + "mentions", _OA + "hasSelector", _OA + "hasBody")))


def _node(term: object) -> "Node":
    from rdflib import BNode, URIRef
    from rdflib import Literal as Text

    match term:
        case NamedNode():
            return URIRef(term.value)
        case Literal():
            kind = None if term.datatype.value == _STRING else URIRef(term.datatype.value)
            language = term.language
            return Text(term.value, lang=language, datatype=None if language else kind, normalize=False)
        case _:
            return BNode(str(term))


def _tally(extractions: Iterable[Extraction]) -> Mapping[str, int]:
    """What `View.counts` of a store with these documents is."""
    graph = build_graph(extractions)
    counts: dict[str, int] = {}
    passages = {evidence.passage_id for claim in graph.claims for evidence in claim.evidence}
    names = [label for entity in graph.entities for label in entity.labels]
    for name in (*names, *(edge.relation for edge in graph.edges)):
        counts[name] = counts.get(name, 0) + 1
    records = {"Document": len(graph.documents), "Claim": len(graph.claims), "Passage": len(passages)}
    return counts | {name: count for name, count in records.items() if count}

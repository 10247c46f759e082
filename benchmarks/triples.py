"""The store of triples against a plain rdflib graph with the same triples.

`python -m benchmarks.triples CLAIMS.jsonl [DOCUMENTS]`: the input is what `kg extract` printed, or so many documents of
it. Prints CPU seconds of this process.
"""

import json
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path

from rdflib import RDF, Graph, Literal, URIRef

from kg.extraction import read_extractions
from kg.rdf import Names, graph_statements
from kg.stores.rdf.oxigraph import OxigraphStore

TWO_HOPS = """
SELECT (COUNT(DISTINCT ?far) AS ?n) WHERE {
  ?c1 rdf:subject ?near ; rdf:object <START> ; kg:polarity "affirmed" .
  ?c2 rdf:object ?near ; rdf:subject ?far ; kg:polarity "affirmed" .
}
"""
AGGREGATE = "SELECT ?p ?s (COUNT(*) AS ?n) WHERE { ?c rdf:predicate ?p ; kg:status ?s } GROUP BY ?p ?s"


def seconds(work: Callable[[], object]) -> float:
    """CPU seconds that it takes."""
    before = time.process_time()
    work()
    return time.process_time() - before


def two_hops(graph: Graph, start: URIRef) -> int:
    """The same as TWO_HOPS as a loop, which is how rdflib is quickest."""
    polarity, affirmed = URIRef(Names().vocabulary + "polarity"), Literal("affirmed")
    far = set()
    for first in graph.subjects(RDF.object, start):
        if (first, polarity, affirmed) in graph:
            near = graph.value(first, RDF.subject)
            for second in graph.subjects(RDF.object, near):
                if (second, polarity, affirmed) in graph:
                    far.add(graph.value(second, RDF.subject))
    return len(far)


def main(path: Path, most: int | None) -> None:
    with path.open(encoding="utf-8") as lines:
        extractions = list(islice(read_extractions(lines), most))
    names = Names()
    statements = graph_statements(names, extractions)
    data = "\n".join(statements.default | statements.edges)
    objects = [claim.object for item in extractions for claim in item.claims]
    start = max(set(objects), key=objects.count)
    hops = TWO_HOPS.replace("<START>", names.node(start))
    prefixes = "".join(f"PREFIX {key}: <{names.prefixes[key]}> " for key in ("kg", "rdf"))
    plain = Graph()
    figures: dict[str, dict[str, float]] = {"rdflib": {"load": seconds(lambda: plain.parse(data=data, format="nt"))}}
    far: list[int] = []
    figures["rdflib"]["2 hops"] = seconds(lambda: far.append(two_hops(plain, URIRef(names.node(start)[1:-1]))))
    figures["rdflib"]["aggregate"] = seconds(lambda: list(plain.query(prefixes + AGGREGATE)))
    with tempfile.TemporaryDirectory() as folder, OxigraphStore(folder, create=True) as store:
        view = store.view()
        ours = figures["rdf:"] = {}
        ours["load"] = seconds(lambda: store.writer().add(extractions))
        ours["load again"] = seconds(lambda: store.writer().add(extractions))
        ours["2 hops"] = seconds(lambda: view.query(hops))
        assert view.query(hops).rows == ((far[0],),)
        ours["aggregate"] = seconds(lambda: view.query(AGGREGATE))
        ours["read all"] = seconds(lambda: list(view.extractions()))
        ours["neighbourhood"] = seconds(lambda: view.neighbourhood([start], 2, 300))
        ours["search"] = seconds(lambda: view.search("fair use"))
    print(f"{len(extractions)} documents, {len(objects)} claims, {len(statements)} triples, from {start}")
    print(json.dumps(figures, indent=1, default=lambda value: round(value, 4)))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else None)

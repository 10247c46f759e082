"""The store of triples against a plain rdflib graph, on the same triples: `python -m benchmarks.triples CLAIMS.jsonl`.

The input is what `kg extract` printed. Prints CPU seconds of this process.
"""

import json
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from rdflib import Graph

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


def main(path: Path) -> None:
    with path.open(encoding="utf-8") as lines:
        extractions = list(read_extractions(lines))
    names = Names()
    statements = graph_statements(names, extractions)
    data = "\n".join(statements.default | statements.edges)
    objects = [claim.object for item in extractions for claim in item.claims]
    start = max(set(objects), key=objects.count)
    hops = TWO_HOPS.replace("<START>", names.node(start))
    prefixes = "".join(f"PREFIX {key}: <{names.prefixes[key]}> " for key in ("kg", "rdf"))
    plain = Graph()
    figures: dict[str, dict[str, float]] = {"rdflib": {"load": seconds(lambda: plain.parse(data=data, format="nt"))}}
    figures["rdflib"]["2 hops"] = seconds(lambda: list(plain.query(prefixes + hops)))
    figures["rdflib"]["aggregate"] = seconds(lambda: list(plain.query(prefixes + AGGREGATE)))
    with tempfile.TemporaryDirectory() as folder, OxigraphStore(folder, create=True) as store:
        view = store.view()
        ours = figures["rdf:"] = {}
        ours["load"] = seconds(lambda: store.writer().add(extractions))
        ours["load again"] = seconds(lambda: store.writer().add(extractions))
        ours["2 hops"] = seconds(lambda: view.query(hops))
        ours["aggregate"] = seconds(lambda: view.query(AGGREGATE))
        ours["read all"] = seconds(lambda: list(view.extractions()))
        ours["neighbourhood"] = seconds(lambda: view.neighbourhood([start], 2, 300))
        ours["search"] = seconds(lambda: view.search("fair use"))
        assert set(view.query(hops).rows) == {(int(row[0]),) for row in plain.query(prefixes + hops)}
    print(f"{len(extractions)} documents, {len(objects)} claims, {len(statements)} triples, from {start}")
    print(json.dumps(figures, indent=1, default=lambda value: round(value, 4)))


if __name__ == "__main__":
    main(Path(sys.argv[1]))

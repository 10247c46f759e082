"""What each store costs in CPU seconds: `python -m benchmarks.stores [--write NAME] [--no-loops] [PATH...]`.

A title of the U.S. Code and the examples go in (or the paths; title 26 is one file a section, and a file of
`kg extract` saves reading it again); then come the questions that people ask. A server's CPU time counts like our own.
For comparison Neo4j's import tool fills a database with the same, a loop over the plain driver writes the same nodes
and relationships, a statement each, and a loop over rdflib the same triples, one `add` each. `--no-loops` leaves these
out: for a large title one loop takes the better part of an hour, and the other more memory than there is.
"""

import argparse
import datetime
import json
import os
import shlex
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any, cast

import neo4j
import rdflib

from benchmarks.line import EXAMPLES
from benchmarks.measuring import RESULTS, ROOT, children, machine, write_between_markers
from kg.cli.options import all_loaders
from kg.extraction import Extraction
from kg.graph import build_graph
from kg.pipeline import Extracted, Reading, extract_sources, import_sources
from kg.rdf import Names, graph_statements
from kg.sources import find_sources
from kg.stores import open_store
from kg.stores.admin_csv import ARGUMENTS, write_admin_csv
from kg.stores.base import Store
from tests.servers.fuseki import fuseki_process
from tests.servers.neo4j import PASSWORD, Server
from tests.stores.conftest import with_password

TITLE = ROOT.parent / "shared" / "data" / "uslm" / "usc17.xml"
REPEATS = 20
BATCH = 1000
LIMIT = 300
WORDS = "copyright owner"

QUESTION = """
MATCH (a:Agreement)<-[:GOVERNS]-(law)
OPTIONAL MATCH (a)<-[:PARTY_TO]-(party:Agency)
OPTIONAL MATCH (o)-[:CHALLENGES]->(a)
OPTIONAL MATCH (c:Claim {relation: 'VIOLATES'})-[:SUBJECT]->(a)
OPTIONAL MATCH (c)-[:ATTRIBUTED_TO]->(judge), (c)-[:EVIDENCED_BY]->(p:Passage)-[:IN_DOCUMENT]->(d:Document)
RETURN a.name, law.name, party.name, o.name, c.polarity, c.status, judge.name, p.quote, d.title
"""
"""Which agreements between whom rest on which provision, who challenged them, how it ended, and where it says so."""
SPARQL_QUESTION = """
SELECT ?agreement ?law ?party ?challenger ?polarity ?status ?judge ?quote ?title WHERE {
  GRAPH ?edges { ?lawIri kg:governs ?a } ?a a kg:Agreement ; rdfs:label ?agreement . ?lawIri rdfs:label ?law .
  OPTIONAL { GRAPH ?edges { ?p kg:partyTo ?a } ?p a kg:Agency ; rdfs:label ?party }
  OPTIONAL { GRAPH ?edges { ?o kg:challenges ?a } ?o rdfs:label ?challenger }
  OPTIONAL {
    ?c rdf:subject ?a ; rdf:predicate kg:violates ; kg:polarity ?polarity ; kg:status ?status ;
       prov:wasDerivedFrom ?passage .
    ?passage oa:hasSource ?d ; oa:hasSelector ?s . ?s oa:exact ?quote . ?d rdfs:label ?title .
    OPTIONAL { ?c prov:wasAttributedTo ?j . ?j rdfs:label ?judge }
  }
}
"""


Statement = tuple[str, dict[str, Any]]
Column = dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A store to measure; one more kind joins by one more of these.

    Attributes:
        name: In the table.
        uri: An empty store.
        pid: The process whose CPU time counts as well, or None.
        question: QUESTION in the language of the store.
    """

    name: str
    uri: str
    pid: int | None = None
    question: str = QUESTION


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("paths", nargs="*", default=[str(TITLE), str(EXAMPLES)], help="what goes in")
    parser.add_argument("--first", type=int, help="so many of the documents")
    parser.add_argument("--what", default="Title 17 of the U.S. Code and the examples", help="what the paths are")
    parser.add_argument("--words", default=WORDS, help="the words of the full-text search")
    parser.add_argument("--keep", type=Path, metavar="FILE", help="what is measured; a run that was stopped goes on")
    parser.add_argument("--only", choices=STORES, help="one store, and nothing else")
    parser.add_argument("--no-loops", action="store_true", help="without the import tool and the plain loops")
    parser.add_argument(
        "--write", metavar="NAME", help="put the table into benchmarks/RESULTS.md, between NAME's marks"
    )
    arguments = parser.parse_args()
    documents = read(arguments.paths)[: arguments.first]
    kept = Kept(arguments.keep)
    stores = [arguments.only] if arguments.only else list(STORES)
    others = () if arguments.only or arguments.no_loops else ("import tool", "loops")
    text = "\n".join(run(documents, arguments.words, kept, stores, others)).rstrip()
    claims = len({claim.id for item in documents for claim in item.claims})
    head = f"{datetime.date.today().isoformat()}, {machine()}. Command: `{command(arguments)}`."
    text = f"{head}\n{arguments.what}: {len(documents):,} documents, {claims:,} claims.\n\n{text}"
    print(text)
    if arguments.write:
        write_between_markers(RESULTS, arguments.write, text)


def command(arguments: argparse.Namespace) -> str:
    """What was typed, but for where the files are on this machine and where the table goes."""
    words = ["python", "-m", "benchmarks.stores"]
    words += ["--no-loops"] if arguments.no_loops else []
    words += ["--first", str(arguments.first)] if arguments.first else []
    words += ["--words", arguments.words] if arguments.words != WORDS else []
    standard = [str(TITLE), str(EXAMPLES)]
    return shlex.join([*words, *(Path(path).name for path in arguments.paths if arguments.paths != standard)])


def run(
    documents: list[Extraction], words: str, kept: "Kept", stores: Sequence[str], others: Collection[str]
) -> Iterator[str]:
    """The lines of the report."""
    centres = most_tied(documents)

    def column(place: Place) -> Column:
        return measure(place, documents, centres, words)

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        yield from table([kept.of(store, partial(STORES[store], folder, column)) for store in stores])
        yield ""
        if "import tool" in others:
            bulk = kept.of("import tool", lambda: import_tool(Server(folder / "bulk"), documents, folder / "csv"))
            yield f"A new Neo4j database by its import tool: {bulk['CSV']} to write CSV, {bulk['import']} to import it."
        if "loops" in others:
            plain = kept.of("loops", lambda: plain_loops(folder, documents))
            yield f"Nodes and relationships into Neo4j by a loop over its driver, a statement each: {plain['Neo4j']}."
            yield f"The same triples into rdflib in memory by a loop, an `add` each: {plain['rdflib']}."
            yield "Neither loop merges what documents say, nor can take one of them out again."


class Kept:
    """What was measured, in a file where one is named: a run that was stopped goes on behind it.

    Args:
        path: The file, or None.
    """

    def __init__(self, path: Path | None) -> None:
        self._path = path

    def of(self, name: str, work: Callable[[], Column]) -> Column:
        """What the work gives, or gave."""
        if name not in (known := self._read()):
            column = work()
            known = self._read() | {name: column}
            if self._path is not None:
                self._path.write_text(json.dumps(known, indent=1), encoding="utf-8")
            return column
        return known[name]

    def _read(self) -> dict[str, Column]:
        if self._path is None or not self._path.is_file():
            return {}
        return cast(dict[str, Column], json.loads(self._path.read_text(encoding="utf-8")))


def embedded(folder: Path, column: Callable[[Place], Column]) -> Column:
    return column(Place(name="embedded", uri=f"embedded:{folder / 'kg'}"))


def on_neo4j(folder: Path, column: Callable[[Place], Column]) -> Column:
    with Server(folder / "neo4j") as server:
        assert server.process is not None
        return column(Place(name="Neo4j", uri=with_password(server), pid=server.process.pid))


def on_oxigraph(folder: Path, column: Callable[[Place], Column]) -> Column:
    return column(Place(name="Oxigraph", uri=f"rdf:{folder / 'rdf'}", question=SPARQL_QUESTION))


def on_fuseki(folder: Path, column: Callable[[Place], Column]) -> Column:
    with fuseki_process(folder, on_disk=True) as (url, pid):
        return column(Place(name="Fuseki", uri=f"sparql+{url}?timeout=3600", pid=pid, question=SPARQL_QUESTION))


STORES = {"embedded": embedded, "Neo4j": on_neo4j, "Oxigraph": on_oxigraph, "Fuseki": on_fuseki}


def import_tool(server: Server, documents: list[Extraction], folder: Path) -> Column:
    """`kg export --format neo4j-admin`, and `neo4j-admin database import full`."""
    written = Clock(None).of(lambda: write_admin_csv(documents, folder))
    with children() as spent:
        server.admin("database", "import", "full", "neo4j", f"@{ARGUMENTS}", folder=folder)
    return {"CSV": f"{written:.1f} s", "import": f"{spent():.1f} s"}


def plain_loops(folder: Path, documents: list[Extraction]) -> Column:
    with open_store(f"embedded:{folder / 'plain-kg'}", create=True) as store:
        load(store, documents)
    with Server(folder / "plain") as server:
        spent = plain_loop(server, folder / "plain-kg")
    return {"Neo4j": f"{spent:.1f} s", "rdflib": f"{rdflib_loop(documents):.1f} s"}


def rdflib_loop(documents: list[Extraction]) -> float:
    """The same triples into rdflib in memory, one after the other."""
    statements = graph_statements(Names(), documents)
    data = rdflib.Graph().parse(data="\n".join(statements.default | statements.edges), format="nt")
    plain = rdflib.Graph()

    def add() -> None:
        for triple in data:
            plain.add(triple)

    return Clock(None).of(add)


def read(paths: list[str]) -> list[Extraction]:
    """What the paths hold; all of it, or an error: a table of a part would call itself the whole."""
    documents: list[Extraction] = []
    for part in extract_sources(find_sources(paths), Reading(loaders=all_loaders, check=True)):
        for error in part.errors:
            raise error
        documents += part.extractions
    return documents


def measure(place: Place, documents: list[Extraction], centres: list[str], words: str) -> Column:
    """Every row of the table for one store."""
    rows = Rows({"store": place.name})
    with open_store(place.uri, create=True) as store:
        clock = Clock(place.pid)
        rows["import"] = f"{clock.of(lambda: load(store, documents)):.1f} s"
        rows["import again, 0 writes"] = f"{clock.of(lambda: load(store, documents)):.1f} s"
        view = store.view()
        rows["2-hop neighbourhood"] = clock.median(lambda i: view.neighbourhood([centres[i]], 2, LIMIT))
        rows["3-hop neighbourhood"] = clock.median(lambda i: view.neighbourhood([centres[i]], 3, LIMIT))
        rows["question of the model"] = clock.median(lambda i: view.query(place.question))
        rows["full-text search"] = clock.median(lambda i: view.search(words))
        rows["everything read back"] = f"{clock.of(lambda: sum(1 for _ in view.extractions())):.1f} s"
    return rows


def load(store: Store, documents: list[Extraction]) -> None:
    report = import_sources([Extracted(source="-", extractions=tuple(documents))], store.writer().add)
    assert not report.failed


def most_tied(documents: list[Extraction]) -> list[str]:
    """The entities with most plain edges."""
    graph = build_graph(documents)
    ties = Counter(end for edge in graph.edges for end in (edge.subject, edge.object))
    known = {entity.id for entity in graph.entities}
    return sorted(known & ties.keys(), key=lambda key: (-ties[key], key))[:REPEATS]


class Rows(Column):
    """The rows of one store; each is told on stderr when it is there, for the whole takes minutes."""

    def __setitem__(self, name: str, value: str) -> None:
        super().__setitem__(name, value)
        print(f"{self['store']}: {name}: {value}", file=sys.stderr, flush=True)


class Clock:
    """CPU time, user and system, of this process and of one more."""

    def __init__(self, pid: int | None) -> None:
        self._pid = pid

    def now(self) -> float:
        spent = time.process_time()
        if self._pid is not None:
            fields = Path(f"/proc/{self._pid}/stat").read_text().rpartition(")")[2].split()
            spent += (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
        return spent

    def of(self, work: Callable[[], object]) -> float:
        begin = self.now()
        work()
        return self.now() - begin

    def median(self, work: Callable[[int], object]) -> str:
        """Of REPEATS runs after as many to warm up; a server counts in hundredths, so all runs are timed together."""
        for number in range(REPEATS):
            work(number)
        if self._pid is not None:
            return f"{self.of(lambda: [work(number) for number in range(REPEATS)]) / REPEATS * 1000:.0f} ms"
        spent = statistics.median(self.of(partial(work, number)) for number in range(REPEATS))
        return f"{spent * 1000:.0f} ms"


def plain_loop(server: Server, filled: Path) -> float:
    """The same nodes and relationships, one MERGE each, a transaction a thousand, with an index on every id."""
    assert server.process is not None
    with open_store(f"embedded:{filled}", read_only=True) as store:
        nodes = cast(Any, store.view().query("MATCH (n) RETURN labels(n), properties(n)").rows)
        edges = (
            store.view()
            .query("MATCH (a)-[r]->(b) RETURN labels(a), a.id, type(r), properties(r), labels(b), b.id")
            .rows
        )
    with (
        neo4j.GraphDatabase.driver(server.uri.replace("neo4j@", ""), auth=("neo4j", PASSWORD)) as driver,
        driver.session() as session,
    ):
        for label in sorted({label for labels, _ in nodes for label in labels}):
            session.run(f"CREATE CONSTRAINT FOR (n:{label}) REQUIRE n.id IS UNIQUE").consume()
        return Clock(server.process.pid).of(lambda: run_all(session, statements(nodes, edges)))


def statements(nodes: Any, edges: Any) -> Iterator[Statement]:
    for labels, properties in nodes:
        text = f"MERGE (n:{':'.join(labels)} {{id: $id}}) SET n = $properties"
        yield text, {"id": properties["id"], "properties": properties}
    for start, a, relation, properties, end, b in edges:
        ends = f"MATCH (a:{start[0]} {{id: $a}}) MATCH (b:{end[0]} {{id: $b}})"
        yield f"{ends} CREATE (a)-[r:{relation}]->(b) SET r = $properties", {"a": a, "b": b, "properties": properties}


def run_all(session: neo4j.Session, items: Iterator[Statement]) -> None:
    while batch := list(islice(items, BATCH)):
        session.execute_write(run_batch, batch)


def run_batch(transaction: neo4j.ManagedTransaction, batch: list[Statement]) -> None:
    for text, parameters in batch:
        transaction.run(text, parameters).consume()


def table(columns: list[Column]) -> Iterator[str]:
    names = [name for name in columns[0] if name != "store"]
    head = ["CPU time, user and system, client and server", *(column["store"] for column in columns)]
    rows = [[name, *(column[name] for column in columns)] for name in names]
    yield from ("| " + " | ".join(row) + " |" for row in (head, ["---"] * len(head), *rows))


if __name__ == "__main__":
    main()

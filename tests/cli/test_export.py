"""The graph in other formats."""

import gzip
import json
from pathlib import Path
from urllib.parse import unquote

import networkx as nx
import pytest
from rdflib import RDF, Graph, Literal, URIRef

from kg.export import rdf_text
from kg.rdf import DEFAULT_BASE_IRI, iri_of
from tests.cli.conftest import MEMORANDUM, SECTION, Run, sample_extractions, write_claims

BASE = DEFAULT_BASE_IRI
IDS = (
    "/us/usc/t26/s6103/i/2/A",
    "/us/cfr/t26/s301.6103(i)-1",
    "/us/usc/t26/s6103@2025-05-12",
    "/us/case/dcd/1:25-cv-00677",
    "/us/agreement/mou/a+b/undated",
    "/org/société générale",
    "/person/a b%20c",
    "/doc/x#y?z",
    '/org/<"quote">\\^`{|}',
    "/org/法",
)


def test_an_export_can_be_imported_again_without_loss(run: Run, stored: Path, tmp_path: Path) -> None:
    run("export", "graph.jsonl", "--store", stored)
    imported = run("import", "--json", "graph.jsonl", "--store", "embedded:copy")
    run("export", "copy.jsonl", "--store", "embedded:copy")

    assert json.loads(imported.stdout)["documents"]["new"] == 3
    assert (tmp_path / "graph.jsonl").read_bytes() == (tmp_path / "copy.jsonl").read_bytes()
    write_claims(tmp_path / "original.jsonl", sorted(sample_extractions(), key=lambda each: each.document.id))
    original = [json.loads(line) for line in (tmp_path / "original.jsonl").read_text().splitlines()]
    assert [json.loads(line) for line in (tmp_path / "graph.jsonl").read_text().splitlines()] == original


@pytest.mark.parametrize(
    "name",
    [
        "graph.json",
        "graph.graphml",
        "graph.gexf",
        "graph.ttl",
        "graph.trig",
        "graph.nq",
        "graph.jsonld",
        "graph.apoc.json",
        "g.jsonl",
    ],
)
def test_every_format_gives_the_same_bytes_twice(run: Run, stored: Path, tmp_path: Path, name: str) -> None:
    first = run("export", name, "--store", stored)
    written = (tmp_path / name).read_bytes()
    run("export", name, "--store", stored)

    assert (first.exit_code, first.stdout) == (0, "")
    assert (tmp_path / name).read_bytes() == written
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_node_link_json_and_graphml_are_read_by_networkx(run: Run, stored: Path, tmp_path: Path) -> None:
    run("export", "graph.json", "--store", stored)
    run("export", "graph.graphml", "--store", stored)
    run("export", "graph.gexf", "--store", stored)

    linked = nx.node_link_graph(json.loads((tmp_path / "graph.json").read_text()), edges="edges")
    marked = nx.read_graphml(tmp_path / "graph.graphml", force_multigraph=True)
    gephi = nx.read_gexf(tmp_path / "graph.gexf")

    assert set(linked.nodes) == set(marked.nodes) == set(gephi.nodes)
    assert gephi.nodes[SECTION.id]["label"] == SECTION.name
    for graph in (linked, marked, gephi):
        assert graph.nodes[SECTION.id]["name"] == SECTION.name
        edges = {(start, data["relation"], end) for start, end, data in graph.edges(data=True)}
        assert (SECTION.id, "GOVERNS", MEMORANDUM.id) in edges
        assert not any(relation == "VIOLATES" for _, relation, _ in edges)


def test_turtle_has_plain_edges_and_claims_with_their_quotes(run: Run, stored: Path) -> None:
    text = run("export", "--format", "turtle", "-", "--store", stored).stdout
    graph = Graph().parse(data=text, format="turtle")
    schema, oa = f"{BASE}/schema#", "http://www.w3.org/ns/oa#"
    section, memorandum = URIRef(iri_of(SECTION.id)), URIRef(iri_of(MEMORANDUM.id))

    assert (section, URIRef(f"{schema}governs"), memorandum) in graph
    assert (memorandum, URIRef(f"{schema}violates"), section) not in graph
    denied = list(graph.subjects(URIRef(f"{schema}polarity"), Literal("negated")))
    assert [(claim, RDF.predicate, URIRef(f"{schema}violates")) in graph for claim in denied] == [True]
    quotes = set(graph.objects(None, URIRef(f"{oa}exact")))
    assert {str(quote) for quote in quotes} == {
        e.quote for x in sample_extractions() for c in x.claims for e in c.evidence
    }


def test_turtle_keeps_every_character_of_a_text() -> None:
    document, *_ = sample_extractions()
    hostile = 'line\none \\ "quoted" \\" \'\'\' """ \t\r\x1b\x85\u2028 end\\'
    named = type(SECTION)(id=SECTION.id, labels=SECTION.labels, name=hostile)
    given = type(document)(document=document.document, entities=(named,))

    parsed = Graph().parse(data=rdf_text([given], "turtle"), format="turtle")

    labels = list(parsed.objects(URIRef(iri_of(SECTION.id)), URIRef("http://www.w3.org/2000/01/rdf-schema#label")))
    assert [str(label) for label in labels] == [hostile]


@pytest.mark.parametrize("path_id", IDS)
def test_an_iri_is_valid_and_gives_the_id_back(path_id: str) -> None:
    iri = iri_of(path_id, "https://data.example.gov/law/")

    assert iri.isascii()
    assert not set(iri) & set(' <>"{}|\\^`#?')
    assert unquote(iri.removeprefix("https://data.example.gov/law")) == path_id


def test_the_base_of_the_iris_can_be_chosen(run: Run, stored: Path) -> None:
    text = run("export", "--format", "turtle", "--base-iri", "https://x.test/g/", "-", "--store", stored).stdout

    assert f"https://x.test/g{SECTION.id}" in text
    assert BASE not in text


def test_apoc_lines_hold_all_nodes_before_the_relationships(run: Run, stored: Path) -> None:
    lines = [json.loads(line) for line in run("export", "--format", "apoc", "-", "--store", stored).stdout.splitlines()]
    nodes = {each["id"]: each for each in lines if each["type"] == "node"}
    relationships = [each for each in lines if each["type"] == "relationship"]

    assert lines == [*nodes.values(), *relationships]
    assert nodes[SECTION.id]["labels"] == ["Statute"]
    assert all(each["start"]["id"] in nodes and each["end"]["id"] in nodes for each in relationships)
    assert all(each["start"]["labels"] == nodes[each["start"]["id"]]["labels"] for each in relationships)
    kinds = {each["label"] for each in relationships}
    assert kinds >= {"GOVERNS", "SUBJECT", "OBJECT", "ATTRIBUTED_TO", "EVIDENCED_BY", "IN_DOCUMENT"}


def test_claims_go_to_stdout_by_default_and_gzip_comes_back(run: Run, stored: Path, tmp_path: Path) -> None:
    text = run("export", "-", "--store", stored).stdout
    (tmp_path / "graph.jsonl.gz").write_bytes(gzip.compress(text.encode()))

    assert json.loads(run("import", "--json", "graph.jsonl.gz").stdout)["documents"]["new"] == 3


def test_a_file_that_cannot_be_written_is_an_error_and_nothing_is_left(run: Run, stored: Path, tmp_path: Path) -> None:
    result = run("export", "missing/graph.jsonl", "--store", stored)

    assert result.exit_code == 3
    assert "missing/graph.jsonl: cannot be written" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_suffix_without_a_format_is_wrong_usage(run: Run, stored: Path) -> None:
    result = run("export", "graph.docx", "--store", stored)

    assert result.exit_code == 2
    assert "--format" in result.stderr


def test_a_folder_for_the_import_tool_of_neo4j(run: Run, stored: Path, tmp_path: Path) -> None:
    result = run("export", "--format", "neo4j-admin", "bulk", "--store", stored)
    names = {path.name for path in (tmp_path / "bulk").iterdir()}

    assert (result.exit_code, result.stdout) == (0, "") and "README.txt" in result.stderr
    assert {"README.txt", "import.args", "finish.cypher", "nodes-Claim.csv", "nodes-Claim.header.csv"} <= names
    assert run("export", "--format", "neo4j-admin", "bulk", "--store", stored).exit_code == 3
    assert run("export", "--format", "neo4j-admin", "-", "--store", stored).exit_code == 2
    assert run("export", "bulk", "--store", stored).exit_code == 2

"""`kg sparql`, and every command that reads on a store of triples."""

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from rdflib import RDF, Graph, Literal, URIRef

from kg.rdf import iri_of
from kg.stores import open_store
from tests.cli.conftest import MEMORANDUM, SECTION, Run, sample_extractions, write_claims

DENIED = "SELECT ?claim ?status { ?claim rdf:object $law ; rdf:predicate kg:violates ; kg:status ?status }"
GOVERNS = "SELECT ?law ?agreement { GRAPH ?g { ?law kg:governs ?agreement } }"


@pytest.fixture(scope="module")
def triples(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A store with the sample in it."""
    uri = f"rdf:{tmp_path_factory.mktemp('rdf') / 'kg'}"
    with open_store(uri, create=True) as store:
        store.writer().add(sample_extractions())
    return uri


def test_rows_in_every_form(run: Run, triples: str) -> None:
    table = run("sparql", GOVERNS, "--store", triples)
    assert table.exit_code == 0 and table.stdout.split("\n")[0].split() == ["law", "agreement"]
    assert json.loads(run("sparql", GOVERNS, "--json", "--store", triples).stdout) == [
        {"law": SECTION.id, "agreement": MEMORANDUM.id}
    ]
    assert json.loads(run("sparql", GOVERNS, "--format", "jsonl", "--store", triples).stdout)["law"] == SECTION.id
    text = run("sparql", GOVERNS, "--format", "csv", "--store", triples).stdout
    assert list(csv.reader(io.StringIO(text))) == [["law", "agreement"], [SECTION.id, MEMORANDUM.id]]


def test_parameters(run: Run, triples: str) -> None:
    found = json.loads(run("sparql", DENIED, "--id", f"law={SECTION.id}", "--json", "--store", triples).stdout)
    assert sorted(row["status"] for row in found) == ["alleged", "held"] and found[0]["claim"].startswith("/claim/")
    named = ("sparql", "SELECT ?x { ?x a kg:Statute ; rdfs:label $name }", "--store", triples, "--json")
    assert json.loads(run(*named, "--param", f"name={SECTION.name}").stdout) == [{"x": SECTION.id}]
    assert json.loads(run(*named, "--param", "name=' } #").stdout) == []
    assert run(*named, "--param", "name").exit_code == 2 and run(*named, "--id", "=x").exit_code == 2


def test_ask_and_construct(run: Run, triples: str) -> None:
    asked = run("sparql", "ASK { ?s kg:violates ?o }", "--json", "--store", triples)
    assert json.loads(asked.stdout) == [{"answer": False}]
    query = "CONSTRUCT { ?l kg:governs ?a } { GRAPH ?g { ?l kg:governs ?a } }"
    rows = json.loads(run("sparql", query, "--json", "--store", triples).stdout)
    assert rows == [{"subject": SECTION.id, "predicate": "kg:governs", "object": MEMORANDUM.id}]
    for form, name in (("turtle", "turtle"), ("ntriples", "nt")):
        graph = Graph().parse(data=run("sparql", query, "--format", form, "--store", triples).stdout, format=name)
        assert list(graph) == [
            (URIRef(iri_of(SECTION.id)), URIRef("https://example.org/kg/schema#governs"), URIRef(iri_of(MEMORANDUM.id)))
        ]
    refused = run("sparql", GOVERNS, "--format", "turtle", "--store", triples)
    assert refused.exit_code == 3 and "CONSTRUCT" in refused.stderr


def test_from_stdin_and_from_a_file(run: Run, triples: str, tmp_path: Path) -> None:
    (tmp_path / "q.rq").write_text(GOVERNS)
    one = run("sparql", "-", "--store", triples, input=GOVERNS)
    assert one.stdout == run("sparql", "--file", "q.rq", "--store", triples).stdout != ""
    assert run("sparql", "--store", triples).exit_code == 2


def test_it_reads_only_unless_it_may_write(run: Run, triples: str) -> None:
    update = "INSERT DATA { <https://a.example/x> kg:note 'x' }"
    refused = run("sparql", update, "--store", triples)
    assert refused.exit_code == 3 and "--write" in refused.stderr
    done = run("sparql", update, "--write", "--store", triples)
    assert (done.exit_code, done.stdout) == (0, "")
    assert json.loads(run("sparql", "SELECT ?o { ?s kg:note ?o }", "--json", "--store", triples).stdout) == [{"o": "x"}]
    run("sparql", "DELETE WHERE { <https://a.example/x> ?p ?o }", "--write", "--store", triples)


def test_each_language_names_the_other_command(run: Run, triples: str, stored: Path) -> None:
    for command in (("query", "MATCH (n) RETURN n"), ("shell",)):
        wrong = run(*command, "--store", triples)
        assert wrong.exit_code == 3 and "the store answers SPARQL, not Cypher" in wrong.stderr
        assert "kg sparql" in wrong.stderr
    wrong = run("sparql", "ASK {}", "--store", stored)
    assert wrong.exit_code == 3 and "the store answers Cypher, not SPARQL" in wrong.stderr
    assert "kg query" in wrong.stderr
    cypher = run("sparql", "MATCH (n) RETURN n", "--store", triples)
    assert cypher.exit_code == 3 and "looks like Cypher" in cypher.stderr


def test_the_other_commands(run: Run, triples: str, tmp_path: Path) -> None:
    assert json.loads(run("stats", "--json", "--store", triples).stdout)["nodes"]["Document"] == 3
    assert len(json.loads(run("documents", "--json", "--store", triples).stdout)) == 3
    shown = run("show", SECTION.name, "--store", triples)
    assert shown.exit_code == 0 and SECTION.id in shown.stdout
    assert run("view", "--around", SECTION.id, "-o", "page.html", "--store", triples).exit_code == 0
    violated = "SELECT ?c { ?c rdf:predicate kg:violates }"
    assert "2 nodes, 1 edges" in run("view", "--query", violated, "-o", "page.html", "--store", triples).stdout
    assert run("doctor", "--store", triples).exit_code == 0


def test_import_and_export_without_loss(run: Run, tmp_path: Path) -> None:
    write_claims(tmp_path / "original.jsonl", sorted(sample_extractions(), key=lambda each: each.document.id))
    first = run("import", "--json", "original.jsonl", "--store", "rdf:kg")
    again = run("import", "--json", "original.jsonl", "--store", "rdf:kg")
    rehearsed = run("import", "--dry-run", "--json", "original.jsonl", "--store", "rdf:none")
    assert json.loads(first.stdout)["documents"]["new"] == json.loads(rehearsed.stdout)["documents"]["new"] == 3
    assert json.loads(again.stdout)["writes"] == 0 and not (tmp_path / "none").exists()
    run("export", "back.jsonl", "--store", "rdf:kg")
    original, back = ((tmp_path / name).read_text().splitlines() for name in ("original.jsonl", "back.jsonl"))
    assert list(map(json.loads, original)) == list(map(json.loads, back))


def test_the_base_of_a_store_is_chosen_when_it_is_made(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_claims(tmp_path / "original.jsonl", sample_extractions())
    monkeypatch.setenv("KG_BASE_IRI", "https://data.example.gov/law")
    run("import", "original.jsonl", "--store", "rdf:kg")
    monkeypatch.delenv("KG_BASE_IRI")
    query = "SELECT (STR(?l) AS ?iri) ?l { GRAPH ?g { ?l kg:governs ?a } }"
    found = json.loads(run("sparql", query, "--json", "--store", "rdf:kg").stdout)
    assert found == [{"iri": f"https://data.example.gov/law{SECTION.id}", "l": SECTION.id}]
    monkeypatch.setenv("KG_BASE_IRI", "> nonsense")
    assert "no IRI" in run("import", "original.jsonl", "--store", "rdf:other").stderr


@pytest.fixture
def parsed(run: Run, triples: str) -> Iterator[Graph]:
    yield Graph().parse(data=run("export", "--format", "turtle", "-", "--store", triples).stdout, format="turtle")


def test_what_is_denied_is_no_triple_of_an_export(parsed: Graph) -> None:
    violates = URIRef("https://example.org/kg/schema#violates")
    assert not list(parsed.triples((None, violates, None)))
    denied = list(parsed.subjects(URIRef("https://example.org/kg/schema#polarity"), Literal("negated")))
    assert [list(parsed.objects(claim, RDF.predicate)) for claim in denied] == [[violates]]

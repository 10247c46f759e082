"""`kg validate`: stores, JSON lines and RDF; what is wrong, in words."""

import json
from pathlib import Path

import pytest
from rdflib import RDF, Graph, Literal, Namespace, URIRef
from rdflib.namespace import PROV
from rdflib.term import Node

from kg.export import rdf_text
from kg.rdf import DEFAULT_BASE_IRI, iri_of
from kg.stores import open_store
from tests.builders import CODE, MOU, report
from tests.cli.conftest import SECTION, Run, sample_extractions, write_claims

KG = Namespace(DEFAULT_BASE_IRI + "/schema#")
OA = Namespace("http://www.w3.org/ns/oa#")


def test_what_conforms(run: Run, stored: Path, tmp_path: Path) -> None:
    write_claims(tmp_path / "claims.jsonl", sample_extractions())
    run("export", "graph.ttl", "--store", stored)
    run("export", "graph.nq", "--store", stored)
    for target in ("claims.jsonl", "graph.ttl", "graph.nq", stored):
        result = run("validate", target)
        assert (result.exit_code, result.stderr) == (0, "") and "conforms" in result.stdout
    assert json.loads(run("validate", "--json", "graph.ttl").stdout) == {"conforms": True, "findings": []}


def test_lines_that_do_not(run: Run, tmp_path: Path) -> None:
    path = write_claims(tmp_path / "claims.jsonl", sample_extractions())
    lines = [json.loads(line) for line in path.read_text().splitlines()]
    for line in lines:
        if line["type"] == "node" and line["id"] == SECTION.id:
            line["properties"]["level"] = "paragraph"
    path.write_text("".join(json.dumps(line) + "\n" for line in lines))
    result = run("validate", "claims.jsonl")
    assert result.exit_code == 1 and f"{SECTION.id}: level is 'paragraph', which is none of act" in result.stdout
    assert "does not conform" in result.stderr and "again" in result.stderr
    path.write_text("nonsense\n")
    assert "line 1" in run("validate", "claims.jsonl").stdout
    assert run("validate", "none.jsonl").exit_code == 3


BROKEN = [
    (KG.polarity, Literal("perhaps"), "Claim.polarity stands exactly once and is one of affirmed, negated"),
    (KG.status, Literal("sung"), "Claim.status stands exactly once and is one of asserted"),
    (RDF.predicate, KG.likes, "A claim is of one relation of the vocabulary"),
    (OA.start, Literal("x"), "A position has a whole number as its start"),
    (KG.level, Literal("verse"), "Statute.level stands at most once and is one of act"),
    (PROV.wasDerivedFrom, None, "A claim has evidence"),
    (OA.exact, None, "A quote has its words once"),
    (KG.governs, URIRef(iri_of("/person/x")), "The object of GOVERNS is one of Agency"),
]


@pytest.fixture(scope="module")
def turtle() -> str:
    return rdf_text([report()], "turtle")


@pytest.mark.parametrize(("predicate", "value", "message"), BROKEN)
def test_triples_that_do_not(
    run: Run, tmp_path: Path, turtle: str, predicate: URIRef, value: Node | None, message: str
) -> None:
    graph = Graph().parse(data=turtle, format="turtle")
    subject = URIRef(max(map(str, graph.subjects(predicate, None))))
    graph.remove((subject, predicate, None))
    if value is not None:
        graph.add((subject, predicate, value))
    graph.serialize(tmp_path / "graph.nt", format="nt", encoding="utf-8")
    result = run("validate", "graph.nt", "--json")
    found = json.loads(result.stdout)["findings"]
    assert result.exit_code == 1 and any(message in each["message"] for each in found)
    assert all(each["place"].startswith("/") for each in found)
    if predicate != KG.governs:
        assert {each["document"] for each in found} == {"report.txt"}


def test_a_store_that_was_changed_by_hand(run: Run, tmp_path: Path) -> None:
    with open_store("rdf:kg", create=True) as store:
        store.writer().add([report()])
        store.view().query("DELETE { ?c kg:rule ?r } WHERE { ?c a oa:Annotation ; kg:rule ?r }", write=True)
    result = run("validate", "rdf:kg")
    assert result.exit_code == 1 and "changed by hand" in result.stdout


def test_a_plain_edge_that_no_claim_carries(run: Run, tmp_path: Path) -> None:
    edge = f"<{iri_of(MOU)}> kg:violates <{iri_of(CODE)}>"
    with open_store("rdf:kg", create=True) as store:
        store.writer().add([report()])
        store.view().query(
            f"INSERT {{ GRAPH ?g {{ {edge} }} }} WHERE {{ GRAPH ?g {{ ?s kg:governs ?o }} }}", write=True
        )
    result = run("validate", "--no-shapes", "rdf:kg")
    assert result.exit_code == 1 and "VIOLATES: the documents make 0, and the store holds 1" in result.stdout


def test_a_file_that_cannot_be_read(run: Run, tmp_path: Path) -> None:
    (tmp_path / "graph.ttl").write_text("<a> <b>")
    result = run("validate", "graph.ttl")
    assert result.exit_code == 3 and "graph.ttl" in result.stderr and "cannot be read" in result.stderr

"""`kg copy`, and every command with a store in Neo4j."""

import json
from collections.abc import Iterator
from itertools import permutations
from pathlib import Path

import pytest

from kg.stores import SCHEMES, open_store
from tests.cli.conftest import MEMORANDUM, SECTION, Run, sample_extractions, write_claims
from tests.servers.neo4j import PASSWORD, Server
from tests.stores.conftest import open_empty

GOVERNS = "MATCH (s:Statute)-[g:GOVERNS]->(a:Agreement) RETURN s.name, a.name, g.support"


@pytest.fixture
def neo4j(neo4j_server: Server, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of an empty database; its password is where users put it."""
    open_empty(neo4j_server).close()
    monkeypatch.setenv("KG_STORE_PASSWORD", PASSWORD)
    yield neo4j_server.uri
    open_empty(neo4j_server).close()


def lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


def test_a_graph_goes_round_and_comes_back_the_same(run: Run, stored: Path, tmp_path: Path, neo4j: str) -> None:
    run("export", "first.jsonl", "--store", stored)
    steps = [("first.jsonl", neo4j), (neo4j, "second.jsonl"), ("second.jsonl", "embedded:copy"), ("copy", "last.jsonl")]
    for origin, target in steps:
        result = run("copy", "--json", origin, target)
        assert result.exit_code == 0, result.output
        report = json.loads(result.stdout)
        assert report["documents"] == {"new": 3, "unchanged": 0, "replaced": 0, "repeated": 0, "failed": 0}
    assert lines(tmp_path / "last.jsonl") == lines(tmp_path / "second.jsonl") == lines(tmp_path / "first.jsonl")
    again = json.loads(run("copy", "--json", stored, neo4j).stdout)
    assert (again["documents"]["unchanged"], again["writes"]) == (3, 0)


def test_from_every_store_to_every_other(run: Run, stored: Path, tmp_path: Path, neo4j: str) -> None:
    run("export", "lines.jsonl", "--store", stored)
    expected = lines(tmp_path / "lines.jsonl")
    full = {"embedded": str(stored), "neo4j": neo4j, "rdf": "rdf:triples", "lines": "lines.jsonl"}
    assert run("copy", stored, neo4j).exit_code == 0 and run("copy", stored, "rdf:triples").exit_code == 0
    for origin, target in permutations(full, 2):
        fresh = {"embedded": f"embedded:{origin}", "rdf": f"rdf:{origin}-rdf", "lines": f"{origin}.jsonl"}
        if target == "neo4j":
            with open_store(neo4j) as store:
                for row in store.view().documents():
                    store.writer().remove(row.info.id)
        place = fresh.get(target, neo4j)
        result = run("copy", full[origin], place)
        assert "3 new, 0 unchanged, 0 replaced, 0 failed" in result.stdout, (origin, target, result.output)
        assert run("copy", place, "check.jsonl").exit_code == 0
        assert lines(tmp_path / "check.jsonl") == expected, (origin, target)


def test_to_a_server_of_triples_and_back(run: Run, stored: Path, tmp_path: Path, fuseki_url: str) -> None:
    with open_store(f"sparql+{fuseki_url}") as store:
        store.view().query("DROP ALL", write=True)
    run("export", "first.jsonl", "--store", stored)
    server = f"sparql+{fuseki_url}"
    for origin, target in (
        (stored, server),
        (server, "rdf:triples"),
        (server, "embedded:copy"),
        (server, "last.jsonl"),
    ):
        assert "3 new, 0 unchanged" in run("copy", origin, target).stdout
        assert "0 new, 3 unchanged" in run("copy", "first.jsonl", server).stdout
    assert lines(tmp_path / "last.jsonl") == lines(tmp_path / "first.jsonl")
    (check,) = (
        c for c in json.loads(run("doctor", "--json", "--store", server).stdout)["checks"] if c["name"] == "Store"
    )
    assert check["found"] == f"{server} (SPARQL endpoint) holds 3 documents" and check["well"]


def test_an_interrupted_copy_goes_on_where_it_was(run: Run, stored: Path, tmp_path: Path) -> None:
    part = write_claims(tmp_path / "part.jsonl", sample_extractions()[:1])
    run("copy", part, "embedded:copy")
    result = run("copy", stored, "embedded:copy")
    assert result.stdout == f"Copied {stored} to embedded:copy: 2 new, 1 unchanged, 0 replaced, 0 failed\n"


def test_a_broken_document_does_not_keep_the_others(run: Run, tmp_path: Path) -> None:
    path = write_claims(tmp_path / "claims.jsonl", sample_extractions())
    text = path.read_text(encoding="utf-8").replace('"labels":["Person"]', '"labels":["Nobody"]', 1)
    path.write_text(text, encoding="utf-8")
    result = run("copy", "--json", path, "embedded:copy")
    report = json.loads(result.stdout)
    assert result.exit_code == 1 and (report["documents"]["new"], report["documents"]["failed"]) == (2, 1)
    assert "no label 'Nobody'" in report["errors"][0]["message"] and "Nobody" in result.stderr


@pytest.mark.parametrize(
    ("origin", "target", "status", "message"),
    [
        ("none", "copy", 3, "no graph here yet"),
        ("copy", "embedded:copy", 3, "FROM and TO are the same"),
        ("none.jsonl", "copy", 1, "none.jsonl"),
        ("copy", "copy.jsonl.gz", 3, "kg export - | gzip"),
        ("copy", "bolt://u:secret@127.0.0.1:1", 3, "no graph here yet"),
        ("law:copy", "copy", 3, "no store for 'law'"),
        ("law:copy", "copy", 3, f"schemes: {', '.join(SCHEMES)}"),
    ],
)
def test_what_cannot_be_copied(run: Run, tmp_path: Path, origin: str, target: str, status: int, message: str) -> None:
    result = run("copy", origin, target)
    assert result.exit_code == status and message in result.output and "secret" not in result.output
    assert status == 1 or not (tmp_path / "copy").exists()


def test_every_command_takes_a_database(run: Run, tmp_path: Path, neo4j: str) -> None:
    claims = write_claims(tmp_path / "claims.jsonl", sample_extractions())
    at = ("--store", neo4j)
    assert "3 new" in run("import", "--dry-run", claims, *at).stdout
    assert "3 new" in run("import", claims, *at).stdout
    assert "3 unchanged" in run("import", claims, *at).stdout
    assert json.loads(run("query", "--json", GOVERNS, *at).stdout) == [
        {"s.name": SECTION.name, "a.name": MEMORANDUM.name, "g.support": 2}
    ]
    assert SECTION.name in run("show", "section 6103 of the internal revenue code", *at).stdout
    assert "A ruling" in run("documents", *at).stdout and "GOVERNS" in run("stats", *at).stdout
    plain = "MATCH p = ()-[:GOVERNS|SUPPORTS|OPPOSES|PARTY_TO]->(a:Agreement) RETURN p"
    assert "4 edges" in run("view", "--query", plain, "-o", "some.html", *at).stdout
    assert "edges" in run("view", "--around", "IRC 6103", "-o", "near.html", *at).stdout
    assert SECTION.name in (tmp_path / "near.html").read_text(encoding="utf-8")
    for name in ("graph.jsonl", "graph.ttl", "graph.graphml"):
        assert run("export", name, *at).exit_code == 0
    shell = run("shell", *at, input=f"{GOVERNS};\n:stats\nMATCH (n:Agencie) RETURN n;\n")
    assert SECTION.name in shell.stdout and "Agencie" in shell.stderr
    assert run("remove", "--yes", "notice.txt", *at).exit_code == 0
    assert json.loads(run("query", "--json", GOVERNS, *at).stdout)[0]["g.support"] == 1


def test_the_doctor_reports_on_the_connection(run: Run, neo4j: str, monkeypatch: pytest.MonkeyPatch) -> None:
    checks = {check["name"]: check for check in json.loads(run("doctor", "--json", "--store", neo4j).stdout)["checks"]}
    assert checks["neo4j"]["found"].startswith("6.")
    assert "(Neo4j 5." in checks["Store"]["found"] and "holds 0 documents" in checks["Store"]["found"]
    monkeypatch.setenv("KG_STORE_PASSWORD", "wr0ng")
    result = run("doctor", "--store", neo4j)
    assert result.exit_code == 1 and "KG_STORE_PASSWORD" in result.stdout and "wr0ng" not in result.output


def test_a_query_is_read_only_and_ends_in_time(run: Run, neo4j: str) -> None:
    result = run("query", "CREATE (:Agency {id: 'x'})", "--store", neo4j)
    assert result.exit_code == 3 and "--write" in result.stderr
    slow = "UNWIND range(1, 1000000) AS x UNWIND range(1, 100000) AS y WITH x, y WHERE x = -y RETURN count(*)"
    result = run("query", "--timeout", "0.5", slow, "--store", neo4j)
    assert result.exit_code == 3 and "longer than 0.5 seconds" in result.stderr


def test_what_the_server_remarks_is_told_beside_the_rows(run: Run, neo4j: str) -> None:
    result = run("query", "MATCH (n:Agencie) RETURN n.name", "--store", neo4j)
    assert result.exit_code == 0 and "Agencie" in result.stderr and "Agencie" not in result.stdout


def test_the_embedded_engine_ends_in_time_as_well(run: Run, stored: Path) -> None:
    slow = "UNWIND range(1, 1000000) AS x UNWIND range(1, 100000) AS y WITH x, y WHERE x = -y RETURN count(*)"
    result = run("query", "--timeout", "0.5", slow, "--store", stored)
    assert result.exit_code == 3 and "longer than 0.5 seconds" in result.stderr

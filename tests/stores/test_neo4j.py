"""What is Neo4j's alone: other people's data, credentials, several writers, a server that goes and comes back."""

import os
import random
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kg.errors import QueryError, StoreError
from kg.stores import cypher, open_store
from kg.stores.address import BoltAddress, parse_bolt, without_password
from kg.stores.base import Parameter
from kg.stores.neo4j import Neo4jStore
from kg.stores.session import Row
from tests.builders import CODE, IRS, MOU, follow_up, report, synthetic
from tests.servers.neo4j import PASSWORD, Server, version
from tests.stores.conftest import open_empty, with_password
from tests.stores.dump import check_consistent, dump, raw
from tests.stores.kills import kill_the_client, kill_the_server

FOREIGN = """
CREATE (a:Case {id: 'x', name: 'Bleak House'}), (b:Case {id: 'x', digest: 'd'}), (c:Person {name: 'IRS'}),
  (d:Document {id: '/doc/report', digest: 'd', source: 's'}), (e:Claim {id: 'x'}), (f:Passage), (g:Agency {id: $irs}),
  (h:Statute {id: $code, name: '26 U.S.C. § 6103', _kg_tally: '[]'}),
  (a)-[:CITES {support: 3}]->(h), (a)-[:CITES]->(b), (e)-[:SUBJECT]->(g), (e)-[:EVIDENCED_BY]->(f),
  (f)-[:IN_DOCUMENT]->(d), (d)-[:MENTIONS]->(g)
"""
LINKS = """
MATCH (d:Document {source: 'report.txt'}), (s:Statute {level: 'section'}), (e:Claim {id: 'x'}), (c:Person {name: 'IRS'})
CREATE (d)-[:MENTIONS {since: 1}]->(c), (c)-[:CITES]->(s), (e)-[:OBJECT]->(s), 
  (e)-[:EVIDENCED_BY]->(:Passage {start: 0})
"""
ADD = """
import sys
from kg.stores import open_store
from tests.builders import synthetic
with open_store(sys.argv[1]) as store:
    for number in range(int(sys.argv[2]), int(sys.argv[3]), 2):
        store.writer().add([synthetic(number, 8, 8), synthetic(number + 1, 8, 8)])
        print(number, flush=True)
"""


@pytest.fixture
def empty(neo4j_server: Server) -> Iterator[Neo4jStore]:
    """An empty store in an empty database."""
    with open_empty(neo4j_server) as store:
        yield store


def foreign(store: Neo4jStore) -> list[str]:
    """Everything in the database that is not ours, as text."""
    nodes = "MATCH (n) WHERE n._kg_id IS NULL RETURN labels(n) AS labels, properties(n) AS properties"
    edges = (
        "MATCH (a)-[r]->(b) WHERE a._kg_id IS NULL AND b._kg_id IS NULL "
        "RETURN type(r) AS type, properties(r) AS properties, properties(a) AS a, properties(b) AS b"
    )
    session = store._opened()
    return sorted(map(str, [*session.read(nodes), *session.read(edges)]))


def test_what_others_keep_is_neither_touched_nor_counted(empty: Neo4jStore) -> None:
    view = empty.view()
    view.query(FOREIGN, {"irs": IRS, "code": CODE}, write=True)
    before = foreign(empty)
    assert view.documents() == [] and view.counts() == {} and view.find("IRS") == [] and view.entity(CODE) is None
    empty.writer().add([report(), follow_up()])
    assert [row.info.id for row in view.documents()] == ["/doc/follow-up", "/doc/report"]
    assert list(view.extractions()) == [follow_up(), report()]
    assert view.counts()["Statute"] == 2 and view.counts()["Document"] == 2 and "Case" not in view.counts()
    assert [found.id for found in view.find("IRS")] == [IRS] and view.search("bleak") == []
    assert view.entity("x") is None and view.claims_about("x") == []
    empty.writer().remove("/doc/report")
    empty.writer().remove("/doc/follow-up")
    assert foreign(empty) == before


def test_what_others_tie_to_ours_does_not_disturb(empty: Neo4jStore) -> None:
    empty.writer().add([report()])
    alone = dump(empty)
    empty.view().query("CREATE (:Claim {id: 'x'}), (:Person {name: 'IRS'})", write=True)
    empty.view().query(LINKS, write=True)
    view = empty.view()
    tied = view.query("MATCH ()-[r:MENTIONS {since: 1}]->() RETURN count(r)").rows
    assert tied == ((1,),) and list(view.extractions()) == [report()]
    assert [claim.id for claim in view.claims_about(CODE)] == [
        c.id for c in view.graph().claims if CODE in (c.subject, c.object)
    ]
    assert {entity.id for entity in view.neighbourhood([CODE], 1, 10).entities} == {CODE, MOU, IRS}
    changed = [report(), follow_up()]
    empty.writer().add(changed)
    empty.writer().remove("/doc/follow-up")
    assert view.query("MATCH ()-[r:MENTIONS {since: 1}]->() RETURN count(r)").rows == tied
    view.query("MATCH (n) WHERE n._kg_id IS NULL DETACH DELETE n", write=True)
    assert dump(empty) == alone


def test_their_constraints_and_indexes_stay(neo4j_server: Server) -> None:
    with open_empty(neo4j_server, bare=True) as store:
        store.view().query("CREATE CONSTRAINT theirs FOR (n:Agency) REQUIRE n.id IS UNIQUE", write=True)
        store.view().query("CREATE INDEX also_theirs FOR (n:Statute) ON (n.id)", write=True)
        beside_others(store)
    open_empty(neo4j_server, bare=True).close()


def beside_others(empty: Neo4jStore) -> None:
    view = empty.view()
    empty.writer().add([report()])
    check_consistent(empty)
    names = {row[0] for row in view.query("SHOW INDEXES YIELD name").rows}
    assert {"theirs", "also_theirs", "kg_own_Agency", "kg_terms", "kg_key_CITES"} <= names
    assert not names & {"kg_id_Agency", "kg_id_Statute"}
    with pytest.raises(StoreError, match="already exists"):
        view.query("CREATE (:Agency {id: '/us/agency/0'})", write=True)
        empty.writer().add([synthetic(number) for number in range(9)])
    assert len(view.documents()) == 1


def test_look_ups_use_the_indexes(empty: Neo4jStore) -> None:
    empty.writer().add([report()])
    session = empty._opened()
    for statement in (cypher.entities_by_id("Agency"), cypher.EVIDENCE_OF_CLAIMS, cypher.DELETE_PASSAGES):
        assert "Scan" not in plan(session._driver, statement, ids=[IRS])
    assert "Scan" not in plan(session._driver, cypher.edges_by_key("GOVERNS"), keys=["x"])
    assert "Scan" not in plan(session._driver, "MATCH (s:Statute {id: $id}) RETURN s", id=CODE)


def plan(driver: object, statement: str, **parameters: object) -> str:
    import neo4j

    assert isinstance(driver, neo4j.Driver)
    with driver.session() as session:
        summary = session.run("EXPLAIN " + cypher.among_others(statement), parameters).consume()
    return str(summary.plan)


def test_every_statement_finds_ours_alone() -> None:
    statements = [value for value in vars(cypher).values() if isinstance(value, str) and "MATCH" in value]
    statements += [cypher.create_claims("Agency", "Case"), cypher.update_entities("Case"), cypher.count_nodes("Case")]
    statements += [cypher.create_entities(["Agency"], ["acronym"]), cypher.create_edges("CITES", "Case", "Statute")]
    for statement in map(cypher.among_others, statements):
        assert "{id:" not in statement and "n.id IS NOT NULL" not in statement
        assert statement.count("SET n = ") == statement.count("n._kg_id = row.properties.id")
    created = cypher.among_others(cypher.create_entities(["Agency"], []))
    assert "CREATE (:`Agency` {`_kg_id`: row.properties.`id`, `id`: row.properties.`id`, " in created


def test_a_newer_layout_is_refused(empty: Neo4jStore, neo4j_server: Server) -> None:
    empty.view().query("CREATE CONSTRAINT kg_layout_9 FOR (n:Newer) REQUIRE n.name IS UNIQUE", write=True)
    with pytest.raises(StoreError, match=r"version 9 of the layout.*upgrade"):
        Neo4jStore(with_password(neo4j_server))
    empty.view().query("DROP CONSTRAINT kg_layout_9", write=True)


def test_a_store_for_reading_does_not_write(empty: Neo4jStore, neo4j_server: Server) -> None:
    empty.writer().add([report()])
    with Neo4jStore(with_password(neo4j_server), read_only=True) as store:
        assert len(store.view().documents()) == 1
        with pytest.raises(StoreError, match="for reading only"):
            store.writer().remove("/doc/report")
        with pytest.raises(QueryError, match="for reading only"):
            store.view().query("CREATE (:X)", write=True)


def test_a_query_that_takes_too_long_is_ended(empty: Neo4jStore, neo4j_server: Server) -> None:
    slow = "UNWIND range(1, 1000000) AS x UNWIND range(1, 100000) AS y WITH x, y WHERE x = -y RETURN count(*)"
    with Neo4jStore(with_password(neo4j_server), timeout=0.5) as store:
        for write in (False, True):
            with pytest.raises(QueryError, match=r"longer than 0\.5 seconds.*--timeout"):
                store.view().query(slow, write=write)
        assert store.view().query("RETURN 1").rows == ((1,),)


def test_the_server_s_remarks_come_with_the_rows(empty: Neo4jStore) -> None:
    (note,) = empty.view().query("MATCH (n:Agencie) RETURN n").notes
    assert "Agencie" in note and note.startswith("line 1, column")


def test_values_of_neo4j_are_plain(empty: Neo4jStore) -> None:
    text = (
        "RETURN datetime('2020-01-02T03:04:05.120+02:00') AS a, localdatetime('2020-01-02T03:04') AS b, "
        "time('12:00:01.5Z') AS c, duration('P1Y2M3DT4.5S') AS d, point({x: 1.0, y: 2.0}) AS e, "
        "datetime('2020-07-02T03:04:05[Europe/Paris]') AS f"
    )
    assert empty.view().query(text).rows == (
        (
            "2020-01-02T03:04:05.12+02:00",
            "2020-01-02T03:04:00",
            "12:00:01.5Z",
            "P1Y2M3DT4.5S",
            "point({x: 1.0, y: 2.0, srid: 7203})",
            "2020-07-02T03:04:05+02:00[Europe/Paris]",
        ),
    )


def test_several_processes_import_at_once(empty: Neo4jStore, neo4j_server: Server) -> None:
    documents = [synthetic(number, 8, 8) for number in range(40)]
    empty.writer().add(documents)
    expected = dump(empty)
    for document in documents:
        empty.writer().remove(document.document.id)
    assert raw(empty) == []
    processes = [adding(neo4j_server, *span) for span in ((0, 20), (20, 40), (10, 30))]
    view = empty.view()
    while any(process.poll() is None for process in processes):  # meanwhile, this one asks
        for extraction in view.extractions():
            assert extraction in documents
        assert view.query("MATCH (:Claim)-[:SUBJECT]->(n) RETURN count(n) >= 0").rows == ((True,),)
    for process in processes:
        out, error = process.communicate()
        assert process.returncode == 0 and len(out.split()) == 10, error
    assert dump(empty) == expected
    check_consistent(empty)


def test_a_reader_sees_no_half_of_a_replacement(
    empty: Neo4jStore, neo4j_server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = synthetic(1)
    after = replace(before, entities=before.entities[:1], claims=())
    empty.writer().add([before])
    session = empty._opened()
    read, waiting = session.read, [after]

    def read_and_be_overtaken(statement: str, **parameters: Parameter) -> list[Row]:
        found = read(statement, **parameters)
        if statement == cypher.MENTIONS and waiting:
            with Neo4jStore(with_password(neo4j_server)) as other:
                other.writer().add([waiting.pop()])
        return found

    monkeypatch.setattr(session, "read", read_and_be_overtaken)
    assert list(empty.view().extractions()) == [after] and not waiting


def adding(server: Server, first: int, last: int) -> "subprocess.Popen[str]":
    command = [sys.executable, "-c", ADD, server.uri, str(first), str(last)]
    environment = {**os.environ, "KG_STORE_PASSWORD": PASSWORD, "PYTHONPATH": str(Path(__file__).parents[2])}
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True, env=environment
    )


def test_a_server_that_starts_again_is_found_again(empty: Neo4jStore, neo4j_server: Server) -> None:
    empty.writer().add([report()])
    neo4j_server.stop()
    neo4j_server.start()
    assert len(empty.view().documents()) == 1
    neo4j_server.stop(kill=True)
    neo4j_server.start()
    assert empty.writer().add([follow_up()]).outcomes == (("/doc/follow-up", "new"),)
    assert list(empty.view().extractions()) == [follow_up(), report()]


def test_no_server_there() -> None:
    with pytest.raises(StoreError, match=r"bolt://127\.0\.0\.1:1: no server answers.*check that it runs"):
        open_store("bolt://me:secret@127.0.0.1:1")


def test_a_server_that_does_not_encrypt(neo4j_server: Server) -> None:
    with pytest.raises(StoreError, match="write neo4j:// or bolt://"):
        open_store(with_password(neo4j_server).replace("bolt:", "bolt+s:"))


def test_a_database_that_is_not_there(neo4j_server: Server) -> None:
    with pytest.raises(StoreError, match=r"/nope: .*nope.*SHOW DATABASES"):
        open_store(with_password(neo4j_server) + "/nope")
    major = version().partition(".")[0] or "5"
    with open_store(with_password(neo4j_server) + "/neo4j", read_only=True) as store:
        assert store.uri.endswith("/neo4j") and store.engine.startswith(f"Neo4j {major}.")
    with open_store(with_password(neo4j_server).replace("bolt:", "neo4j:"), read_only=True) as store:
        assert store.uri.startswith("neo4j://127.0.0.1:") and store.view().query("RETURN 1").rows == ((1,),)


def test_a_password_is_shown_nowhere(neo4j_server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = neo4j_server.uri.replace("@", ":s3cret@")
    with pytest.raises(StoreError) as error:
        open_store(wrong)
    assert "KG_STORE_PASSWORD" in str(error.value) and "s3cret" not in str(error.value) + repr(error.value)
    monkeypatch.setenv("KG_STORE_PASSWORD", PASSWORD)
    with open_store(neo4j_server.uri) as store:
        assert PASSWORD not in repr(store) + store.uri + repr(vars(store)) + str(vars(store))
    assert PASSWORD not in repr(parse_bolt(with_password(neo4j_server)))


def address(server: str, database: str | None = None, user: str | None = None, word: str | None = None) -> BoltAddress:
    return BoltAddress(server=server, database=database, user=user, password=word)


KG = {"KG_STORE_PASSWORD": "k", "NEO4J_PASSWORD": "n"}
USUAL = {"NEO4J_USERNAME": "u", "NEO4J_PASSWORD": "n", "NEO4J_DATABASE": "d"}


@pytest.mark.parametrize(
    ("uri", "environment", "expected"),
    [
        ("neo4j://h", {}, address("neo4j://h")),
        ("bolt+ssc://u:p%40@h:7/law", {}, address("bolt+ssc://h:7", "law", "u", "p@")),
        ("neo4j+s://h?database=law", KG, address("neo4j+s://h", "law", "neo4j", "k")),
        ("bolt://h", USUAL, address("bolt://h", "d", "u", "n")),
        ("bolt://v@h/e", USUAL, address("bolt://h", "e", "v", "n")),
        ("bolt://u@[::1]:7687/", {"NEO4J_USERNAME": "v"}, address("bolt://[::1]:7687", None, "u")),
    ],
)
def test_addresses(uri: str, environment: dict[str, str], expected: BoltAddress) -> None:
    assert parse_bolt(uri, environment) == expected


@pytest.mark.parametrize(
    "uri",
    ["bolt://", "neo4j:law", "bolt://h:port", "bolt://u:se/cret@h", "bolt://h/a/b", "bolt://h?x=1", "bolt://h/a?database=b",
     "bolt://u:secret@h:99999"],
)  # fmt: skip
def test_what_is_no_address(uri: str) -> None:
    with pytest.raises(StoreError, match="write neo4j://USER@HOST:7687/DATABASE") as error:
        open_store(uri)
    assert "cret" not in str(error.value)


def test_passwords_are_taken_out_of_a_command_line() -> None:
    line = "kg copy neo4j://u:se@cret@h/d embedded:x bolt+s://h:7687 http://a:b@c/d"
    assert without_password(line) == "kg copy neo4j://u@h/d embedded:x bolt+s://h:7687 http://a@c/d"


def test_killed_clients_and_servers_leave_whole_documents(empty: Neo4jStore, neo4j_server: Server) -> None:
    chance = random.Random(5)  # noqa: S311
    counts = [kill_the_client(empty, neo4j_server.uri, chance) for _ in range(3)]
    counts.append(kill_the_server(empty, neo4j_server, chance))
    assert counts == sorted(counts) and counts[-1] >= 8

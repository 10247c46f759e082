"""What a question in Cypher may do, and what comes back, on every store that is asked in it."""

import pytest

from kg.errors import QueryError
from kg.graph import build_graph
from kg.stores.base import Node, Parameter, Path, Relationship
from kg.stores.embedded import EmbeddedStore
from tests.builders import CODE, IRS, MOU, report
from tests.stores.dump import GraphStore, dump


def test_cells(store: GraphStore) -> None:
    store.writer().add([report()])
    view = store.view()
    row = view.query(
        "MATCH p = (s:Statute)-[r:GOVERNS]->(a) RETURN s, r, p, labels(a) AS l, [s, 1] AS mixed, {x: r} AS m"
    )
    assert row.columns == ("s", "r", "p", "l", "mixed", "m")
    statute, edge, path, labels, mixed, mapped = row.rows[0]
    assert isinstance(statute, Node) and statute.labels == ("Statute",)
    assert statute.properties == {"id": CODE, "name": "26 U.S.C. § 6103", "aliases": [], "level": "section"}
    assert isinstance(edge, Relationship) and (edge.type, edge.start, edge.end) == ("GOVERNS", CODE, MOU)
    assert edge.properties["support"] == 1 and edge.properties["status"] == "asserted"
    assert isinstance(path, Path) and [node.properties["id"] for node in path.nodes] == [CODE, MOU]
    assert path.relationships == (edge,)
    assert (labels, mixed, mapped) == (["Agreement"], [statute, 1], {"x": edge})


def test_values(store: GraphStore) -> None:
    query = (
        "RETURN 1 AS a, 2.5 AS b, true AS c, null AS d, 'x' AS e, date('2020-01-02') AS f, "
        "datetime('2020-01-02T03:04:05Z') AS g, duration('P1M') AS h, [1, [null]] AS i, {k: {l: 2}} AS j, 1e300 AS k"
    )
    row = store.view().query(query)
    assert row.rows == (
        (1, 2.5, True, None, "x", "2020-01-02", "2020-01-02T03:04:05Z", "P1M", [1, [None]], {"k": {"l": 2}}, 1e300),
    )
    assert [type(value) for value in row.rows[0][:4]] == [int, float, bool, type(None)]


def test_parameters(store: GraphStore) -> None:
    given: dict[str, Parameter] = {
        "i": 7,
        "f": 0.5,
        "t": "`}\"' \0 \u202e 😀\n",
        "l": [1, None, {"k": True}],
        "n": None,
        "big": 2**40,
    }
    row = store.view().query("RETURN $i, $f, $t, $l, $n, $big", given)
    assert row.rows == (tuple(given.values()),)
    with pytest.raises(QueryError, match="cannot be passed"):
        store.view().query("RETURN $x", {"x": float("nan")})


def test_columns_of_an_empty_answer(store: GraphStore) -> None:
    assert store.view().query("MATCH (n:Nope) RETURN n.x AS a, n ORDER BY a").columns == ("a", "n")


WRITING = [
    "CREATE (:Agency {id: 'x'})",
    "MERGE (:Agency {id: 'x'})",
    "MATCH (n) SET n.name = 'x'",
    "MATCH (n) REMOVE n.name",
    "MATCH (n) SET n:Other",
    "MATCH (n) DETACH DELETE n",
    "MATCH (n) FOREACH (x IN [1] | SET n.y = x)",
    "CALL { CREATE (:Agency {id: 'x'}) } RETURN 1",
    "UNWIND [1] AS x CREATE (:Agency) RETURN x",
    "CREATE INDEX nope IF NOT EXISTS FOR (n:Agency) ON (n.name)",
]


@pytest.mark.parametrize("query", WRITING)
def test_a_query_only_reads(store: GraphStore, query: str) -> None:
    store.writer().add([report()])
    before = dump(store)
    with pytest.raises(QueryError, match="--write"):
        store.view().query(query)
    assert dump(store) == before


def test_a_query_writes_where_it_may(store: GraphStore) -> None:
    view = store.view()
    assert view.query("CREATE (n:Note {id: $id}) RETURN n.id", {"id": "n1"}, write=True).rows == (("n1",),)
    assert view.query("MATCH (n:Note) RETURN n.id").rows == (("n1",),)
    with pytest.raises(QueryError):
        view.query("MATCH (n:Note) SET n.x = 1 WITH n RETURN 1 / 0", write=True)
    assert view.query("MATCH (n:Note) RETURN n.x").rows == ((None,),)
    view.query("MATCH (n:Note) DELETE n", write=True)


def test_what_a_user_wrote_does_not_disturb(store: GraphStore) -> None:
    store.writer().add([report()])
    view, expected = store.view(), dump(store)
    made = "MATCH (s:Statute) CREATE (:Document {id: 'd'})-[:CITES]->(s)-[:GOVERNS]->(:Agency {id: 'x', name: 'IRS'})"
    view.query(made, write=True)
    assert view.graph() == build_graph([report()]) and len(view.documents()) == 1
    assert view.entity("x") is None and view.entity("d") is None
    assert [found.id for found in view.find("IRS")] == [IRS]
    assert {item.id for item in view.neighbourhood([CODE], 1, 10).entities} == {CODE, MOU, IRS}
    view.query("MATCH (n) WHERE n.id IN ['x', 'd'] DETACH DELETE n", write=True)
    assert dump(store) == expected


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("MATCH (n RETURN n", "line 1, column 10"),
        ("RETURN 1;\nRETURN nope(", "line "),
        ("RETURN nope(1)", "nope"),
        ("MATCH (n) RETURN m", "m"),
        ("RETURN $missing", "a parameter is missing: missing"),
        ("", "empty"),
    ],
)
def test_a_bad_query_says_what_is_wrong(store: GraphStore, query: str, message: str) -> None:
    with pytest.raises(QueryError) as error:
        store.view().query(query)
    assert message in str(error.value) and "\n" not in str(error.value) and len(str(error.value)) < 400


def test_the_embedded_engine_reads_no_files(store: GraphStore) -> None:
    if not isinstance(store, EmbeddedStore):
        pytest.skip("which files a server reads is for its own settings to say")
    with pytest.raises(QueryError, match="disabled"):
        store.view().query("LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line")

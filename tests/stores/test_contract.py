"""What every store does."""

import itertools
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.entity import Entity
from kg.errors import NotFound, QueryError, SchemaError
from kg.extraction import Extraction, MentionInfo
from kg.graph import build_graph
from kg.stores.base import Node, Parameter, Path, Relationship
from kg.stores.embedded import EmbeddedStore
from tests.builders import (
    CODE,
    DHS,
    IRS,
    JUDGE,
    MOU,
    claim,
    entity,
    extraction,
    extractions,
    follow_up,
    report,
    synthetic,
)
from tests.stores.conftest import GraphStore, clear
from tests.stores.dump import check_consistent, dump

RANDOM = settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


def test_a_new_store_is_empty(store: GraphStore) -> None:
    view = store.view()
    assert view.documents() == [] and view.counts() == {} and list(view.extractions()) == []
    assert view.graph() == build_graph([])
    assert view.find("IRS") == [] and view.search("IRS") == [] and view.entity(IRS) is None
    assert view.claims_about(IRS) == [] and view.neighbourhood([IRS], 2, 10) == build_graph([])


def test_what_went_in_comes_out(store: GraphStore) -> None:
    written = store.writer().add([report(), follow_up()])
    assert written.outcomes == (("/doc/report", "new"), ("/doc/follow-up", "new"))
    assert (written.nodes, written.claims) == (6, 9) and written.writes > 0
    assert list(store.view().extractions()) == [follow_up(), report()]
    assert store.view().graph() == build_graph([report(), follow_up()])
    check_consistent(store)


def test_mentions_are_not_kept(store: GraphStore) -> None:
    mention = MentionInfo(start=0, end=3, target=IRS, quote="IRS")
    store.writer().add([replace(report(), mentions=(mention,))])
    assert list(store.view().extractions()) == [report()]


def test_adding_again_writes_nothing(store: GraphStore) -> None:
    store.writer().add([report(), follow_up()])
    before = dump(store)
    written = store.writer().add([follow_up(), report()])
    assert written.writes == 0 and {outcome for _, outcome in written.outcomes} == {"unchanged"}
    assert dump(store) == before


def test_the_same_id_with_other_content_replaces(store: GraphStore) -> None:
    changed = replace(report(), entities=report().entities, claims=report().claims[:2])
    store.writer().add([changed])
    expected = dump(store)
    clear(store)
    store.writer().add([report()])
    written = store.writer().add([changed])
    assert written.outcomes == (("/doc/report", "replaced"),)
    assert written.removed_claims == len(report().claims) - 2
    assert dump(store) == expected


def test_the_last_of_one_id_in_a_batch_counts(store: GraphStore) -> None:
    other = replace(report(), claims=())
    written = store.writer().add([other, report(), report()])
    assert [outcome for _, outcome in written.outcomes] == ["new", "replaced", "unchanged"]
    assert list(store.view().extractions()) == [report()]


def test_removing_one_leaves_what_the_other_gives(store: GraphStore) -> None:
    for first, second in itertools.permutations([report(), follow_up()]):
        clear(store)
        store.writer().add([second])
        expected = dump(store)
        clear(store)
        store.writer().add([first, second])
        written = store.writer().remove(first.document.id)
        assert written.removed_claims > 0 and written.nodes == 0
        assert dump(store) == expected


def test_the_order_does_not_matter(store: GraphStore) -> None:
    documents = [report(), follow_up(), *(synthetic(number, 6, 8) for number in range(3))]
    store.writer().add(documents)
    expected = dump(store)
    clear(store)
    for document in reversed(documents):
        store.writer().add([document])
    assert dump(store) == expected


@given(st.data())
@RANDOM
def test_any_history_gives_what_its_documents_give(store: GraphStore, data: st.DataObject) -> None:
    clear(store)
    live: dict[str, Extraction] = {}
    for _ in range(data.draw(st.integers(1, 5))):
        names: list[str] = data.draw(st.lists(st.sampled_from("abc"), max_size=3))
        batch: list[Extraction] = [data.draw(extractions(name)) for name in names]
        store.writer().add(batch)
        live |= {item.document.id: item for item in batch}
        if live and data.draw(st.sampled_from([True, False])):
            gone = data.draw(st.sampled_from(sorted(live)))
            store.writer().remove(gone)
            del live[gone]
    check_consistent(store)
    assert list(store.view().extractions()) == [live[key] for key in sorted(live)]
    before = dump(store)
    clear(store)
    store.writer().add([live[key] for key in sorted(live)])
    assert dump(store) == before


def test_removing_what_is_not_there(store: GraphStore) -> None:
    with pytest.raises(NotFound, match="no document '/doc/none'"):
        store.writer().remove("/doc/none")


@pytest.mark.parametrize(
    ("polarity", "status"),
    [("negated", "asserted"), ("negated", "held"), ("affirmed", "alleged"), ("affirmed", "questioned"),
     ("affirmed", "attempted"), ("affirmed", "proposed"), ("affirmed", "conditional")],
)  # fmt: skip
def test_what_is_not_affirmed_is_nowhere_a_plain_edge(store: GraphStore, polarity: Any, status: Any) -> None:
    ends = [entity(MOU), entity(CODE)]
    made = claim("/doc/d", MOU, "VIOLATES", CODE, polarity=polarity, status=status)
    store.writer().add([extraction("d", ends, [made])])
    view = store.view()
    assert view.query("MATCH ()-[r:VIOLATES]->() RETURN r").rows == ()
    assert view.query("MATCH (a:Agreement)-[r]->(b:Statute) RETURN r").rows == ()
    assert view.graph().edges == () and view.neighbourhood([MOU], 1, 10).edges == ()
    assert view.query("MATCH (c:Claim {relation: 'VIOLATES'}) RETURN c.polarity, c.status").rows == (
        (polarity, status),
    )


def test_an_edge_goes_with_its_last_claim(store: GraphStore) -> None:
    columns = "r.support, r.status, size(r.claims), r.first_date, r.last_date"
    query = f"MATCH (:Statute)-[r:GOVERNS]->(:Agreement) RETURN {columns}"
    store.writer().add([report(), follow_up()])
    assert store.view().query(query).rows == ((2, "held", 2, "2025-04-01", "2025-06-01"),)
    store.writer().remove("/doc/follow-up")
    assert store.view().query(query).rows == ((1, "asserted", 1, None, None),)
    store.writer().remove("/doc/report")
    assert store.view().query(query).rows == ()


def test_labels_come_and_go_with_documents(store: GraphStore) -> None:
    one = extraction("one", [entity(IRS, "IRS"), entity(CODE)], [claim("/doc/one", CODE, "GOVERNS", IRS)])
    both = Entity(id=IRS, labels=("Agency", "Organization"), name="IRS")
    two = extraction("two", [both], [])
    labels = "MATCH (a {id: $id}) RETURN labels(a)"
    store.writer().add([one])
    expected = dump(store)
    store.writer().add([two])
    assert store.view().query(labels, {"id": IRS}).rows[0][0] in (
        ["Agency", "Organization"],
        ["Organization", "Agency"],
    )
    assert store.view().query("MATCH (:Organization)<-[:GOVERNS]-(s) RETURN s.id").rows == ((CODE,),)
    check_consistent(store)
    store.writer().remove("/doc/two")
    assert store.view().query(labels, {"id": IRS}).rows == ((["Agency"],),)
    assert dump(store) == expected
    store.writer().add([two])
    store.writer().remove("/doc/one")
    store.writer().remove("/doc/two")


def test_labels_are_exchanged(store: GraphStore) -> None:
    for labels in (("Agency",), ("Organization",), ("Agency", "Organization"), ("Court", "Organization"), ("Court",)):
        actor = Entity(id=IRS, labels=labels, name="IRS", aliases=labels)
        made = [claim("/doc/one", IRS, "PARTY_TO", MOU), claim("/doc/one", IRS, "PARTY_TO", MOU, status="alleged")]
        store.writer().add([extraction("one", [actor, entity(MOU)], made)])
        found = store.view().entity(IRS)
        assert found is not None and found.labels == labels
        assert [item.id for item in store.view().search("irs")] == [IRS]
        check_consistent(store)
        if isinstance(store, EmbeddedStore):  # others' nodes share Neo4j's database: there only ours are bound
            with pytest.raises(QueryError, match="Duplicated"):
                store.view().query(f"CREATE (:{labels[-1]} {{id: $id}})", {"id": IRS}, write=True)


def test_find(store: GraphStore) -> None:
    store.writer().add([report()])
    view = store.view()
    for name in (IRS, "irs", "IRS", "internal  revenue service", "Internal Revenue Service"):
        assert [found.id for found in view.find(name)] == [IRS]
    assert [found.id for found in view.find("a judge rules")] == ["/doc/report"]
    assert [found.id for found in view.find("/doc/report")] == ["/doc/report"]
    assert view.find("Internal Revenue") == [] and view.find("") == []


def test_search(store: GraphStore) -> None:
    store.writer().add([report(), follow_up()])
    view = store.view()
    assert [found.id for found in view.search("revenue")] == [IRS]
    assert [found.id for found in view.search("SERVICE internal")] == [IRS]
    assert [found.id for found in view.search("6103")] == [CODE]
    assert view.search("internal homeland") == [] and view.search("§") == [] and view.search("the", limit=0) == []
    assert [found.id for found in view.search("memorandum", limit=1)] == [MOU]


def test_entity_and_claims_about(store: GraphStore) -> None:
    store.writer().add([report(), follow_up()])
    view, graph = store.view(), build_graph([report(), follow_up()])
    assert view.entity(IRS) == next(item for item in graph.entities if item.id == IRS)
    document = view.entity("/doc/report")
    assert document is not None and (document.labels, document.name) == (("Document",), "A judge rules")
    assert view.entity("/doc/none") is None
    for node in (IRS, CODE, JUDGE, "/doc/report"):
        expected = [c for c in graph.claims if node in (c.subject, c.object, c.attributed_to)]
        assert view.claims_about(node) == expected


def test_documents(store: GraphStore) -> None:
    store.writer().add([report(), follow_up()])
    rows = store.view().documents()
    assert [(row.info, row.entities, row.claims) for row in rows] == [
        (follow_up().document, 4, 4),
        (report().document, 5, 7),
    ]


def test_counts(store: GraphStore) -> None:
    store.writer().add([report()])
    assert store.view().counts() == {
        "Agency": 2, "Agreement": 1, "CITES": 1, "Claim": 7, "Document": 1, "GOVERNS": 1, "PARTY_TO": 2, "PERMITS": 1,
        "Passage": 3, "Person": 1, "Statute": 1,
    }  # fmt: skip


def test_neighbourhood_and_subgraph(store: GraphStore) -> None:
    store.writer().add([report(), follow_up()])
    view, whole = store.view(), build_graph([report(), follow_up()])
    near = view.neighbourhood([DHS], 1, 10)
    assert [item.id for item in near.entities] == [DHS, MOU]
    assert {claim.relation for claim in near.claims} == {"PARTY_TO"}
    assert {item.id for item in view.neighbourhood([DHS], 2, 10).entities} == {DHS, MOU, IRS, CODE}
    assert {item.id for item in view.neighbourhood([DHS], 2, 3).entities} == {DHS, MOU, IRS}
    assert {item.id for item in view.neighbourhood([DHS, IRS, "/none"], 0, 10).entities} == {DHS, IRS}
    assert len(view.neighbourhood([DHS], 9, 2).entities) == 2
    part = view.subgraph([MOU, CODE])
    assert {c.status for c in part.claims if c.relation == "VIOLATES"} == {"held", "alleged"}
    assert part.claims == tuple(c for c in whole.claims if {c.subject, c.object} <= {MOU, CODE})
    assert part.edges == tuple(e for e in whole.edges if {e.subject, e.object} <= {MOU, CODE})
    everything = view.subgraph([*(item.id for item in whole.entities), "/doc/report", "/doc/follow-up"])
    assert everything == whole


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


def test_another_thread_reads(store: GraphStore) -> None:
    store.writer().add([report()])
    with ThreadPoolExecutor(3) as pool:
        graphs = list(pool.map(lambda _: store.view().graph(), range(6)))
    assert graphs == [build_graph([report()])] * 6


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


def test_what_breaks_the_schema_is_refused_whole(store: GraphStore) -> None:
    bad = extraction("bad", [entity(IRS), entity(CODE)], [claim("/doc/bad", IRS, "GOVERNS", CODE)])
    with pytest.raises(SchemaError, match=r"bad\.txt: /claim/.*Agency GOVERNS Statute is not allowed"):
        store.writer().add([report(), bad])
    assert store.view().documents() == []

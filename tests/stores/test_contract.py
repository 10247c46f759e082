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
from tests.stores.conftest import clear
from tests.stores.dump import AnyStore, GraphStore, check_consistent, dump

RANDOM = settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


def test_a_new_store_is_empty(store: AnyStore) -> None:
    view = store.view()
    assert view.documents() == [] and view.counts() == {} and list(view.extractions()) == []
    assert view.graph() == build_graph([])
    assert view.find("IRS") == [] and view.search("IRS") == [] and view.entity(IRS) is None
    assert view.claims_about(IRS) == [] and view.neighbourhood([IRS], 2, 10) == build_graph([])


def test_what_went_in_comes_out(store: AnyStore) -> None:
    written = store.writer().add([report(), follow_up()])
    assert written.outcomes == (("/doc/report", "new"), ("/doc/follow-up", "new"))
    assert (written.nodes, written.claims) == (6, 9) and written.writes > 0
    assert list(store.view().extractions()) == [follow_up(), report()]
    assert store.view().graph() == build_graph([report(), follow_up()])
    check_consistent(store)


def test_mentions_are_not_kept(store: AnyStore) -> None:
    mention = MentionInfo(start=0, end=3, target=IRS, quote="IRS")
    store.writer().add([replace(report(), mentions=(mention,))])
    assert list(store.view().extractions()) == [report()]


def test_adding_again_writes_nothing(store: AnyStore) -> None:
    store.writer().add([report(), follow_up()])
    before = dump(store)
    written = store.writer().add([follow_up(), report()])
    assert written.writes == 0 and {outcome for _, outcome in written.outcomes} == {"unchanged"}
    assert dump(store) == before


def test_the_same_id_with_other_content_replaces(store: AnyStore) -> None:
    changed = replace(report(), entities=report().entities, claims=report().claims[:2])
    store.writer().add([changed])
    expected = dump(store)
    clear(store)
    store.writer().add([report()])
    written = store.writer().add([changed])
    assert written.outcomes == (("/doc/report", "replaced"),)
    assert written.removed_claims == len(report().claims) - 2
    assert dump(store) == expected


def test_the_last_of_one_id_in_a_batch_counts(store: AnyStore) -> None:
    other = replace(report(), claims=())
    written = store.writer().add([other, report(), report()])
    assert [outcome for _, outcome in written.outcomes] == ["new", "replaced", "unchanged"]
    assert list(store.view().extractions()) == [report()]


def test_removing_one_leaves_what_the_other_gives(store: AnyStore) -> None:
    for first, second in itertools.permutations([report(), follow_up()]):
        clear(store)
        store.writer().add([second])
        expected = dump(store)
        clear(store)
        store.writer().add([first, second])
        written = store.writer().remove(first.document.id)
        assert written.removed_claims > 0 and written.nodes == 0
        assert dump(store) == expected


def test_the_order_does_not_matter(store: AnyStore) -> None:
    documents = [report(), follow_up(), *(synthetic(number, 6, 8) for number in range(3))]
    store.writer().add(documents)
    expected = dump(store)
    clear(store)
    for document in reversed(documents):
        store.writer().add([document])
    assert dump(store) == expected


@given(st.data())
@RANDOM
def test_any_history_gives_what_its_documents_give(store: AnyStore, data: st.DataObject) -> None:
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


def test_removing_what_is_not_there(store: AnyStore) -> None:
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


def test_find(store: AnyStore) -> None:
    store.writer().add([report()])
    view = store.view()
    for name in (IRS, "irs", "IRS", "internal  revenue service", "Internal Revenue Service"):
        assert [found.id for found in view.find(name)] == [IRS]
    assert [found.id for found in view.find("a judge rules")] == ["/doc/report"]
    assert [found.id for found in view.find("/doc/report")] == ["/doc/report"]
    assert view.find("Internal Revenue") == [] and view.find("") == []


def test_search(store: AnyStore) -> None:
    store.writer().add([report(), follow_up()])
    view = store.view()
    assert [found.id for found in view.search("revenue")] == [IRS]
    assert [found.id for found in view.search("SERVICE internal")] == [IRS]
    assert [found.id for found in view.search("6103")] == [CODE]
    assert view.search("internal homeland") == [] and view.search("§") == [] and view.search("the", limit=0) == []
    assert [found.id for found in view.search("memorandum", limit=1)] == [MOU]


def test_entity_and_claims_about(store: AnyStore) -> None:
    store.writer().add([report(), follow_up()])
    view, graph = store.view(), build_graph([report(), follow_up()])
    assert view.entity(IRS) == next(item for item in graph.entities if item.id == IRS)
    document = view.entity("/doc/report")
    assert document is not None and (document.labels, document.name) == (("Document",), "A judge rules")
    assert view.entity("/doc/none") is None
    for node in (IRS, CODE, JUDGE, "/doc/report"):
        expected = [c for c in graph.claims if node in (c.subject, c.object, c.attributed_to)]
        assert view.claims_about(node) == expected


def test_claims_by_the_beginning_of_their_id(store: AnyStore) -> None:
    store.writer().add([report(), follow_up()])
    view, claims = store.view(), build_graph([report(), follow_up()]).claims
    assert view.claims_starting("/claim/", 100) == list(claims)
    assert view.claims_starting("/claim/", 3) == list(claims[:3])
    assert view.claims([claims[4].id, "/claim/none", claims[1].id]) == [claims[1], claims[4]] and view.claims([]) == []
    for one in claims:
        assert view.claims_starting(one.id, 2) == [one]
        assert view.claims_starting(one.id[:12], 9) == [each for each in claims if each.id.startswith(one.id[:12])]
    for none in ("/claim/none", "/claim/' \"} #", "/doc/", "\\", claims[0].id + "0"):
        assert view.claims_starting(none, 5) == []


def test_documents(store: AnyStore) -> None:
    store.writer().add([report(), follow_up()])
    rows = store.view().documents()
    assert [(row.info, row.entities, row.claims) for row in rows] == [
        (follow_up().document, 4, 4),
        (report().document, 5, 7),
    ]


def test_counts(store: AnyStore) -> None:
    store.writer().add([report()])
    assert store.view().counts() == {
        "Agency": 2, "Agreement": 1, "CITES": 1, "Claim": 7, "Document": 1, "GOVERNS": 1, "PARTY_TO": 2, "PERMITS": 1,
        "Passage": 3, "Person": 1, "Statute": 1,
    }  # fmt: skip


def test_neighbourhood_and_subgraph(store: AnyStore) -> None:
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


def test_another_thread_reads(store: AnyStore) -> None:
    store.writer().add([report()])
    with ThreadPoolExecutor(3) as pool:
        graphs = list(pool.map(lambda _: store.view().graph(), range(6)))
    assert graphs == [build_graph([report()])] * 6


def test_what_breaks_the_schema_is_refused_whole(store: AnyStore) -> None:
    bad = extraction("bad", [entity(IRS), entity(CODE)], [claim("/doc/bad", IRS, "GOVERNS", CODE)])
    with pytest.raises(SchemaError, match=r"bad\.txt: /claim/.*Agency GOVERNS Statute is not allowed"):
        store.writer().add([report(), bad])
    assert store.view().documents() == []
